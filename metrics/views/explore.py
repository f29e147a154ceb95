"""Exploring a chart: zoom, each point in words, a second chart beside. The figure comes as data, in the page.

Who may read a chart may explore it: no role is read-only in its own team. Plotly is loaded on these pages
alone, and they alone are allowed what it needs: style attributes, and a style element that is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ParamSpec
from urllib.parse import parse_qsl

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from metrics.chartview import ChartView, Link
from metrics.chooser import Choice
from metrics.figure import figure
from metrics.looking import Looking
from metrics.models import Metric
from metrics.options import Options
from metrics.periodtext import period_text
from metrics.pointtext import act_text
from metrics.reading import on_one_scale
from metrics.spots import PALETTE
from metrics.traces import TeamLine
from metrics.views.charts import find_metric, team_view
from teams.access import Request, find_team
from teams.models import Team

EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # of no character at all
KEYS = ("main-chart", "beside")
Asked = ParamSpec("Asked")


def may_style_its_attributes(view: Callable[Asked, HttpResponse]) -> Callable[Asked, HttpResponse]:
    looser = {"style-src": [SELF, EMPTY_STYLE], "style-src-attr": [UNSAFE_INLINE]}
    return csp_replace(looser)(view)  # type: ignore[arg-type, return-value]


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart with its figure; the key of its view is its id in the page."""

    view: ChartView
    stale: bool
    figure: dict[str, Any]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What was done to it, by the numbers in the figure; and the period of each."""
        return [(act_text(act), period_text(act.period)) for act in self.view.acts]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that was found for an explorer; teams in their fixed order, none on a team's own chart."""

    view: ChartView
    metric: Metric
    stale: bool
    choice: Choice | None = None
    teams: Sequence[TeamLine] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """A chart that can stand beside: its name in the address, and its title."""

    value: str
    label: str


@require_safe
@may_style_its_attributes
def explore(request: Request, collaborative: str, team: str, metric: str) -> HttpResponse:
    """A team's chart, beside another of the same team where wanted."""
    found = find_team(request, collaborative, team)
    counted = find_metric(request, found.collaborative, metric)
    options, looking = Options.parse(request.GET.dict()), Looking.parse(request.GET.dict())
    others = _others(request, counted)
    beside = next((one for one in others if one.slug == looking.beside), None)
    shown = [(one, team_view(request, found, one, options)) for one in (counted, beside) if one is not None]
    charts = [Chart(one.view, which, one.stale, one.choice) for which, one in shown]
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "metric": counted,
        "crumbs": _crumbs(found, counted),
        "others": [Other(one.slug, one.name) for one in others],
    }
    return render_explorer(request, charts, context)


def _others(request: Request, metric: Metric) -> list[Metric]:
    metrics = Metric.objects.visible_to(request.access).filter(collaborative=metric.collaborative_id)
    return list(metrics.exclude(pk=metric.pk).select_related("collaborative").prefetch_related("definitions"))


def _crumbs(team: Team, metric: Metric) -> list[Link]:
    whole = team.collaborative
    return [
        Link(team.name, reverse("team", args=[whole.slug, team.slug])),
        Link(metric.name, reverse("chart", args=[whole.slug, team.slug, metric.slug])),
    ]


def render_explorer(request: Request, charts: Sequence[Chart], context: dict[str, Any]) -> HttpResponse:
    """One chart, or two side by side: never more, for a phone."""
    options, looking = Options.parse(request.GET.dict()), Looking.parse(request.GET.dict())
    context |= {
        "looking": looking,
        "panels": _panels(charts, looking),
        "choice": charts[0].choice,
        "teams": [(team, looking.shows(team.slug, own=team.own)) for team in charts[0].teams],
        "view_kept": parse_qsl(looking.query),
        "options_kept": parse_qsl("&".join([options.query, replace(looking, beside="").query])),
        "palette": PALETTE,
    }
    return render(request, "metrics/explore.html", context)


def _panels(charts: Sequence[Chart], looking: Looking) -> list[Panel]:
    views = [replace(chart.view, key=key) for chart, key in zip(charts, KEYS, strict=False)]
    if len({chart.metric.pk for chart in charts}) == 1:
        views = on_one_scale(views)
    return [
        Panel(view, chart.stale, figure(view, looking, chart.teams))
        for view, chart in zip(views, charts, strict=True)
    ]
