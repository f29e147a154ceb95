from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def empty(_request: HttpRequest) -> HttpResponse:
    """Behind the same middleware, for the same person who is signed in: what no page can be faster than."""
    return HttpResponse()


urlpatterns: list[URLPattern | URLResolver] = [
    path("empty/", empty, name="empty"),
    path("", include("bsc.urls")),
]
