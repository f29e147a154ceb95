"""What a counts page shows: one place, one day, every metric that is counted by the day. One pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from django.db.models import Count as CountRows
from django.db.models import Q, Sum

from metrics.models.card import Card, card_of
from metrics.models.counting import Closure, CountEvent, CountNote, Observation, Place
from metrics.models.due import (
    definitions_of,
    due_days,
    holding_on,
    is_open_on,
    next_due_day,
    plans_between,
    takes_part_on,
    team_places,
)
from metrics.models.metric import Grain, MetricDefinition
from metrics.months import Month
from teams.models import Team

DAY = timedelta(days=1)
Notice = Literal["future", "before_joining", "after_leaving", "not_open", "whole_closed"]


@dataclass(frozen=True, slots=True)
class DayPage:
    team: Team
    place: Place
    day: date
    today: date
    places: tuple[Place, ...]
    cards: tuple[Card, ...]
    old_cards: tuple[Card, ...]  # counted under a wording that no longer holds on this day
    closure: Closure | None
    notes: tuple[CountNote, ...]
    notices: tuple[Notice, ...]
    is_due: bool
    next_due: date | None
    writable: bool = field(default=False)

    @property
    def month(self) -> Month:
        return Month.of(self.day)

    @property
    def previous_day(self) -> date:
        return self.day - DAY

    @property
    def next_day(self) -> date | None:
        return self.day + DAY if self.day < self.today else None

    @property
    def is_counted(self) -> bool:
        """Does anything stand that a closure would take out of the charts?"""
        return any(card.status in ("counted", "incomplete") for card in self.cards)

    @property
    def missing(self) -> int:
        return sum(card.status == "nothing" for card in self.cards)

    def card(self, slug: str) -> Card | None:
        return next((card for card in self.cards if card.metric.slug == slug), None)

    def with_card(self, changed: Card) -> DayPage:
        cards = (changed if card.metric == changed.metric else card for card in self.cards)
        return replace(self, cards=tuple(cards))


def read_day(team: Team, place: Place, day: date, today: date) -> DayPage:
    """`today` is the center's day."""
    definitions = definitions_of(team)
    holding = holding_on(definitions, day)
    events = _events(place, day)
    wordings = {wording.pk: wording for several in definitions.values() for wording in several}
    old = [wordings[pk] for pk in events if pk in wordings and wordings[pk] not in holding]
    places = tuple(team_places(team))
    closures = _closures(places, place, day)
    month = Month.of(day)
    due = due_days(month, plans_between(team, month, month).get(month), team)
    return DayPage(
        team=team,
        place=place,
        day=day,
        today=today,
        places=tuple(one for one in places if is_open_on(one, day) or one == place),
        cards=_cards(holding, events, _context(team, place, day)),
        old_cards=tuple(card_of(definition, events[definition.pk]) for definition in old),
        closure=closures.get(place.pk),
        notes=tuple(
            CountNote.objects.filter(place=place, day=day).select_related("writing__author", "metric")
        ),
        notices=_notices(team, place, day, today, any(pk != place.pk for pk in closures)),
        is_due=day in due,
        next_due=next_due_day(due, day),
    )


def _events(place: Place, day: date) -> dict[int, list[CountEvent]]:
    rows = CountEvent.objects.filter(place=place, day=day, grain=Grain.DAY).select_related("by")
    found: dict[int, list[CountEvent]] = defaultdict(list)
    for row in rows:
        found[row.definition_id].append(row)
    return found


def _closures(places: Iterable[Place], place: Place, day: date) -> dict[int, Closure]:
    """Of this place, and of the whole center, by place."""
    ids = {place.pk, *(one.pk for one in places if one.classroom_id is None)}
    rows = Closure.objects.filter(place__in=ids, day=day, voided_at=None).select_related("by")
    return {row.place_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands elsewhere and changes how a card is to be read, by definition."""

    elsewhere: dict[int, Decimal]  # counted that day in the classrooms, or for the whole center
    typed_month: dict[int, Decimal]  # a typed month that the first counted day would put out of force


def _context(team: Team, place: Place, day: date) -> _Around:
    counted = Observation.objects.filter(place__team=team, state=Observation.State.COUNTED)
    beside = counted.filter(day=day, grain=Grain.DAY).exclude(place=place)
    if place.classroom_id:
        beside = beside.filter(place__classroom=None)
    elsewhere: dict[int, Decimal] = defaultdict(Decimal)
    for definition, num in beside.values_list("definition_id", "num"):
        elsewhere[definition] += num or Decimal(0)
    month = Month.of(day)
    rows = (
        counted.filter(day__range=(month.first, month.last))
        .order_by()
        .values("definition_id")
        .annotate(
            days=CountRows("pk", filter=Q(grain=Grain.DAY)), typed=Sum("num", filter=Q(grain=Grain.MONTH))
        )
    )
    typed = {r["definition_id"]: r["typed"] for r in rows if not r["days"] and r["typed"] is not None}
    return _Around(dict(elsewhere), typed)


def _cards(
    holding: Sequence[MetricDefinition], events: dict[int, list[CountEvent]], around: _Around
) -> tuple[Card, ...]:
    cards = [
        replace(
            card_of(definition, events.get(definition.pk, [])),
            elsewhere=around.elsewhere.get(definition.pk),
            typed_month=around.typed_month.get(definition.pk),
        )
        for definition in holding
    ]
    # Who is asked for the same number twice finds it there, ready to be saved.
    said = {repr(c.definition.denominator): c.den for c in reversed(cards) if c.den is not None}
    return tuple(
        replace(card, suggested_den=said.get(repr(card.definition.denominator)))
        if card.den is None and card.definition.types_denominator
        else card
        for card in cards
    )


def _notices(team: Team, place: Place, day: date, today: date, whole_closed: bool) -> tuple[Notice, ...]:
    found: dict[Notice, bool] = {
        "future": day > today,
        "before_joining": day < team.joined,
        "after_leaving": day >= team.joined and not takes_part_on(team, day),
        "not_open": not is_open_on(place, day),
        "whole_closed": whole_closed,
    }
    return tuple(notice for notice, holds in found.items() if holds)
