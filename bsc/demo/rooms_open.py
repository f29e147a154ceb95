"""The chapter of the rooms: who was let in and by whom, who facilitates, and how many came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bsc.demo.chance import chance
from bsc.demo.people import World
from bsc.demo.ramps import weekdays_after
from bsc.demo.rows import fixed_uuid, keep
from meetings.models import (
    Admission,
    Agreement,
    Announcement,
    Facilitator,
    Meeting,
    Room,
    Vouch,
)
from teams.models import Participant

Kind = Announcement.Kind
AFFINITY_DAY = 18


@dataclass(frozen=True)
class Door:
    """A room: the first facilitator, who was let in at which month, and who still waits."""

    slug: str
    role: str
    names: dict[str, str]
    first: str
    let_in: tuple[tuple[int, str], ...]
    met: tuple[int, ...]  # positions of the months in which the room met
    waits: str = ""
    faculty: str = ""  # to whom the room agreed in the seventh month
    left: str = ""


DOORS = {
    "calm-and-connected": (
        Door(
            "teachers",
            "teacher",
            {"en": "Teachers", "es": "Maestras y maestros"},
            "Fatima Haddad",
            (
                (1, "Maya Lindqvist"),
                (1, "Abdi Warsame"),
                (1, "Tamika Ellison"),
                (2, "Rosa Méndez"),
                (4, "Khadija Bello"),
                (5, "Josephine Boateng"),
                (9, "Priya Raman"),
            ),
            (1, 2, 4, 5, 7, 8, 10, 12, 14),
            faculty="Amara Osei",
            left="Tamika Ellison",
        ),
        Door(
            "parents",
            "parent",
            {"en": "Parents", "es": "Madres y padres"},
            "André Toussaint",
            (
                (2, "Keisha Monroe"),
                (2, "Lucía Paredes"),
                (3, "Michelle Dubois"),
                (4, "Daniel Fuentes"),
                (6, "Samuel Getachew"),
                (7, "Meera Iyer"),
            ),
            (2, 3, 5, 7, 9, 10, 12, 14),
            waits="José Cabrera",
        ),
        Door(
            "directors",
            "director",
            {"en": "Directors", "es": "Directoras y directores"},
            "Denise Carvalho",
            ((1, "Ruth Adeyemi"), (1, "Sandra McKenzie"), (2, "Inés Valdivia"), (4, "Ellen Whitehorse")),
            (1, 3, 4, 6, 8, 10, 11, 13),
        ),
    ),
    "leer-juntos": (
        Door(
            "maestras",
            "teacher",
            {"es": "Maestras y maestros", "en": "Teachers"},
            "Ivelisse Marrero",
            ((2, "Yadira Colón"), (2, "Wilfredo Santos")),
            (3,),
            waits="Ángel Luis Vega",
            faculty="Orlando Pagán",
        ),
    ),
}


def open_rooms(world: World) -> None:
    for door in DOORS.get(world.program.slug, ()):
        Opening(world, door).tell()


class Opening:
    """One room's story."""

    def __init__(self, world: World, door: Door) -> None:
        self.world, self.door, self.timeline = world, door, world.timeline
        self.names = world.participants
        opened = self.moment(door.let_in[0][0], 3)
        room = Room(collaborative=world.collaborative, slug=door.slug, role=door.role, names=door.names)
        self.room, self.opened = keep(room, world.coordinator, opened), opened
        self.inside: list[Participant] = []

    def moment(self, position: int, number: int) -> datetime:
        return self.timeline.at(self.timeline.day(position, number), time(11, 30))

    def uuid(self, *path: object) -> dict[str, object]:
        return {"uuid": fixed_uuid("room", self.room.uuid, *path)}

    def announce(self, kind: str, who: Participant, by: Participant | None, at: datetime) -> None:
        Announcement.objects.create(room=self.room, kind=kind, participant=who, by=by, at=at)

    def tell(self) -> None:
        first = self.names[self.door.first]
        self.name(first, self.opened + timedelta(minutes=5), began=True)
        for number, (position, name) in enumerate(self.door.let_in):
            self.let_in(self.names[name], self.moment(position, 5 + number), number)
        if self.door.faculty:
            self.agree(self.names[self.door.faculty])
        if self.door.left:
            self.leave(self.names[self.door.left])
        if self.door.waits:
            self.ask(self.names[self.door.waits], self.timeline.now - timedelta(days=2, hours=5))
        self.meet(first)

    def name(self, who: Participant, at: datetime, *, began: bool) -> Facilitator:
        row = Facilitator.objects.create(
            room=self.room,
            participant=who,
            named_by=self.world.coordinator,
            named_at=at,
            began_at=at if began else None,
            **self.uuid("facilitator", who.uuid),
        )
        self.announce(Kind.NAMED, who, self.world.coordinator, at)
        if began:
            self.announce(Kind.BEGAN, who, self.world.coordinator, at)
        return row

    def ask(self, who: Participant, at: datetime) -> Admission:
        self.announce(Kind.ASKED, who, who, at)
        return Admission.objects.create(
            room=self.room, participant=who, asked_at=at, **self.uuid("admission", who.uuid)
        )

    def let_in(self, who: Participant, at: datetime, number: int) -> None:
        """By the facilitator; now and then by two members."""
        row = self.ask(who, at)
        in_at = at + timedelta(hours=26)
        by_members = number % 4 == 3
        vouching = self.inside[:2] if by_members else [self.names[self.door.first]]
        for minutes, by in enumerate(reversed(vouching)):
            at = in_at - timedelta(minutes=90 * minutes)
            Vouch.objects.create(admission=row, by=by, facilitates=not by_members, at=at)
        row.at = in_at
        row.save(update_fields=["at"])
        self.announce(Kind.ADMITTED, who, vouching[-1], in_at)
        self.inside.append(who)

    def agree(self, who: Participant) -> None:
        position = min(9, self.timeline.months_before - 2)
        at = self.moment(position, 20)
        row = self.name(who, at, began=False)
        members = [self.names[self.door.first], *self.inside]
        for number, by in enumerate(members, 1):
            Agreement.objects.create(facilitator=row, by=by, at=at + timedelta(hours=number))
        row.began_at = at + timedelta(hours=len(members))
        row.save(update_fields=["began_at"])
        self.announce(Kind.BEGAN, who, members[-1], row.began_at)

    def leave(self, who: Participant) -> None:
        at = self.moment(11, 8)
        Admission.objects.filter(room=self.room, participant=who).update(until=at, ended_by=who)
        self.announce(Kind.LEFT, who, who, at)

    def meet(self, by: Participant) -> None:
        """What has been held, with its headcount; for the parents one is coming."""
        for position in self.door.met:
            day = self.timeline.day(position, AFFINITY_DAY)
            meeting = self._meeting(by, self.timeline.at(day, time(19, 0)))
            came = chance("came", self.door.slug, position).randrange(4, 10)
            meeting.headcount = min(came, self.let_in_by(position))
            keep(meeting, by, meeting.ends + timedelta(minutes=5))
        if self.door.slug == "parents":
            self._meeting(by, self.timeline.at(weekdays_after(self.timeline.today, 5), time(19, 0)))

    def let_in_by(self, position: int) -> int:
        """How many are in the room by then, with the facilitator."""
        return 1 + sum(since <= position for since, _name in self.door.let_in)

    def _meeting(self, by: Participant, starts: datetime) -> Meeting:
        meeting = Meeting(
            collaborative=self.world.collaborative,
            kind=Meeting.Kind.AFFINITY,
            room=self.room,
            starts=starts,
            zone=self.world.collaborative.time_zone,
            called_by=by,
        )
        return keep(meeting, by, min(starts, self.timeline.now) - timedelta(days=6))
