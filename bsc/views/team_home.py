"""A team's home: its aim, what is due, its charts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metrics.views.charts import small_charts
from teams.access import Request, find_team


@require_safe
def team_home(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_team(request, collaborative, team)
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "aim": found.aims.first(),
        "charts": small_charts(request, found),
        "today": found.center.day(request.access.now),
        "writes": found.pk in request.access.writes_teams,
        "belongs": found.pk in request.access.reads_teams,
        "former": found.pk in request.access.reads_teams and found.pk not in request.access.member_of,
    }
    return render(request, "team_home.html", context)
