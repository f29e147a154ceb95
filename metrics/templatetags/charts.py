"""`{% run_chart view %}` and its pieces; a view is a `metrics.chartview.ChartView`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import pgettext

from metrics.chartview import ChartView
from metrics.periodtext import period_word
from metrics.plot import Dot, Figure, Label, LineName, Plot, Turn, XTick
from metrics.scale import Unit
from metrics.wording import month_text, number_text, short_month

register = template.Library()


@register.inclusion_tag("metrics/_run_chart.html")
def run_chart(view: ChartView) -> dict[str, Any]:
    return {"view": view}


@register.inclusion_tag("metrics/_run_chart_table.html")
def run_chart_table(view: ChartView, act: str = "") -> dict[str, Any]:
    """`act`: the address at which something is done to a point, up to the point itself.

    States stand in it where there is more to tell of a point than that it was counted.
    """
    rows = view.rows
    has_states = any(row.point.state != "shown" or row.state != row.point.state_text for row in rows)
    return {"view": view, "act": act, "rows": rows, "has_states": has_states}


@register.inclusion_tag("metrics/_small_chart.html")
def small_chart(view: ChartView) -> dict[str, Any]:
    return {"view": view}


@register.filter
def titled_dots(plot: Plot, view: ChartView) -> list[tuple[Dot, str]]:
    """Each dot with what a mouse that rests on it says."""
    return [(dot, view.point_text(dot.index)) for dot in plot.dots]


@register.filter
def marks_drawn(view: ChartView) -> frozenset[str]:
    """Which marks and lines of a chart its key must explain."""
    series = view.series()
    drawn = [point for point in series.points if point.value is not None]
    is_there = {
        "out": any(point.out for point in drawn),
        "hollow": any(point.hollow for point in drawn),
        "beyond": any(point.beyond and not point.out for point in drawn),
        "marked": any(point.marked and not (point.out or point.hollow or point.beyond) for point in drawn),
        "sessions": bool(series.markers),
        "tests": bool(view.windows_shown),
        "notes": bool(series.remarks),
        "across": view.points_are in ("week", "day") and bool(view.wide.across),
        "trial": series.limits is not None and series.limits.trial,
        "baseline": any(median.frozen is not None for median in series.medians),
        "phase": any(median.first for median in series.medians),
    }
    return frozenset(name for name, is_drawn in is_there.items() if is_drawn)


@register.filter
def words_of(label: Label) -> list[tuple[str, str]]:
    """The name of a line, a word for each row that is kept for it: (y, word)."""
    words = line_name(label.name).split(" ", max(len(label.rows) - 1, 0))
    return list(zip(label.rows[-len(words) :], words, strict=True)) if label.rows else []


def line_name(name: LineName) -> str:
    # Translators: beside the lines of a chart. One word, or two where English has two, of at most 8 letters.
    return {
        "median": pgettext("beside a line", "Median"),
        "early": pgettext("beside a line", "Early median"),
        "fixed": pgettext("beside a line", "Fixed line"),
        "average": pgettext("beside a line", "Average"),
        "goal": pgettext("beside a line", "Goal"),
        "upper": pgettext("beside a line", "Upper limit"),
        "lower": pgettext("beside a line", "Lower limit"),
        "trial": pgettext("beside a line", "Trial limit"),
        "teams": pgettext("beside a line", "Teams’ median"),
    }[name]


@register.filter
def period_head(view: ChartView) -> str:
    return period_word(view.points_are)


@register.filter
def tick_name(tick: XTick) -> str:
    """A month, or the number of a day."""
    return short_month(tick.label) if len(tick.label) == len("2026-03") else str(int(tick.label[-2:]))


@register.filter
def turn_name(turn: Turn) -> str:
    """A year, or a month with its year."""
    return turn.label if len(turn.label) == len("2026") else month_text(turn.label)


@register.filter
def with_windows(views: Iterable[ChartView]) -> bool:
    """Whether anything was tried in the months of any of these charts."""
    return any(view.has_values and view.windows_shown for view in views)


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
