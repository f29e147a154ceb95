"""What leaves a room: that it is there, when it met, and a headcount of five or more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from meetings.models.listing import Listed, listed
from meetings.models.meeting import Meeting
from meetings.models.room import Admission, Facilitator, Room
from teams.models import Access, Collaborative


@dataclass(frozen=True, slots=True)
class MyRoom:
    """A room for a role that the person holds, or that they facilitate."""

    room: Room
    is_in: bool
    waits_since: datetime | None = None
    waits_again: bool = False  # was in it, and was given a new card, or did not hold the role for a while
    next_meeting: Meeting | None = None  # for who is in


@dataclass(frozen=True, slots=True)
class Outline:
    """A room as coordinator and evaluator know it."""

    name: str
    role: str
    meetings: tuple[Listed, ...]


def rooms_of(access: Access, collaborative: Collaborative) -> list[MyRoom]:
    """Those the person is in first; then those they may ask to be let into."""
    here = Room.objects.filter(collaborative=collaborative).select_related("collaborative")
    entered = list(here.visible_to(access))
    inside = {room.pk for room in entered}
    asked = Admission.objects.filter(participant__person=access.person, until=None)
    open_rows = {row.room_id: row for row in asked}
    coming: dict[int | None, Meeting] = {}
    meetings = Meeting.objects.filter(room__in=inside, cancelled_at=None).select_related(
        "room", "collaborative"
    )
    for meeting in meetings.coming(access.now):
        coming.setdefault(meeting.room_id, meeting)
    mine = [MyRoom(room, is_in=True, next_meeting=coming.get(room.pk)) for room in entered]
    return mine + [
        _outside(room, open_rows.get(room.pk)) for room in here.open_to(access) if room.pk not in inside
    ]


def _outside(room: Room, row: Admission | None) -> MyRoom:
    if row is None:
        return MyRoom(room, is_in=False)
    if row.at is not None:
        return MyRoom(room, is_in=False, waits_again=True)
    return MyRoom(room, is_in=False, waits_since=row.asked_at)


def outlines_for(access: Access, collaborative: Collaborative) -> list[Outline]:
    """For the coordinator and the evaluator; nothing for anybody else."""
    if collaborative.pk not in access.coordinates | access.evaluates:
        return []
    rows = Meeting.objects.filter(collaborative=collaborative, kind=Meeting.Kind.AFFINITY)
    held: dict[int | None, list[Listed]] = {}
    for meeting in rows.took_place(access.now).order_by("-starts", "-pk"):
        held.setdefault(meeting.room_id, []).append(listed(meeting, access))
    return [
        Outline(room.name, room.get_role_display(), tuple(held.get(room.pk, ())))
        for room in Room.objects.filter(collaborative=collaborative)
    ]


def led_rooms(collaborative: Collaborative, now: datetime) -> set[int]:
    """Which rooms somebody facilitates, for the set-up; not who is in them."""
    rows = Facilitator.objects.filter(room__collaborative=collaborative)
    return {row.room_id for found in (rows.acting(now), rows.hosting(now)) for row in found}
