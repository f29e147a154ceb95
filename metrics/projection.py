"""What the events of one cell add up to. Pure: standard library only.

A cell is one definition, place, grain and day. The rules are those of `docs/numbers.md`, "Counting".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from uuid import UUID

Component = Literal["num", "den", "state"]
State = Literal["counted", "not_counted", "closed"]


@dataclass(frozen=True, slots=True)
class Event:
    uuid: UUID
    component: str
    kind: str  # add, set or void
    received: object  # anything that sorts by arrival
    amount: Decimal | None = None
    state: str = ""
    target: UUID | None = None
    covers: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Total:
    """`num` and `den` are None where nothing was counted; a zero is counted and said on purpose."""

    num: Decimal | None
    den: Decimal | None
    state: str


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that count now, in the order of arrival: neither undone nor covered by a set that stands."""
    ordered = sorted(events, key=lambda event: (event.received, event.uuid))
    undone = {event.target for event in ordered if event.kind == "void"}
    kept = [event for event in ordered if event.kind != "void" and event.uuid not in undone]
    covered = {uuid for event in kept if event.kind == "set" for uuid in event.covers if uuid != event.uuid}
    return [event for event in kept if event.uuid not in covered]


def project(events: Iterable[Event]) -> Total | None:
    """The observation of a cell, or None where nothing stands: missing is the absence of a row.

    A set counts from its amount on, and adds that it does not cover are added; of sets that did not see each
    other the last received counts. Anything counted outweighs "not counted" and "closed". Never below zero.
    """
    stand = standing(events)
    num, den = _amount(stand, "num"), _amount(stand, "den")
    if num is not None or den is not None:
        return Total(num, den, "counted")
    states = [event.state for event in stand if event.component == "state"]
    return Total(None, None, states[-1]) if states else None


def rivals(events: Iterable[Event], component: Component) -> list[Event]:
    """Sets that did not see each other: where there is more than one, the page shows them all."""
    sets = [event for event in standing(events) if event.component == component and event.kind == "set"]
    return sets if len(sets) > 1 else []


def _amount(stand: Sequence[Event], component: Component) -> Decimal | None:
    own = [event for event in stand if event.component == component and event.amount is not None]
    if not own:
        return None
    sets = [event.amount for event in own if event.kind == "set" and event.amount is not None]
    adds = (event.amount for event in own if event.kind == "add" and event.amount is not None)
    return max(Decimal(0), (sets[-1] if sets else Decimal(0)) + sum(adds, Decimal(0)))


def seen(events: Collection[Event], component: Component | None = None) -> frozenset[UUID]:
    """What somebody who looks at the cell now has before them: the `covers` of the set they type."""
    return frozenset(
        event.uuid for event in events if event.kind != "void" and component in (None, event.component)
    )
