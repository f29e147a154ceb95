"""What a run chart is laid out from: the series, and where its months and numbers lie. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from metrics.plot import Size
from metrics.scale import Scale, Unit, as_decimal
from metrics.timeaxis import TimeAxis

Number = Decimal | float
CHARACTER = 0.64  # width of a wide (bold) character, in font sizes
LINE = 1.2  # height of a line of text, in font sizes


@dataclass(frozen=True, slots=True)
class Point:
    label: str  # the month, "2026-03"; or a week or day: metrics.periods
    value: Number | None
    hollow: bool = False  # the running period
    marked: bool = False  # in what deserves a look
    out: bool = False  # left out by a person
    beyond: Literal["above", "below", ""] = ""  # outside the limits


@dataclass(frozen=True, slots=True)
class Median:
    """The middle line of one phase: points `first` to `last`, both included; `frozen` ends its baseline."""

    first: int
    last: int
    value: Number | None
    frozen: int | None = None
    name: Literal["median", "early", "fixed", "average"] = "median"


@dataclass(frozen=True, slots=True)
class Limits:
    """Two lines with a value for each point, or None."""

    lower: Sequence[Number | None]
    upper: Sequence[Number | None]
    trial: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A number above a point, at a period of any grain; a list says what it means."""

    at: str
    number: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Beneath the axis, at a month, a day ("2026-03-17") or a position (0 is the first month's middle)."""

    at: str | float
    label: str
    short: str = ""  # instead, for all markers, where the labels would touch


@dataclass(frozen=True, slots=True)
class Span:
    """Days beneath the axis, "2026-03-03" to "2026-03-10", both included; `label` is a number or a letter."""

    first: str
    last: str
    label: str
    running: bool = False  # goes on after its last day


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order of time; `y_min` and `y_max` widen the axis, for several charts on one scale.

    `teams`: a second, thin line with a value for each point.
    """

    points: Sequence[Point]
    unit: Unit
    medians: Sequence[Median] = ()
    goal: Number | None = None
    markers: Sequence[Marker] = ()
    spans: Sequence[Span] = ()
    y_min: Number | None = None
    y_max: Number | None = None
    limits: Limits | None = None
    teams: Sequence[Number | None] = ()
    remarks: Sequence[Remark] = ()

    def numbers(self) -> list[Decimal]:
        """Everything that must have its place on the vertical axis."""
        found = [point.value for point in self.points] + [median.value for median in self.medians]
        found += [self.goal, self.y_min, self.y_max, *self.teams]
        found += [*self.limits.lower, *self.limits.upper] if self.limits else []
        return [as_decimal(value) for value in found if value is not None]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the periods and the numbers lie."""

    series: Series
    size: Size
    scale: Scale
    axis: TimeAxis | None  # None without a point
    slots: tuple[int, ...]  # of the points
    length: int  # of the axis, in periods
    left: float
    right: float
    top: float
    bottom: float

    @property
    def step(self) -> float:
        return (self.right - self.left) / self.length

    @property
    def starts(self) -> frozenset[int]:
        """The points at which a new phase starts."""
        return frozenset(median.first for median in self.series.medians if 0 < median.first < len(self.slots))

    def x(self, slot: float) -> float:
        return self.left + (slot + 0.5) * self.step

    def y(self, value: Number) -> float:
        return self.bottom - self.scale.share(as_decimal(value)) * (self.bottom - self.top)

    def text(self, count: float) -> float:
        return count * self.size.font * CHARACTER

    def is_next(self, at: int) -> bool:
        """Whether the point after this one is that of the next period."""
        return self.slots[at + 1] - self.slots[at] == 1

    def is_joined(self, at: int, values: Sequence[Number | None]) -> bool:
        """Whether a line goes from a point to the next: not across a gap, nor into a new phase.

        Weeks and days in which nothing was due are no gap: what was due and is missing is a point.
        """
        is_near = self.is_next(at) or (self.axis is not None and self.axis.grain != "month")
        return is_near and at + 1 not in self.starts and values[at] is not None and values[at + 1] is not None


def spot(place: float) -> str:
    """A coordinate, short."""
    text = f"{place:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
