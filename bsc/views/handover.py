"""For a new teacher or parent: the team on one page, to read and to print; and where help is needed."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bsc.handover import read_handover
from bsc.quiet import quiet_teams
from bsc.waiting.hosts import HOSTED
from meetings.models import Barrier
from metrics.views.charts import small_charts
from teams.access import Request, find_collaborative, find_team
from teams.models.writing import with_writing


@require_safe
def handover(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_team(request, collaborative, team)
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "page": read_handover(found, request.access),
        "charts": [view for view in small_charts(request, found) if view.has_values],
        "writes": found.pk in request.access.writes_teams,
    }
    return render(request, "handover.html", context)


@require_safe
def help_needed(request: Request, collaborative: str) -> HttpResponse:
    """For who hosts: barriers that wait for them, and teams from which nothing was heard."""
    found = find_collaborative(request, collaborative)
    access = request.access
    if found.pk not in access.hosts:
        raise Http404
    barriers = Barrier.objects.visible_to(access).open()
    barriers = barriers.filter(team__collaborative=found, needs__in=HOSTED)
    barriers = with_writing(barriers).select_related("team__center", "team__collaborative")
    context = {
        "collaborative": found,
        "barriers": barriers.annotate(number_of_answers=Count("answers")).order_by("since", "pk"),
        "quiet": quiet_teams({found.pk}, access.now).get(found.pk, []),
    }
    return render(request, "help_needed.html", context)
