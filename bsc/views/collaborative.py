"""A collaborative's home, and its coordinator's checklist."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bsc.checklist import Checklist, missing_months
from bsc.timeline import timeline
from meetings.models import Meeting
from meetings.models.meeting import OPEN_KINDS
from teams.access import Request, find_collaborative, find_set_up
from teams.models import Collaborative, Team

LAST_MONTHS, ALL_MONTHS = 6, 240


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team as everybody in the collaborative sees it; the address only for who may open it."""

    name: str
    joined: date
    left: date | None
    address: str


@require_safe
def collaborative_home(request: Request, collaborative: str) -> HttpResponse:
    found = find_collaborative(request, collaborative)
    context = {
        "collaborative": found,
        "timeline": timeline(found, found.day(request.access.now)),
        "teams": [
            _team_row(request, found, team) for team in found.teams.select_related("center").in_order()
        ],
        "meeting": _next_for_all(request, found),
        "ways": list(_ways(request, found)),
    }
    return render(request, "collaborative.html", context)


def _next_for_all(request: Request, whole: Collaborative) -> Meeting | None:
    """The next cross-team meeting or learning session that is not cancelled."""
    rows = Meeting.objects.visible_outside_rooms_to(request.access).filter(
        collaborative=whole, kind__in=OPEN_KINDS, cancelled_at=None
    )
    coming = rows.select_related("collaborative", "session", "team", "room").coming(request.access.now)
    return coming[0] if coming else None


@dataclass(frozen=True, slots=True)
class Way:
    """One page of the collaborative."""

    label: str
    address: str
    icon: str


def _ways(request: Request, whole: Collaborative) -> Iterator[Way]:
    access, where = request.access, [whole.slug]
    for label, route, icon, offered in (
        (_("Dashboard"), "dashboard", "graph-up", True),
        (_("Tests of all teams"), "library", "arrow-repeat", whole.pk in access.takes_part),
        (_("Change package"), "package", "diagram-3", True),
        (_("Meetings"), "meetings", "calendar-event", True),
        (_("Rooms"), "rooms", "door-open", True),
        (_("Where help is needed"), "help_needed", "telephone", whole.pk in access.hosts),
        (_("Set-up"), "setup", "list-check", whole.pk in access.sets_up),
    ):
        if offered:
            yield Way(str(label), reverse(route, args=where), icon)


def _team_row(request: Request, collaborative: Collaborative, team: Team) -> TeamRow:
    opens = team.pk in request.access.reads_teams or collaborative.pk in request.access.hosts
    address = reverse("team", args=[collaborative.slug, team.slug]) if opens else ""
    return TeamRow(team.name, team.joined, team.left, address)


@require_safe
def checklist(request: Request, collaborative: str) -> HttpResponse:
    """What is missing, and below it the months that are: the last few, or all on request."""
    found = find_set_up(request, collaborative)
    checks = Checklist(found, request.access.now).checks()
    shows_all = request.GET.get("months") == "all"
    months = missing_months(found, request.access.now, ALL_MONTHS if shows_all else LAST_MONTHS)
    context = {
        "collaborative": found,
        "checks": checks,
        "open": sum(not check.done for check in checks),
        "months": months,
        "shows_all": shows_all,
    }
    return render(request, "setup.html", context)
