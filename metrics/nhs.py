"""The NHS "Making Data Count" XmR chart: limits, four rules, what its icons say. Pure: standard library only.

A choice of the collaborative's; the default is the run chart. Rules and priorities as in NHS England's
guides, checked against NHSRplotthedots 0.2.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean
from typing import Literal

from metrics.limits import D4
from metrics.runchart import side_of

Cause = Literal[
    "none", "above", "below", "rising", "falling", "near_above", "near_below", "shift_above", "shift_below"
]
Direction = Literal["increase", "decrease", "neutral"]
Assurance = Literal["pass", "fail", "inconsistent"]

LENGTH = 7  # points in a row on one side of the mean, or in one direction
WIDTH = 2.66  # limits lie so many mean moving ranges from the mean
NEAR = 2 / 3  # of the way from the mean to a limit
SHORT = 13  # points from which limits are firm
HIGH = frozenset({"above", "rising", "near_above", "shift_above"})
WINDOW, ENOUGH = 3, 2  # two of three points near one limit, all three on its side


@dataclass(frozen=True, slots=True)
class XmrPoint:
    """One point, with the lines of its group; no limits where nothing moves."""

    value: float
    mean: float
    lower: float | None
    upper: float | None
    group: int  # from 0
    side: int  # 1 above the mean, -1 below, 0 on it
    near: bool  # beyond two thirds of the way to a limit, and inside it
    cause: Cause  # the strongest: limits, then trend, then two of three, then shift
    short: bool  # its group has fewer points than firm limits need

    @property
    def outside(self) -> bool:
        return self.cause in ("above", "below")


def xmr_chart(
    values: Sequence[float],
    starts: Sequence[int] = (),
    *,
    fix_after: int | None = None,
    screened: bool = True,
) -> tuple[XmrPoint, ...]:
    """Every point judged in its group; a group begins at each of `starts` (positions from 0).

    `fix_after`: the first so many points of a group give its mean and limits. What is missing was left out.
    """
    size = len(values)
    bounds = [0, *sorted({start for start in starts if 0 < start < size}), size]
    return tuple(
        point
        for number, (first, end) in enumerate(pairwise(bounds))
        for point in _group(values[first:end], number, fix_after, screened=screened)
    )


def _group(
    values: Sequence[float], number: int, fix_after: int | None, *, screened: bool
) -> Iterator[XmrPoint]:
    if not values:
        return
    mean, away = _mean_and_width(values[:fix_after], screened=screened)
    sides = [side_of(value, mean) for value in values]
    outside = _beyond(values, mean, away)
    past_two_thirds = _beyond(values, mean, None if away is None else away * NEAR)
    near = [0 if out else past for out, past in zip(outside, past_two_thirds, strict=True)]
    found = zip(outside, _trends(values), _two_of_three(sides, near), _shifts(sides), strict=True)
    for at, hits in enumerate(found):
        yield XmrPoint(
            value=values[at],
            mean=mean,
            lower=None if away is None else mean - away,
            upper=None if away is None else mean + away,
            group=number,
            side=sides[at],
            near=bool(near[at]),
            cause=_strongest(hits),
            short=len(values) < SHORT,
        )


def _mean_and_width(baseline: Sequence[float], *, screened: bool) -> tuple[float, float | None]:
    ranges = [abs(after - before) for before, after in pairwise(baseline)]
    if screened and ranges:
        limit = D4 * fmean(ranges)
        ranges = [one for one in ranges if one < limit]
    return fmean(baseline), WIDTH * fmean(ranges) if ranges else None


def _beyond(values: Sequence[float], mean: float, away: float | None) -> list[int]:
    """1 above mean + away, -1 below mean - away, else 0."""
    if away is None:
        return [0] * len(values)
    return [1 if side_of(value, mean + away) > 0 else min(side_of(value, mean - away), 0) for value in values]


def _shifts(sides: Sequence[int]) -> list[int]:
    """Seven or more strictly on one side; a point on the mean breaks it."""
    marked: list[int] = []
    for side, run in groupby(sides):
        length = len(list(run))
        marked += [side if length >= LENGTH else 0] * length
    return marked


def _trends(values: Sequence[float]) -> list[int]:
    """Seven or more in one direction; a tie breaks it, and a turning point takes the later direction."""
    marked, at = [0] * len(values), 0
    for step, run in groupby(side_of(after, before) for before, after in pairwise(values)):
        length = len(list(run))
        if step and length >= LENGTH - 1:
            marked[at : at + length + 1] = [step] * (length + 1)
        at += length
    return marked


def _two_of_three(sides: Sequence[int], near: Sequence[int]) -> list[int]:
    marked = [0] * len(sides)
    for first in range(len(sides) - WINDOW + 1):
        window, side = range(first, first + WINDOW), sides[first]
        hits = [at for at in window if near[at] == side]
        if side and len(hits) >= ENOUGH and all(sides[at] == side for at in window):
            for at in hits:
                marked[at] = side
    return marked


_CAUSES: tuple[tuple[Cause, Cause], ...] = (
    ("above", "below"),
    ("rising", "falling"),
    ("near_above", "near_below"),
    ("shift_above", "shift_below"),
)


def _strongest(hits: Sequence[int]) -> Cause:
    for hit, (up, down) in zip(hits, _CAUSES, strict=True):
        if hit:
            return up if hit > 0 else down
    return "none"


def assurance(last: XmrPoint, direction: Direction, target: float | None) -> Assurance | None:
    """Whether the process, as it is, reaches its target always, never, or now and then."""
    if target is None or direction == "neutral" or last.upper is None or last.lower is None:
        return None
    above, below = side_of(target, last.upper) > 0, side_of(target, last.lower) < 0
    if not (above or below):
        return "inconsistent"
    return "fail" if above == (direction == "increase") else "pass"
