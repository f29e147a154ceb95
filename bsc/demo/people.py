"""The chapter of the set-up: centers, classrooms, teams, people, roles, sessions, aims."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher

from bsc.demo.cast import Program, Role, Site, Somebody
from bsc.demo.rows import Said, fixed_uuid, keep, say
from bsc.demo.timeline import Timeline, weekday_before, weekday_from
from teams.models import (
    Center,
    Classroom,
    ClassroomStaff,
    CoachAssignment,
    Collaborative,
    Invitation,
    LearningSession,
    Membership,
    Participant,
    Person,
    Team,
    TeamAim,
)
from teams.models.invitation import GOOD_FOR

DOMAIN = "demo.example"
PASSWORD = "demo"  # noqa: S105 - printed on the sign-in page, and loopback alone may use it
SIGN_INS = ("teacher", "parent", "director", "faculty", "coordinator", "evaluator")
NO_PASSWORD = "!"  # noqa: S105 - what Django stores for "cannot sign in with one", without its random tail


@dataclass
class World:
    """What has been set up so far, by the names that the other chapters use."""

    program: Program
    timeline: Timeline
    collaborative: Collaborative
    participants: dict[str, Participant] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    rooms: dict[tuple[str, str], Classroom] = field(default_factory=dict)

    @property
    def coordinator(self) -> Participant:
        return self.participants[self.program.hosts[0].name]

    @property
    def prepared(self) -> datetime:
        """When the coordinator set everything up: two weeks before the start."""
        return self.timeline.at(weekday_from(self.timeline.starts - timedelta(days=14)), time(10, 20))


def set_up(program: Program, timeline: Timeline, reason: str) -> World:
    world = _begin(program, timeline, reason)
    for number, position in enumerate(timeline.sessions, 1):
        first, until = timeline.session(position)
        session = LearningSession(
            collaborative=world.collaborative, number=number, from_day=first, until_day=until
        )
        keep(session, world.coordinator, world.prepared)
    for number, site in enumerate(program.sites, 1):
        _site(world, site, number)
    for coach in program.coaches:
        team, who = world.teams[coach.team], world.participants[coach.name]
        assignment = CoachAssignment(participant=who, team=team, from_day=_since(world, coach.since))
        _dated(world, assignment, _until(world, coach.until, team))
    return world


def _begin(program: Program, timeline: Timeline, reason: str) -> World:
    """The collaborative and its own people; the coordinator stands at the beginning, made by nobody."""
    prepared = timeline.at(weekday_from(timeline.starts - timedelta(days=14)), time(10, 0))
    collaborative = Collaborative(
        slug=program.slug,
        name=program.name,
        topic=program.topic,
        time_zone=program.time_zone,
        languages=list(program.languages),
        starts=timeline.starts,
        ends=timeline.ends,
        retention=timeline.ends + timedelta(days=3 * 365),
        made_up=True,
    )
    world = World(program, timeline, keep(collaborative, None, prepared, reason))
    for somebody in program.hosts:
        participant = _participant(world, somebody)
        for role in somebody.roles:
            member = Membership(participant=participant, role=role.name, from_day=timeline.starts)
            keep(member, None if somebody is program.hosts[0] else world.coordinator, prepared)
    return world


def _participant(world: World, somebody: Somebody) -> Participant:
    participant = Participant(
        collaborative=world.collaborative,
        name=somebody.name,
        person=_account(somebody, world.prepared) if somebody.account else None,
        welcomed_at=world.prepared if somebody.account else None,
    )
    first = not world.participants
    world.participants[somebody.name] = keep(
        participant, None if first else world.coordinator, world.prepared
    )
    if somebody.invited:
        _invite(world, participant)
    return participant


def _invite(world: World, participant: Participant) -> None:
    """An invitation as it was sent; nobody knows its secret, so that nothing opens it."""
    at = world.timeline.now - timedelta(days=3)
    row = Invitation.objects.create(
        uuid=fixed_uuid("invitation", participant.uuid),
        participant=participant,
        email=f"{address_of(participant.name)}@{DOMAIN}",
        by=world.coordinator,
        token_hash=fixed_uuid("no secret", participant.uuid).hex,
        expires_at=at + GOOD_FOR,
        sent_at=at,
    )
    Invitation.objects.filter(pk=row.pk).update(created_at=at)


def _account(somebody: Somebody, at: datetime) -> Person:
    """Six accounts can be signed in to; all others belong to people who are made up too."""
    email = f"{somebody.sign_in or address_of(somebody.name)}@{DOMAIN}"
    person = Person.objects.create(
        uuid=fixed_uuid("person", email),
        email=email,
        language=somebody.language,
        password=password_of(somebody.sign_in) if somebody.sign_in else NO_PASSWORD,
        date_joined=at,
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def password_of(sign_in: str) -> str:
    """The salt is fixed, so that the same demonstration has the same bytes; there is no secret to protect."""
    return get_hasher().encode(PASSWORD, f"demo-{sign_in}")


def address_of(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(one if one.isascii() and one.isalpha() else "." for one in letters if not _is_accent(one))


def _is_accent(letter: str) -> bool:
    return bool(unicodedata.combining(letter))


def _site(world: World, site: Site, number: int) -> None:
    collaborative, timeline = world.collaborative, world.timeline
    center = Center(collaborative=collaborative, name=site.name, time_zone=collaborative.time_zone)
    keep(center, world.coordinator, world.prepared)
    team = Team(
        collaborative=collaborative,
        center=center,
        slug=site.slug,
        number=number,
        joined=_since(world, site.joined),
    )
    world.teams[site.slug] = keep(team, world.coordinator, _before(world, team.joined))
    if site.left is not None:
        team.left = timeline.leaving(site.left)
        keep(team, world.coordinator, _before(world, team.left))
    for room in site.rooms:
        classroom = Classroom(center=center, name=room.name, age_band=room.age_band, from_day=timeline.starts)
        world.rooms[site.slug, room.name] = keep(classroom, world.coordinator, world.prepared)
    for somebody in site.people:
        participant = _participant(world, somebody)
        for role in somebody.roles:
            _member(world, site, participant, role)
    for position, text in site.aims:
        lead = world.participants[site.people[0].name]
        day = _since(world, position)
        writing = say(TeamAim, team, lead, Said(text, timeline.at(day, time(10, 20))))
        TeamAim.objects.create(team=team, from_day=day, writing=writing)


def _member(world: World, site: Site, participant: Participant, role: Role) -> None:
    team = world.teams[site.slug]
    since, until = max(_since(world, role.since), team.joined), _until(world, role.until, team)
    member = Membership(
        participant=participant,
        team=team,
        role=role.name,
        core=role.core,
        day_to_day_lead=role.lead,
        data_manager=role.data,
        senior_leader=role.leader,
        from_day=since,
    )
    _dated(world, member, until)
    for room in role.rooms:
        classroom = world.rooms[site.slug, room]
        _dated(world, ClassroomStaff(membership=member, classroom=classroom, from_day=since), until)


def _dated(world: World, row: Membership | ClassroomStaff | CoachAssignment, until: date | None) -> None:
    """Entered before it begins, and ended when it ends: nobody knew at the start who would leave."""
    keep(row, world.coordinator, _before(world, row.from_day))
    if until is not None:
        row.until_day = until
        keep(row, world.coordinator, _before(world, until))


def _before(world: World, day: date) -> datetime:
    """When the coordinator entered what holds from this day on."""
    return max(world.prepared, world.timeline.at(weekday_before(day), time(15, 45)))


def _since(world: World, position: int) -> date:
    return world.timeline.months[position].first


def _until(world: World, position: int | None, team: Team) -> date | None:
    """A role ends when it was given up, or when the team left."""
    return team.left if position is None else world.timeline.months[position].first
