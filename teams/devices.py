"""Each device keeps a cookie that names it. A new one of a person is told to who listens."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.signing import BadSignature
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from teams.changes import changed
from teams.models import KnownDevice, Person

COOKIE, SALT = "device", "teams.device"
LASTS = 60 * 60 * 24 * 400  # the longest that browsers keep a cookie


def hashed(person: Person, token: str) -> str:
    """Another one for each person: the rows do not tell who shares a tablet."""
    return salted_hmac(SALT, f"{person.pk} {token}", algorithm="sha256").hexdigest()


def signed_in(sender: Any, request: HttpRequest, user: Any, **_kwargs: Any) -> None:
    """Remember the device. The first of an account is no news; every other new one is."""
    token = _token(request)
    request.device_token = token  # type: ignore[attr-defined]  # the middleware sends it along
    person = Person.objects.get(pk=user.pk)
    with transaction.atomic():
        first = not person.known_devices.exists()
        _row, is_new = KnownDevice.objects.get_or_create(person=person, token_hash=hashed(person, token))
        if is_new and not first:
            changed("device", person)


def _token(request: HttpRequest) -> str:
    try:
        token = request.get_signed_cookie(COOKIE, salt=SALT)
    except (KeyError, BadSignature):
        token = None
    return token or secrets.token_urlsafe(24)


def send_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """After a sign-in: the same name again, kept as long as browsers allow."""
    token = getattr(request, "device_token", None)
    if token is not None:
        response.set_signed_cookie(
            COOKIE, token, salt=SALT, max_age=LASTS, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )


def watch() -> None:
    user_logged_in.connect(signed_in, dispatch_uid=SALT)
