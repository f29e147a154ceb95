"""Affinity rooms, admissions and facilitators."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils import timezone

from meetings.models import Admission, Announcement, Facilitator, Meeting, Room, Vouch
from teams.models import Card, Membership, Participant, Person
from tests.conftest import Cast
from tests.fuzz.forms import Target
from tests.kinds import BACK, NO, Row, Statuses, collaborative, only, set_up

if TYPE_CHECKING:
    from tests.grown import Grown


def inside(status: int) -> Statuses:
    """Of the teachers' room: who was let in, and who facilitates. Nobody else, whatever their role."""
    return only(teacher=status, facilitator=status)


def may_ask(status: int) -> Statuses:
    """The teachers of the collaborative; a director who also teaches is not one of them here."""
    return only(teacher=status, not_yet_admitted=status, facilitator=status, member_of_another_team=status)


MEMBER, OTHERS = "teacher", (
    *("anonymous", "not yet admitted", "parent", "director", "director who teaches", "faculty"),
    *("coordinator", "evaluator", "administrator", "former member", "of another collaborative"),
)  # fmt: skip
SETUP = (
    *("anonymous", "teacher", "facilitator", "director", "faculty", "evaluator", "of another collaborative"),
    *("coordinator elsewhere", "administrator"),
)
ROWS: dict[str, Row] = {
    "rooms": Row(collaborative(200), NO),
    "room": Row(inside(200), NO),
    "room_asking": Row(BACK, may_ask(302) | {"member of another team": 302}),
    "room_leaving": Row(BACK, inside(302)),
    "room_admission": Row(BACK, only()),  # an empty form says nothing that could be done
    "room_facilitator": Row(BACK, only()),
    "room_meeting_new": Row(inside(200), inside(422)),
    "room_meeting": Row(inside(200), NO),
    "room_meeting_facts": Row(inside(200), inside(422)),
    "room_headcount": Row(BACK, inside(422)),
    "room_meeting_cancellation": Row(BACK, inside(302)),
    "setup_rooms": Row(set_up(200), NO),
    "setup_usual_rooms": Row(BACK, set_up(302)),
    "setup_room_new": Row(set_up(200), set_up(422)),
    "setup_room": Row(set_up(200), set_up(422)),
    "setup_facilitator_new": Row(BACK, set_up(422)),
    "setup_facilitator_ending": Row(BACK, set_up(302)),
}
TARGETS: dict[str, Target] = {
    "room_asking": Target("not yet admitted", OTHERS[2:], "rooms", extra=("withdraw",)),
    "room_leaving": Target(MEMBER, OTHERS, "room"),
    "room_admission": Target(MEMBER, OTHERS, "room", extra=("does",)),
    "room_facilitator": Target(MEMBER, OTHERS, "room", extra=("does",)),
    "room_meeting_new": Target(MEMBER, OTHERS),
    "room_meeting_facts": Target(MEMBER, OTHERS),
    "room_headcount": Target(MEMBER, OTHERS, "room_meeting"),
    "room_meeting_cancellation": Target(MEMBER, OTHERS, "room_meeting", extra=("undo",)),
    "setup_usual_rooms": Target("coordinator", SETUP, "setup_rooms"),
    "setup_room_new": Target("coordinator", SETUP),
    "setup_room": Target("coordinator", SETUP),
    "setup_facilitator_new": Target("coordinator", SETUP, "setup_room"),
    "setup_facilitator_ending": Target("coordinator", SETUP, "setup_room"),
}
OPENED_BY: dict[str, str] = dict.fromkeys(
    ("room", "room_meeting_new", "room_meeting", "room_meeting_facts"), "teacher"
)
NOT_PAGES: dict[str, str] = dict.fromkeys(
    (
        *("room_asking", "room_leaving", "room_admission", "room_facilitator", "room_headcount"),
        *("room_meeting_cancellation", "setup_usual_rooms", "setup_facilitator_new"),
        "setup_facilitator_ending",
    ),
    "only takes what is sent",
)


def add_room(cast: Cast, slug: str, role: str) -> Room:
    return Room.objects.create(collaborative=cast.riverside, slug=slug, role=role, names={"en": slug.title()})


def let_in(room: Room, who: Participant, at: datetime | None = None, by: Participant | None = None) -> Any:
    """As if a facilitator had."""
    at = at or timezone.now() - timedelta(days=20)
    row = Admission.objects.create(room=room, participant=who, asked_at=at, at=at)
    if by is not None:
        Vouch.objects.create(admission=row, by=by, facilitates=True, at=at)
    return row


def lead(room: Room, who: Participant, named_by: Participant, at: datetime | None = None) -> Facilitator:
    at = at or timezone.now() - timedelta(days=30)
    return Facilitator.objects.create(room=room, participant=who, named_by=named_by, named_at=at, began_at=at)


def print_card(who: Participant, by: Participant, at: datetime | None = None) -> Card:
    member = Membership.objects.filter(participant=who).order_by("-from_day")[0]
    at = at or timezone.now()
    card = Card(membership=member, sheet=uuid4(), by=by, issued_at=at, expires_at=at + timedelta(days=30))
    card.code_hash = Card.hashed(card.code)
    card.save()
    return card


def add_meeting(room: Room, starts: datetime, **fields: Any) -> Meeting:
    return Meeting.objects.create(
        collaborative=room.collaborative,
        room=room,
        kind=Meeting.Kind.AFFINITY,
        starts=starts,
        zone="America/New_York",
        **fields,
    )


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """The teachers' room: Mia was let in, Fred facilitates, Nora asks. Rico was in the parents' room."""
    mia, cora, pat = (cast.participant(one) for one in (cast.mia, cast.cora, cast.pat))
    people = {one: Participant.objects.get(collaborative=cast.riverside, name=one) for one in _THREE}
    teachers, parents = add_room(cast, "teachers", "teacher"), add_room(cast, "parents", "parent")
    fred = lead(teachers, people["Fred"], cora)
    let_in(teachers, mia, by=fred.participant)
    let_in(parents, pat)
    let_in(parents, people["Rico"])
    print_card(people["Rico"], cora)
    asked = Admission.objects.create(room=teachers, participant=people["Nora"])
    Announcement.objects.create(room=teachers, kind="asked", participant=people["Nora"])
    meeting = add_meeting(teachers, timezone.now() - timedelta(days=2), place="Library", headcount=6)
    return {
        "room": "teachers",
        "parents_room": "parents",
        "admission": asked.uuid,
        "facilitator": fred.uuid,
        "room_meeting": meeting.uuid,
    }


_THREE = ("Fred", "Nora", "Rico")


def grow(grown: Grown) -> dict[str, Any]:
    """A room with the opened teacher and many others in it, some who wait, and a long past."""
    size = max(grown.size.people, grown.size.teams, grown.size.months)
    since = grown.now - timedelta(days=20)
    starts = since.date() - timedelta(days=40)
    rooms = Room.objects.bulk_create(
        Room(collaborative=grown.whole, slug=f"room-{at}", role="teacher", names={"en": f"Room {at}"})
        for at in range(2 if at_least_ten(grown) else 1)
    )
    room = rooms[0]
    accounts = Person.objects.bulk_create(
        Person(email=f"room-{at}-{grown.slug}@example.org", password="!") for at in range(5 * size)
    )
    people = Participant.objects.bulk_create(
        Participant(collaborative=grown.whole, name=f"Member {at}", person=person)
        for at, person in enumerate(accounts)
    )
    Membership.objects.bulk_create(
        Membership(
            participant=one,
            team=grown.teams[at % len(grown.teams)],
            role="teacher",
            from_day=min(starts, grown.whole.starts),
        )
        for at, one in enumerate(people)
    )
    mia = Participant.objects.get(person=grown.teacher)
    held, asked = people[: 3 * size], people[3 * size : 4 * size]
    rows = Admission.objects.bulk_create(
        Admission(room=room, participant=one, asked_at=since, at=since) for one in (mia, *held)
    )
    Vouch.objects.bulk_create(Vouch(admission=row, by=mia, facilitates=False) for row in rows[1:])
    waiting = Admission.objects.bulk_create(Admission(room=room, participant=one) for one in asked)
    Vouch.objects.bulk_create(Vouch(admission=row, by=mia, facilitates=False) for row in waiting)
    leads = Facilitator.objects.bulk_create(
        Facilitator(room=room, participant=one, named_by=grown.author, began_at=since if at % 2 else None)
        for at, one in enumerate(people[4 * size :])
    )
    Announcement.objects.bulk_create(
        Announcement(room=room, kind="admitted", participant=one, by=mia) for one in held for _two in (1, 2)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(
            uuid=uuid4(),
            collaborative=grown.whole,
            room=one,
            kind="affinity",
            starts=grown.now + timedelta(days=at - size),
            zone="America/New_York",
            headcount=at if at < size else None,
        )
        for one in rooms
        for at in range(2 * size)
    )
    return {
        "room": room.slug,
        "admission": waiting[0].uuid,
        "facilitator": leads[0].uuid,
        "room_meeting": meetings[0].uuid,
    }


def at_least_ten(grown: Grown) -> bool:
    return max(grown.size.people, grown.size.teams) > 10
