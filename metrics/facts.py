"""What can be said of a chart, before it is put into words. Pure.

A verdict comes from the Anhøj rules alone, on the last phase, about its median or centre line. The days of
one week hang together: by day there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from metrics.clues import Clue, ihi_clues, nhs_clues, xmr_of
from metrics.limits import ControlChart, Kind
from metrics.periods import Points
from metrics.runchart import USEFUL_NEEDED, Phase, RunChart, Side, Value
from metrics.scale import Unit
from metrics.walk import Walk, side_begins, walk

Direction = Literal["up", "down", "none"]
Outcome = Literal["nothing", "days", "too_early", "early", "better", "worse", "change", "calm"]


class Seen(Protocol):
    """A point of a chart."""

    @property
    def period(self) -> str: ...
    @property
    def value(self) -> Value | None: ...
    @property
    def hollow(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def reporting(self) -> int | None: ...
    @property
    def teams(self) -> int | None: ...


class Viewed(Protocol):
    """What this needs of `metrics.chartview.ChartView`."""

    @property
    def points(self) -> Sequence[Seen]: ...
    @property
    def chart(self) -> RunChart: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def direction(self) -> Direction: ...
    @property
    def points_are(self) -> Points: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def control(self) -> ControlChart | None: ...
    @property
    def trial(self) -> bool: ...
    @property
    def hints(self) -> Literal["ihi", "nhs", "none"]: ...
    @property
    def panel(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a control chart's last phase. `beyond`: positions of points outside; `drawn`: there are limits."""

    beyond: tuple[int, ...]
    trial: bool
    drawn: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """So many of so many teams, in one period; `same`: these and no others, at every point."""

    count: int
    teams: int
    period: str
    same: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """`walk`, `phase`: of the last phase.

    `since`: the period where the points went to the side of a signal, "" where it has none that is shown.
    `phase_from`: where the last phase begins, "" for the first. `unjudged`: first and last period of earlier
    phases that have too few points. `baseline`: its last period, "" where that is
    before the first point shown, None without one. `left_out`: points of the last phase.
    """

    outcome: Outcome
    direction: Direction
    phase: Phase
    walk: Walk | None
    since: str = ""
    phase_from: str = ""
    unjudged: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None
    left_out: tuple[int, ...] = ()
    clues: tuple[Clue, ...] = ()
    limits: Limits | None = None
    reported: Reported | None = None
    is_median_of_teams: bool = False  # pooled scores
    is_finer: bool = False  # weeks or days: a month that was typed as one number is in no such view

    @property
    def missing(self) -> int:
        """Useful points that a verdict still wants."""
        return max(USEFUL_NEEDED - self.phase.useful, 0)

    @property
    def is_signal(self) -> bool:
        return self.outcome in ("better", "worse", "change")

    @property
    def side(self) -> Side:
        return self.phase.side

    @property
    def is_median(self) -> bool:
        """Whether the line in the middle is one: of a baseline too."""
        return self.limits is None and not self.phase.fixed


def facts(view: Viewed) -> Facts:
    values, phase = entering(view), view.chart.last
    found = walk(values, phase, is_median=view.control is None and not phase.fixed)
    outcome = outcome_of(view)
    begins = side_begins(found, phase) if found and phase.verdict == "signal" else None
    return Facts(
        outcome=outcome,
        direction=view.direction,
        phase=phase,
        walk=found,
        since="" if begins is None else view.points[begins].period,
        phase_from=_phase_from(view, phase),
        unjudged=tuple(_unjudged(view)),
        baseline=_baseline(view, phase),
        left_out=tuple(at for at in view.chart.left_out if phase.first <= at <= phase.last),
        clues=_clues(view, values, phase) if outcome == "calm" else (),
        limits=_limits(view.control, view.trial) if view.control else None,
        reported=_reported(view.points, same=view.panel),
        is_median_of_teams=view.unit == "score" and _reported(view.points, same=view.panel) is not None,
        is_finer=view.points_are != "month",
    )


def entering(view: Viewed) -> list[Value | None]:
    """The values that enter the rules, and None for every other point."""
    out = set(view.chart.left_out)
    return [None if point.hollow or at in out else point.value for at, point in enumerate(view.points)]


def outcome_of(view: Viewed) -> Outcome:
    """The verdict alone: small charts need no more."""
    phase = view.chart.last
    if phase.median is None:
        return "nothing"
    if view.points_are == "day":
        return "days"
    if phase.verdict == "too_early":
        return "early" if phase.early else "too_early"
    return _meaning(phase.side, view.direction) if phase.verdict == "signal" else "calm"


def _meaning(side: Side, direction: Direction) -> Outcome:
    """What a signal means by the direction of good, and by nothing else."""
    good = {"up": "above", "down": "below", "none": ""}[direction]
    if not good or side == "none":
        return "change"
    return "better" if side == good else "worse"


def _phase_from(view: Viewed, phase: Phase) -> str:
    """Only where an earlier phase is shown too: a line that begins is then seen to begin."""
    return view.points[phase.first].period if 0 < phase.first < len(view.points) else ""


def _unjudged(view: Viewed) -> Iterator[tuple[str, str]]:
    for phase in view.chart.phases[:-1] if view.points_are != "day" else ():
        if phase.verdict == "too_early" and phase.median is not None:
            yield view.points[phase.first].period, view.points[phase.last].period


def _baseline(view: Viewed, phase: Phase) -> str | None:
    if phase.frozen is None or phase.fixed:
        return None
    return view.points[phase.frozen].period if phase.frozen >= 0 else ""


def _clues(view: Viewed, values: Sequence[Value | None], phase: Phase) -> tuple[Clue, ...]:
    if view.hints == "none":
        return ()
    return nhs_clues(xmr_of(values, phase)) if view.hints == "nhs" else ihi_clues(values, phase)


def _limits(control: ControlChart, trial: bool) -> Limits:
    places = _last_phase(control)
    beyond = tuple(at for at in places if control.points[at].beyond)
    return Limits(beyond, trial, any(control.points[at].upper is not None for at in places))


def _last_phase(control: ControlChart) -> list[int]:
    number = control.points[-1].phase if control.points else 0
    return [at for at, point in enumerate(control.points) if point.phase == number]


def _reported(points: Sequence[Seen], *, same: bool) -> Reported | None:
    """Of the newest period that is there to be read: what is not handed in yet may well be counted."""
    last = next((point for point in reversed(points) if point.state != "not_handed_in"), None)
    if last is None:
        return None
    return Reported(last.reporting or 0, last.teams, last.period, same) if last.teams else None
