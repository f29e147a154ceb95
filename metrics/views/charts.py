"""A team's charts: all of them small on the team's home, one in full, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metrics.chartdata import csv_response
from metrics.chartview import ChartView, Link
from metrics.models import Metric
from metrics.models.keys import team_key, teams_key
from metrics.models.periods import closed_through
from metrics.reading import Frame, Heading, frame, last_months, read, team_chart, team_line
from teams.access import Request, find_collaborative, find_team
from teams.models import Collaborative, Team


@require_safe
def chart(request: Request, collaborative: str, team: str, metric: str) -> HttpResponse:
    """One chart in full: sentence, drawing, table, definition; the last 24 months, or all of them."""
    found = find_team(request, collaborative, team)
    counted = find_metric(request, found.collaborative, metric)
    key = team_key(counted.pk, found.pk)
    kept = read([key], [key])[key]
    shared = frame_for(request, counted)
    links = [Link(_("Download the numbers (CSV)"), reverse("chart_data", args=[collaborative, team, metric]))]
    whole = team_chart(shared, kept, Heading("chart", f"{counted.name} · {found.name}", links=links))
    view = whole if request.GET.get("months") == "all" else last_months(whole)
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "metric": counted,
        "shared": shared,
        "view": view,
        "stale": kept.stale,
        "earlier": len(whole.points) - len(view.points),
        "definitions": definitions_newest_first(counted),
    }
    return render(request, "metrics/chart.html", context)


@require_safe
def chart_data(request: Request, collaborative: str, team: str, metric: str) -> HttpResponse:
    """The team's own people get every number; hosts and evaluator what may leave a team."""
    found, own = _readable_team(request, collaborative, team)
    counted = find_metric(request, found.collaborative, metric)
    key = team_key(counted.pk, found.pk) if own else teams_key(counted.pk)
    kept = read([key], [])[key]
    shared, heading = frame_for(request, counted), Heading("chart", counted.name)
    view = team_chart(shared, kept, heading) if own else team_line(shared, kept, found.slug, heading)
    return csv_response(view, f"{collaborative}-{team}-{metric}")


def _readable_team(request: Request, collaborative: str, slug: str) -> tuple[Team, bool]:
    """The team, and whether the reader is on it."""
    access = request.access
    if access.evaluates:
        whole = find_collaborative(request, collaborative)
        if whole.pk in access.evaluates:
            team = get_object_or_404(
                Team.objects.select_related("collaborative", "center"), collaborative=whole, slug=slug
            )
            return team, team.pk in access.reads_teams
    team = find_team(request, collaborative, slug)
    return team, team.pk in access.reads_teams


def find_metric(request: Request, collaborative: Collaborative, slug: str) -> Metric:
    metrics = Metric.objects.visible_to(request.access).prefetch_related("definitions")
    found: Metric | None = metrics.filter(collaborative=collaborative, slug=slug).first()
    if found is None:
        raise Http404
    return found


def frame_for(request: Request, metric: Metric) -> Frame:
    whole = metric.collaborative
    return frame(metric, whole.sessions.all(), closed_through(whole, request.access.now))


@dataclass(frozen=True, slots=True)
class Wording:
    """One dated wording, for the page."""

    from_month: str
    numerator: str
    denominator: str


def definitions_newest_first(metric: Metric) -> list[Wording]:
    return [
        Wording(one.from_month, one.numerator_text, one.denominator_text)
        for one in sorted(metric.definitions.all(), key=lambda one: one.from_month, reverse=True)
    ]


def small_charts(request: Request, team: Team) -> list[ChartView]:
    """All of a team's charts, small; four queries however many."""
    metrics = list(
        Metric.objects.visible_to(request.access)
        .filter(collaborative=team.collaborative_id)
        .prefetch_related("definitions")
    )
    sessions = list(team.collaborative.sessions.all())
    through = closed_through(team.collaborative, request.access.now)
    keys = {metric.pk: team_key(metric.pk, team.pk) for metric in metrics}
    kept = read(keys.values(), [])
    return [
        last_months(
            team_chart(
                frame(metric, sessions, through),
                kept[keys[metric.pk]],
                Heading(
                    f"metric-{metric.slug}",
                    metric.name,
                    reverse("chart", args=[team.collaborative.slug, team.slug, metric.slug]),
                ),
            )
        )
        for metric in metrics
    ]
