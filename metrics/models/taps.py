"""From a press on a page to count events: the same press sent twice counts once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from metrics.models.counting import CountEvent, Place
from metrics.models.metric import MetricDefinition
from metrics.models.recording import ConflictError, Count, Recorded, record
from teams.models import Participant


@dataclass(frozen=True, slots=True)
class Tap:
    uuid: UUID
    kind: str
    component: str
    amount: Decimal | None = None
    state: str = ""
    target: UUID | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where taps go: one cell."""

    place: Place
    definition: MetricDefinition
    grain: str
    day: date


def record_taps(
    taps: Sequence[Tap],
    spot: Spot,
    seen: Mapping[str, Iterable[UUID]],
    by: Participant,
    now: datetime,
) -> Recorded:
    """Record them, all or none. A tap that was received before keeps the time it had then.

    Raises ConflictError where a tap came before with another content.
    """
    try:
        return record(_counts(taps, spot, seen, now), by)
    except ConflictError:
        # The same tap may have arrived a moment ago with that moment's time: compare with what is there now.
        return record(_counts(taps, spot, seen, now), by)


def received_before(taps: Iterable[Tap]) -> dict[UUID, datetime]:
    rows = CountEvent.objects.filter(uuid__in=[tap.uuid for tap in taps])
    return dict(rows.values_list("uuid", "counted_at"))


def _counts(
    taps: Sequence[Tap], spot: Spot, seen: Mapping[str, Iterable[UUID]], now: datetime
) -> list[Count]:
    earlier = received_before(taps)
    return [
        Count(
            uuid=tap.uuid,
            place=spot.place,
            definition=spot.definition,
            grain=spot.grain,
            day=spot.day,
            component=tap.component,
            kind=tap.kind,
            counted_at=earlier.get(tap.uuid, now),
            amount=tap.amount,
            state=tap.state,
            target=tap.target,
            covers=_covers(tap, seen),
        )
        for tap in taps
    ]


def _covers(tap: Tap, seen: Mapping[str, Iterable[UUID]]) -> frozenset[UUID]:
    """A number replaces the numbers its author saw; "not counted" replaces everything they saw."""
    if tap.kind != "set":
        return frozenset()
    components = ("num", "den", "state") if tap.component == "state" else (tap.component,)
    return frozenset(uuid for one in components for uuid in seen.get(one, ()) if uuid != tap.uuid)
