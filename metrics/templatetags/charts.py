"""`{% run_chart view %}` and its pieces; a view is a `metrics.chartview.ChartView`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from metrics.chartview import ChartView
from metrics.plot import Dot, Figure, Plot
from metrics.scale import Unit
from metrics.wording import month_text, number_text, short_month

register = template.Library()


@register.inclusion_tag("metrics/_run_chart.html")
def run_chart(view: ChartView) -> dict[str, Any]:
    return {"view": view}


@register.inclusion_tag("metrics/_run_chart_table.html")
def run_chart_table(view: ChartView) -> dict[str, Any]:
    return {"view": view}


@register.inclusion_tag("metrics/_small_chart.html")
def small_chart(view: ChartView) -> dict[str, Any]:
    return {"view": view}


@register.filter
def titled_dots(plot: Plot, view: ChartView) -> list[tuple[Dot, str]]:
    """Each dot with what a mouse that rests on it says."""
    return [(dot, view.point_text(dot.index)) for dot in plot.dots]


@register.filter
def figure(placed: Figure, unit: Unit) -> str:
    return number_text(placed.value, unit, placed.decimals)


@register.filter
def quantity(value: Decimal | float | None, unit: Unit) -> str:
    """An amount in the reader's language; nothing where it is missing, never a zero."""
    return "" if value is None else number_text(value, unit)


@register.filter
def amount(value: Decimal | float | None) -> str:
    """A sum as it was counted, with every digit that grouping leaves."""
    return "" if value is None else number_text(value, "count", 4)


@register.filter
def month(value: str) -> str:
    return month_text(value)


@register.filter
def month_name(value: str) -> str:
    return short_month(value)
