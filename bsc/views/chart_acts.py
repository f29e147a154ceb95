"""Doing something to the chart of all teams together: for those who host."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from bsc.overview import Reader, pooled_view
from metrics.chartview import ChartView
from metrics.models import Metric
from metrics.options import Options
from metrics.views.acts import Spot, act_on, file_of, send, undo_on
from teams.access import Request, find_collaborative
from teams.views.setup_pages import read_or_send


@read_or_send
def dashboard_act_new(request: Request, collaborative: str, metric: str) -> HttpResponse:
    return act_on(request, _spot(request, collaborative, metric))


@send
def dashboard_act_undo(request: Request, collaborative: str, metric: str, act_of_all: UUID) -> HttpResponse:
    return undo_on(request, _spot(request, collaborative, metric), act_of_all)


@require_safe
def dashboard_acts_data(request: Request, collaborative: str, metric: str) -> HttpResponse:
    """Names and texts: hidden from the evaluator, who reads the numbers."""
    spot = _spot(request, collaborative, metric)
    if spot.metric.collaborative_id not in request.access.takes_part:
        raise Http404
    return file_of(request, spot, f"{collaborative}-{metric}-acts")


def _spot(request: Request, collaborative: str, metric: str) -> Spot:
    found = find_collaborative(request, collaborative)
    metrics = Metric.objects.shared_with(request.access).filter(collaborative=found)
    rows = metrics.prefetch_related("definitions").select_related("collaborative")
    counted = get_object_or_404(rows, slug=metric)
    names = [collaborative, metric]

    def read(options: Options) -> ChartView:
        return pooled_view(Reader(request.access, found), counted, options).view

    address = reverse("dashboard_metric", args=names)
    return Spot(counted, None, address, reverse("dashboard_act_new", args=names), read)
