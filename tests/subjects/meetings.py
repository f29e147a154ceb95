"""Meetings of the team and of all teams, attendance and minutes."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from meetings.models import ActionItem, AgendaItem, Attendance, Decision, Meeting, Note
from meetings.models.minutes import add
from teams.models import Participant, Role
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.fuzz.forms import MEMBERS as MAY_NOT
from tests.fuzz.forms import Target
from tests.kinds import BACK, HOSTS, NO, Row, collaborative, only, team, written_by_members

if TYPE_CHECKING:
    from tests.grown import Grown

HOSTED = only(hosts=200, coordinator=200, members=403, directors=403, member_of_another_team=403)
HOSTED_FORM = HOSTED | dict.fromkeys((*HOSTS, "coordinator"), 422)
# Parts of a meeting stand below the collaborative: in these rows it is Maple's own.
ROWS: dict[str, Row] = {
    "team_meetings": Row(team(200), NO),
    "team_meeting_new": Row(written_by_members(200), written_by_members(422)),
    "team_meeting": Row(team(200), NO),
    "meetings": Row(collaborative(200), NO),
    "meeting_new": Row(HOSTED, HOSTED_FORM),
    "export_meetings": Row(only(coordinator=200, evaluator=200), NO),
    "meeting": Row(team(302), NO),
    "meeting_facts": Row(written_by_members(200), written_by_members(422)),
    "meeting_minutes": Row(team(200), NO),
    "meeting_attendance": Row(written_by_members(200), written_by_members(422)),
    "action_item": Row(written_by_members(200), written_by_members(422)),
    "action_item_done": Row(BACK, written_by_members(302)),
    "agenda_item": Row(BACK, written_by_members(302)),
    "meeting_cancellation": Row(BACK, written_by_members(302)),
    "meeting_presence": Row(BACK, team(403)),  # of the own team's meeting the team keeps the sheet
    **{
        part: Row(BACK, written_by_members(422))
        for part in ("meeting_agenda", "meeting_notes", "meeting_decisions", "meeting_actions")
    },
}
PARTS = ("meeting_agenda", "meeting_notes", "meeting_decisions", "meeting_actions")
HOSTS_ALONE = (
    *("anonymous", "of another collaborative", "long gone", "evaluator", "teacher", "director"),
    "member of another team",
)
# Of a meeting of all teams everybody who belongs may say that they were there.
STRANGERS = ("anonymous", "of another collaborative", "long gone", "evaluator")
TARGETS: dict[str, Target] = {
    "team_meeting_new": Target("parent", MAY_NOT),
    "meeting_new": Target("coordinator", HOSTS_ALONE),
    "meeting_facts": Target("teacher", MAY_NOT),
    "meeting_cancellation": Target("director", MAY_NOT, "team_meeting", extra=("undo",)),
    "meeting_attendance": Target("teacher", MAY_NOT, extra=("shown",)),
    "meeting_presence": Target("teacher", STRANGERS, "team_meeting", {"meeting": "call"}, ("undo", "role")),
    "agenda_item": Target("parent", MAY_NOT, "team_meeting", extra=("seen", "move", "covered")),
    "action_item": Target("teacher", MAY_NOT),
    "action_item_done": Target("parent", MAY_NOT, "team_meeting", extra=("undo",)),
    **{
        part: Target("parent", MAY_NOT, "team_meeting", extra=(f"{prefix}-sure",))
        for part, prefix in zip(PARTS, ("agenda", "note", "decision", "action"), strict=True)
    },
}
SENT = "only takes what is sent"
NOT_PAGES: dict[str, str] = {
    **dict.fromkeys((*PARTS, "agenda_item", "action_item_done", "meeting_cancellation"), SENT),
    "meeting_presence": SENT,
    "meeting": "leads to the page of the team's meeting; its own page is measured by name in its tests",
}
OPENED_BY: dict[str, str] = {
    **dict.fromkeys(
        ("team_meeting", "team_meeting_new", "team_meetings", "meeting_facts", "meeting_attendance"),
        "director",
    ),
    **dict.fromkeys(("action_item", "meeting_minutes"), "director"),
}


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """Maple's meeting, which has just begun, with one item of each kind; and a call of all teams."""
    now = timezone.now()
    shared = {"collaborative": cast.riverside, "zone": cast.riverside.time_zone, "starts": now}
    mia = cast.participant(cast.mia)
    held = Meeting.objects.create(kind=Meeting.Kind.CROSS_ROLE, team=cast.maple, called_by=mia, **shared)
    call = Meeting.objects.create(kind=Meeting.Kind.CROSS_TEAM, **shared)
    voice = Voice(mia, Role.TEACHER)
    items = (AgendaItem(meeting=held), AgendaItem(meeting=held), Note(meeting=held), Decision(meeting=held))
    promised = ActionItem(meeting=held, owner=mia)
    for at, row in enumerate((*items, promised)):
        add(row, voice, Words(uuid.uuid4(), f"Item {at}"))
    Attendance.objects.create(meeting=held, participant=mia, role=Role.TEACHER, team=cast.maple, by=mia)
    return {
        "meeting": held.uuid,
        "call": call.uuid,
        "topic": items[1].writing.uuid,
        "action": promised.writing.uuid,
    }


def grow(grown: Grown) -> dict[str, Any]:
    """Ten times the people, the texts, the meetings, and the other teams' meetings."""
    number = 3 * grown.size.people
    team_meeting = grow_meetings(grown, number)
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=team_meeting, writing=writing, position=at)
        for at, writing in enumerate(grown.writings(AgendaItem, number))
    )
    Note.objects.bulk_create(
        Note(meeting=team_meeting, writing=writing, agenda_item=items[at] if at % 2 else None)
        for at, writing in enumerate(grown.writings(Note, number))
    )
    Decision.objects.bulk_create(
        Decision(meeting=team_meeting, writing=writing) for writing in grown.writings(Decision, number)
    )
    promised = ActionItem.objects.bulk_create(
        ActionItem(meeting=team_meeting, writing=writing, owner=grown.author, due=grown.today)
        for writing in grown.writings(ActionItem, number)
    )
    people = Participant.objects.filter(memberships__team=grown.team)[:number]
    Attendance.objects.bulk_create(
        Attendance(meeting=team_meeting, participant=one, role=Role.TEACHER, team=grown.team)
        for one in people
    )
    return {
        "meeting": team_meeting.uuid,
        "topic": items[0].writing.uuid,
        "action": promised[0].writing.uuid,
    }


def grow_meetings(grown: Grown, number: int) -> Meeting:
    """Past and coming ones of the team and of all, and past ones of every team. The team's first."""
    shared = {"collaborative": grown.whole, "zone": "America/Chicago", "facilitator": grown.author}
    kinds = (
        [(Meeting.Kind.CROSS_ROLE, grown.team), (Meeting.Kind.CROSS_TEAM, None)] * number
        + [(Meeting.Kind.CROSS_ROLE, team) for team in grown.teams]
    )  # fmt: skip
    rows = Meeting.objects.bulk_create(
        Meeting(kind=kind, team=team, starts=grown.now + timedelta(days=3 if at % 5 == 4 else -at), **shared)
        for at, (kind, team) in enumerate(kinds)
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=row, role=Role.PARENT, team=row.team, number=2) for row in rows
    )
    return rows[0]
