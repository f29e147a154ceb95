"""`{% chart_acts metric team view %}`: what was done to a chart, and the way to do something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from metrics.access import may_act
from metrics.actlist import done_here, listed
from metrics.chartview import ChartView
from metrics.models import Metric
from metrics.options import Options
from metrics.periods import Period
from metrics.wording import month_text
from teams.models import Access, Team

register = template.Library()


def rewordings(metric: Metric, view: ChartView) -> list[str]:
    """The months on this chart from which something else was counted: phases that nobody started."""
    months = [one.from_month for one in metric.wordings()][1:]
    if not view.points:
        return []
    first, last = Period.parse(view.points[0].period).first, Period.parse(view.points[-1].period).last
    return [month_text(month) for month in months if first < Period.parse(month).first <= last]


@register.simple_tag(takes_context=True)
def act_address(context: dict[str, Any], metric: Metric, team: Team | None) -> str:
    """Where the reader does something to a point, up to the point itself; "" for who only reads."""
    access: Access = context["request"].access
    if not may_act(access, metric.collaborative_id, team.pk if team else None):
        return ""
    names, options = _names(metric, team), Options.parse(context["request"].GET.dict())
    address = reverse("chart_act_new" if team else "dashboard_act_new", args=names)
    return address + options.suffix + ("&" if options.query else "?")


def _names(metric: Metric, team: Team | None) -> list[str]:
    whole = metric.collaborative
    return [whole.slug, metric.slug] if team is None else [whole.slug, team.slug, metric.slug]


@register.inclusion_tag("metrics/acts/_list.html", takes_context=True)
def chart_acts(context: dict[str, Any], metric: Metric, team: Team | None, view: ChartView) -> dict[str, Any]:
    """`team` None: the chart of all teams together. Wants a metric and a team with their collaborative."""
    request = context["request"]
    access: Access = request.access
    team_id = team.pk if team else None
    options = Options.parse(request.GET.dict())
    names = _names(metric, team)
    prefix = "dashboard_act" if team is None else "chart_act"
    reads = team is not None or metric.collaborative_id in access.takes_part
    return {
        "access": access,
        "csrf_token": context.get("csrf_token"),
        "rewordings": rewordings(metric, view),
        "acts": listed(access, metric.pk, team_id, view.points_are, view.unit),
        "names": names,
        "undo": f"{prefix}_undo",
        "new": reverse(f"{prefix}_new", args=names) + options.suffix,
        "again": reverse(f"{prefix}_new", args=names) + options.suffix + ("&" if options.query else "?"),
        "file": reverse(f"{prefix}s_data", args=names),
        "suffix": options.suffix,
        "may_act": may_act(access, metric.collaborative_id, team_id),
        "has_points": bool(view.points),
        "reads": reads,
        "done": () if reads else done_here(metric.pk, team_id, view.points_are, view.unit),
    }


@register.filter
def with_reasons_kept(teams: Iterable[Any]) -> bool:
    """Whether a team whose reasons this reader does not read set a line or left a point out. Wants the small
    charts of a dashboard, each with `own` and its `view`."""
    views = [one.view for one in teams if not one.own]
    return any(
        view.chart.left_out or any(phase.fixed or phase.frozen is not None for phase in view.chart.phases)
        for view in views
    )
