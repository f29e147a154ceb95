"""Rules for every request: the demo stays on this machine, some roles need a second factor, no store."""

from collections.abc import Callable
from ipaddress import ip_address

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

Next = Callable[[HttpRequest], HttpResponse]
OPEN_WITHOUT_SECOND_FACTOR = ("/account/", "/accounts/", "/health/", "/static/", "/language/")


class LoopbackOnlyInDemo:
    """Last line of defence: the demo answers nobody but this machine."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO and not _is_loopback(request.META.get("REMOTE_ADDR", "")):
            return HttpResponseForbidden(
                "The demo answers on this machine only.\n", content_type="text/plain"
            )
        return self.get_response(request)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


class SecondFactorWhereNeeded:
    """Coordinator, faculty and administrator set up a second factor before anything else; not in the demo."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.DEMO and self._is_missing(request):
            if not len(messages.get_messages(request)):  # said once, however many pages were asked for
                messages.info(request, _("Your role needs a second step at sign-in. Set one up to go on."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        access = request.access  # type: ignore[attr-defined]
        return bool(
            access.person
            and access.needs_second_factor
            and not request.path.startswith(OPEN_WITHOUT_SECOND_FACTOR)
            and not is_mfa_enabled(access.person)
        )


class NoStore:
    """Personal pages are kept by no cache: phones and tablets are shared."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response.headers:
            patch_cache_control(response, no_store=True, private=True)
        return response
