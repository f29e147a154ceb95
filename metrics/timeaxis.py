"""The axis of time: where a month, a week or a day lies, and what stands beneath it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from metrics.months import Month
from metrics.periods import WEEK, Period, week_of

Grain = Literal["month", "week", "day"]

LEAST: dict[Grain, int] = {"month": 12, "week": 12, "day": 14}  # a young chart shows the room it has to grow


@dataclass(frozen=True)
class TimeAxis:
    """`length` periods of one grain. A slot is a place on it: 0 is the middle of `start`, the first one."""

    start: Period
    length: int

    @classmethod
    def of(cls, labels: Sequence[str]) -> TimeAxis | None:
        """With room for all of these, which are in order; None without any."""
        if not labels:
            return None
        start = Period.parse(labels[0])
        length = Period.parse(labels[-1]).slot - start.slot + 1
        return cls(start, max(length, LEAST[grain_of(start.label)]))

    @cached_property
    def grain(self) -> Grain:
        return grain_of(self.start.label)

    @property
    def end(self) -> Period:
        return self.period(self.length - 1)

    def period(self, slot: int) -> Period:
        first = self.start.first
        if self.grain == "month":
            return Period.parse(str(Month.of(first).plus(slot)))
        if self.grain == "week":
            return week_of(first + slot * WEEK)
        return Period.parse((first + timedelta(days=slot)).isoformat())

    def slot(self, label: str) -> int:
        """Of a period of this grain; of another one the slot in which it begins."""
        period = Period.parse(label)
        if grain_of(period.label) == self.grain:
            return period.slot - self.start.slot
        return self.slot_of(period.first)

    def middle(self, label: str) -> float:
        """Of a period of any grain."""
        period = Period.parse(label)
        if grain_of(period.label) == self.grain:
            return period.slot - self.start.slot
        return (self.edge(period.first) + self.edge(period.last, after=True)) / 2

    def slot_of(self, day: date) -> int:
        """The one that holds the day."""
        if self.grain == "month":
            return day.year * 12 + day.month - 1 - self.start.slot
        if self.grain == "week":
            return week_of(day).slot - self.start.slot
        return day.toordinal() - self.start.slot

    def edge(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or ends: half a slot before its middle is where a period begins."""
        period = self.period(self.slot_of(day))
        days = (period.last - period.first).days + 1
        return self.slot_of(day) - 0.5 + ((day - period.first).days + after) / days

    @cached_property
    def months(self) -> tuple[tuple[Month, int], ...]:
        """Each month that begins on the axis, and the slot in which it does."""
        months = Month.of(self.start.first).until(Month.of(self.end.last))
        placed = ((month, self.slot_of(month.first)) for month in months)
        return tuple((month, slot) for month, slot in placed if 0 <= slot < self.length)


def grain_of(label: str) -> Grain:
    return "week" if "W" in label else "day" if len(label) == len("2026-03-17") else "month"
