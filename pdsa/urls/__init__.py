"""Addresses of this app, one module a subject; `bsc/urls.py` puts them in their places."""
