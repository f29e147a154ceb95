"""Run charts: the median, the Anhøj signal and the IHI hints. Pure: standard library only.

Numbers in, a frozen record out. The rules and their sources stand in `docs/numbers.md`; the numbers are
checked against qicharts2 and the published IHI table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

Value = Decimal | float
Verdict = Literal["too_early", "signal", "none"]
Side = Literal["above", "below", "none"]

USEFUL_NEEDED = 10  # below it, neither the signal nor the runs table was validated
SHIFT_LENGTH = 6  # Perla, Provost & Murray 2011
TREND_LENGTH = 5  # the same: five points, four steps
LATER_SHARE = 2 / 3  # of the later half of the points, to say on which side it lies
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


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series and its phases; there is always one phase, also without a point."""

    points: int
    phases: tuple[Phase, ...]

    @property
    def last(self) -> Phase:
        return self.phases[-1]

    @property
    def verdict(self) -> Verdict:
        return self.last.verdict


@dataclass(frozen=True, slots=True)
class _Run:
    """Useful points in a row on one side, by their positions in the whole series."""

    side: Literal["above", "below"]
    positions: tuple[int, ...]


def analyse(values: Sequence[Value | None], *, phases: Sequence[int] = ()) -> RunChart:
    """Judge each phase; `phases` are the positions, from 0, at which a new one starts. None is missing."""
    size = len(values)
    starts = [0, *sorted({start for start in phases if 0 < start < size})]
    exact = [_exact(value) for value in values]
    as_decimal = any(isinstance(value, Decimal) for value in values)
    return RunChart(
        size,
        tuple(_phase(exact, first, end - 1, as_decimal) for first, end in pairwise([*starts, size])),
    )


def _exact(value: Value | None) -> Decimal | None:
    """The decimal that a person would write for the number: 0.1 as a float is meant as 0.1."""
    if value is None or not math.isfinite(value):
        return None
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def _phase(values: Sequence[Decimal | None], first: int, last: int, as_decimal: bool) -> Phase:
    numbers = [(at, value) for at, value in enumerate(values[first : last + 1], first) if value is not None]
    median = _median([value for _, value in numbers])
    runs = list(_runs(numbers, median))
    useful = sum(len(run.positions) for run in runs)
    longest = max((len(run.positions) for run in runs), default=0)
    crossings = max(0, len(runs) - 1)
    verdict = _verdict(useful, longest, crossings)
    return Phase(
        first=first,
        last=last,
        median=median if as_decimal or median is None else float(median),
        useful=useful,
        longest_run=longest,
        longest_run_max=longest_run_max(useful) if useful else None,
        crossings=crossings,
        crossings_min=crossings_min(useful) if useful else None,
        verdict=verdict,
        side=_side(runs, useful) if verdict == "signal" else "none",
        hints=() if verdict == "too_early" else tuple(_hints(numbers, runs, useful)),
    )


def _median(numbers: Sequence[Decimal]) -> Decimal | None:
    if not numbers:
        return None
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def is_same(one: Decimal, other: Decimal) -> bool:
    return one == other or abs(one - other) <= ON_THE_LINE * max(abs(one), abs(other))


def _runs(numbers: Sequence[tuple[int, Decimal]], median: Decimal | None) -> Iterator[_Run]:
    """Points on the median are dropped, missing ones too: they neither break nor lengthen a run."""
    if median is None:
        return
    useful = [(at, value > median) for at, value in numbers if not is_same(value, median)]
    for is_above, run in groupby(useful, key=lambda point: point[1]):
        yield _Run("above" if is_above else "below", tuple(at for at, _ in run))


def longest_run_max(useful: int) -> int:
    """The longest run that chance explains (Anhøj & Olesen 2014). log2 of an integer never ends in .5."""
    return round(math.log2(useful)) + 3


@lru_cache(maxsize=256)
def crossings_min(useful: int) -> int:
    """The fewest crossings that chance explains: the 5 % quantile of Binomial(useful - 1, 1/2)."""
    steps, crossings, below = useful - 1, 0, 1
    while below * 20 < 2**steps:
        crossings += 1
        below += math.comb(steps, crossings)
    return crossings


def _verdict(useful: int, longest: int, crossings: int) -> Verdict:
    if useful < USEFUL_NEEDED:
        return "too_early"
    unusual = longest > longest_run_max(useful) or crossings < crossings_min(useful)
    return "signal" if unusual else "none"


def _side(runs: Sequence[_Run], useful: int) -> Side:
    if len(runs[-1].positions) > longest_run_max(useful):
        return runs[-1].side
    later = [run.side for run in runs for _ in run.positions][-(useful // 2) :]
    above = later.count("above") / len(later)
    if above >= LATER_SHARE:
        return "above"
    return "below" if 1 - above >= LATER_SHARE else "none"


def _hints(numbers: Sequence[tuple[int, Decimal]], runs: Sequence[_Run], useful: int) -> Iterator[Hint]:
    for run in runs:
        if len(run.positions) >= SHIFT_LENGTH:
            yield Hint("shift", run.positions[0], run.positions[-1])
    yield from _trends(numbers)
    if USEFUL_NEEDED <= useful < USEFUL_NEEDED + len(RUNS_TABLE):
        fewest, most = RUNS_TABLE[useful - USEFUL_NEEDED]
        if len(runs) < fewest:
            yield Hint("too_few_runs", numbers[0][0], numbers[-1][0])
        elif len(runs) > most:
            yield Hint("too_many_runs", numbers[0][0], numbers[-1][0])


def _trends(numbers: Sequence[tuple[int, Decimal]]) -> Iterator[Hint]:
    """Five or more points all rising or all falling; a repeated value is skipped, its first one counts."""
    kept: list[tuple[int, Decimal]] = []
    for point in numbers:
        if not kept or not is_same(point[1], kept[-1][1]):
            kept.append(point)
    steps = [(before[0], after[0], after[1] > before[1]) for before, after in pairwise(kept)]
    for _, group in groupby(steps, key=lambda step: step[2]):
        stretch = list(group)
        if len(stretch) >= TREND_LENGTH - 1:
            yield Hint("trend", stretch[0][0], stretch[-1][1])
