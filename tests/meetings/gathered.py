"""Meetings for tests: held, called and attended by the cast."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from meetings.models import Attendance, Meeting, Room
from meetings.models.minutes import MinutesItem, add
from teams.models import Access, Participant, Person, Role, Team
from teams.models.writing import Voice, Words
from tests.conftest import ZONE, Cast


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def access_of(person: Person) -> Access:
    return Access.of(person, timezone.now())


def _meeting(cast: Cast, days: float, **fields: Any) -> Meeting:
    shared = {"collaborative": cast.riverside, "zone": ZONE, "starts": timezone.now() + timedelta(days=days)}
    row: Meeting = Meeting.objects.create(**shared | fields)
    return row


def team_meeting(cast: Cast, days: float = -1, team: Team | None = None, **fields: Any) -> Meeting:
    """Maple's own, held yesterday."""
    return _meeting(cast, days, kind=Meeting.Kind.CROSS_ROLE, team=team or cast.maple, **fields)


def call(cast: Cast, days: float = -1, **fields: Any) -> Meeting:
    """A meeting of all teams, held yesterday."""
    return _meeting(cast, days, kind=Meeting.Kind.CROSS_TEAM, **fields)


def room_meeting(cast: Cast, headcount: int | None, days: float = -1) -> Meeting:
    room, _made = Room.objects.get_or_create(
        collaborative=cast.riverside, slug="parents", defaults={"role": Role.PARENT}
    )
    return _meeting(cast, days, kind=Meeting.Kind.AFFINITY, room=room, headcount=headcount)


def write_down(item: MinutesItem, by: Participant, text: str, role: str = Role.TEACHER) -> Any:
    add(item, Voice(by, role), Words(uuid4(), text))
    return item


def present(meeting: Meeting, who: Participant, role: str, team: Team | None = None) -> Attendance:
    row: Attendance = Attendance.objects.create(meeting=meeting, participant=who, role=role, team=team)
    return row


def noted(meeting: Meeting) -> set[tuple[str, str, str, int]]:
    """Who is noted: name (empty where nobody is named), role, team and how many."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("participant", "team__center")
    return {
        (row.participant.name if row.participant else "", row.role, str(row.team or ""), row.number)
        for row in rows
    }
