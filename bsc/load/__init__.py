"""Plausible data in bulk, to see how the product fares with a lot of it: `manage.py make_load`."""
