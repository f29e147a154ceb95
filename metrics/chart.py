"""Geometry of a run chart: a series in, a drawing out. Pure: standard library only, no words, no colours.

The room that numbers, months and words need in any language is reserved here; the template writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import ceil

from metrics.above import notes, room_above
from metrics.beneath import bars, more, room_for_bars, sessions
from metrics.levels import characters, goal, labels_beside, limits, medians, room_beside, rows_beside, teams
from metrics.periods import Period
from metrics.plot import NARROW, SMALL, WIDE, Plot, Size
from metrics.scale import fit
from metrics.series import (
    CHARACTER,
    LINE,
    Frame,
    Limits,
    Marker,
    Median,
    Point,
    Remark,
    Series,
    Span,
    spot,
)
from metrics.strokes import across, dashes, dots, lines
from metrics.ticks import grid_marks, marks, turn_marks, turns, x_ticks, y_ticks
from metrics.timeaxis import LEAST, TimeAxis

__all__ = [
    "NARROW",
    "SMALL",
    "WIDE",
    "Limits",
    "Marker",
    "Median",
    "Plot",
    "Point",
    "Remark",
    "Series",
    "Size",
    "Span",
    "axis",
    "common_range",
    "layout",
]


def layout(chart: Series, size: Size) -> Plot:
    frame = _frame(chart, size)
    labels, height = labels_beside(frame), frame.size.height
    under = frame.bottom + 5 + size.font
    return Plot(
        size=replace(size, height=height + room_for_bars(frame)),
        unit=chart.unit,
        left=spot(frame.left),
        right=spot(frame.right),
        top=spot(frame.top),
        bottom=spot(frame.bottom),
        month_y=spot(under),
        year_y=spot(under + size.font * LINE),
        session_y=spot(height - 4),
        y_ticks=tuple(y_ticks(frame)),
        x_ticks=tuple(x_ticks(frame)),
        years=tuple(turns(frame)),
        month_marks=marks(frame),
        year_marks=turn_marks(frame),
        grid_marks=grid_marks(frame),
        phase_marks=_phase_marks(frame),
        lines=tuple(lines(frame)),
        dashes=tuple(dashes(frame)),
        across=tuple(across(frame)),
        dots=tuple(dots(frame)),
        medians=tuple(medians(frame, labels)),
        goal=goal(frame, labels),
        sessions=tuple(sessions(frame)),
        bars=tuple(bars(frame)),
        more=more(frame),
        limits=tuple(limits(frame, labels)),
        trial=chart.limits is not None and chart.limits.trial,
        teams=teams(frame, labels),
        notes=tuple(notes(frame)),
    )


def axis(labels: Sequence[str]) -> tuple[Period, Period] | None:
    """The first and the last period that a chart of these has room for."""
    found = TimeAxis.of(labels)
    return None if found is None else (found.start, found.end)


def common_range(charts: Sequence[Series]) -> tuple[Decimal | None, Decimal | None]:
    """`y_min` and `y_max` for charts that stand side by side."""
    numbers = [number for chart in charts for number in chart.numbers()]
    return min(numbers, default=None), max(numbers, default=None)


def _frame(chart: Series, size: Size) -> Frame:
    scale = fit(chart.numbers(), chart.unit, size.steps)
    labels = [point.label for point in chart.points]
    time = TimeAxis.of(labels)
    widest = max(characters(tick, scale.decimals, chart.unit) for tick in scale.ticks())
    rows = 2 * LINE + (1.9 if chart.markers and size.words else 0)
    frame = Frame(
        series=chart,
        size=size,
        scale=scale,
        axis=time,
        slots=tuple(time.slot(label) for label in labels) if time else (),
        length=time.length if time else LEAST["month"],
        left=8 + widest * size.font * CHARACTER + 4,
        right=size.width - room_beside(chart, size.font, words=size.words),
        top=size.font,
        bottom=size.height - rows * size.font - 10,
    )
    return _grown(frame)


def _grown(frame: Frame) -> Frame:
    """Higher by the numbers above the points, and where the labels beside the lines need it."""
    above, size = ceil(room_above(frame)), frame.size
    lack = rows_beside(frame) - (frame.bottom + 2 - frame.top + size.font / 2)
    more_rows = max(ceil(lack), 0)
    return replace(
        frame,
        size=replace(size, height=size.height + above + more_rows),
        top=frame.top + above,
        bottom=frame.bottom + above + more_rows,
    )


def _phase_marks(frame: Frame) -> str:
    starts = (frame.left + frame.slots[first] * frame.step for first in sorted(frame.starts))
    return "".join(f"M{spot(x)} {spot(frame.top)}V{spot(frame.bottom)}" for x in starts)
