"""The library: what the teams share of their tests, adopted and abandoned alike."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from metrics.models import Metric
from pdsa.forms.filters import LibraryFilter
from pdsa.models import Cycle, Entry, Question
from pdsa.models.adopting import current_drivers
from teams.access import Request, find_collaborative
from teams.models import Collaborative, Team

ON_A_PAGE = 20


@require_safe
def library(request: Request, collaborative: str) -> HttpResponse:
    """Newest first, whatever became of them. The evaluator reads exports instead."""
    found = find_collaborative(request, collaborative)
    if found.pk not in request.access.takes_part:
        raise Http404
    form = _filter(request, found)
    shared = Cycle.objects.shared_with(request.access).filter(team__collaborative=found)
    rows = form.narrow(shared).for_lists(request.access).prefetch_related(_learned(request))
    page = Paginator(rows.order_by("-begun_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    for cycle in listed:
        cycle.team_label = cycle.team.label(found)
    context = {
        "collaborative": found,
        "form": form,
        "cycles": listed,
        "page": page,
        "may_export": found.pk in request.access.coordinates | request.access.evaluates,
    }
    return render(request, "pdsa/library.html", context)


def _filter(request: Request, found: Collaborative) -> LibraryFilter:
    teams = Team.objects.filter(collaborative=found).select_related("center", "collaborative").in_order()
    metrics = Metric.objects.shared_with(request.access).filter(collaborative=found)
    drivers = current_drivers(found)
    return LibraryFilter(request.GET, request.access, teams, drivers=drivers, metrics=metrics)


def _learned(request: Request) -> Prefetch[Any]:
    """What was learned, as far as the reader may read it."""
    said = Entry.objects.visible_to(request.access).filter(question=Question.LEARNED)
    return Prefetch("entries", said.select_related("writing"), to_attr="learned")
