"""What one point of a chart stands for: a month, its sample week, a week, a day. Pure: standard library only.

A label says which: "2026-03" is a month (or its sample week), "2026-W12" a week by ISO 8601 (Monday to
Sunday), "2026-03-17" a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from metrics.months import Month

Points = Literal["month", "sample", "week", "day"]
POINTS: tuple[Points, ...] = get_args(Points)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """`first` and `last` day, both included."""

    label: str
    first: date
    last: date

    @classmethod
    def parse(cls, label: str) -> Period:
        """ValueError where it is no label."""
        if "W" in label:
            return week_of(date.fromisoformat(f"{label}-1")) if len(label) == 8 else _refuse(label)
        if len(label) == 10:
            day = date.fromisoformat(label)
            return cls(day.isoformat(), day, day)
        month = Month.parse(label)
        return cls(str(month), month.first, month.last)

    @property
    def slot(self) -> int:
        """Its place on a time axis: periods that follow each other differ by one."""
        if len(self.label) == 10:
            return self.first.toordinal()
        if "W" in self.label:
            return (self.first.toordinal() - 1) // 7
        return self.first.year * 12 + self.first.month - 1


def _refuse(label: str) -> Period:
    raise ValueError(f"no period: {label!r}")


def week_of(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    return Period(f"{year:04}-W{week:02}", first, first + timedelta(days=6))


def slot(label: str) -> int:
    return Period.parse(label).slot
