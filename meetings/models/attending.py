"""Who was there: the sheet of a meeting's day, and what somebody changes on it.

Each person and each number is a fact of its own. Who saves sends what the page showed and what it is to be;
only what they changed is applied, so two people at one sheet lose nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext, ngettext

from meetings.models.meeting import Attendance, Meeting
from meetings.models.minutes import lock_open
from teams.models import CoachAssignment, Membership, Participant, Person, Role, Team
from teams.models.membership import TEAM_ROLES

MOST = 500  # people of one role who are not named


@dataclass(frozen=True, slots=True)
class Seat:
    """A role held on the meeting's day, on a team or for the whole collaborative."""

    role: str
    team: Team | None = None

    @property
    def value(self) -> str:
        return f"{self.role}:{self.team.slug}" if self.team else self.role

    @property
    def label(self) -> str:
        label = str(Role(self.role).label)
        return f"{label}, {self.team.name}" if self.team else label


@dataclass(slots=True)
class Line:
    """One fact of the sheet: somebody with the roles they held that day, or a number of people."""

    key: str
    seats: list[Seat]
    participant: Participant | None = None
    now: str = ""  # what is stored: the seat's value, or the number; empty where nothing is
    typed: str | None = None  # what somebody wants it to be, where that could not be saved

    @property
    def shown(self) -> str:
        return self.now if self.typed is None else self.typed

    @property
    def role_label(self) -> str:
        return str(Role(self.seats[0].role).label)

    def seat(self, value: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.value == value), None)


@dataclass(slots=True)
class Group:
    """One team's people, or those of the whole collaborative."""

    name: str
    people: list[Line] = field(default_factory=list)
    numbers: list[Line] = field(default_factory=list)

    @property
    def has_numbers(self) -> bool:
        return any(line.shown for line in self.numbers)

    @property
    def lines(self) -> list[Line]:
        return [*self.people, *self.numbers]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what the page showed, and what it is to be."""

    line: Line
    was: str
    mine: str


def key_of(participant: Participant) -> str:
    return f"p-{participant.uuid}"


def _number_key(seat: Seat) -> str:
    return f"n-{seat.role}-{seat.team.slug if seat.team else ''}"


def _key(row: Attendance) -> str:
    return key_of(row.participant) if row.participant else _number_key(Seat(row.role, row.team))


def value_of(row: Attendance | None) -> str:
    if row is None:
        return ""
    return Seat(row.role, row.team).value if row.participant_id else str(row.number)


def seats_on_the_day(meeting: Meeting, person: Person | None = None) -> dict[Participant, list[Seat]]:
    """Who held which role on the meeting's day: the team's people with its coaches, or everybody.

    Of one person alone, where that is asked.
    """
    held = Membership.objects.on(meeting.day).filter(participant__collaborative=meeting.collaborative_id)
    if person is not None:
        held = held.filter(participant__person=person)
    if meeting.team_id is not None:
        coaches = CoachAssignment.objects.on(meeting.day).filter(team=meeting.team_id).values("participant")
        held = held.filter(Q(team=meeting.team_id) | Q(team=None, participant__in=coaches))
    seats: dict[Participant, list[Seat]] = defaultdict(list)
    for one in held.select_related("participant", "team__center").order_by("participant__name", "pk"):
        seat = Seat(one.role, one.team)
        if seat not in seats[one.participant]:
            seats[one.participant].append(seat)
    return dict(seats)


def read_sheet(meeting: Meeting) -> list[Group]:
    """The meeting's people by team, in the fixed order; who hosts stands last."""
    stored = {_key(row): row for row in _stored(meeting)}
    groups: dict[Team | None, Group] = {team: Group(team.name) for team in _teams(meeting)}
    groups[None] = Group(gettext("Faculty, coordinator, evaluator"))
    for participant, seats in _everybody(meeting, stored.values()).items():
        row = stored.get(key_of(participant))
        line = Line(key_of(participant), seats, participant, value_of(row))
        groups.setdefault(seats[0].team, Group(seats[0].team.name if seats[0].team else "")).people.append(
            line
        )
    for team, group in groups.items():
        roles = TEAM_ROLES if team else (Role.FACULTY,)
        seats = [Seat(role, team) for role in roles]
        seats += [
            Seat(row.role, team)
            for row in stored.values()
            if row.participant is None and row.team == team and row.role not in roles
        ]
        group.numbers = [
            Line(key, [seat], None, value_of(stored.get(key))) for seat in seats if (key := _number_key(seat))
        ]
    return list(groups.values())


def _stored(meeting: Meeting) -> Any:
    return Attendance.objects.filter(meeting=meeting).select_related("participant", "team__center")


def _teams(meeting: Meeting) -> list[Team]:
    """The team of the meeting; or all that took part that day."""
    teams = Team.objects.filter(collaborative=meeting.collaborative_id).select_related("center").in_order()
    if meeting.team_id is not None:
        return list(teams.filter(pk=meeting.team_id))
    day = meeting.day
    return list(teams.filter(Q(left=None) | Q(left__gt=day), joined__lte=day))


def _everybody(meeting: Meeting, rows: Iterable[Attendance]) -> dict[Participant, list[Seat]]:
    """Who held a role that day, and who is noted all the same: the sheet can take it back."""
    everybody = seats_on_the_day(meeting)
    for row in rows:
        if row.participant is not None:
            seat = Seat(row.role, row.team)
            seats = everybody.setdefault(row.participant, [])
            if seat not in seats:
                seats.append(seat)
    return everybody


def apply(meeting: Meeting, changes: Sequence[Change], by: Participant) -> list[Change]:
    """Save what was changed. Returns what could not be: somebody else changed the same fact meanwhile.

    ClosedError where the meeting is cancelled.
    """
    with transaction.atomic():
        lock_open(meeting)
        stored = {_key(row): row for row in _stored(meeting)}
        refused = []
        for change in changes:
            row = stored.get(change.line.key)
            now = value_of(row)
            if change.mine in {now, change.was}:
                continue
            if now != change.was:
                refused.append(change)
                continue
            _put(meeting, change, row, by)
        return refused


def _put(meeting: Meeting, change: Change, row: Attendance | None, by: Participant) -> None:
    if not change.mine:
        if row is not None:
            row.delete()
        return
    line = change.line
    seat = line.seat(change.mine) if line.participant else line.seats[0]
    if seat is None:
        return
    row = row or Attendance(meeting=meeting, participant=line.participant)
    row.role, row.team, row.by = seat.role, seat.team, by
    row.number = 1 if line.participant else int(change.mine)
    row.save()


def people(role: str, number: int) -> str:
    """ "3 teachers", in the reader's language."""
    words = {
        Role.TEACHER: ngettext("%(number)d teacher", "%(number)d teachers", number),
        Role.PARENT: ngettext("%(number)d parent", "%(number)d parents", number),
        Role.DIRECTOR: ngettext("%(number)d director", "%(number)d directors", number),
        Role.STAFF: ngettext("%(number)d staff member", "%(number)d staff members", number),
        Role.FACULTY: ngettext("%(number)d faculty member", "%(number)d faculty members", number),
        Role.COORDINATOR: ngettext("%(number)d coordinator", "%(number)d coordinators", number),
        Role.EVALUATOR: ngettext("%(number)d evaluator", "%(number)d evaluators", number),
    }
    return words[Role(role)] % {"number": number}


def numbers_by_role(meetings: Iterable[Meeting]) -> dict[int, dict[str, int]]:
    """Meeting → how many of each role were there, roles in their fixed order; in one query."""
    rows = (
        Attendance.objects.filter(meeting__in=[one.pk for one in meetings])
        .order_by()
        .values_list("meeting", "role")
        .annotate(total=Sum("number"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    order = [role.value for role in Role]
    for meeting, role, total in sorted(rows, key=lambda row: order.index(row[1])):
        found[meeting][role] = total
    return dict(found)


def summary(numbers: dict[str, int]) -> str:
    """ "3 teachers, 2 parents, 1 director"; empty where nobody is noted."""
    return ", ".join(people(role, number) for role, number in numbers.items())
