"""Who is forgotten leaves the rooms: admissions and facilitating end, and the room reads it."""

from __future__ import annotations

from datetime import datetime

from meetings.models.room import Admission, Announcement, Facilitator
from teams.models import Participant


def leave_rooms(participant: Participant, by: Participant, now: datetime) -> None:
    ending: tuple[tuple[type[Admission] | type[Facilitator], str], ...] = (
        (Admission, Announcement.Kind.LEFT),
        (Facilitator, Announcement.Kind.ENDED),
    )
    for model, kind in ending:
        for row in model._default_manager.select_for_update().filter(participant=participant, until=None):  # noqa: SLF001
            row.until, row.ended_by = now, by
            row.save(update_fields=["until", "ended_by"])
            Announcement.objects.create(room=row.room, kind=kind, participant=participant, by=by, at=now)
