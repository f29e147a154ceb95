"""People enter a collaborative: one by one, or as a list. What a line would do is found first, then done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teams.models.collaborative import Classroom, Collaborative, Team
from teams.models.invitation import GOOD_FOR, Invitation
from teams.models.membership import TEAM_ROLES, ClassroomStaff, Membership, Role
from teams.models.people import Participant
from teams.models.roster import BadLineError, Problem, Roster, RosterLine, plain

Key = tuple[str, ...]
Does = Literal["person", "role", "classroom", "nothing"]


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds already, or will once the lines before are entered."""

    until: date
    membership: Membership | None = None
    rooms: frozenset[int] = frozenset()


@dataclass(slots=True)
class Face:
    """Who a line is about: somebody who is here, or somebody who will be."""

    name: str
    email: str = ""
    participant: Participant | None = None
    roles: dict[tuple[int | None, str], Held] = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line means here."""

    line: RosterLine
    face: Face
    team: Team | None
    classroom: Classroom | None
    from_day: date
    does: Does

    @property
    def place(self) -> tuple[int | None, str]:
        return (self.team.pk if self.team else None, self.line.role)

    @property
    def role_name(self) -> str:
        return str(Role(self.line.role).label)


@dataclass(frozen=True, slots=True)
class Plan:
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def new(self) -> int:
        return sum(entry.does != "nothing" for entry in self.entries)


def lock(collaborative: Collaborative) -> None:
    """Changes of one collaborative's set-up wait for each other, so that no name is given twice."""
    Collaborative.objects.select_for_update(no_key=True).get(pk=collaborative.pk)


def plan(
    collaborative: Collaborative,
    roster: Roster,
    default_from: date,
    by: Participant | None,
    among: Team | None = None,
) -> Plan:
    """What the list would do. The number of queries does not depend on its length.

    `among` a team, a director learns nothing of who else is in the collaborative: who accepts an invitation
    stays who they are there anyway.
    """
    people = Participant.objects.filter(collaborative=collaborative)
    if among is not None:
        people = people.filter(memberships__team=among).distinct()
    here = _Here(collaborative, people, default_from, by)
    entries: list[Entry] = []
    problems = list(roster.problems)
    for line in roster.lines:
        try:
            entries.append(here.entry(line))
        except BadLineError as bad:
            problems.append(Problem(line.number, str(bad)))
    return Plan(tuple(entries), tuple(sorted(problems, key=lambda problem: problem.number)))


def enter(
    found: Plan, by: Participant | None, collaborative: Collaborative, *, send: bool, core: bool = True
) -> None:
    """Do what the plan says: all of it or nothing. Call it under `lock`, with a plan made under it."""
    with transaction.atomic():
        for entry in found.entries:
            if entry.does != "nothing":
                _enter(entry, collaborative, by, core)
        if send:
            invite_all([entry.face for entry in found.entries], by)
        else:
            keep_addresses([entry.face for entry in found.entries], by)


def _enter(entry: Entry, collaborative: Collaborative, by: Participant | None, core: bool) -> None:
    face = entry.face
    if face.participant is None:
        face.participant = Participant(collaborative=collaborative, name=face.name)
        face.participant.save_by(by)
    held = face.roles[entry.place].membership
    if held is None:
        held = Membership(participant=face.participant, team=entry.team, role=entry.line.role, core=core)
        held.from_day = entry.from_day
        held.save_by(by)
        face.roles[entry.place] = replace(face.roles[entry.place], membership=held)
    if entry.classroom is not None:
        ClassroomStaff(membership=held, classroom=entry.classroom, from_day=entry.from_day).save_by(by)


def invite_all(faces: Iterable[Face], by: Participant | None) -> None:
    """Invite who has an address, and neither an account nor an open invitation to that address."""
    for participant, email in _without_account(faces).items():
        if not Invitation.objects.open().filter(participant=participant, email=email).exists():
            Invitation.invite(participant, email, by)


def keep_addresses(faces: Iterable[Face], by: Participant | None) -> None:
    """An address for later: an invitation that is withdrawn before it was ever sent, and opens nothing."""
    for participant, email in _without_account(faces).items():
        if not Invitation.objects.filter(participant=participant, email=email).exists():
            now = timezone.now()
            Invitation.objects.create(
                participant=participant,
                email=email,
                by=by,
                token_hash=Invitation.hashed(Invitation.new_token()),
                expires_at=now + GOOD_FOR,
                withdrawn_at=now,
            )


def _without_account(faces: Iterable[Face]) -> dict[Participant, str]:
    """Where to write to them."""
    return {
        face.participant: face.email
        for face in faces
        if face.email and face.participant is not None and face.participant.person_id is None
    }


class _Here:
    """The collaborative as it is, indexed for looking lines up, and growing with each line."""

    def __init__(
        self, collaborative: Collaborative, people: Any, default_from: date, by: Participant | None
    ) -> None:
        self.default_from = default_from
        self.by = by
        teams = Team.objects.filter(collaborative=collaborative).select_related("center")
        self.teams: dict[str, Team] = {
            plain(name): team for team in teams for name in (team.slug, team.center.name)
        }
        rooms = Classroom.objects.filter(center__collaborative=collaborative)
        self.rooms: dict[tuple[int, str], Classroom] = {
            (room.center_id, plain(room.name)): room for room in rooms
        }
        self.by_email: dict[str, Face] = {}
        self.by_name: dict[Key, list[Face]] = {}
        for participant in _with_addresses(people):
            if not participant.is_forgotten:
                self._remember(participant)

    def _remember(self, participant: Participant) -> None:
        emails = [invitation.email.lower() for invitation in participant.invitations.all()]
        if participant.person is not None and participant.person.email:
            emails.insert(0, participant.person.email.lower())
        face = Face(participant.name, emails[0] if emails else "", participant)
        for email in emails:
            self.by_email.setdefault(email, face)
        for held in participant.memberships.all():
            rooms = frozenset(row.classroom_id for row in held.classrooms.all() if row.until_day is None)
            found = Held(held.until_day or date.max, held, rooms)
            before = face.roles.get((held.team_id, held.role))
            if before is None or found.until > before.until:
                face.roles[held.team_id, held.role] = found
            self._name(participant.name, held.team_id, face)

    def _name(self, name: str, team_id: int | None, face: Face) -> None:
        faces = self.by_name.setdefault((plain(name), str(team_id)), [])
        if face not in faces:
            faces.append(face)

    def entry(self, line: RosterLine) -> Entry:
        team = self._team(line)
        classroom = self._classroom(line, team)
        from_day = line.from_day or self.default_from
        face = self._face(line, team)
        place = (team.pk if team else None, line.role)
        held = face.roles.get(place)
        if held is not None and held.until <= from_day:
            held = None  # it has ended by then, and is given again
        does = _does(face, held, classroom)
        if does != "nothing":
            self._check_not_me(face)
            rooms = (held.rooms if held else frozenset()) | ({classroom.pk} if classroom else set())
            face.roles[place] = Held(date.max, held.membership if held else None, rooms)
            face.line = face.line or line.number
            self._name(line.name, place[0], face)
        return Entry(line, face, team, classroom, from_day, does)

    def _check_not_me(self, face: Face) -> None:
        if self.by is not None and face.participant == self.by:
            raise BadLineError(_("This is you. Nobody gives themselves a role: ask another coordinator."))

    def _team(self, line: RosterLine) -> Team | None:
        if line.role not in TEAM_ROLES:
            if line.team:
                raise BadLineError(_("This role belongs to the whole collaborative. Leave the team empty."))
            return None
        if not line.team:
            raise BadLineError(_("The team is missing. This role is held on a team."))
        team = self.teams.get(plain(line.team))
        if team is None:
            raise BadLineError(
                _("There is no team “%(team)s”. Set it up first, or write its name as it stands there.")
                % {"team": line.team}
            )
        return team

    def _classroom(self, line: RosterLine, team: Team | None) -> Classroom | None:
        if not line.classroom:
            return None
        room = self.rooms.get((team.center_id, plain(line.classroom))) if team else None
        if room is None:
            raise BadLineError(
                _("There is no classroom “%(room)s” at this team's center.") % {"room": line.classroom}
            )
        return room

    def _face(self, line: RosterLine, team: Team | None) -> Face:
        """By e-mail address first; without one on either side, by name within the team."""
        face = self.by_email.get(line.email) if line.email else None
        if face is not None:
            if face.participant is None and plain(face.name) != plain(line.name):
                raise BadLineError(
                    _("Line %(line)d has the same e-mail address and another name.") % {"line": face.line}
                )
            return face
        named = self.by_name.get((plain(line.name), str(team.pk if team else None)), [])
        face = next((one for one in named if not line.email or not one.email), None) or Face(line.name)
        if line.email and not face.email:
            face.email = line.email
            self.by_email[line.email] = face
        return face


def _does(face: Face, held: Held | None, classroom: Classroom | None) -> Does:
    if held is None:
        return "person" if face.participant is None and face.line is None else "role"
    return "nothing" if classroom is None or classroom.pk in held.rooms else "classroom"


def _with_addresses(people: Any) -> Iterable[Participant]:
    found: Iterable[Participant] = people.select_related("person").prefetch_related(
        "memberships__classrooms", "invitations"
    )
    return found
