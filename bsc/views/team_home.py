"""A team's home: what is in its way, its aim, its newest tests, the next meeting, its charts."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bsc.handover import next_of
from meetings.models import Barrier
from metrics.views.charts import small_charts
from pdsa.models import Cycle
from teams.access import Request, find_team
from teams.models import Team
from teams.models.writing import with_writing

NEWEST = 3


@require_safe
def team_home(request: Request, collaborative: str, team: str) -> HttpResponse:
    found, access = find_team(request, collaborative, team), request.access
    barriers = _open_barriers(request, found)
    needed = [one for one in barriers if one.needs == Barrier.Needs.DIRECTOR and found.pk in access.directs]
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "aim": found.aims.select_related("writing").first(),
        "needed": needed,
        "barriers": [one for one in barriers if one not in needed][:NEWEST],
        "cycles": _newest_cycles(request, found),
        "meeting": next_of(found, access),
        "charts": small_charts(request, found),
        "today": found.center.day(access.now),
        "writes": found.pk in access.writes_teams,
        "belongs": found.pk in access.reads_teams,
        "former": found.pk in access.reads_teams and found.pk not in access.member_of,
    }
    return render(request, "team_home.html", context)


def _open_barriers(request: Request, team: Team) -> list[Barrier]:
    """The oldest first: it has waited longest."""
    rows = with_writing(Barrier.objects.visible_to(request.access).open().filter(team=team))
    found: list[Barrier] = list(rows.annotate(number_of_answers=Count("answers")).order_by("since", "pk"))
    for row in found:
        row.team = team
    return found


def _newest_cycles(request: Request, team: Team) -> list[Cycle]:
    rows = Cycle.objects.visible_to(request.access).filter(team=team, shown_at__isnull=False)
    return list(rows.for_lists(request.access).order_by("-shown_at", "-number")[:NEWEST])
