"""The chart of all teams as a file, as it may leave the collaborative: small cells held back for all."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from bsc.overview import Reader, pooled_view
from metrics.files.answer import FORMS, answer
from metrics.models import Metric
from metrics.options import Options
from metrics.views.files import content
from teams.access import Request, find_collaborative


@require_safe
def pooled_file(request: Request, collaborative: str, metric: str, ending: str) -> HttpResponse:
    found = find_collaborative(request, collaborative)
    metrics = Metric.objects.shared_with(request.access).filter(collaborative=found)
    counted = get_object_or_404(
        metrics.prefetch_related("definitions").select_related("collaborative"), slug=metric
    )
    chosen = FORMS[ending].options(Options.parse(request.GET.dict()))
    shown = pooled_view(Reader(request.access, found, leaving=True), counted, chosen)
    page = reverse("dashboard_metric", args=[collaborative, metric]) + chosen.suffix
    return answer(content(request, shown.view, shown.shared, page), ending, [collaborative, metric])
