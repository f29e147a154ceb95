"""From a chart's view to the series that is drawn: its lines, its marks, its numbers above the points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from metrics.chart import Limits, Median, Point, Remark, Series
from metrics.clues import nhs_clues, xmr_of
from metrics.facts import entering
from metrics.limits import ControlChart
from metrics.runchart import Hint, Phase, is_same
from metrics.scale import as_decimal

if TYPE_CHECKING:
    from metrics.chartview import ChartView

MEDIANS = ("run", "g")  # kinds of chart whose middle line is a median


def series_of(view: ChartView, *, only_signals: bool = False) -> Series:
    """`only_signals`: without what is merely worth talking about."""
    marked = marks_of(view, only_signals=only_signals)
    left_out = frozenset(view.chart.left_out)
    return Series(
        points=[
            Point(
                point.period,
                plotted(view, at),
                point.hollow,
                at in marked,
                at in left_out,
                _beyond(view.control, at),
            )
            for at, point in enumerate(view.points)
        ],
        unit=view.unit,
        medians=view.medians,
        goal=view.goal,
        markers=view.sessions,
        spans=[window.span() for window in view.windows],
        y_min=view.y_min,
        y_max=view.y_max,
        limits=_limits(view),
        teams=view.teams_median,
        remarks=[Remark(act.period, act.number) for act in view.acts if act.number],
    )


def plotted(view: ChartView, at: int) -> Decimal | float | None:
    """A chart of moving ranges shows those, and not what they were computed from."""
    if view.kind == "mr" and view.control is not None:
        return view.control.points[at].value
    return view.points[at].value


def medians_of(view: ChartView) -> tuple[Median, ...]:
    """The middle line of each phase, by its name; of a chart with limits it belongs to these."""
    if view.control is not None:
        return tuple(_middles(view, view.control))
    return tuple(
        Median(phase.first, phase.last, phase.median, phase.frozen, _name(phase))
        for phase in view.chart.phases
    )


def _name(phase: Phase) -> Literal["median", "early", "fixed"]:
    if phase.fixed:
        return "fixed"
    return "early" if phase.early else "median"


def _middles(view: ChartView, control: ControlChart) -> Iterator[Median]:
    fixed = {phase.first for phase in view.chart.phases if phase.fixed}
    for _, places in groupby(range(len(control.points)), key=lambda at: control.points[at].phase):
        phase = list(places)
        first, last = phase[0], phase[-1]
        values = (control.points[at].centre for at in phase)
        baseline = [at for at in phase if control.points[at].in_baseline]
        judged = [at for at in phase if control.points[at].value is not None]
        frozen = baseline[-1] if baseline and judged and baseline[-1] < judged[-1] else None
        middle: Literal["median", "average"] = "median" if view.kind in MEDIANS else "average"
        value = next((value for value in values if value is not None), None)
        yield Median(first, last, value, frozen, "fixed" if first in fixed else middle)


def _limits(view: ChartView) -> Limits | None:
    if view.control is None or view.kind == "run":
        return None
    points = view.control.points
    return Limits([point.lower for point in points], [point.upper for point in points], view.trial)


def _beyond(control: ControlChart | None, at: int) -> Literal["above", "below", ""]:
    if control is None or not control.points[at].beyond:
        return ""
    point = control.points[at]
    is_above = point.upper is not None and point.value is not None and point.value > point.upper
    return "above" if is_above else "below"


# --- Marks --------------------------------------------------------------------------------------------------
def marks_of(view: ChartView, *, only_signals: bool) -> frozenset[int]:
    """Points that deserve a look: of a signal the runs that are too long, else what the chosen hints name."""
    found: set[int] = set()
    for phase in view.chart.phases if view.points_are != "day" else ():  # days hang together: no rule speaks
        if phase.verdict == "signal":
            shifts = [places for hint in phase.hints if (places := _shift(view, hint, phase))]
            found.update(
                at for places in shifts if len(places) > (phase.longest_run_max or 0) for at in places
            )
        elif phase.verdict == "none" and not only_signals:
            found.update(_hinted(view, phase))
    return frozenset(found)


def _hinted(view: ChartView, phase: Phase) -> Iterator[int]:
    if view.hints == "ihi":
        for hint in phase.hints:
            yield from _shift(view, hint, phase)
            yield from range(hint.first, hint.last + 1) if hint.kind == "trend" else ()
    elif view.hints == "nhs":
        for clue in nhs_clues(xmr_of(entering(view), phase)):
            yield from clue.points


def _shift(view: ChartView, hint: Hint, phase: Phase) -> list[int]:
    """The points of a run on one side; what lies on the line belongs to none."""
    if hint.kind != "shift" or phase.median is None:
        return []
    values, median = entering(view), as_decimal(phase.median)
    return [
        at
        for at in range(hint.first, hint.last + 1)
        if (value := values[at]) is not None and not is_same(as_decimal(value), median)
    ]
