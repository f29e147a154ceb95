"""A sign-in that lapses while somebody types loses nothing: what was sent waits until they are back. Nor does
a role, or a step, that ended meanwhile: the page that refuses gives the longer texts back.

It waits in the session of the browser, an hour at most, and is shown only to the person who was signed in
there before: tablets are shared. Passwords, files and what is said in rooms never wait.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url

Next = Callable[[HttpRequest], HttpResponse]
COOKIE, KEPT_AS = "last", "typed"
HALF_A_YEAR, AN_HOUR = 60 * 60 * 24 * 180, 60 * 60
MOST = 60_000  # letters: more is a file or an attack
NEVER = ("/accounts/", "/account/", "/admin/", "/invitations/", "/card/", "/language/")
UNKEPT = ("/rooms/", "/black-out/")  # what was said in confidence, and what is to be gone
UNSAID = {"csrfmiddlewaretoken"}
LONG = 24  # from here on a value is shown as a text of its own


class NothingTypedIsLost:
    """Keeps what an anonymous browser sent to a page behind the sign-in, and offers it after the sign-in."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return self._remember(request, self._offered(request) or self.get_response(request))
        response = self.get_response(request)
        if request.method == "POST" and _leads_to_sign_in(response):
            _keep(request)
        return response

    def _offered(self, request: HttpRequest) -> HttpResponse | None:
        kept = request.session.get(KEPT_AS) if COOKIE in request.COOKIES else None
        if not kept or kept["path"] != request.path:
            return None
        if request.method == "POST" or kept["person"] != str(request.user.uuid):  # type: ignore[union-attr]
            del request.session[KEPT_AS]
            return redirect(request.path) if "_leave" in request.POST else None
        return render(request, "typed.html", {"path": kept["path"], "fields": _shown(kept["fields"])})

    def _remember(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Whose browser it is, until they sign out."""
        if not request.user.is_authenticated:
            response.delete_cookie(COOKIE)
        elif _last(request) != str(request.user.uuid):
            response.set_signed_cookie(
                COOKIE,
                str(request.user.uuid),
                max_age=HALF_A_YEAR,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        return response


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return isinstance(response, HttpResponseRedirect) and response.url.startswith(
        resolve_url(settings.LOGIN_URL)
    )


def _last(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", max_age=HALF_A_YEAR) or ""


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Only for reading: nothing was changed."""
    words = [value for _name, value in _sent(request) if _is_words(value)]
    return render(request, "403.html", {"words": words}, status=403)


def _keep(request: HttpRequest) -> None:
    path, person = request.path, _last(request)
    if not person or request.headers.get("HX-Request"):
        return
    fields = _sent(request)
    if fields and sum(len(name) + len(value) for name, value in fields) <= MOST:
        request.session[KEPT_AS] = {"path": path, "person": person, "fields": fields}
        request.session.set_expiry(AN_HOUR)


def _sent(request: HttpRequest) -> list[list[str]]:
    """What was typed, where it may be shown again."""
    if request.path.startswith(NEVER) or any(part in request.path for part in UNKEPT):
        return []
    return [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name not in UNSAID and "password" not in name
    ]


def _shown(fields: list[list[str]]) -> list[dict[str, Any]]:
    return [{"name": name, "value": value, "long": _is_words(value)} for name, value in fields]


def _is_words(value: str) -> bool:
    """Worth reading again: neither an id nor what a page wrote down for itself."""
    return len(value) >= LONG and len(value.split()) > 1 and not value.startswith("{")
