"""From what was counted to the rows that say so: events as a page would have recorded them, and observations.

The observations are those that `metrics.projection` makes of the events; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from bsc.load.numbers import Counted
from metrics.models import MetricDefinition, Place
from metrics.models.recording import Count

EVENT = (
    *("uuid", "place_id", "definition_id", "grain", "day", "component", "kind", "amount", "state", "target"),
    *("covers", "device", "counted_at", "received_at", "by_id", "payload_hash"),
)
OBSERVATION = ("definition_id", "place_id", "grain", "day", "num", "den", "state")
CORRECTED = 0.03  # of the numbers were typed twice, and the second one holds
TAPPED = 0.2  # of a day's first numbers were counted in two goes
AT_ONCE, LATER = timedelta(seconds=2), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One place's series under one definition, and who writes it down."""

    place: Place
    definition: MetricDefinition
    by: int

    def observation(self, one: Counted) -> tuple[Any, ...]:
        state = "not_counted" if one.num is None else "counted"
        return (self.definition.pk, self.place.pk, self.definition.grain, one.day, one.num, one.den, state)

    def events(self, one: Counted, dice: Random) -> Iterator[tuple[Any, ...]]:
        at = self._typed(one)
        if one.num is None:
            yield self._event(one, dice, at, component="state", kind="set", state="not_counted")
            return
        if one.num > 0 and self.definition.grain == "day" and dice.random() < TAPPED:
            yield self._event(one, dice, at, component="num", kind="add", amount=Decimal(1))
            yield self._event(one, dice, at + LATER, component="num", kind="add", amount=one.num - 1)
        else:
            yield from self._set(one, dice, "num", one.num)
        if one.den is not None:
            yield from self._set(one, dice, "den", one.den)

    def _set(self, one: Counted, dice: Random, component: str, amount: Decimal) -> Iterator[tuple[Any, ...]]:
        at, covers = self._typed(one), frozenset[UUID]()
        if dice.random() < CORRECTED:
            mistaken = self._event(one, dice, at, component=component, kind="set", amount=amount + 1)
            at, covers = at + LATER, frozenset([mistaken[0]])
            yield mistaken
        said: dict[str, Any] = {"component": component, "kind": "set", "amount": amount, "covers": covers}
        yield self._event(one, dice, at, **said)

    def _typed(self, one: Counted) -> datetime:
        """In the afternoon: of the day, or of the month's last day."""
        day = one.day if self.definition.grain == "day" else one.at.last
        return datetime.combine(day, time(20, 15), UTC)

    def _event(self, one: Counted, dice: Random, at: datetime, **said: Any) -> tuple[Any, ...]:
        """A row of `EVENT`."""
        uuid = UUID(int=dice.getrandbits(128), version=4)
        count = Count(
            uuid, self.place, self.definition, self.definition.grain, one.day, counted_at=at, **said
        )
        return (
            *(uuid, self.place.pk, self.definition.pk, count.grain, count.day, count.component, count.kind),
            *(count.amount, count.state, None, sorted(str(uuid) for uuid in count.covers), count.device),
            *(at, at + AT_ONCE, self.by, count.payload_hash()),
        )
