"""Who is forgotten leaves the rooms: admissions and facilitating end, and the room reads it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from meetings.models import Admission, Facilitator, Room, admitting
from teams.models import Participant


def leave_rooms(participant: Participant, by: Participant, now: datetime) -> None:
    let_in = Admission.objects.filter(participant=participant, until=None)
    leads = Facilitator.objects.filter(participant=participant, until=None)
    rooms = Room.objects.filter(Q(pk__in=let_in.values("room")) | Q(pk__in=leads.values("room")))
    for room in rooms.order_by("pk"):
        admitting.leave(room, participant, now, by)
