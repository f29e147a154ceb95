"""Which chart suits these numbers, and the lines of the one that was chosen. Pure: standard library only.

A run chart is always right, and always the first thing shown. Limits are drawn when somebody asks for them:
on trial from 12 points on, firm from 20; phase by phase, each with its own baseline, fixed line and points
left out. Sources: Provost & Murray, The Health Care Data Guide (12 and 20 points; P and U charts mislead
where groups are small); Laney 2002 (P′ and U′ where points vary more than chance explains).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from statistics import fmean, median
from typing import Literal

from metrics.limits import (
    D2,
    ControlChart,
    Kind,
    LimitPhase,
    LimitPoint,
    NotPositiveError,
    Settings,
    Subgroup,
    control_chart,
    plotted,
)
from metrics.periods import Points
from metrics.runchart import Phase, RunChart, Value, analyse

Unit = Literal["count", "proportion", "rate", "score"]
Why = Literal[
    "by_day", "few", "small_groups", "varied", "proportion", "rate", "rare", "count", "varied_count",
    "mean", "score",
]  # fmt: skip
Hints = Literal["ihi", "nhs", "none"]
Refusal = Literal["by_day", "few", "not_for_unit", "not_positive", "flat"]

TRIAL = 12  # points from which limits may be tried
FIRM = 20  # points from which they stand
SMALLEST_GROUP = 40  # in a typical denominator; with fewer, limits of a proportion mislead
VARIED = 1.5  # times as far from one another as chance alone would put them
RARE = 0.5  # of the points are zero

ONE_TEAM: dict[str, tuple[Kind, ...]] = {
    "proportion": ("run", "p", "pp", "i"),
    "rate": ("run", "u", "up", "i"),
    "count": ("run", "c", "i", "g", "t"),
    "score": ("run", "i"),
}
# Of all teams together a count is a mean for each team that reported: events over so many teams.
ALL_TEAMS: dict[str, tuple[Kind, ...]] = ONE_TEAM | {"count": ("run", "u", "up", "i")}
OWN_LINE: tuple[Kind, ...] = ("g", "t")  # a fixed line is no mean of these, so it does not move their limits


@dataclass(frozen=True, slots=True)
class Series:
    """What a chart is computed from. `groups` and `values` hold what entered the rules, in order."""

    unit: Unit
    points: Points
    groups: Sequence[Subgroup]  # numerator over denominator; a count has no size
    values: Sequence[Value | None]  # what is drawn of each
    across: bool = False  # all teams together

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What may be chosen: the days of one week hang together, so by day there are no limits."""
        if self.points == "day":
            return ("run",)
        return (ALL_TEAMS if self.across else ONE_TEAM)[self.unit]

    def groups_of(self, kind: Kind) -> list[Subgroup]:
        if kind in {"p", "pp", "u", "up"}:
            return list(self.groups)
        return [Subgroup(None if value is None else float(value)) for value in self.values]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The chart that suits, why, and the numbers that the reason names."""

    kind: Kind
    why: Why
    points: int  # with a value, in the newest phase
    size: float | None = None  # a typical denominator there
    empty: int = 0  # points of zero there


@dataclass(frozen=True, slots=True)
class Judged:
    """A chart with its lines, or why it is drawn without them. `short`: the newest phase has none yet."""

    chart: RunChart
    kind: Kind = "run"
    control: ControlChart | None = None
    trial: bool = False
    short: bool = False
    refused: Refusal | None = None


def proposal(series: Series, chart: RunChart) -> Proposal:
    """By the points of the newest phase that are not left out: what was before was another process."""
    newest = chart.last
    used = [at for at in range(newest.first, newest.last + 1) if at not in chart.left_out]
    values = [float(value) for at in used if (value := series.values[at]) is not None]
    groups = [one for at in used if (one := series.groups[at]).value is not None]
    sizes = [one.size for one in groups if one.size]
    typical, zeros = (median(sizes) if sizes else None), sum(value == 0 for value in values)
    why = _why(series, values, groups, typical)
    kinds: dict[Why, Kind] = {
        "proportion": "p", "varied": "pp" if series.unit == "proportion" else "up", "rate": "u",
        "count": "c", "varied_count": "i", "mean": "i", "score": "i",
    }  # fmt: skip
    return Proposal(kinds.get(why, "run"), why, len(values), typical, zeros)


def _why(series: Series, values: Sequence[float], groups: Sequence[Subgroup], typical: float | None) -> Why:
    if series.points == "day":
        return "by_day"
    if len(values) < TRIAL:
        return "few"
    if series.unit == "proportion":
        return _of_proportions(groups, typical)
    return "score" if series.unit == "score" else _of_events(series, values, groups)


def _of_proportions(groups: Sequence[Subgroup], typical: float | None) -> Why:
    if typical is None or typical < SMALLEST_GROUP:
        return "small_groups"
    return "varied" if spread("p", groups) > VARIED else "proportion"


def _of_events(series: Series, values: Sequence[float], groups: Sequence[Subgroup]) -> Why:
    if sum(value == 0 for value in values) >= RARE * len(values):
        return "rare"
    if series.unit == "rate":
        return "varied" if spread("u", groups) > VARIED else "rate"
    if series.across:
        return "mean"
    is_whole = all(value == int(value) >= 0 for value in values)
    return "count" if is_whole and _spread_of_counts(values) <= VARIED else "varied_count"


def spread(kind: Literal["p", "u"], groups: Sequence[Subgroup]) -> float:
    """How far neighbours lie apart, as a multiple of what chance explains (Laney's sigma z); 1 is chance."""
    both = [(one.value, one.size) for one in groups if one.value is not None and one.size]
    sizes = sum(size for _value, size in both)
    centre = sum(value for value, _size in both) / sizes if sizes else 0
    variance = max(centre * (1 - centre), 0) if kind == "p" else centre
    if variance <= 0:
        return 1
    return _apart([(value / size - centre) / sqrt(variance / size) for value, size in both])


def _spread_of_counts(values: Sequence[float]) -> float:
    mean = fmean(values)
    return _apart([(value - mean) / sqrt(mean) for value in values]) if mean > 0 else 1


def _apart(z: Sequence[float]) -> float:
    ranges = [abs(after - before) for before, after in pairwise(z)]
    return fmean(ranges) / D2 if ranges else 1


def judged(series: Series, kind: Kind, chart: RunChart) -> Judged:
    """The chosen chart, its runs judged by the Anhøj rules against its own centre line (section 3).

    Refused with a reason, and then the run chart, where the kind does not fit, no phase has 12 points, or no
    limits come of them: nothing moves, or no two points are neighbors.
    """
    used = [_used(series, phase, chart.left_out) for phase in chart.phases]
    refused = _refusal(series, kind, max(used))
    if kind == "run" or refused:
        return Judged(chart, refused=refused)
    try:
        control = _control(series, kind, chart, used)
    except NotPositiveError:
        return Judged(chart, refused="not_positive")
    if all(point.upper is None for point in control.points):
        return Judged(chart, refused="flat")
    return Judged(
        _against(series.values, chart, control),
        kind,
        control,
        trial=any(TRIAL <= one < FIRM for one in used),
        short=used[-1] < TRIAL,
    )


def hints_on(kind: Kind, hints: str) -> Hints:
    """IHI's rules speak about a median, and the NHS's about the mean and limits of an XmR chart."""
    fits: dict[str, Hints] = {"ihi": "ihi"} if kind == "run" else {"nhs": "nhs"} if kind == "i" else {}
    return fits.get(hints, "none")


def _refusal(series: Series, kind: Kind, used: int) -> Refusal | None:
    if kind not in series.kinds:
        return "by_day" if series.points == "day" else "not_for_unit"
    return "few" if kind != "run" and used < TRIAL else None


def _used(series: Series, phase: Phase, left_out: Sequence[int]) -> int:
    """Points from which a phase's limits come: those of its baseline where it has one."""
    last = phase.last if phase.frozen is None else phase.frozen
    return sum(series.values[at] is not None and at not in left_out for at in range(phase.first, last + 1))


def _control(series: Series, kind: Kind, chart: RunChart, used: Sequence[int]) -> ControlChart:
    """Phase by phase, so that each may have a baseline of its own."""
    groups = series.groups_of(kind)
    plotted(kind, groups)  # whether these numbers can be drawn at all
    points: list[LimitPoint] = []
    phases: list[LimitPhase] = []
    for number, (phase, many) in enumerate(zip(chart.phases, used, strict=True), start=1):
        part = control_chart(groups[phase.first : phase.last + 1], _settings(kind, phase, chart.left_out))
        points += [replace(_with_limits(one, many), phase=number) for one in part.points]
        phases += part.phases
    if all(value is None or value >= 0 for value in series.values):
        points = [
            replace(one, lower=_above_zero(one.lower), lower95=_above_zero(one.lower95)) for one in points
        ]
    return ControlChart(tuple(points), tuple(phases))


def _above_zero(limit: float | None) -> float | None:
    """What is counted is never below zero, and a line there would say that it might be."""
    return None if limit is None else max(limit, 0)


def _settings(kind: Kind, phase: Phase, left_out: Sequence[int]) -> Settings:
    is_fixed = phase.fixed and phase.median is not None and kind not in OWN_LINE
    return Settings(
        kind,
        freeze=None if phase.frozen is None else phase.frozen - phase.first + 1,
        exclude=frozenset(at - phase.first + 1 for at in left_out if phase.first <= at <= phase.last),
        centre=float(phase.median) if is_fixed and phase.median is not None else None,
    )


def _with_limits(point: LimitPoint, used: int) -> LimitPoint:
    if used >= TRIAL:
        return point
    return replace(point, lower=None, upper=None, lower95=None, upper95=None, beyond=False)


def _against(values: Sequence[Value | None], chart: RunChart, control: ControlChart) -> RunChart:
    """The same phases about the centre lines; the IHI hints speak about a median alone, so there are none."""
    lines = {
        phase.first: line
        for phase in chart.phases
        if phase.last >= phase.first and (line := control.points[phase.first].centre) is not None
    }
    found = analyse(
        values,
        phases=[phase.first for phase in chart.phases[1:]],
        centres=lines,
        left_out=chart.left_out,
    )
    return replace(found, phases=tuple(map(_as_before, found.phases, chart.phases)))


def _as_before(found: Phase, before: Phase) -> Phase:
    """What people did to the phase stays said of it; about an early baseline nothing is judged."""
    kept = replace(found, last=before.last, frozen=before.frozen, fixed=before.fixed, hints=())
    return replace(kept, early=True, verdict="too_early", side="none") if before.early else kept
