"""Who is in a room now, who facilitates it and who waits: read at once, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.models.held import present
from meetings.models.room import ENOUGH, Admission, Facilitator, Room
from teams.models import Role


@dataclass(frozen=True)
class Standing:
    """A room's people as of a moment. Whoever is in none of these lists is outside."""

    room: Room
    now: datetime
    members: tuple[Admission, ...]
    acting: tuple[Facilitator, ...]  # of the room's own role
    hosting: tuple[Facilitator, ...]  # of faculty
    named: tuple[Facilitator, ...]  # the room has not agreed, or not since their new card
    waiting: tuple[Admission, ...]  # asked; or let in before they were given a new card

    @cached_property
    def leading(self) -> tuple[Facilitator, ...]:
        rows = {row.pk: row for row in (*self.acting, *self.hosting)}
        return tuple(rows[pk] for pk in sorted(rows))

    @cached_property
    def own(self) -> frozenset[int]:
        """Participants of the room's role who are in it: they agree, and two of them let in."""
        return _who(self.members) | _who(self.acting)

    @cached_property
    def leaders(self) -> frozenset[int]:
        return _who(self.leading)

    @property
    def inside(self) -> frozenset[int]:
        return self.own | self.leaders

    def enough(self, voices: Iterable[Any]) -> bool:
        """Two who are in the room now, and of its role."""
        return len({voice.by_id for voice in voices} & self.own) >= ENOUGH

    def agrees(self, to: Facilitator) -> bool:
        """Two of the room, or all where there are fewer. An empty room has nobody to ask."""
        others = self.own - {to.participant_id}
        given = {voice.by_id for voice in to.agreements.all()} & others
        return len(given) >= min(ENOUGH, len(others))


def _who(rows: Iterable[Any]) -> frozenset[int]:
    return frozenset(row.participant_id for row in rows)


def read_standing(room: Room, now: datetime) -> Standing:
    day = room.collaborative.day(now)
    of_role, of_faculty = present(room.role, day), present(Role.FACULTY, day)
    asked = _admissions(room, of_role, now)
    leads = _facilitators(room, of_role, of_faculty, now)
    return Standing(
        room,
        now,
        members=tuple(sorted((row for row in asked if row.holds), key=lambda row: (row.at, row.pk))),
        acting=tuple(row for row in leads if row.acts),
        hosting=tuple(row for row in leads if row.hosts),
        named=tuple(row for row in leads if row.is_named),
        waiting=tuple(row for row in asked if row.waits),
    )


def _admissions(room: Room, of_role: Q, now: datetime) -> list[Any]:
    back = Admission.objects.suspended().in_role(OuterRef("room__role"), now)
    rows = Admission.objects.filter(of_role, room=room, until=None)
    rows = rows.annotate(holds=_among(Admission.objects.holding(now)), waits=Q(at=None) | Q(_among(back)))
    return list(rows.select_related("participant").prefetch_related("vouches__by", "objections"))


def _facilitators(room: Room, of_role: Q, of_faculty: Q, now: datetime) -> list[Any]:
    named = Q(began_at=None) | Q(_among(Facilitator.objects.suspended()))
    rows = Facilitator.objects.filter(of_role | of_faculty, room=room, until=None)
    rows = rows.annotate(
        acts=_among(Facilitator.objects.acting(now).filter(of_role)),
        hosts=_among(Facilitator.objects.hosting(now).filter(of_faculty)),
        is_named=named,
    )
    rows = rows.select_related("participant", "named_by").prefetch_related("agreements", "objections")
    return list(rows.order_by("named_at", "pk"))


def _among(rows: Any) -> Exists:
    return Exists(rows.filter(pk=OuterRef("pk")))
