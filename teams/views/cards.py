"""Printing cards: who gets one, the sheet that comes out of the printer, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from teams.access import Request, author_in, find_directed_team, find_set_up
from teams.cardtext import Printed, printed
from teams.forms.cards import PAPERS, PrintForm
from teams.models import Card, Collaborative, Membership, Team
from teams.models.carding import CardClosedError, Giver, candidates, issue, with_ways_in, withdraw
from teams.views.setup_pages import read_or_send, typed

A_SHEET = 10
PRINTS_FOR = timedelta(hours=24)
PEOPLE_ON_A_PAGE, CARDS_ON_A_PAGE = 100, 60


@dataclass(frozen=True)
class Desk:
    """Where cards are printed: at a team by its director, in the set-up by the coordinator."""

    collaborative: Collaborative
    team: Team | None

    def address(self, what: str = "cards", **names: Any) -> str:
        if self.team is None:
            return reverse(f"setup_{what}", args=[self.collaborative.slug, *names.values()])
        return reverse(f"team_{what}", args=[self.collaborative.slug, self.team.slug, *names.values()])

    @property
    def base(self) -> str:
        return "teams/setup/page.html" if self.team is None else "teams/team_page.html"

    def cards(self) -> Any:
        rows = Card.objects.filter(membership__participant__collaborative=self.collaborative)
        rows = rows if self.team is None else rows.filter(membership__team=self.team)
        return rows.select_related("membership__participant", "membership__team__center", "by")

    def members(self, giver: Giver, team: str) -> Any:
        """Who is on the team; for the coordinator those of all teams who have no e-mail address."""
        rows = Membership.objects.filter(team__isnull=False, participant__forgotten_at=None)
        rows = rows.filter(Q(until_day=None) | Q(until_day__gt=giver.today))
        rows = rows.filter(participant__collaborative=self.collaborative)
        if self.team is not None:
            rows = rows.filter(team=self.team)
        else:
            rows = rows.filter(participant__person__email=None)
            rows = rows.filter(team__slug=team) if team else rows
        return with_ways_in(rows).order_by(
            "team__number", "participant__name", "participant", "from_day", "pk"
        )


@read_or_send
def team_cards(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_directed_team(request, collaborative, team)
    return _desk(request, Desk(found.collaborative, found))


@read_or_send
def setup_cards(request: Request, collaborative: str) -> HttpResponse:
    return _desk(request, Desk(find_set_up(request, collaborative), None))


def _desk(request: Request, desk: Desk) -> HttpResponse:
    giver = _giver(request, desk)
    team = request.GET.get("team", "").replace("\x00", "")[:60]
    page = Paginator(desk.members(giver, team), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    people = candidates(giver, page.object_list)
    form = PrintForm(**typed(request), people=people, whole=desk.collaborative)
    if request.method == "POST" and form.is_valid():
        return _print(request, desk, giver, form)
    context = {
        "desk": desk,
        "team": desk.team,
        "collaborative": desk.collaborative,
        "form": form,
        "page": page,
        "wanted": {"team": team},
        "teams": desk.collaborative.teams.in_order().select_related("center") if desk.team is None else (),
        "cards": _listed(desk),
        "people_address": desk.address("people"),
    }
    return render(request, "teams/cards/desk.html", context, status=422 if request.method == "POST" else 200)


def _giver(request: Request, desk: Desk) -> Giver:
    return Giver.of(author_in(request, desk.collaborative))


def _print(request: Request, desk: Desk, giver: Giver, form: PrintForm) -> HttpResponse:
    sheet: UUID = form.cleaned_data["sheet"]
    try:
        made = issue(giver, [UUID(one) for one in form.cleaned_data["member"]], sheet)
    except CardClosedError:
        raise Http404 from None
    if made:
        messages.success(request, _("Cards made: %(count)d. Print them now.") % {"count": len(made)})
    return redirect(f"{desk.address('card_sheet', sheet=sheet)}?paper={form.cleaned_data['paper']}")


def _listed(desk: Desk) -> list[Card]:
    rows: list[Any] = list(desk.cards()[:CARDS_ON_A_PAGE])
    for row in rows:
        row.days = {
            name: desk.collaborative.day(moment)
            for name in ("issued", "expires", "used", "withdrawn")
            if (moment := getattr(row, f"{name}_at")) is not None
        }
        row.withdrawal = desk.address("card_withdrawal", card=row.uuid)
    return rows


@require_safe
def team_card_sheet(request: Request, collaborative: str, team: str, sheet: UUID) -> HttpResponse:
    found = find_directed_team(request, collaborative, team)
    return _sheet(request, Desk(found.collaborative, found), sheet)


@require_safe
def setup_card_sheet(request: Request, collaborative: str, sheet: UUID) -> HttpResponse:
    return _sheet(request, Desk(find_set_up(request, collaborative), None), sheet)


def _sheet(request: Request, desk: Desk, sheet: UUID) -> HttpResponse:
    """For who made it, on the day it was made: codes are not kept lying about."""
    me = author_in(request, desk.collaborative)
    rows = desk.cards().filter(sheet=sheet, by=me, issued_at__gt=request.access.now - PRINTS_FOR)
    if not rows.exists():
        raise Http404
    is_open = rows.open().order_by("membership__participant__name", "pk")
    paper = request.GET.get("paper")
    context = {
        "desk": desk,
        "team": desk.team,
        "collaborative": desk.collaborative,
        "sheets": _in_tens([printed(card, desk.collaborative) for card in is_open]),
        "paper": paper if paper in dict(PAPERS) else "a4",
        "papers": PAPERS,
        "back": desk.address(),
    }
    return render(request, "teams/cards/sheet.html", context)


def _in_tens(cards: list[Printed]) -> list[list[Printed]]:
    return [cards[at : at + A_SHEET] for at in range(0, len(cards), A_SHEET)]


@require_http_methods(["GET", "POST"])
def team_card_withdrawal(request: Request, collaborative: str, team: str, card: UUID) -> HttpResponse:
    if request.method == "GET":
        return redirect("team_cards", collaborative, team)
    found = find_directed_team(request, collaborative, team)
    return _withdraw(request, Desk(found.collaborative, found), card)


@require_http_methods(["GET", "POST"])
def setup_card_withdrawal(request: Request, collaborative: str, card: UUID) -> HttpResponse:
    if request.method == "GET":
        return redirect("setup_cards", collaborative)
    return _withdraw(request, Desk(find_set_up(request, collaborative), None), card)


def _withdraw(request: Request, desk: Desk, card: UUID) -> HttpResponse:
    withdraw(get_object_or_404(desk.cards(), uuid=card))
    messages.success(request, _("The card is withdrawn. It opens nothing now."))
    return redirect(desk.address())
