"""How much is made, and what each metric is like. Pure: standard library only, but for months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.months import Month

LATE, EARLY = 0.05, 0.03  # of the teams join in the first third, or leave in the last one
REWORDED = 5  # every fifth metric gets new words halfway


@dataclass(frozen=True, slots=True)
class Size:
    """So many collaboratives, each of so many teams, metrics and closed months; `days` metrics by the day."""

    teams: int
    metrics: int
    months: int
    through: Month
    collaboratives: int = 1
    days: int = 0
    slug: str = "load"
    seed: int = 1

    @property
    def slugs(self) -> list[str]:
        return [self.slug, *(f"{self.slug}-{number}" for number in range(2, self.collaboratives + 1))]

    @property
    def calendar(self) -> list[Month]:
        return list(self.through.plus(1 - self.months).until(self.through))


@dataclass(frozen=True, slots=True)
class Kind:
    """`level` is usual for a team's month, and `spread` how much teams and months differ by chance."""

    unit: str
    name: str
    direction: str
    level: float
    spread: float
    about: int = 0  # the usual denominator
    goal: str = ""
    grain: str = "month"
    exposure: str = "typed"


BY_MONTH = (
    Kind("proportion", "Parents who feel confident", "up", 0.6, 0.3, about=24, goal="0.8"),
    Kind("rate", "Behavioral disruptions", "down", 0.9, 0.2, about=40, goal="0.5"),
    Kind("count", "Children sent home", "down", 4.0, 0.3, goal="2"),
    Kind("score", "Support that staff feel", "up", 3.5, 0.08, goal="4"),
)
BY_DAY = (
    Kind("proportion", "Children greeted by name", "up", 0.8, 0.3, about=11, goal="0.95", grain="day"),
    Kind("rate", "Times the group was stopped", "down", 2.5, 0.2, grain="day", exposure="classroom-days"),
)


def kinds(size: Size) -> Iterator[Kind]:
    """Those counted by the day first, then the others in turn."""
    for number in range(size.metrics):
        by_day = number < size.days
        yield BY_DAY[number % len(BY_DAY)] if by_day else BY_MONTH[(number - size.days) % len(BY_MONTH)]


def is_reworded(number: int, size: Size) -> bool:
    return number % REWORDED == REWORDED - 1 and size.months > 1


def sample_week(month: Month) -> list[date]:
    """Monday to Friday, from the second Monday of the month."""
    monday = month.first + timedelta(days=(-month.first.weekday()) % 7 + 7)
    return [monday + timedelta(days=step) for step in range(5)]
