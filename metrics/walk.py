"""The last phase of a chart as a person counts it by hand: its points, its line, its runs. Pure.

The verdict itself comes from `metrics.runchart`; this says which points it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter

from metrics.runchart import Phase, Side, Value, is_same, longest_run_max, side_of
from metrics.scale import as_decimal


@dataclass(frozen=True, slots=True)
class Run:
    """Points in a row on one side, by their positions."""

    is_above: bool
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Positions count the points of the view from 0.

    `ordered`: the values whose middle is the median, the least first, each with its position; empty where the
    line is no median. `is_whole` is False where points that the verdict rests on are not shown.
    """

    line: Value
    counted: tuple[int, ...]
    ordered: tuple[tuple[Value, int], ...]
    on_line: tuple[int, ...]
    runs: tuple[Run, ...]
    is_whole: bool

    @property
    def useful(self) -> tuple[int, ...]:
        return tuple(at for run in self.runs for at in run.points)

    @property
    def longest(self) -> Run:
        """The latest of them. Wants a useful point."""
        return max(reversed(self.runs), key=lambda run: len(run.points))

    @property
    def crossings(self) -> tuple[tuple[int, int], ...]:
        """From the last point on one side to the first on the other."""
        return tuple((one.points[-1], other.points[0]) for one, other in pairwise(self.runs))

    @property
    def middle(self) -> tuple[int, ...]:
        """Places in `ordered`: one, or two of an even number."""
        size = len(self.ordered)
        return tuple(sorted({(size - 1) // 2, size // 2})) if size else ()


def walk(values: Sequence[Value | None], phase: Phase, *, is_median: bool) -> Walk | None:
    """`values`: None where a point enters no rule; `is_median`: and no other line. None without a line."""
    if phase.median is None:
        return None
    counted = tuple(at for at in range(phase.first, phase.last + 1) if values[at] is not None)
    line = float(phase.median)
    sides = [(at, side_of(float(values[at] or 0), line)) for at in counted]
    beside = [(side, at) for at, side in sides if side]
    runs = tuple(
        Run(side > 0, tuple(at for _, at in run)) for side, run in groupby(beside, key=itemgetter(0))
    )
    on_line = tuple(at for at, side in sides if not side)
    ordered = _ordered(values, counted, phase.frozen) if is_median else ()
    found = Walk(phase.median, counted, ordered, on_line, runs, is_whole=True)
    if _agrees(found, phase) and (not is_median or _is_median(found)):
        return found
    return Walk(phase.median, counted, (), on_line, runs, is_whole=False)


def _ordered(
    values: Sequence[Value | None], counted: Sequence[int], frozen: int | None
) -> tuple[tuple[Value, int], ...]:
    both = [
        (value, at)
        for at in counted
        if (value := values[at]) is not None and (frozen is None or at <= frozen)
    ]
    return tuple(sorted(both))


def _agrees(found: Walk, phase: Phase) -> bool:
    """Whether what is shown is all that the verdict rests on: a page shows the newest points alone."""
    counts = (len(found.useful), max((len(run.points) for run in found.runs), default=0))
    return counts == (phase.useful, phase.longest_run) and max(len(found.runs) - 1, 0) == phase.crossings


def _is_median(found: Walk) -> bool:
    middle = [as_decimal(found.ordered[at][0]) for at in found.middle]
    return bool(middle) and is_same(sum(middle, Decimal(0)) / len(middle), as_decimal(found.line))


def side_begins(found: Walk, phase: Phase) -> int | None:
    """Where the points went to the side of the signal; None where they are there from the first point shown.

    The start of the last run where it is too long itself; else of the run on that side with which the later
    half of the useful points begins.
    """
    if phase.side == "none":
        return None
    run = _run_of_side(found, phase)
    return None if run == found.runs[0] else run.points[0]


def _run_of_side(found: Walk, phase: Phase) -> Run:
    last = found.runs[-1]
    if is_too_long(last, phase):
        return last
    half = later_half(found, phase)[0]
    later = [run for run in found.runs if run.points[-1] >= half]
    return next((run for run in later if run.is_above == (phase.side == "above")), last)


def is_too_long(run: Run, phase: Phase) -> bool:
    return len(run.points) > longest_run_max(phase.useful)


def later_half(found: Walk, phase: Phase) -> tuple[int, ...]:
    return found.useful[-(phase.useful // 2) :]


def on_side(found: Walk, side: Side) -> tuple[int, ...]:
    """The useful points above, or below."""
    return tuple(at for run in found.runs if run.is_above == (side == "above") for at in run.points)
