"""The cross-team dashboard: every metric across teams, and one in depth."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from bsc.overview import Reader, metrics_on_a_page, rows
from metrics.chartdata import csv_response
from metrics.models import Metric
from metrics.models.keys import teams_key
from metrics.reading import Heading, pooled_chart, read
from metrics.views.charts import definitions_newest_first, frame_for
from teams.access import Request, find_collaborative
from teams.models import Collaborative, Team


@require_safe
def overview(request: Request, collaborative: str) -> HttpResponse:
    """For every metric the pooled chart and small multiples; as many metrics as a page can carry."""
    found = find_collaborative(request, collaborative)
    teams = _teams(found)
    metrics = _metrics(request, found)
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
    }
    return render(request, "dashboard/overview.html", context)


@require_safe
def metric_in_depth(request: Request, collaborative: str, metric: str) -> HttpResponse:
    """One metric with all its teams, its wordings, and the way to the next: what a call goes through."""
    found = find_collaborative(request, collaborative)
    metrics, teams = _metrics(request, found), _teams(found)
    at = next((at for at, one in enumerate(metrics) if one.slug == metric), None)
    if at is None:
        raise Http404
    reader = Reader(request.access, found)
    context = {
        "collaborative": found,
        "row": rows(reader, [metrics[at]], teams, everything=_everything(request))[0],
        "teams": teams,
        "all_months": _everything(request),
        "exports": found.pk in request.access.evaluates | request.access.hosts,
        "definitions": definitions_newest_first(metrics[at]),
        "before": metrics[at - 1] if at else None,
        "after": metrics[at + 1] if at + 1 < len(metrics) else None,
    }
    return render(request, "dashboard/metric.html", context)


@require_safe
def metric_data(request: Request, collaborative: str, metric: str) -> HttpResponse:
    """The pooled numbers as they may leave the collaborative: small cells are held back for everybody."""
    found = find_collaborative(request, collaborative)
    counted = get_object_or_404(_metrics_of(request, found), slug=metric)
    key = teams_key(counted.pk)
    view = pooled_chart(frame_for(request, counted), read([key], [])[key], Heading("all", counted.name))
    return csv_response(view, f"{collaborative}-{metric}")


def _teams(collaborative: Collaborative) -> list[Team]:
    return list(Team.objects.filter(collaborative=collaborative).select_related("center").in_order())


def _metrics(request: Request, collaborative: Collaborative) -> list[Metric]:
    return list(_metrics_of(request, collaborative))


def _metrics_of(request: Request, collaborative: Collaborative) -> QuerySet[Metric]:
    shared: QuerySet[Metric] = Metric.objects.shared_with(request.access).filter(collaborative=collaborative)
    return shared.prefetch_related("definitions").select_related("collaborative")


def _everything(request: Request) -> bool:
    return request.GET.get("months") == "all"
