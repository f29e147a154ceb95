"""The welcome, consents and the method on one page."""

from django.urls import URLPattern, path

from teams.views import welcome

urlpatterns: list[URLPattern] = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("account/choices/", welcome.consents, name="consents"),
    path("method/", welcome.method, name="method"),
]
