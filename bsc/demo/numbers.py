"""What is counted where and when, before anybody has written it down. Pure: the story in numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bsc.demo.cast import Program, Room, Site
from bsc.demo.chance import binomial, chance, logistic, logit, poisson
from bsc.demo.timeline import Timeline, holidays

MISSED = 0.035  # of the days of a classroom nobody wrote anything down
SKIPPED = 0.02  # somebody said so
ONE_MISSED = 0.02  # of single counts on a day that was counted
MONTH_MISSED = 0.04  # of the values that are typed once a month
PRESENT = 0.88  # of the children who are enrolled
# Sample weeks that passed with nobody counting: a team's site and the month's position.
GAPS = {
    ("lantern-lane", 4),
    ("three-sparrows", 8),
    ("blue-kettle", 5),
    ("tall-grass", 10),
    ("casa-colibri", 12),
}
# Months in which fewer people answered than a team may show to others. An early one, because the last month
# that is over is the teams' own until it is handed in or half a month has passed.
FEW = {("parents-confident", "tall-grass", 7): 3}

PAINTED = {("blue-kettle", 4, 1): "Maples", ("blue-kettle", 4, 2): "Maples"}
WHOLE = ""  # in place of a room: the whole center
Shut = tuple[str, str, date]  # site, room or the whole, day


@dataclass(frozen=True)
class Step:
    """From the month with this position on, times `factor`; for some teams alone where they are named."""

    since: int
    factor: float
    sites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """How a metric behaves: its usual value, and how much a team's months differ by chance."""

    slug: str
    unit: Literal["count", "proportion", "rate", "score"]
    by_day: bool
    level: float
    spread: float
    goal: str = ""
    about: int = 0  # the usual denominator; 0: the children present, or none
    tapped: bool = False  # as it happens, in classrooms that do so
    since: int = 0  # counted from the month with this position on
    steps: tuple[Step, ...] = ()

    def at(self, site: Site, position: int) -> float:
        """What is to be expected of a team in a month: on the scale of the metric."""
        usual = chance("team", self.slug, site.slug).gauss(0, 0.5 * self.spread)
        now = chance("month", self.slug, site.slug, position).gauss(0, self.spread)
        step = math.prod(
            step.factor
            for step in self.steps
            if position >= step.since and (not step.sites or site.slug in step.sites)
        )
        if self.unit == "proportion":
            return logistic(logit(self.level) + math.log(step) + usual + now)
        if self.unit == "score":
            return min(4.8, max(1.2, self.level * step + usual + now))
        return self.level * step * math.exp(usual + now)


@dataclass(frozen=True)
class Said:
    """One classroom and day, or one team and month (`room` is None): what there is to be written down."""

    slug: str
    site: Site
    room: Room | None
    day: date
    position: int
    num: float | None = None
    den: int | None = None
    state: Literal["", "not_counted"] = ""
    tapped: bool = False


@dataclass(frozen=True)
class Numbers:
    program: Program
    timeline: Timeline
    measures: tuple[Measure, ...]

    def taking_part(self, site: Site) -> Iterator[int]:
        """Positions of the months in which the team counts: its last one is cut short."""
        for position in self.timeline.begun:
            if position >= site.joined and (site.left is None or position < site.left):
                yield position

    def closures(self) -> dict[Shut, str]:
        """Why nobody was there: holidays for all, snow for those who had it, a room that is painted."""
        found: dict[Shut, str] = {}
        for site in self.program.sites:
            for position in self.taking_part(site):
                for number, day in enumerate(self.timeline.counted_days(position)):
                    reason = holidays(day.year).get(day, "") or self._snow(site, day)
                    if reason:
                        found[site.slug, WHOLE, day] = reason
                    elif (site.slug, position, number) in PAINTED:
                        found[site.slug, PAINTED[site.slug, position, number], day] = (
                            "the room is being painted"
                        )
        return found

    def _snow(self, site: Site, day: date) -> str:
        falls = day.month in (1, 2) and chance("snow", day.month).randrange(5) == day.weekday()
        return "snow day" if falls and chance("snow", site.slug, day.month).random() < 0.7 else ""

    def days(self) -> Iterator[Said]:
        """Every classroom, day and metric that is counted by day."""
        closed = self.closures()
        for site in self.program.sites:
            for position in self.taking_part(site):
                days = [] if (site.slug, position) in GAPS else self.timeline.counted_days(position)
                for number, day in enumerate(days):
                    for room in site.rooms:
                        if not {(site.slug, WHOLE, day), (site.slug, room.name, day)} & closed.keys():
                            yield from self._room_day(site, room, day, (position, number))

    def _room_day(self, site: Site, room: Room, day: date, when: tuple[int, int]) -> Iterator[Said]:
        luck = chance("day", site.slug, room.name, *when)
        fate = luck.random()
        if fate < MISSED:
            return
        state = "not_counted" if fate < MISSED + SKIPPED else ""
        present = max(1, binomial(luck, room.children, PRESENT))
        for measure in self.measures:
            if not measure.by_day or when[0] < measure.since:
                continue
            if state:
                yield Said(measure.slug, site, room, day, when[0], state="not_counted")
            elif chance("missed", measure.slug, site.slug, room.name, *when).random() >= ONE_MISSED:
                num, den = _one_day(measure, site, room, when, present)
                tapped = measure.tapped and room.taps
                yield Said(measure.slug, site, room, day, when[0], num, den, tapped=tapped)

    def months(self) -> Iterator[Said]:
        """Every team, month and metric that is typed once a month, for months that are over."""
        for site in self.program.sites:
            for position in self.taking_part(site):
                if position in self.timeline.past:
                    yield from self._team_month(site, position)

    def _team_month(self, site: Site, position: int) -> Iterator[Said]:
        for measure in self.measures:
            untyped = chance("typed", measure.slug, site.slug, position).random() < MONTH_MISSED
            if not measure.by_day and position >= measure.since and not untyped:
                num, den = _one_month(measure, site, position)
                yield Said(measure.slug, site, None, self.timeline.months[position].first, position, num, den)


def _one_day(
    measure: Measure, site: Site, room: Room, when: tuple[int, int], present: int
) -> tuple[int, int | None]:
    luck = chance("count", measure.slug, site.slug, room.name, *when)
    expected = measure.at(site, when[0])
    if measure.unit == "proportion":
        size = max(4, poisson(luck, measure.about)) if measure.about else present
        return binomial(luck, size, expected), size
    older = 0.8 if room.children < 9 else 1.1  # more happens in larger rooms
    return poisson(luck, expected * older), None


def _one_month(measure: Measure, site: Site, position: int) -> tuple[float, int | None]:
    luck = chance("count", measure.slug, site.slug, position)
    expected = measure.at(site, position)
    people = max(2, poisson(luck, measure.about * len(site.rooms) / 3)) if measure.about else None
    if measure.unit == "proportion":
        people = FEW.get((measure.slug, site.slug, position), people)
        return binomial(luck, people or 1, expected), people
    if measure.unit == "rate":
        return sum(poisson(luck, expected) for _one in range(people or 1)), people
    if measure.unit == "score":
        return round(expected, 1), None
    return poisson(luck, expected), None
