"""One's own account: language, devices, data. Nobody else changes any of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from teams import mine
from teams.access import Request
from teams.forms.account import LanguageForm
from teams.models import Person

YEAR = 60 * 60 * 24 * 365


@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    person = _me(request)
    form = LanguageForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(person.language):
            messages.success(request, _("Your language is saved."))
        return redirect("account")
    person.refresh_from_db(fields=["language"])  # a choice that is refused must not change the page's words
    sessions = person.usersession_set.order_by("-last_seen_at")
    context = {
        "form": form,
        "sessions": sessions,
        "has_password": person.has_usable_password(),
        "takes_part": person.participants.select_related("collaborative"),
    }
    return render(request, "teams/account.html", context, status=422 if form.errors else 200)


def _me(request: Request) -> Person:
    person: Any = request.user
    return Person.objects.get(pk=person.pk)


@require_POST
def devices(request: Request) -> HttpResponse:
    """End one device's session, or all of them, this one included."""
    person = _me(request)
    chosen = request.POST.get("device", "")
    if chosen == "all":
        person.end_sessions()
        logout(request)
        messages.success(request, _("You are signed out on every device."))
        return redirect("account_login")
    session = get_object_or_404(person.usersession_set, pk=_number(chosen))
    session.end()
    messages.success(request, _("That device is signed out."))
    return redirect("account")


def _number(text: str) -> int:
    """0, which no row has, where it is none; nor is one with more digits than any row's."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


@require_GET
def data(request: Request) -> HttpResponse:
    """Everything the installation holds about this person, as a file in an open format."""
    found = mine.collect(_me(request))
    response = JsonResponse(found, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="bsc-my-data-{request.access.now:%Y-%m-%d}.json"'
    return response


@login_not_required
@require_POST
def language(request: Request) -> HttpResponse:
    """The language of this device while nobody is signed in; of the account, when somebody is."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(_local(request, request.POST.get("next", "")))  # an address, never a name
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            "language", chosen, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
        if request.access.person is not None:
            Person.objects.filter(pk=request.access.person.pk).update(language=chosen)
    return response


def _local(request: Request, address: str) -> str:
    """Only to our own pages: an address of elsewhere is forgotten."""
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("home")
