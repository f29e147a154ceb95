"""What a person may know of meetings whose page is not theirs: that they took place, and how many came.

This projection is all that leaves a meeting for somebody else. Nothing reads rows and hides a part of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetings.models.meeting import Meeting
    from teams.models import Access

FEWEST = 5  # a headcount below it does not leave the room


@dataclass(frozen=True, slots=True)
class Listed:
    """One meeting that took place, as much of it as the person may know."""

    kind: str
    day: date  # by the clock of where it was held
    team: str = ""  # by its name for who hosts, else as other teams call it
    address: str = ""  # of its page, for who may open it
    headcount: int | None = None  # of a room, where five or more were there
    few: bool = False  # of a room: fewer than five were there


def listed(meeting: Meeting, access: Access) -> Listed:
    """A room is not named, and says nothing but its day and how many came."""
    if meeting.room_id is not None:
        enough, few = told_of(meeting.headcount)
        return Listed(meeting.kind, meeting.day, headcount=enough, few=few)
    if meeting.team is None:
        return Listed(meeting.kind, meeting.day)
    if meeting.collaborative_id in access.hosts:
        return Listed(meeting.kind, meeting.day, meeting.team.name, meeting.get_absolute_url())
    return Listed(meeting.kind, meeting.day, meeting.team.label(meeting.collaborative))


def told_of(headcount: int | None) -> tuple[int | None, bool]:
    """The number where it may leave the room, and whether fewer came; nothing where nobody wrote it down."""
    few = headcount is not None and headcount < FEWEST
    return (None if few else headcount), few
