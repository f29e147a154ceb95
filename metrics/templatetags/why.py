"""`view|why_steps`: the steps of "Why does it say so?"."""

from __future__ import annotations

from django import template

from metrics.chartview import ChartView
from metrics.why import Step, steps

register = template.Library()


@register.filter
def why_steps(view: ChartView) -> list[Step]:
    return steps(view)
