"""The team's tracker: all of its cycles that the reader may see, by what they wait for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metrics.models import Metric
from pdsa.forms.filters import CycleFilter
from pdsa.models import Cycle, Stage
from pdsa.models.adopting import current_drivers
from teams.access import Request, find_team
from teams.models import Team

ON_A_PAGE, IN_A_TABLE = 20, 200
DRAFT, FINISHED = 0, 9


@require_safe
def cycles(request: Request, collaborative: str, team: str) -> HttpResponse:
    """Own drafts on top, then what runs by its stage, then what is finished; a table to print."""
    found = find_team(request, collaborative, team)
    form = _filter(request, found)
    as_table = request.GET.get("as") == "table"
    rows = _grouped(form.narrow(Cycle.objects.visible_to(request.access).filter(team=found)))
    pages = Paginator(rows.for_lists(request.access), IN_A_TABLE if as_table else ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    names = _group_names()
    listed = list(page.object_list)
    for cycle in listed:
        cycle.group_name = names[cycle.group]
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "form": form,
        "cycles": listed,
        "page": page,
        "as_table": as_table,
        "writes": found.pk in request.access.writes_teams,
    }
    return render(request, "pdsa/tracker.html", context)


def _filter(request: Request, team: Team) -> CycleFilter:
    metrics = Metric.objects.filter(collaborative=team.collaborative_id)
    return CycleFilter(request.GET, current_drivers(team.collaborative), metrics)


def _grouped(cycles: Any) -> Any:
    stages = [When(stage=stage, then=Value(at)) for at, stage in enumerate(Stage, start=1)]
    group = Case(
        When(shown_at=None, then=Value(DRAFT)),
        When(decided_at__isnull=False, then=Value(FINISHED)),
        *stages,
        default=Value(FINISHED),
        output_field=IntegerField(),
    )
    return cycles.annotate(group=group).order_by("group", "-number")


def _group_names() -> dict[int, str]:
    """What the cycles of a group wait for."""
    stages = [
        _("Planned: not begun yet"),
        _("Do: being tested now"),
        _("Study: what did we learn?"),
        _("Act: what do we do next?"),
    ]
    return {DRAFT: _("Your drafts"), **dict(enumerate(stages, start=1)), FINISHED: _("Finished")}
