"""The table behind a chart: everything that is drawn, in words and numbers, a row for each point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metrics.chart import Series
from metrics.drawing import plotted
from metrics.periods import Period
from metrics.periodtext import period_text
from metrics.timeaxis import TimeAxis
from metrics.wording import number_text

if TYPE_CHECKING:
    from metrics.chartview import ChartPoint, ChartView

Number = Decimal | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """`lower`, `upper`: the limits there; `tests`, `numbers`: of the lists beneath the chart."""

    name: str
    point: ChartPoint
    value: Number
    state: str
    lower: Number = None
    upper: Number = None
    teams: Number = None
    tests: str = ""
    numbers: str = ""


def rows_of(view: ChartView) -> Iterator[Row]:
    series = view.series()
    numbers = _numbers(series)
    for at, point in enumerate(view.points):
        limits = series.limits
        yield Row(
            period_text(point.period, view.points_are),
            point,
            series.points[at].value,
            state_text(view, at, series),
            limits.lower[at] if limits else None,
            limits.upper[at] if limits else None,
            series.teams[at] if series.teams else None,
            _tests(view, point.period),
            ", ".join(map(str, numbers.get(at, []))),
        )


def state_text(view: ChartView, at: int, series: Series) -> str:
    """What became of a point; of one that stands outside its limits also that."""
    point = series.points[at]
    if point.out and point.value is not None:
        return pgettext("state of a point", "left out")
    outside = {"above": _("above the limits"), "below": _("below the limits"), "": ""}[point.beyond]
    return outside or view.points[at].state_text


def point_text(view: ChartView, at: int) -> str:
    """One point in a line, such as "Mar 2026: 12.4%"; with what makes it unlike others."""
    point, value = view.points[at], plotted(view, at)
    # Translators: a point of a chart, such as "Mar 2026: 12.4%".
    words = _("%(month)s: %(value)s")
    said = point.state_text if value is None else number_text(value, view.unit)
    return words % {"month": period_text(point.period, view.points_are), "value": said}


def _tests(view: ChartView, label: str) -> str:
    found = Period.parse(label)
    return ", ".join(one.label for one in view.windows if one.touches(found, found))


def _numbers(series: Series) -> dict[int, list[int]]:
    """Of each point what stands above it."""
    axis = TimeAxis.of([point.label for point in series.points])
    found: dict[int, list[int]] = {}
    if axis is not None:
        places = {axis.slot(point.label): at for at, point in enumerate(series.points)}
        for remark in series.remarks:
            at = places.get(axis.slot(remark.at))
            if at is not None:
                found.setdefault(at, []).append(remark.number)
    return found
