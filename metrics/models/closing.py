"""Closing a place for a day, and handing in a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from metrics.models.charts import HandIn
from metrics.models.counting import Closure, CountEvent, Place
from metrics.models.marks import mark_team_charts
from metrics.models.metric import Grain, MetricDefinition
from metrics.models.recording import Cell, Count, events_of, record
from metrics.months import Month
from metrics.projection import seen, standing
from teams.models import Participant, Team


def close_day(
    place: Place, day: date, definitions: Iterable[MetricDefinition], by: Participant, now: datetime
) -> frozenset[str]:
    """Say that the place was closed; what was counted there is covered. Closing twice changes nothing.

    Returns the keys of the charts to rebuild.
    """
    with transaction.atomic():
        closure = Closure(place=place, day=day, by=by, at=now)
        Closure.objects.bulk_create([closure], ignore_conflicts=True)
        open_closure = Closure.objects.select_for_update().filter(place=place, day=day, voided_at=None)
        if not open_closure.filter(by=by, at=now).exists():
            return frozenset()
        cells = {one: Cell(one.pk, place.pk, Grain.DAY, day) for one in definitions}
        events = events_of(list(cells.values()))
        counts = [
            _state(place, definition, day, now, seen(events[cell])) for definition, cell in cells.items()
        ]
        return record(counts, by).stale


def _state(
    place: Place, definition: MetricDefinition, day: date, now: datetime, covers: frozenset[object]
) -> Count:
    return Count(
        uuid=uuid4(),
        place=place,
        definition=definition,
        grain=Grain.DAY,
        day=day,
        component="state",
        kind="set",
        counted_at=now,
        state=CountEvent.State.CLOSED,
        covers=covers,  # type: ignore[arg-type]
    )


def reopen_day(place: Place, day: date, by: Participant, now: datetime) -> frozenset[str]:
    """Take the closure back: what it covered counts again."""
    with transaction.atomic():
        closed = Closure.objects.filter(place=place, day=day, voided_at=None)
        if not closed.update(voided_at=now, voided_by=by):
            return frozenset()
        rows = CountEvent.objects.filter(place=place, day=day, grain=Grain.DAY).select_related(
            "definition__metric"
        )
        definitions = {row.definition_id: row.definition for row in rows}
        cells = [Cell(pk, place.pk, Grain.DAY, day) for pk in definitions]
        voids = [
            Count(
                uuid=uuid4(),
                place=place,
                definition=definitions[cell.definition_id],
                grain=Grain.DAY,
                day=day,
                component="state",
                kind="void",
                counted_at=now,
                target=event.uuid,
            )
            for cell, events in events_of(cells).items()
            for event in standing(events)
            if event.state == CountEvent.State.CLOSED
        ]
        return record(voids, by).stale


class NotYetError(Exception):
    """The month is not over."""


class NotTakingPartError(Exception):
    """The team did not take part in that month."""


def is_over(team: Team, month: Month, now: datetime) -> bool:
    """By the center's day and by the collaborative's: they may be a day apart."""
    return min(team.center.day(now), team.collaborative.day(now)) > month.last


def took_part(team: Team, month: Month) -> bool:
    return team.joined <= month.last and (team.left is None or team.left > month.first)


def hand_in(team: Team, month: Month, by: Participant, now: datetime) -> list[str]:
    """The director says: this is our month. It may be said again; every time is kept.

    Returns the keys of the charts to rebuild.
    """
    if not took_part(team, month):
        raise NotTakingPartError
    if not is_over(team, month, now):
        raise NotYetError
    with transaction.atomic():
        HandIn.objects.create(team=team, month=str(month), by=by, at=now)
        return mark_team_charts(team)
