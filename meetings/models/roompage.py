"""What the page of a room says of its people, and what the reader may do there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from meetings.models.room import Admission, Facilitator
from meetings.models.standing import Standing
from teams.models import Membership, Participant, Role


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the page."""

    row: Admission | Facilitator
    place: str  # the center, so that people of many centers know who is meant
    since: datetime | None
    is_me: bool
    by: tuple[str, ...] = ()  # who let them in; who vouched so far
    again: bool = False  # was in before a new card
    mine: bool = False  # the reader vouched, agreed
    objected: bool = False  # the reader wants them out
    may: bool = False  # let in, agree; or end
    may_decline: bool = False


@dataclass(frozen=True)
class People:
    members: list[Line]
    waiting: list[Line]
    leading: list[Line]
    named: list[Line]
    facilitates: bool  # the reader does


def people_in(standing: Standing, me: Participant, may_act: bool) -> People:
    """`may_act`: the collaborative runs. What is not theirs to do has no button."""
    places = _places(standing)
    reader = _Reader(standing, me.pk, may_act, places)
    return People(
        [reader.member(row) for row in standing.members],
        [reader.waiting(row) for row in standing.waiting],
        [reader.leading(row) for row in standing.leading],
        [reader.named(row) for row in standing.named],
        me.pk in standing.leaders,
    )


@dataclass(frozen=True)
class _Reader:
    standing: Standing
    me: int
    may_act: bool
    places: dict[int, str]

    def member(self, row: Admission) -> Line:
        is_me = row.participant_id == self.me
        return Line(
            row,
            self.places.get(row.participant_id, ""),
            row.at,
            is_me,
            by=_let_in_by(row),
            objected=self._said(row.objections.all()),
            may=self.may_act and not is_me,
        )

    def waiting(self, row: Admission) -> Line:
        is_me = row.participant_id == self.me
        return Line(
            row,
            self.places.get(row.participant_id, ""),
            row.at or row.asked_at,
            is_me,
            by=() if row.at else tuple(vouch.by.name for vouch in row.vouches.all()),
            again=row.at is not None,
            mine=row.at is None and self._said(row.vouches.all()),
            may=self.may_act and not is_me,
            may_decline=self.may_act and not is_me and self.me in self.standing.leaders,
        )

    def leading(self, row: Facilitator) -> Line:
        return self._facilitator(row, row.began_at, objected=self._said(row.objections.all()))

    def named(self, row: Facilitator) -> Line:
        again = row.began_at is not None
        mine = not again and self._said(row.agreements.all())
        return self._facilitator(row, row.began_at or row.named_at, again=again, mine=mine)

    def _facilitator(self, row: Facilitator, since: datetime | None, **more: Any) -> Line:
        is_me = row.participant_id == self.me
        may = self.may_act and not is_me and self.me in self.standing.own
        place = self.places.get(row.participant_id, str(Role.FACULTY.label))
        return Line(row, place, since, is_me, by=(row.named_by.name,), may=may, **more)

    def _said(self, voices: Iterable[Any]) -> bool:
        return self.me in {voice.by_id for voice in voices}


def _let_in_by(row: Admission) -> tuple[str, ...]:
    """The facilitator alone; else the two members."""
    vouches = list(row.vouches.all())
    leaders = [vouch for vouch in vouches if vouch.facilitates]
    return tuple(vouch.by.name for vouch in leaders or vouches)


def _places(standing: Standing) -> dict[int, str]:
    """The center of each of them, for the room's role."""
    rows: tuple[Any, ...] = (*standing.members, *standing.waiting, *standing.leading, *standing.named)
    day = standing.room.collaborative.day(standing.now)
    held = Membership.objects.on(day).filter(
        participant__in={row.participant_id for row in rows}, role=standing.room.role
    )
    return dict(held.values_list("participant", "team__center__name"))
