"""`{% sheet_head %}`: whose chart a printed sheet shows, of what, which months, and when it was printed."""

from __future__ import annotations

from typing import Any

from django import template

from metrics.chartview import ChartView
from metrics.periodtext import period_text
from metrics.wording import day_text
from teams.models import Collaborative, Team

register = template.Library()


@register.inclusion_tag("metrics/_sheet_head.html", takes_context=True)
def sheet_head(
    context: dict[str, Any], collaborative: Collaborative, team: Team | None, view: ChartView
) -> dict[str, Any]:
    """`team` None: all teams together. On the screen the way to the page says it."""
    ends = [period_text(view.points[at].period, view.points_are) for at in (0, -1)] if view.points else []
    return {
        "collaborative": collaborative,
        "team": team,
        "ends": ends,
        "day": day_text(collaborative.day(context["request"].access.now)),
    }
