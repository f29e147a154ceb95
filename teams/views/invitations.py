"""Accepting an invitation. Opening the link does nothing, since mail scanners open links; the button acts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from teams.access import Request
from teams.forms.account import NewAccountForm
from teams.models import Invitation
from teams.models.invitation import InvitationClosedError


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation(request: Request, token: str) -> HttpResponse:
    """Who invites whom into what. The page is the same whether or not the address has an account."""
    found = _find(token)
    if not found.is_open:
        return _closed(request, found)
    if request.access.person is not None:
        return _as_signed_in(request, found)
    if request.method == "GET":
        return render(request, "teams/invitation.html", {"invitation": found})
    return redirect(_next_step(request, found))


def _next_step(request: Request, found: Invitation) -> str:
    if found.known_person() is None:
        return f"{request.path}account/"
    messages.info(request, _("Sign in to accept the invitation."))
    return f"{resolve_url('account_login')}?{urlencode({'next': request.path})}"


def _find(token: str) -> Invitation:
    rows = Invitation.objects.by_token(token).select_related("participant__collaborative", "by")
    found: Invitation | None = rows.first()
    if found is None:
        raise Http404
    return found


def _closed(request: Request, found: Invitation) -> HttpResponse:
    return render(request, "teams/invitation_closed.html", {"invitation": found}, status=410)


def _as_signed_in(request: Request, found: Invitation) -> HttpResponse:
    person: Any = request.access.person
    try:
        found.check_open_to(person)
        if request.method == "POST":
            found.accept(person)
            return _welcome(request, found)
    except InvitationClosedError as why:
        context = {"invitation": found, "why": str(why)}
        return render(request, "teams/invitation_other.html", context, status=403)
    return render(request, "teams/invitation.html", {"invitation": found})


def _welcome(request: Request, found: Invitation) -> HttpResponse:
    name = found.participant.collaborative.name
    messages.success(request, _("Welcome to %(name)s.") % {"name": name})
    return redirect("home")


@login_not_required
@require_http_methods(["GET", "POST"])
def new_account(request: Request, token: str) -> HttpResponse:
    """A new account for the address of the invitation, which its link proves."""
    found = _find(token)
    if not found.is_open or request.access.person is not None or found.known_person() is not None:
        return redirect("invitation", token)
    initial = {"language": translation.get_language()}
    form = NewAccountForm(request.POST or None, initial=initial, email=found.email)
    if request.method == "GET" or not form.is_valid():
        context = {"invitation": found, "form": form}
        return render(request, "teams/invitation_account.html", context, status=422 if form.errors else 200)
    try:
        person = found.accept_as_new(form.cleaned_data["password"], form.cleaned_data["language"])
    except (IntegrityError, InvitationClosedError):  # the button was pressed twice, or on two devices
        return redirect("invitation", token)
    _welcome(request, found)
    response: HttpResponse = perform_login(request, person, redirect_url=resolve_url("home"))
    return response
