"""What the tests of rooms share: who comes in, and what the room is told."""

from django.utils import timezone

from meetings.models import Admission, Announcement, Room, admitting
from teams.models import Access


def enters(person, room):
    access = Access.of(person, timezone.now())
    return Room.objects.visible_to(access).filter(pk=room.pk).exists()


def now():
    return timezone.now()


def told(room):
    rows = Announcement.objects.filter(room=room).order_by("pk")
    return [(row.kind, row.participant.name, row.by.name if row.by else "") for row in rows]


def ask(room, who):
    assert admitting.ask(room, who, now()) is True
    return Admission.objects.get(room=room, participant=who, until=None)
