"""Where to count now: the own classroom first, the days that were due, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.models.counting import Closure, Observation, Place
from metrics.models.due import (
    Slot,
    definitions_of,
    due_days,
    holding_on,
    is_open_on,
    next_due_day,
    places_due,
    plans_between,
    team_places,
)
from metrics.models.metric import Grain, Metric, MetricDefinition
from metrics.months import Month
from teams.models import ClassroomStaff, Person, Team

SHOWN_DAYS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    place: Place
    day: date
    status: Literal["done", "part", "missing", "closed", "not_due"]
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Line:
    place: Place
    is_own: bool
    today: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StartPage:
    today: date
    days: tuple[date, ...]
    lines: tuple[Line, ...]
    is_due_today: bool
    next_due: date | None
    has_day_metrics: bool

    @property
    def own(self) -> list[Line]:
        return [line for line in self.lines if line.is_own]

    @property
    def others(self) -> list[Line]:
        return [line for line in self.lines if not line.is_own]

    @property
    def missing(self) -> list[Cell]:
        return [cell for line in self.lines for cell in line.cells if cell.status in ("missing", "part")]


def read_start(team: Team, person: Person | None, today: date) -> StartPage:
    month = Month.of(today)
    plans = plans_between(team, month.plus(-2), month.plus(1))
    due = [
        day
        for back in (-2, -1, 0, 1)
        for day in due_days(month.plus(back), plans.get(month.plus(back)), team)
    ]
    days = [day for day in due if day <= today][-SHOWN_DAYS:]
    definitions = definitions_of(team)
    own = _own_classrooms(team, person, today)
    places = [place for place in team_places(team) if is_open_on(place, today) or place.classroom_id is None]
    marks = _Marks(team, places, definitions, sorted({*days, today}))
    lines = [
        Line(
            place,
            place.classroom_id in own,
            marks.cell(place, today),
            tuple(marks.cell(place, day) for day in days),
        )
        for place in places
    ]
    return StartPage(
        today=today,
        days=tuple(days),
        lines=tuple(sorted(lines, key=lambda line: not line.is_own)),
        is_due_today=today in days,
        next_due=next_due_day(due, today),
        has_day_metrics=bool(holding_on(definitions, today)),
    )


def _own_classrooms(team: Team, person: Person | None, today: date) -> set[int]:
    rows = ClassroomStaff.objects.on(today).filter(
        membership__team=team, membership__participant__person=person
    )
    return set(rows.values_list("classroom_id", flat=True))


class _Marks:
    """What is there on a few days, read once."""

    def __init__(
        self,
        team: Team,
        places: Sequence[Place],
        definitions: dict[Metric, list[MetricDefinition]],
        days: Sequence[date],
    ) -> None:
        self.places = places
        self.wanted = {day: {one.pk for one in holding_on(definitions, day)} for day in days}
        rows = Observation.objects.filter(place__team=team, grain=Grain.DAY, day__in=days)
        self.said: dict[Slot, set[int]] = defaultdict(set)
        for place, day, definition in rows.values_list("place_id", "day", "definition_id"):
            self.said[place, day].add(definition)
        closures = Closure.objects.filter(place__team=team, day__in=days, voided_at=None)
        self.closed = set(closures.values_list("place_id", "day"))
        self.whole = next((place.pk for place in places if place.classroom_id is None), 0)

    def cell(self, place: Place, day: date) -> Cell:
        wanted = self.wanted[day]
        done = len(wanted & (self.said[place.pk, day] | self.said[self.whole, day]))
        if done < len(wanted) and {(place.pk, day), (self.whole, day)} & self.closed:
            return Cell(place, day, "closed", done, len(wanted))
        if place not in places_due(self.places, day):
            return Cell(place, day, "not_due", done, len(wanted))
        return Cell(place, day, _status(done, len(wanted)), done, len(wanted))


def _status(done: int, of: int) -> Literal["done", "part", "missing"]:
    if done == of:
        return "done"
    return "part" if done else "missing"
