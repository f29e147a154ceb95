"""Run charts: the median, the Anhøj signal and the IHI hints. Pure: standard library only.

Numbers in, a frozen record out. The rules and their sources stand in `docs/numbers.md`; the numbers are
checked against qicharts2 and the published IHI table. The third rule set, the NHS one, is in `nhs.py`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal, NamedTuple

Value = Decimal | float
Verdict = Literal["too_early", "signal", "none"]
Side = Literal["above", "below", "none"]

USEFUL_NEEDED = 10  # below it, neither the signal nor the runs table was validated
SHIFT_LENGTH = 6  # Perla, Provost & Murray 2011
TREND_LENGTH = 5  # the same: five points, four steps
LATER_SHARE = 2 / 3  # of the later half of the points, to say on which side it lies
ROUNDING = 1e-12  # relative: what rounding leaves is no difference
ON_THE_LINE = Decimal("1e-12")  # relative; proportions are rounded ratios, and 1/3 must equal 2/6

# Acceptable numbers of runs for 10 to 60 useful points: Perla et al., BMJ Qual Saf 2011;20:46-51, table 1.
RUNS_TABLE: tuple[tuple[int, int], ...] = (
    (3, 9), (3, 10), (3, 11), (4, 11), (4, 12), (5, 12), (5, 13), (5, 13), (6, 14), (6, 15),
    (6, 16), (7, 16), (7, 17), (7, 17), (8, 18), (8, 18), (9, 19), (10, 19), (10, 20), (10, 20),
    (11, 21), (11, 22), (11, 23), (12, 23), (12, 24), (12, 24), (13, 25), (13, 25), (14, 26), (14, 26),
    (15, 27), (15, 27), (16, 28), (16, 28), (17, 29), (17, 30), (17, 31), (18, 31), (18, 32), (19, 32),
    (19, 33), (20, 33), (20, 34), (21, 34), (21, 35), (22, 35), (22, 35), (23, 36), (23, 37), (24, 38),
    (24, 38),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hint:
    """Worth talking about, but no signal: a quarter of charts shows one by chance in 18 months."""

    kind: Literal["shift", "trend", "too_few_runs", "too_many_runs"]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Phase:
    """Points `first` to `last`, both included, judged without memory of other phases.

    `side` is "none" unless there is a signal. Then it is the side of the last run, if that run is itself too
    long; else the side on which at least two thirds of the later half of the useful points lie; else "none".
    (Not the side of the longest run: one at the start means that the change went away from it.)
    """

    first: int
    last: int
    median: Value | None
    useful: int
    longest_run: int
    longest_run_max: int | None
    crossings: int
    crossings_min: int | None
    verdict: Verdict
    side: Side
    hints: tuple[Hint, ...]
    frozen: int | None = None  # the last point of the baseline, where the median is of a baseline alone
    early: bool = False  # that baseline is too short for a firm median: it is shown, and gives no verdict
    fixed: bool = False  # the line was set by a person, and is no median


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series and its phases; there is always one phase, also without a point."""

    points: int
    phases: tuple[Phase, ...]
    left_out: tuple[int, ...] = ()  # points that are drawn, and enter neither median nor rule

    @property
    def last(self) -> Phase:
        return self.phases[-1]

    @property
    def verdict(self) -> Verdict:
        return self.last.verdict


@dataclass(frozen=True, slots=True)
class Runs:
    """Useful points about a line, and what chance explains; None without a useful point."""

    useful: int
    longest: int
    longest_max: int | None
    crossings: int
    crossings_min: int | None

    @property
    def signal(self) -> bool:
        """The Anhøj rules: a run too long, or too few crossings. Not validated below ten useful points."""
        if not self.useful:
            return False
        return self.longest > longest_run_max(self.useful) or self.crossings < crossings_min(self.useful)


@dataclass(frozen=True, slots=True)
class IhiRules:
    """What Perla, Provost & Murray's rules find, however few the points. Positions from 0, in order.

    `shifts` and `trends` name the points that belong to one; what lies on the median, or repeats a value,
    does not. `fewest` and `most` acceptable runs are None outside 10 to 60 useful points.
    """

    median: Value | None
    useful: int
    runs: int
    fewest: int | None
    most: int | None
    shifts: tuple[tuple[int, ...], ...]
    trends: tuple[tuple[int, ...], ...]


# A point that is there: its position, the float that tells sides and steps, and what was given for medians.
_Point = tuple[int, float, Value]


class _Run(NamedTuple):
    """Useful points in a row on one side, by their positions in the whole series."""

    is_above: bool
    positions: tuple[int, ...]


class _Plan(NamedTuple):
    """One phase as it is to be judged."""

    first: int
    last: int
    frozen: int | None
    centre: Decimal | None


def analyse(
    values: Sequence[Value | None],
    *,
    phases: Sequence[int] = (),
    frozen: Collection[int] = (),
    centres: Mapping[int, Value] | None = None,
    left_out: Collection[int] = (),
) -> RunChart:
    """Judge each phase. None is missing, and so is what is not finite; all positions count from 0.

    `phases`: where a new one starts. `frozen`: the last points of baselines; each holds for the phase in
    which it lies (the last one there), its median comes from the points up to it, and the rules then apply
    to all points of the phase. A baseline that ends with its phase is no other than the phase itself.
    `centres`: any position of a phase → the line that is fixed for it (the last one there); it outweighs a
    baseline. `left_out`: drawn, but in no median and in no run; its neighbours become adjacent.
    Positions outside the series are ignored.
    """
    size, lines = len(values), centres or {}
    starts = [0, *sorted({start for start in phases if 0 < start < size})]
    out = {at for at in left_out if 0 <= at < size}
    points = [point for point in _points(values) if point[0] not in out]
    as_decimal = any(isinstance(value, Decimal) for value in (*values, *lines.values()))
    plans = [_plan(first, end - 1, frozen, lines) for first, end in pairwise([*starts, size])]
    return RunChart(size, tuple(_phase(points, plan, as_decimal) for plan in plans), tuple(sorted(out)))


def _points(values: Sequence[Value | None]) -> list[_Point]:
    return [
        (at, number, value)
        for at, value in enumerate(values)
        if value is not None and math.isfinite(number := float(value))
    ]


def _plan(first: int, last: int, frozen: Collection[int], centres: Mapping[int, Value]) -> _Plan:
    ends = [at for at in frozen if first <= at < last]
    fixed = [line for at, line in sorted(centres.items()) if first <= at <= last and math.isfinite(line)]
    centre = _exact(fixed[-1]) if fixed else None
    return _Plan(first, last, max(ends) if ends and centre is None else None, centre)


def _exact(value: Value) -> Decimal:
    """The decimal that a person would write for the number: 0.1 as a float is meant as 0.1."""
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _phase(series: Sequence[_Point], plan: _Plan, as_decimal: bool) -> Phase:
    first, last, frozen, centre = plan
    points = [point for point in series if first <= point[0] <= last]
    baseline = [given for at, _, given in points if frozen is None or at <= frozen]
    is_early = frozen is not None and len(baseline) < USEFUL_NEEDED
    line = _median(baseline) if centre is None else centre
    runs = _runs(points, None if line is None else float(line))
    found = _counted(runs)
    verdict = _verdict(found) if not is_early else "too_early"
    return Phase(
        first=first,
        last=last,
        median=line if as_decimal or line is None else float(line),
        useful=found.useful,
        longest_run=found.longest,
        longest_run_max=found.longest_max,
        crossings=found.crossings,
        crossings_min=found.crossings_min,
        verdict=verdict,
        side=_side(runs, found.useful) if verdict == "signal" else "none",
        hints=() if verdict == "too_early" else tuple(_hints(points, runs, found.useful)),
        frozen=frozen,
        early=is_early,
        fixed=centre is not None,
    )


def _median(given: Sequence[Value]) -> Decimal | None:
    """Exact in decimals: halfway between 87.1 and 87.3 is 87.2."""
    if not given:
        return None
    ordered, middle = sorted(given), len(given) // 2
    high, low = _exact(ordered[middle]), _exact(ordered[~middle])
    return high if low == high else (low + high) / 2


def is_same(one: Decimal, other: Decimal) -> bool:
    return one == other or abs(one - other) <= ON_THE_LINE * max(abs(one), abs(other))


def side_of(value: float, line: float) -> int:
    """1 above, -1 below, 0 on the line: within what rounding leaves (relative 1e-12)."""
    if abs(value - line) <= ROUNDING * abs(line):
        return 0
    return 1 if value > line else -1


def _runs(points: Sequence[_Point], line: float | None) -> list[_Run]:
    """Points on the line are dropped, missing ones too: they neither break nor lengthen a run."""
    if line is None:
        return []
    near = ROUNDING * abs(line)
    sides = [(number > line, at) for at, number, _ in points if abs(number - line) > near]
    return [_Run(is_above, tuple(at for _, at in run)) for is_above, run in groupby(sides, key=itemgetter(0))]


def _counted(runs: Sequence[_Run]) -> Runs:
    lengths = [len(run.positions) for run in runs]
    useful = sum(lengths)
    if not useful:
        return Runs(0, 0, None, 0, None)
    return Runs(useful, max(lengths), longest_run_max(useful), len(runs) - 1, crossings_min(useful))


def count_runs(values: Sequence[float | None], centre: float | None) -> Runs:
    """Runs of the values about a line that is given; what is missing or on the line is dropped."""
    return _counted(_runs(_points(values), centre))


def longest_run_max(useful: int) -> int:
    """The longest run that chance explains (Anhøj & Olesen 2014). log2 of an integer never ends in .5."""
    return round(math.log2(useful)) + 3


@cache
def crossings_min(useful: int) -> int:
    """The fewest crossings that chance explains: the 5 % quantile of Binomial(useful - 1, 1/2)."""
    steps, crossings, below = useful - 1, 0, 1
    while below * 20 < 2**steps:
        crossings += 1
        below += math.comb(steps, crossings)
    return crossings


def _verdict(found: Runs) -> Verdict:
    if found.useful < USEFUL_NEEDED:
        return "too_early"
    return "signal" if found.signal else "none"


def _side(runs: Sequence[_Run], useful: int) -> Side:
    if len(runs[-1].positions) > longest_run_max(useful):
        return "above" if runs[-1].is_above else "below"
    later = [run.is_above for run in runs for _ in run.positions][-(useful // 2) :]
    above = sum(later) / len(later)
    if above >= LATER_SHARE:
        return "above"
    return "below" if 1 - above >= LATER_SHARE else "none"


def ihi_rules(values: Sequence[Value | None]) -> IhiRules:
    """The IHI rules on one stretch of points, without a verdict. None is missing."""
    points = _points(values)
    median = _median([given for _, _, given in points])
    runs = _runs(points, None if median is None else float(median))
    useful = sum(len(run.positions) for run in runs)
    fewest, most = runs_limits(useful)
    shifts = tuple(run.positions for run in runs if len(run.positions) >= SHIFT_LENGTH)
    return IhiRules(median, useful, len(runs), fewest, most, shifts, tuple(_trends(points)))


def runs_limits(useful: int) -> tuple[int, int] | tuple[None, None]:
    """The published table: the fewest and the most runs that chance explains, for 10 to 60 useful points."""
    if USEFUL_NEEDED <= useful < USEFUL_NEEDED + len(RUNS_TABLE):
        return RUNS_TABLE[useful - USEFUL_NEEDED]
    return None, None


def _hints(points: Sequence[_Point], runs: Sequence[_Run], useful: int) -> Iterator[Hint]:
    for run in runs:
        if len(run.positions) >= SHIFT_LENGTH:
            yield Hint("shift", run.positions[0], run.positions[-1])
    for trend in _trends(points):
        yield Hint("trend", trend[0], trend[-1])
    fewest, most = runs_limits(useful)
    if fewest is not None and len(runs) < fewest:
        yield Hint("too_few_runs", points[0][0], points[-1][0])
    elif most is not None and len(runs) > most:
        yield Hint("too_many_runs", points[0][0], points[-1][0])


def _trends(points: Sequence[_Point]) -> Iterator[tuple[int, ...]]:
    """Five or more points all rising or all falling; a repeated value is skipped, its first one counts."""
    for _, group in groupby(_steps(points), key=itemgetter(0)):
        stretch = list(group)
        if len(stretch) >= TREND_LENGTH - 1:
            yield (stretch[0][1], *(after for _, _, after in stretch))


def _steps(points: Sequence[_Point]) -> Iterator[tuple[bool, int, int]]:
    """Whether up, from where, to where."""
    if not points:
        return
    start, before, _ = points[0]
    for at, number, _ in points:
        if abs(number - before) > ROUNDING * abs(before):
            yield number > before, start, at
            start, before = at, number
