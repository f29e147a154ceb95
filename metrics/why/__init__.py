""" "Why does it say so?": a chart's own points walked through the rules, step by step, with its own numbers.

Every step says in words which points it means, and shows them in a strip; with a script the drawing marks
them too. The verdict is the one of `metrics.facts`: this explains it, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from metrics.chartview import ChartView
from metrics.runchart import side_of
from metrics.strip import Strip, strip
from metrics.why.line import line_steps
from metrics.why.more import hint_steps, limit_steps
from metrics.why.rules import rule_steps
from metrics.why.told import Case, Told
from metrics.wording import number_text

__all__ = ["InOrder", "Step", "steps"]


@dataclass(frozen=True, slots=True)
class InOrder:
    """One of the values whose middle is the median."""

    text: str
    is_middle: bool


@dataclass(frozen=True, slots=True)
class Step:
    """`points`: positions that it speaks of."""

    text: str
    points: tuple[int, ...]
    strip: Strip
    ordered: tuple[InOrder, ...] = ()

    @property
    def places(self) -> str:
        """For the script, in an attribute."""
        return " ".join(map(str, self.points))


def steps(view: ChartView) -> list[Step]:
    """None where nothing is counted."""
    found = view.facts
    if found.walk is None:
        return []
    case = Case(view, found, found.walk)
    sides, points = _sides(case), view.series().points
    ordered = _in_order(case)
    return [
        Step(
            " ".join(told.said),
            told.points,
            strip(points, sides, told.points),
            ordered if told.in_order else (),
        )
        for told in _told(case)
    ]


def _told(case: Case) -> Iterator[Told]:
    yield from line_steps(case)
    if case.phase.verdict != "too_early" and case.facts.outcome != "days":
        yield from rule_steps(case)
    if case.facts.outcome != "days":
        yield from limit_steps(case)
    yield from hint_steps(case)


def _sides(case: Case) -> list[int | None]:
    line = float(case.walk.line)
    return [None if point.value is None else side_of(float(point.value), line) for point in case.view.points]


def _in_order(case: Case) -> tuple[InOrder, ...]:
    return tuple(
        InOrder(number_text(value, case.view.unit), place in case.walk.middle)
        for place, (value, _at) in enumerate(case.walk.ordered)
    )
