"""Exploring one metric across teams: all together, with each team's line; beside another, or one team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bsc.overview import MetricRow, Reader, in_depth
from bsc.views.dashboard import metrics_across_teams, teams_of
from metrics.chartview import Link
from metrics.looking import Looking
from metrics.models import Metric
from metrics.options import Options
from metrics.traces import TeamLine
from metrics.views.explore import Chart, Other, may_style_its_attributes, render_explorer
from teams.access import Request, find_collaborative
from teams.models import Collaborative, Team

A_TEAM = "team:"  # how the second chart is named in the address; another metric by its slug alone


@dataclass(frozen=True, slots=True)
class _Call:
    """What is explored together: the reader, how they look, and the teams in their fixed order."""

    reader: Reader
    options: Options
    teams: Sequence[Team]

    def row(self, metric: Metric) -> MetricRow:
        return in_depth(self.reader, metric, self.teams, self.options)

    def label(self, team: Team) -> str:
        return team.label(self.reader.collaborative)

    def pooled(self, row: MetricRow) -> Chart:
        lines = [
            TeamLine(number, team.slug, self.label(team), line.view, line.own)
            for number, (team, line) in enumerate(zip(self.teams, row.teams, strict=True), 1)
        ]
        return Chart(row.pooled, row.metric, row.stale, row.choice, lines)

    def of_team(self, slug: str, row: MetricRow) -> Chart | None:
        found = [line for team, line in zip(self.teams, row.teams, strict=True) if team.slug == slug]
        return Chart(found[0].view, row.metric, row.stale) if found else None


@require_safe
@may_style_its_attributes
def explore_all(request: Request, collaborative: str, metric: str) -> HttpResponse:
    found = find_collaborative(request, collaborative)
    metrics = {one.slug: one for one in metrics_across_teams(request, found)}
    if metric not in metrics:
        raise Http404
    call = _Call(Reader(request.access, found), Options.parse(request.GET.dict()), teams_of(found))
    row = call.row(metrics[metric])
    beside = _beside(call, {slug: one for slug, one in metrics.items() if slug != metric}, row, request)
    context = {
        "collaborative": found,
        "metric": metrics[metric],
        "crumbs": _crumbs(found, metrics[metric]),
        "others": [
            *(Other(one.slug, one.name) for one in metrics.values() if one.slug != metric),
            *(
                Other(f"{A_TEAM}{team.slug}", _("this metric, %(team)s") % {"team": call.label(team)})
                for team in call.teams
            ),
        ],
    }
    return render_explorer(request, [call.pooled(row), *beside], context)


def _beside(call: _Call, others: dict[str, Metric], row: MetricRow, request: Request) -> list[Chart]:
    wanted = Looking.parse(request.GET.dict()).beside
    if wanted in others:
        return [call.pooled(call.row(others[wanted]))]
    team = call.of_team(wanted.removeprefix(A_TEAM), row) if wanted.startswith(A_TEAM) else None
    return [team] if team is not None else []


def _crumbs(found: Collaborative, metric: Metric) -> list[Link]:
    return [
        Link(found.name, reverse("collaborative", args=[found.slug])),
        Link(_("Dashboard"), reverse("dashboard", args=[found.slug])),
        Link(metric.name, reverse("dashboard_metric", args=[found.slug, metric.slug])),
    ]
