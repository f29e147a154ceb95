"""Control charts: lines and limits for I, MR, P, P′, U, U′, C, G and T. Pure: standard library only.

Numbers in, frozen records out. Every phase is judged without memory of the others; a frozen baseline gives
centre line and sigma, and limits and runs then apply to all points. What is left out (`exclude`) stays on the
chart, but enters no centre line, no sigma and no run. Formulas: Montgomery, Introduction to Statistical
Quality Control; P′ and U′: Laney 2002; G: Benneyan 2001; T: Nelson 1994; runs: Anhøj & Olesen 2014. Checked
against qicharts2 0.8.1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from statistics import median as middle
from typing import Literal

from metrics.runchart import Runs, count_runs, side_of

Kind = Literal["run", "i", "mr", "p", "pp", "u", "up", "c", "g", "t"]
Combined = Literal["mean", "median", "sum"]
Number = float | None

RATIOS: tuple[Kind, ...] = ("p", "pp", "u", "up")  # they divide; others do where a size is given
D2 = 1.128  # the expected range of two standard normal values: sigma = mean moving range / d2
D4 = 3.267  # the upper limit of moving ranges, as a multiple of their mean
T_POWER = 3.6  # Nelson: makes times between events nearly normal
G_MEDIAN = 0.693  # of a geometric distribution, as a multiple of its mean


class NotPositiveError(ValueError):
    """A T chart holds times between events: each must be greater than zero."""


@dataclass(frozen=True, slots=True)
class Subgroup:
    """One point of the chart: a value, or a numerator over `size`. None is missing."""

    value: Number
    size: Number = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How one chart is computed. Positions count subgroups from 1.

    `part`: last positions of the earlier phases (then `freeze` is ignored). `freeze`: the baseline is the
    first so many. `exclude`: left out of centre line, sigma and runs. `centre`: a fixed centre line in place
    of the computed one. `multiply`: for display, after everything else. `screened`: moving ranges that are
    not below 3.267 times their mean are dropped, once.
    """

    kind: Kind
    part: tuple[int, ...] = ()
    freeze: int | None = None
    exclude: frozenset[int] = frozenset()
    centre: float | None = None
    multiply: float = 1
    screened: bool = True


@dataclass(frozen=True, slots=True)
class LimitPoint:
    """A point with its lines at 3 sigma and, inside them, at 2 sigma; None where there is none."""

    value: Number
    centre: Number
    lower: Number
    upper: Number
    lower95: Number
    upper95: Number
    beyond: bool  # strictly outside the 3-sigma limits
    phase: int  # from 1
    in_baseline: bool
    included: bool


@dataclass(frozen=True, slots=True)
class LimitPhase:
    """The runs of one phase, by the Anhøj rules; of moving ranges no signal is said."""

    points: int  # not left out; missing ones count
    runs: Runs
    signal: bool


@dataclass(frozen=True, slots=True)
class ControlChart:
    points: tuple[LimitPoint, ...]
    phases: tuple[LimitPhase, ...]


def pool(
    keys: Sequence[str | float | None],
    values: Sequence[Number],
    sizes: Sequence[Number] | None = None,
    how: Combined = "mean",
) -> list[Subgroup]:
    """Rows with the same key become one subgroup, in ascending order; rows without a key are dropped.

    With sizes a row counts only where both numbers are there: sums before ratios. Without, `how` combines
    what is not missing. A subgroup with nothing in it is missing, and never a zero.
    """
    grouped: dict[str | float, list[int]] = {}
    for at, key in enumerate(keys):
        if key is not None:
            grouped.setdefault(key, []).append(at)
    rows = [grouped[key] for key in sorted(grouped)]
    if sizes is not None:
        return [_summed(values, sizes, group) for group in rows]
    ways: dict[Combined, Callable[[list[float]], float]] = {"mean": fmean, "median": middle, "sum": math.fsum}
    there = [[value for at in group if (value := values[at]) is not None] for group in rows]
    return [Subgroup(float(ways[how](group)) if group else None) for group in there]


def _summed(values: Sequence[Number], sizes: Sequence[Number], rows: Sequence[int]) -> Subgroup:
    both = [
        (value, size) for at in rows if (value := values[at]) is not None and (size := sizes[at]) is not None
    ]
    if not both:
        return Subgroup(None, None)
    return Subgroup(math.fsum(value for value, _ in both), math.fsum(size for _, size in both))


@dataclass(frozen=True, slots=True)
class _Data:
    """One phase as its lines are computed from it. `uses`: what enters centre line and sigma."""

    values: Sequence[Number]
    groups: Sequence[Subgroup]
    uses: Sequence[bool]
    settings: Settings

    def used(self) -> list[float]:
        return [value for value, use in zip(self.values, self.uses, strict=True) if use and value is not None]

    def centre(self, of: Callable[[list[float]], float]) -> Number:
        used = self.used()
        if self.settings.centre is not None:
            return self.settings.centre
        return of(used) if used else None


@dataclass(frozen=True, slots=True)
class _Lines:
    """A centre line as it is shown, and for each point what stands so many sigmas away from the middle."""

    centre: Number
    at: Callable[[int, int], Number]  # (position, times sigma)


def control_chart(subgroups: Sequence[Subgroup], settings: Settings) -> ControlChart:
    """Lines, points beyond them, and runs, phase by phase. NotPositiveError on a T chart with a zero."""
    size, drawn = len(subgroups), plotted(settings.kind, subgroups)
    ends = [*sorted({end for end in settings.part if 0 < end < size}), size]
    points: list[LimitPoint] = []
    phases: list[LimitPhase] = []
    for number, (first, end) in enumerate(pairwise([0, *ends]), start=1):
        included = [at not in settings.exclude for at in range(first + 1, end + 1)]
        frozen = None if settings.part else settings.freeze
        baseline = [frozen is None or at < frozen for at in range(end - first)]
        values = _ranges(drawn[first:end]) if settings.kind == "mr" else drawn[first:end]
        uses = [a and b for a, b in zip(included, baseline, strict=True)]
        lines = _LINES[settings.kind](_Data(values, subgroups[first:end], uses, settings))
        points += [
            _point(values[at], at, lines, settings, (number, baseline[at], included[at]))
            for at in range(end - first)
        ]
        inside = [value if use else None for value, use in zip(values, included, strict=True)]
        runs = count_runs(inside, lines.centre)
        phases.append(LimitPhase(sum(included), runs, runs.signal and settings.kind != "mr"))
    return ControlChart(tuple(points), tuple(phases))


def plotted(kind: Kind, subgroups: Sequence[Subgroup]) -> list[Number]:
    """Values, or ratios where the chart divides or a size is given. NotPositiveError as above."""
    values = [one.value for one in subgroups]
    if kind == "t" and any(value is not None and value <= 0 for value in values):
        raise NotPositiveError("Time between events must be greater than zero")
    if kind not in RATIOS and all(one.size is None for one in subgroups):
        return values
    return [None if one.value is None or not one.size else one.value / one.size for one in subgroups]


def _ranges(values: Sequence[Number]) -> list[Number]:
    """From each point's neighbour before it to the point; the first one has none."""
    steps = (None if a is None or b is None else abs(b - a) for a, b in pairwise(values))
    return [None, *steps][: len(values)]


def _point(
    value: Number, at: int, lines: _Lines, settings: Settings, facts: tuple[int, bool, bool]
) -> LimitPoint:
    low, high, low95, high95 = (lines.at(at, times) for times in (-3, 3, -2, 2))
    beyond = value is not None and (_is_less(value, low) or _is_less(high, value))

    def shown(one: Number) -> Number:
        return None if one is None else one * settings.multiply

    ours = (shown(value), shown(lines.centre), shown(low), shown(high), shown(low95), shown(high95))
    return LimitPoint(*ours, beyond, *facts)


def _is_less(one: Number, other: Number) -> bool:
    """Strictly, and not by what rounding leaves."""
    return one is not None and other is not None and side_of(one, other) < 0


# --- The lines of each kind of chart -----------------------------------------------------------------------
def _away(
    centre: Number, sigmas: Sequence[Number], least: float = -math.inf, most: float = math.inf
) -> _Lines:
    def at(position: int, times: int) -> Number:
        sigma = sigmas[position]
        return None if centre is None or sigma is None else min(max(centre + times * sigma, least), most)

    return _Lines(centre, at)


def _run(data: _Data) -> _Lines:
    return _away(data.centre(middle), [None] * len(data.values))


def _individuals(data: _Data) -> _Lines:
    sigma = _sigma_of(data.values, data)
    return _away(data.centre(fmean), [sigma] * len(data.values))


def _sigma_of(values: Sequence[Number], data: _Data) -> Number:
    """Mean moving range / d2 over what is used: it bridges what is left out, and not what is missing."""
    used = [value for value, use in zip(values, data.uses, strict=True) if use]
    ranges = [abs(b - a) for a, b in pairwise(used) if a is not None and b is not None]
    if data.settings.screened and ranges:
        limit = D4 * fmean(ranges)
        ranges = [one for one in ranges if one < limit]
    return fmean(ranges) / D2 if ranges else None


def _moving_ranges(data: _Data) -> _Lines:
    centre = data.centre(fmean)

    def at(_position: int, times: int) -> Number:
        if times < 0:
            return 0  # no range is negative, whatever the centre
        return None if centre is None else times * D4 * centre / 3

    return _Lines(centre, at)


def _ratios(data: _Data, spread: Callable[[float], float], most: float) -> tuple[Number, list[Number], float]:
    """Σ numerators over Σ sizes, and sigma for each point by its size."""
    both = [
        (one.value, one.size)
        for one, use in zip(data.groups, data.uses, strict=True)
        if use and one.value is not None and one.size is not None
    ]
    sizes = math.fsum(size for _, size in both)
    centre = data.settings.centre
    if centre is None:
        centre = math.fsum(value for value, _ in both) / sizes if sizes else None
    if centre is None:
        return None, [None] * len(data.groups), most
    variance = max(spread(centre), 0)
    return centre, [math.sqrt(variance / one.size) if one.size else None for one in data.groups], most


def _proportions(data: _Data) -> _Lines:
    centre, sigmas, most = _ratios(data, lambda p: p * (1 - p), 1)
    return _away(centre, sigmas, 0, most)


def _rates(data: _Data) -> _Lines:
    centre, sigmas, most = _ratios(data, lambda u: u, math.inf)
    return _away(centre, sigmas, 0, most)


def _laney(data: _Data, centre: Number, sigmas: Sequence[Number], most: float) -> _Lines:
    """Sigma widened, or narrowed, by how much the points really vary."""
    z: list[Number] = [
        None if value is None or centre is None or not sigma else (value - centre) / sigma
        for value, sigma in zip(data.values, sigmas, strict=True)
    ]
    wider = _sigma_of(z, data)
    return _away(centre, [None if one is None or wider is None else one * wider for one in sigmas], 0, most)


def _proportions_prime(data: _Data) -> _Lines:
    return _laney(data, *_ratios(data, lambda p: p * (1 - p), 1))


def _rates_prime(data: _Data) -> _Lines:
    return _laney(data, *_ratios(data, lambda u: u, math.inf))


def _counts(data: _Data) -> _Lines:
    centre = data.centre(fmean)
    sigma = None if centre is None or centre < 0 else math.sqrt(centre)
    return _away(centre, [sigma] * len(data.values), 0)


def _events_between(data: _Data) -> _Lines:
    """G: the median is shown, the limits come from the mean."""
    mean, fixed = data.centre(fmean), data.settings.centre
    sigma = None if mean is None or mean < 0 else math.sqrt(mean * (mean + 1))
    lines = _away(mean, [sigma] * len(data.values), 0)
    shown = data.centre(middle) if fixed is None else G_MEDIAN * fixed
    return _Lines(shown, lines.at)


def _time_between(data: _Data) -> _Lines:
    """T: an I chart of the transformed times, and back."""
    power = 1 / T_POWER
    values = [None if value is None else value**power for value in data.values]
    lines = _individuals(_Data(values, data.groups, data.uses, data.settings))

    def back(line: Number) -> Number:
        return None if line is None else max(line, 0) ** T_POWER

    centre = lines.centre if data.settings.centre is not None else back(lines.centre)
    return _Lines(centre, lambda position, times: back(lines.at(position, times)))


_LINES: dict[Kind, Callable[[_Data], _Lines]] = {
    "run": _run,
    "i": _individuals,
    "mr": _moving_ranges,
    "p": _proportions,
    "pp": _proportions_prime,
    "u": _rates,
    "up": _rates_prime,
    "c": _counts,
    "g": _events_between,
    "t": _time_between,
}
