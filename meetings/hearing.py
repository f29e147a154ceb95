"""What rooms hear of somebody's way in, so that nobody takes a member's place unseen."""

from django.utils import timezone

from meetings.models import admitting
from teams.models import Participant, Person


def hear_of_card(participant: Participant) -> None:
    admitting.tell_of_card(participant, timezone.now())


def hear_of_device(person: Person) -> None:
    admitting.tell_of_device(person, timezone.now())
