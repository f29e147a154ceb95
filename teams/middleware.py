"""What each request knows of its person: language and access."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from teams.devices import send_cookie
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
    """One `Access.of(person, now)` for each request; its page speaks by the collaborative's clock."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.access = Access.of(request.user, timezone.now())  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        access: Access = request.access  # type: ignore[attr-defined]
        timezone.activate(access.zone_in(kwargs.get("collaborative")))


class DeviceIsKnown:
    """Who signs in is told apart by device, not only by account."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        send_cookie(request, response)
        return response
