"""Hints of the rule set that a collaborative chose, and which points they speak of. Pure.

IHI: Perla, Provost & Murray 2011, from `metrics.runchart`. NHS: "Making Data Count", from `metrics.nhs`. Of
each kind the latest is said. A hint is no signal: "signal" stays with the Anhøj rules. Fewer runs than the
IHI table expects are always a signal too, so that hint is never needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.nhs import XmrPoint, xmr_chart
from metrics.runchart import Phase, Value, side_of

ClueKind = Literal["ihi_shift", "ihi_trend", "ihi_many", "nhs_point", "nhs_shift", "nhs_trend", "nhs_near"]
WINDOW = 3  # points among which two lie near one limit


@dataclass(frozen=True, slots=True)
class Clue:
    """`points`: positions, in order. `is_up`: above the middle, or rising."""

    kind: ClueKind
    points: tuple[int, ...]
    is_up: bool = False


def ihi_clues(values: Sequence[Value | None], phase: Phase) -> tuple[Clue, ...]:
    """Of the shifts and of the trends the latest; those with one point that is shown are left unsaid."""
    kinds: dict[str, ClueKind] = {
        "shift": "ihi_shift",
        "trend": "ihi_trend",
        "too_many_runs": "ihi_many",
    }
    found: dict[ClueKind, Clue] = {}
    for hint in phase.hints:
        points = tuple(at for at in range(hint.first, hint.last + 1) if values[at] is not None)
        kind = kinds.get(hint.kind)
        if kind == "ihi_many":
            found[kind] = Clue(kind, ())  # is said of all points, and of none in particular
        elif kind and len(points) > 1:
            found[kind] = Clue(kind, points, _is_up(kind, values, points, phase))
    return tuple(found[kind] for kind in kinds.values() if kind in found)


def _is_up(kind: ClueKind, values: Sequence[Value | None], points: tuple[int, ...], phase: Phase) -> bool:
    numbers = [float(values[at] or 0) for at in points]
    if kind == "ihi_trend":
        return numbers[-1] > numbers[0]
    return any(side_of(number, float(phase.median or 0)) > 0 for number in numbers)


@dataclass(frozen=True, slots=True)
class Xmr:
    """The points of one phase as the NHS rules judge them, and where they stand in the view."""

    places: tuple[int, ...]
    points: tuple[XmrPoint, ...]


def xmr_of(values: Sequence[Value | None], phase: Phase) -> Xmr:
    """What is missing or left out is not there; a baseline gives mean and limits."""
    places = tuple(at for at in range(phase.first, phase.last + 1) if values[at] is not None)
    fixed = sum(at <= phase.frozen for at in places) if phase.frozen is not None else 0
    numbers = [float(values[at] or 0) for at in places]
    return Xmr(places, xmr_chart(numbers, fix_after=fixed or None))


def nhs_clues(found: Xmr) -> tuple[Clue, ...]:
    return tuple(_nhs(found))


def _nhs(found: Xmr) -> Iterator[Clue]:
    points = found.points
    for causes, kind, spread in _NHS:
        at = max((at for at, point in enumerate(points) if point.cause in causes), default=None)
        if at is not None:
            is_up = points[at].cause == causes[0]
            yield Clue(kind, tuple(found.places[one] for one in spread(points, at)), is_up)


def _alone(points: Sequence[XmrPoint], at: int) -> list[int]:
    """All that lie beyond a limit on the same side as the latest one."""
    return [one for one, point in enumerate(points) if point.cause == points[at].cause]


def _stretch(points: Sequence[XmrPoint], at: int) -> list[int]:
    """The points in a row on its side of the mean."""
    return _while(points, at, lambda one: points[one].side == points[at].side)


def _slope(points: Sequence[XmrPoint], at: int) -> list[int]:
    """From one turning point to the next: `at` is the last point of a trend."""
    step = 1 if points[at].cause == "rising" else -1
    first = at
    while first > 0 and side_of(points[first].value, points[first - 1].value) == step:
        first -= 1
    return list(range(first, at + 1))


def _near(points: Sequence[XmrPoint], at: int) -> list[int]:
    """Those near the limit in the three points that end here."""
    window = range(max(at - WINDOW + 1, 0), at + 1)
    return [one for one in window if points[one].near and points[one].side == points[at].side]


def _while(points: Sequence[XmrPoint], at: int, is_same: Callable[[int], bool]) -> list[int]:
    first = last = at
    while first > 0 and is_same(first - 1):
        first -= 1
    while last + 1 < len(points) and is_same(last + 1):
        last += 1
    return list(range(first, last + 1))


_NHS: tuple[tuple[tuple[str, str], ClueKind, Callable[[Sequence[XmrPoint], int], list[int]]], ...] = (
    (("above", "below"), "nhs_point", _alone),
    (("shift_above", "shift_below"), "nhs_shift", _stretch),
    (("rising", "falling"), "nhs_trend", _slope),
    (("near_above", "near_below"), "nhs_near", _near),
)
