"""The cross-team dashboard: every metric across teams, and one in depth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bsc.overview import Reader, in_depth, metrics_on_a_page, rows
from metrics.chartview import ChartView
from metrics.models import Metric
from metrics.options import Options
from metrics.periods import Period
from teams.access import Request, find_collaborative
from teams.models import Collaborative, Team


@require_safe
def overview(request: Request, collaborative: str) -> HttpResponse:
    """For every metric the pooled chart and small multiples; as many metrics as a page can carry."""
    found = find_collaborative(request, collaborative)
    teams = teams_of(found)
    metrics = metrics_across_teams(request, found)
    page = Paginator(metrics, metrics_on_a_page(len(teams))).get_page(request.GET.get("page"))
    shown = rows(
        Reader(request.access, found), list(page.object_list), teams, everything=_everything(request)
    )
    context = {
        "collaborative": found,
        "rows": shown,
        "page": page,
        "teams": teams,
        "all_months": _everything(request),
        "process": _reads_process(request, found),
    }
    return render(request, "dashboard/overview.html", context)


@require_safe
def metric_in_depth(request: Request, collaborative: str, metric: str) -> HttpResponse:
    """One metric with all its teams, its wordings, and the way to the next: what a call goes through."""
    found = find_collaborative(request, collaborative)
    metrics, teams = metrics_across_teams(request, found), teams_of(found)
    at = next((at for at, one in enumerate(metrics) if one.slug == metric), None)
    if at is None:
        raise Http404
    row = in_depth(Reader(request.access, found), metrics[at], teams, Options.parse(request.GET.dict()))
    context = {
        "collaborative": found,
        "row": row,
        "moves": moves(teams, row.pooled, found.day(request.access.now)),
        "teams": teams,
        "exports": found.pk in request.access.evaluates | request.access.hosts,
        "process": _reads_process(request, found),
        "definitions": metrics[at].wordings()[::-1],
        "before": metrics[at - 1] if at else None,
        "after": metrics[at + 1] if at + 1 < len(metrics) else None,
    }
    return render(request, "dashboard/metric.html", context)


@dataclass(frozen=True, slots=True)
class Move:
    """A team that came or went in the time of a chart, so that K of "k of K" is another before and after."""

    team: str
    joined: date | None
    left: date | None


def moves(teams: Sequence[Team], view: ChartView, today: date) -> list[Move]:
    if not view.points:
        return []
    first = Period.parse(view.points[0].period).first
    found = [
        Move(
            team.name,
            team.joined if first < team.joined <= today else None,
            team.left if team.left and first < team.left <= today else None,
        )
        for team in teams
    ]
    return [one for one in found if one.joined or one.left]


def teams_of(collaborative: Collaborative) -> list[Team]:
    return list(Team.objects.filter(collaborative=collaborative).select_related("center").in_order())


def metrics_across_teams(request: Request, collaborative: Collaborative) -> list[Metric]:
    return list(_metrics_of(request, collaborative))


def _metrics_of(request: Request, collaborative: Collaborative) -> QuerySet[Metric]:
    shared: QuerySet[Metric] = Metric.objects.shared_with(request.access).filter(collaborative=collaborative)
    return shared.prefetch_related("definitions").select_related("collaborative")


def _reads_process(request: Request, found: Collaborative) -> bool:
    """Who gets the tests of all teams as data."""
    return found.pk in request.access.evaluates | request.access.coordinates


def _everything(request: Request) -> bool:
    return request.GET.get("months") == "all"
