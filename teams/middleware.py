"""What each request knows of its person: language and access."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from teams.models import Access

Next = Callable[[HttpRequest], HttpResponse]


class LanguageOfPerson:
    """The person's own language; for strangers what the browser asks for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = request.COOKIES.get("language") or translation.get_language_from_request(request)
        with translation.override(language if translation.check_for_language(language) else "en"):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response


class AccessOfRequest:
    """One `Access.of(person, now)` for each request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.access = Access.of(request.user, timezone.now())  # type: ignore[attr-defined]
        return self.get_response(request)
