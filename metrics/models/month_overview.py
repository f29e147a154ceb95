"""A team's month: what was due, what came in and from where, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max

from metrics.models.card import Card, card_of, needs_month_den
from metrics.models.charts import HandIn
from metrics.models.closing import is_over, took_part
from metrics.models.counting import Closure, CountEvent, Observation, Place
from metrics.models.due import (
    Slot,
    definitions_of,
    due_days,
    holding_on,
    places_due,
    plans_between,
    team_places,
)
from metrics.models.metric import Grain, Metric, MetricDefinition
from metrics.models.sums import ROW, MonthSum, Row, sums_of
from metrics.months import Month
from metrics.numbers import number_typed
from teams.models import Team


@dataclass(frozen=True, slots=True)
class Gap:
    """The days on which one place was due and nothing was said."""

    place: Place
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class MetricMonth:
    definition: MetricDefinition
    total: MonthSum | None
    due: int  # classroom-days due so far, closures taken off
    said: int  # of these: counted, or "not counted" said
    gaps: tuple[Gap, ...]
    card: Card  # the typed month
    counted_days: int

    @property
    def metric(self) -> Metric:
        return self.definition.metric

    @property
    def by_day(self) -> bool:
        return self.definition.grain == Grain.DAY

    @property
    def missing(self) -> int:
        return sum(len(gap.days) for gap in self.gaps)

    @property
    def is_missing(self) -> bool:
        """Nothing at all reached the chart's month."""
        return self.total is None or not self.total.reported

    @property
    def days_win(self) -> bool:
        """A typed month stands, and counted days outweigh it."""
        return self.card.num is not None and self.counted_days > 0

    @property
    def asks_den(self) -> bool:
        return needs_month_den(self.definition)

    @property
    def num_text(self) -> str:
        return number_typed(self.total.num if self.total else None)

    @property
    def den_text(self) -> str:
        return number_typed(self.total.den if self.total else None)

    @property
    def divides(self) -> bool:
        return self.total is not None and self.total.den is not None and self.asks_den


@dataclass(frozen=True, slots=True)
class MonthPage:
    team: Team
    month: Month
    metrics: tuple[MetricMonth, ...]
    hand_ins: tuple[HandIn, ...]  # the latest first
    changed_since: date | None  # the day on which the last count came, where that was after the last hand-in
    due_days: tuple[date, ...]
    has_plan: bool
    is_over: bool
    took_part: bool

    @property
    def handed_in_on(self) -> date | None:
        """The center's day of the last hand-in."""
        return self.team.center.day(self.hand_ins[0].at) if self.hand_ins else None

    @property
    def missing(self) -> int:
        return sum(one.missing for one in self.metrics)

    @property
    def without_value(self) -> int:
        return sum(one.is_missing for one in self.metrics)

    def metric(self, slug: str) -> MetricMonth | None:
        return next((one for one in self.metrics if one.metric.slug == slug), None)

    def with_card(self, card: Card) -> MonthPage:
        metrics = (
            replace(one, card=card) if one.definition == card.definition else one for one in self.metrics
        )
        return replace(self, metrics=tuple(metrics))


def read_month(team: Team, month: Month, now: datetime) -> MonthPage:
    definitions = definitions_of(team)
    holding = [
        *holding_on(definitions, month.first, Grain.DAY),
        *holding_on(definitions, month.first, Grain.MONTH),
    ]
    plan = plans_between(team, month, month).get(month)
    days = due_days(month, plan, team)
    places = team_places(team)
    today = team.center.day(now)
    slots = _slots(team, places, [day for day in days if day < today])
    sources = _Sources(
        places, slots, _said(team, month), _typed(team, month), _sums(definitions, team, month)
    )
    order = {metric: number for number, metric in enumerate(definitions)}
    metrics = [_metric_month(one, sources) for one in sorted(holding, key=lambda one: order[one.metric])]
    hand_ins = tuple(HandIn.objects.filter(team=team, month=str(month)).select_related("by").order_by("-at"))
    return MonthPage(
        team=team,
        month=month,
        metrics=tuple(metrics),
        hand_ins=hand_ins,
        changed_since=_changed_since(team, month, hand_ins),
        due_days=tuple(days),
        has_plan=plan is not None,
        is_over=is_over(team, month, now),
        took_part=took_part(team, month),
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    """Everything read once for all metrics, by definition."""

    places: Sequence[Place]
    slots: Sequence[Slot]
    said: dict[int, dict[Slot, str]]  # the state of each classroom-day
    typed: dict[int, list[CountEvent]]
    sums: dict[int, MonthSum]


def _metric_month(definition: MetricDefinition, sources: _Sources) -> MetricMonth:
    said = sources.said.get(definition.pk, {})
    whole = {place.pk for place in sources.places if place.classroom_id is None}
    whole_days = {day for place, day in said if place in whole}
    by_day = definition.grain == Grain.DAY
    slots = sources.slots if by_day else ()
    missing = [slot for slot in slots if slot not in said and slot[1] not in whole_days]
    return MetricMonth(
        definition=definition,
        total=sources.sums.get(definition.pk),
        due=len(slots),
        said=len(slots) - len(missing),
        gaps=_gaps(sources.places, missing),
        card=card_of(definition, sources.typed.get(definition.pk, [])),
        counted_days=sum(state == Observation.State.COUNTED for state in said.values()),
    )


def _gaps(places: Iterable[Place], missing: Iterable[Slot]) -> tuple[Gap, ...]:
    days: dict[int, list[date]] = defaultdict(list)
    for place, day in missing:
        days[place].append(day)
    return tuple(Gap(place, tuple(days[place.pk])) for place in places if place.pk in days)


def _slots(team: Team, places: Sequence[Place], days: Sequence[date]) -> list[Slot]:
    """Classroom-days that were due, without those on which the classroom or the whole center was closed."""
    if not days:
        return []
    rows = Closure.objects.filter(place__team=team, day__range=(days[0], days[-1]), voided_at=None)
    closed = set(rows.values_list("place_id", "day"))
    whole = {place.pk for place in places if place.classroom_id is None}
    shut = {day for place, day in closed if place in whole}
    return [
        (place.pk, day)
        for day in days
        if day not in shut
        for place in places_due(places, day)
        if (place.pk, day) not in closed
    ]


def _said(team: Team, month: Month) -> dict[int, dict[Slot, str]]:
    rows = Observation.objects.filter(place__team=team, grain=Grain.DAY).between(month.first, month.last)
    found: dict[int, dict[Slot, str]] = defaultdict(dict)
    for definition, place, day, state in rows.values_list("definition_id", "place_id", "day", "state"):
        found[definition][place, day] = state
    return found


def _typed(team: Team, month: Month) -> dict[int, list[CountEvent]]:
    rows = CountEvent.objects.filter(
        place__team=team, place__classroom=None, grain=Grain.MONTH, day=month.first
    ).select_related("by")
    found: dict[int, list[CountEvent]] = defaultdict(list)
    for row in rows:
        found[row.definition_id].append(row)
    return found


def _sums(definitions: dict[Metric, list[MetricDefinition]], team: Team, month: Month) -> dict[int, MonthSum]:
    """By the definition that holds in this month."""
    by_definition: dict[int, list[Row]] = defaultdict(list)
    counted = Observation.objects.filter(place__team=team, state=Observation.State.COUNTED)
    for row in counted.between(month.first, month.last).values_list(*ROW):
        by_definition[row[0]].append(row)
    found = {}
    for wordings in definitions.values():
        rows = [row for wording in wordings for row in by_definition.get(wording.pk, ())]
        for total in sums_of(team, wordings, rows):
            found[total.definition.pk] = total
    return found


def _changed_since(team: Team, month: Month, hand_ins: Sequence[HandIn]) -> date | None:
    """The center's day on which the last count came in, where that was after the last hand-in."""
    if not hand_ins:
        return None
    rows = CountEvent.objects.filter(
        place__team=team, day__range=(month.first, month.last), received_at__gt=hand_ins[0].at
    )
    last: datetime | None = rows.aggregate(last=Max("received_at"))["last"]
    return None if last is None else team.center.day(last)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month in the team's list."""

    month: Month
    is_over: bool
    values: int  # metrics with a value
    metrics: int
    handed_in: HandIn | None
    changed_since: bool


def read_months(team: Team, now: datetime) -> list[MonthLine]:
    """From today back to the month the team joined in; as many queries for one month as for all."""
    today = team.center.day(now)
    last = Month.of(min(today, team.left or today))
    definitions = definitions_of(team)
    handed = {row.month: row for row in HandIn.objects.filter(team=team).select_related("by").order_by("at")}
    received = _received(team)
    values = _values(team, definitions)
    return [
        MonthLine(
            month=month,
            is_over=is_over(team, month, now),
            values=values[month],
            metrics=sum(
                len(holding_on(definitions, month.first, grain)) for grain in (Grain.DAY, Grain.MONTH)
            ),
            handed_in=handed.get(str(month)),
            changed_since=str(month) in handed
            and month in received
            and received[month] > handed[str(month)].at,
        )
        for month in reversed(list(Month.of(team.joined).until(last)))
    ]


def _received(team: Team) -> dict[Month, datetime]:
    """When each month's last count came in."""
    rows = (
        CountEvent.objects.filter(place__team=team)
        .order_by()
        .values_list("day__year", "day__month")
        .annotate(last=Max("received_at"))
    )
    return {Month(year, month): last for year, month, last in rows}


def _values(team: Team, definitions: dict[Metric, list[MetricDefinition]]) -> dict[Month, int]:
    """How many metrics have a number, by month. Grouped in the database: days are many."""
    by_definition: dict[int, set[Month]] = defaultdict(set)
    rows = Observation.objects.filter(
        place__team=team, num__isnull=False, day__gte=Month.of(team.joined).first
    )
    if team.left is not None:
        rows = rows.filter(day__lt=team.left)
    months = rows.order_by().values_list("definition_id", "day__year", "day__month").distinct()
    for definition, year, month in months:
        by_definition[definition].add(Month(year, month))
    found: dict[Month, int] = defaultdict(int)
    for wordings in definitions.values():
        for month in {month for wording in wordings for month in by_definition.get(wording.pk, ())}:
            found[month] += 1
    return found
