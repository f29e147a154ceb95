"""One meeting's minutes as somebody may read them: all that its pages show, each part in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from meetings.models import ActionItem, AgendaItem, Attendance, Decision, Meeting, Note
from meetings.models.attending import Seat, numbers_by_role, seats_on_the_day, summary
from teams.models import Access
from teams.models.writing import with_writing


@dataclass(slots=True)
class Topic:
    """One item of the agenda with what was said about it, and where it stands."""

    item: AgendaItem
    notes: list[Note]
    place: int
    is_last: bool


@dataclass(slots=True)
class Minutes:
    reads_notes: bool  # agenda and notes are the person's to read
    is_host_here: bool  # reads a team's meeting from outside the team
    topics: list[Topic]
    notes: list[Note]  # apart from the agenda
    decisions: list[Decision]
    actions: list[ActionItem]
    who: str  # by role
    named: list[Attendance]
    may: dict[str, bool]
    my_seats: list[Seat]  # in which the person says "I was there"

    @property
    def is_empty(self) -> bool:
        return not (self.topics or self.notes or self.decisions or self.actions)


def read_minutes(meeting: Meeting, access: Access) -> Minutes:
    outside = meeting.team_id is not None and meeting.team_id not in access.reads_teams
    about: dict[int | None, list[Note]] = defaultdict(list)
    for note in _rows(Note, meeting, access):
        about[note.agenda_item_id].append(note)
    items = _rows(AgendaItem, meeting, access)
    may = _may(meeting, access)
    return Minutes(
        reads_notes=not outside or meeting.notes_shared,
        is_host_here=outside,
        topics=[
            Topic(item, about.get(item.pk, []), at, at == len(items) - 1) for at, item in enumerate(items)
        ],
        notes=about.get(None, []),
        decisions=_rows(Decision, meeting, access),
        actions=_actions(meeting, access),
        who=summary(numbers_by_role([meeting]).get(meeting.pk, {})),
        named=_named(meeting, access),
        may=may,
        my_seats=_seats(meeting, access) if may["attend"] else [],
    )


def _rows(model: Any, meeting: Meeting, access: Access) -> list[Any]:
    rows = list(with_writing(model.objects.visible_to(access).filter(meeting=meeting)))
    for row in rows:
        row.meeting = meeting
        row.writing.collaborative = meeting.collaborative
    return rows


def _actions(meeting: Meeting, access: Access) -> list[ActionItem]:
    ticks = set(ActionItem.objects.tickable_by(access).filter(meeting=meeting).values_list("pk", flat=True))
    visible = ActionItem.objects.visible_to(access).filter(meeting=meeting)
    rows: list[Any] = list(with_writing(visible).select_related("owner", "done_by"))
    for row in rows:
        row.meeting, row.may_tick = meeting, row.pk in ticks
        row.writing.collaborative = meeting.collaborative
    return rows


def _named(meeting: Meeting, access: Access) -> list[Attendance]:
    rows = Attendance.objects.named_to(access).filter(meeting=meeting, participant__isnull=False)
    return list(rows.select_related("participant", "team__center").order_by("participant__name", "pk"))


def _may(meeting: Meeting, access: Access) -> dict[str, bool]:
    """What the person may do here, each by its own rule."""
    rules: dict[str, Any] = {
        "change": Meeting.objects.editable_by,
        "minute": Meeting.objects.minuted_by,
        "propose": Meeting.objects.proposed_to_by,
        "attend": Meeting.objects.attended_by,
    }
    found = {name: rule(access).filter(pk=meeting.pk).exists() for name, rule in rules.items()}
    here = Attendance.objects.filter(meeting=meeting, participant__person=access.person)
    come = meeting.is_today_or_past(access.now)
    return found | {
        "note_attendance": found["change"] and found["minute"] and come,
        "was_there": here.exists(),
    }


def _seats(meeting: Meeting, access: Access) -> list[Seat]:
    return next(iter(seats_on_the_day(meeting, access.person).values()), [])
