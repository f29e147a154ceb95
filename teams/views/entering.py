"""Getting in with a card. Opening its page does nothing, since scanners open links; the button acts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from teams.access import Request
from teams.forms.cards import CodeForm, EnterForm
from teams.guessing import is_slowed, note_wrong
from teams.models import Card, Person
from teams.models.carding import CardClosedError, find_open, join, use
from teams.views.setup_pages import read_or_send, typed

STAYS_SIGNED_IN = 60 * 60 * 24 * 180
NOT_OPEN = 404  # the same for a code that never was, and for one that was used, withdrawn or is too old


@login_not_required
@read_or_send
def card_entry(request: Request) -> HttpResponse:
    """Type the code. A right one leads to the card's own page, where the button is."""
    form = CodeForm(**typed(request))
    if request.method == "POST" and form.is_valid():
        if is_slowed(request):
            return _slow(request)
        found = find_open(form.cleaned_data["code"])
        if found is not None:
            return redirect("card", found.code)
        _note(request, form.cleaned_data["code"])
        form.add_error("code", _closed_words())
    status = 422 if request.method == "POST" else 200
    return render(request, "teams/cards/entry.html", {"form": form}, status=status)


def _closed_words() -> str:
    return _(
        "This code opens nothing. Look at the letters once more. A card works once, for 30 days: "
        "if yours was used or is older, ask for a new one."
    )


def _slow(request: Request) -> HttpResponse:
    return render(request, "429.html", status=429)


def _note(request: Request, code: str) -> None:
    """A code that once was a card's is no guess."""
    if not Card.objects.by_code(code).exists():
        note_wrong(request)


@login_not_required
@read_or_send
def card(request: Request, code: str) -> HttpResponse:
    """Whose card this is. GET changes nothing, however often and by whomever it is opened."""
    if is_slowed(request):
        return _slow(request)
    found = find_open(code)
    if found is None:
        _note(request, code)
        return _closed(request)
    try:
        return _signed_out(request, found) if request.access.person is None else _signed_in(request, found)
    except CardClosedError:  # somebody else was quicker, by a moment
        return _closed(request)


def _closed(request: Request) -> HttpResponse:
    context = {"form": CodeForm(), "words": _closed_words()}
    return render(request, "teams/cards/closed.html", context, status=NOT_OPEN)


def _signed_out(request: Request, found: Card) -> HttpResponse:
    """Go in, in the language of the page."""
    form = EnterForm(**typed(request), initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            _sign_in(request, use(found, form.cleaned_data["language"]))
        return redirect("welcome")
    context = {"card": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "teams/cards/card.html", context, status=status)


def _sign_in(request: Request, person: Person) -> None:
    """As allauth does it, so that a passkey can be added; and for half a year on this device."""
    get_adapter().login(request, person)
    record_authentication(request, person, method="card")
    request.session.set_expiry(STAYS_SIGNED_IN)


def _signed_in(request: Request, found: Card) -> HttpResponse:
    """Somebody is here already: the card's place may join their account, unless they printed it."""
    person: Any = request.access.person
    own = found.by.person_id == person.pk
    if request.method == "POST" and request.POST.get("join"):
        if own:
            return _joining(request, found, own, 403)
        join(found, person)
        name = found.membership.participant.collaborative.name
        messages.success(request, _("Welcome to %(name)s.") % {"name": name})
        return redirect("welcome")
    return _joining(request, found, own, 422 if request.method == "POST" else 200)


def _joining(request: Request, found: Card, own: bool, status: int) -> HttpResponse:
    context = {"card": found, "own": own, "who": request.access.person}
    return render(request, "teams/cards/joining.html", context, status=status)
