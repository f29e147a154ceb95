"""The counts page of one place and day, and the page that leads to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from metrics.access import find_counting_team
from metrics.forms.counts import CardForm, NoteForm
from metrics.models import CountNote, Place
from metrics.models.card import Card
from metrics.models.closing import close_day, reopen_day
from metrics.models.counting import add_note
from metrics.models.day import DayPage, read_day
from metrics.models.metric import Grain
from metrics.models.recording import ConflictError, MisplacedError
from metrics.models.start import read_start
from metrics.models.taps import Spot, record_taps
from metrics.tasks import enqueue_rebuilds
from teams.access import Request, author_in, find_own_team
from teams.models import Team
from teams.models.writing import TakenError
from teams.speaking import known_words, voice_in


@require_GET
def start(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_counting_team(request, collaborative, team)
    page = read_start(found, request.access.person, found.center.day(request.access.now))
    return render(request, "metrics/counts/start.html", {"team": found, "page": page})


@require_GET
def count_day(request: Request, collaborative: str, team: str, place: UUID, day: date) -> HttpResponse:
    found = find_counting_team(request, collaborative, team)
    return _show(request, _read(request, found, place, day))


@require_http_methods(["GET", "POST"])
def count_events(request: Request, collaborative: str, team: str, place: UUID, day: date) -> HttpResponse:
    """One card's form. A lapsed sign-in comes back here by GET, and is led to the page."""
    if request.method == "GET":
        return redirect("count_day", collaborative, team, place, day)
    page = _read(request, find_own_team(request, collaborative, team), place, day)
    card = page.card(request.POST.get("metric", ""))
    if card is None:
        raise Http404
    form = CardForm(request.POST, card)
    if page.day > page.today or not form.is_valid():
        return _show(request, page.with_card(form.refused()), form.card, status=422)
    return _record(request, page, form)


def _record(request: Request, page: DayPage, form: CardForm) -> HttpResponse:
    spot = Spot(page.place, form.card.definition, Grain.DAY, page.day)
    author = author_in(request, page.team.collaborative)
    try:
        recorded = record_taps(form.taps, spot, form.seen, author, request.access.now)
    except ConflictError:
        return _show(request, page.with_card(form.refused("conflict")), form.card, status=409)
    except MisplacedError:
        form.errors["card"] = _("What you want to undo is not here any more. Look at the number again.")
        return _show(request, page.with_card(form.refused()), form.card, status=422)
    enqueue_rebuilds(recorded.stale)
    again = form.pressed is not None and recorded.receipts[-1].again
    if again or all(receipt.again for receipt in recorded.receipts):
        _tell_again(request)
    if not request.htmx:
        return redirect(_address(page))
    return _show(request, _read(request, page.team, page.place.uuid, page.day), form.card, again=again)


def _tell_again(request: Request) -> None:
    if not request.htmx:
        messages.warning(request, _("This tap was counted already, so it was not counted again."))


@require_http_methods(["GET", "POST"])
def closure(request: Request, collaborative: str, team: str, place: UUID, day: date) -> HttpResponse:
    """Say that the place was closed that day, or take that back."""
    if request.method == "GET":
        return redirect("count_day", collaborative, team, place, day)
    page = _read(request, find_own_team(request, collaborative, team), place, day)
    author, now = author_in(request, page.team.collaborative), request.access.now
    if request.POST.get("open"):
        enqueue_rebuilds(reopen_day(page.place, day, author, now))
    elif page.day > page.today or (page.is_counted and not page.closure and not request.POST.get("sure")):
        return _show(request, page, status=422, asks_closing=page.day <= page.today)
    else:
        definitions = [card.definition for card in page.cards]
        enqueue_rebuilds(close_day(page.place, day, definitions, author, now))
    return redirect(_address(page))


@require_http_methods(["GET", "POST"])
def count_notes(request: Request, collaborative: str, team: str, place: UUID, day: date) -> HttpResponse:
    if request.method == "GET":
        return redirect("count_day", collaborative, team, place, day)
    page = _read(request, find_own_team(request, collaborative, team), place, day)
    form = _note_form(page, request.POST)
    if not form.is_valid():
        return _show(request, page, status=422, note_form=form)
    about = page.card(form.cleaned_data["metric"])
    note = CountNote(place=page.place, day=day, metric=about.metric if about else None)
    try:
        add_note(note, voice_in(request, page.team.collaborative, page.team), form.words())
    except TakenError:
        raise Http404 from None
    messages.success(request, _("Your note is saved. Your team reads it."))
    return redirect(_address(page))


def _read(request: Request, team: Team, place: UUID, day: date) -> DayPage:
    found = get_object_or_404(Place.objects.for_team(team), uuid=place)
    today = team.center.day(request.access.now)
    page = read_day(team, found, day, today)
    return replace(page, writable=team.pk in request.access.writes_teams and day <= today)


def _show(
    request: Request, page: DayPage, card: Card | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """The whole page; for htmx the card alone."""
    shown = context | {
        "page": page,
        "team": page.team,
        "is_member": page.team.pk in request.access.writes_teams,
    }
    if request.htmx and card is not None:
        shown["card"] = page.card(card.metric.slug)
        return render(request, "metrics/counts/_card.html", shown, status=status)
    shown.setdefault("note_form", _note_form(page))
    return render(request, "metrics/counts/day.html", shown, status=status)


def _note_form(page: DayPage, data: Any = None) -> NoteForm:
    known = partial(known_words, page.team.collaborative, page.team)
    cards = {card.metric.slug: card.metric.name for card in page.cards}
    return NoteForm(data, cards=cards, known=known, prefix="note")


def _address(page: DayPage) -> str:
    return reverse(
        "count_day", args=[page.team.collaborative.slug, page.team.slug, page.place.uuid, page.day]
    )
