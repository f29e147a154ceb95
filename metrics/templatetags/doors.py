"""`{% doors team metric month as found %}`: where a chart's page and a month's page lead on to."""

from __future__ import annotations

from typing import Any

from django import template

from metrics.doors import Door, doors_of
from metrics.models import Metric
from metrics.models.periods import closed_through
from metrics.months import Month
from teams.models import Team

register = template.Library()


@register.simple_tag(takes_context=True)
def doors(context: dict[str, Any], team: Team, metric: Metric, month: Month | str = "") -> list[Door]:
    """Of one month, or of the last one that is over."""
    if isinstance(month, Month):
        return doors_of(team, metric, month)
    return doors_of(team, metric, closed_through(team.collaborative, context["access"].now))
