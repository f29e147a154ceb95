"""A chart as its reader chose to see it: the kind of chart with its lines, and what is proposed instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from metrics.chartview import ChartPoint, ChartView
from metrics.choosing import Judged, Proposal, Series, hints_on, judged, proposal
from metrics.limits import ControlChart, Kind, LimitPoint, Subgroup


@dataclass(frozen=True, slots=True)
class Chosen:
    view: ChartView
    judged: Judged
    proposal: Proposal
    kinds: tuple[Kind, ...]  # that may be chosen here


def as_chosen(view: ChartView, kind: Kind, hints: str) -> Chosen:
    """The view with the chart that was asked for; the run chart where that is refused.

    `hints`: whose the collaborative reads. Wants the whole chart: it is cut to its newest points later.
    """
    series = series_of(view)
    found = judged(series, kind, view.chart)
    shown = replace(
        view,
        chart=found.chart,
        kind=found.kind,
        control=_for_each(view.points, found.control),
        trial=found.trial,
        hints=hints_on(found.kind, hints),
    )
    return Chosen(shown, found, proposal(series, view.chart), series.kinds)


def series_of(view: ChartView) -> Series:
    """What entered the rules of a chart: its points but the hollow one at its end."""
    solid = [point for point in view.points if not point.hollow]
    return Series(
        view.unit,
        view.points_are,
        [Subgroup(_number(point.num), _number(point.den)) for point in solid],
        [point.value for point in solid],
        across=any(point.teams is not None for point in view.points),
    )


def _number(value: object) -> float | None:
    return None if value is None else float(cast("float", value))


def _for_each(points: Sequence[ChartPoint], control: ControlChart | None) -> ControlChart | None:
    """A point of its own for the hollow one too: without lines, since nothing was judged there."""
    if control is None:
        return None
    number = control.points[-1].phase
    nothing = LimitPoint(
        None, None, None, None, None, None, beyond=False, phase=number, in_baseline=False, included=False
    )
    return replace(control, points=(*control.points, *[nothing] * (len(points) - len(control.points))))
