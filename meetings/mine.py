"""What is in this app about one person: meetings attended, what they wrote and promised, their rooms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from meetings.models import ActionItem, Admission, AgendaItem, Attendance, Decision, Facilitator, Note
from teams.mine import Row
from teams.models import Person

WRITTEN: tuple[Any, ...] = (AgendaItem, Note, Decision, ActionItem)


def meetings_attended(person: Person) -> Iterable[Row]:
    rows = Attendance.objects.filter(participant__person=person).order_by("meeting__starts", "pk")
    for row in rows.select_related("meeting__collaborative", "team__center"):
        yield {
            "collaborative": row.meeting.collaborative.name,
            "kind": row.meeting.kind,
            "day": row.meeting.day,
            "role": row.role,
            "team": row.team.name if row.team else None,
        }


def minutes_written(person: Person) -> Iterable[Row]:
    """One's own words alone."""
    for model in WRITTEN:
        rows = model.objects.filter(writing__author__person=person).order_by("writing__at", "pk")
        for row in rows.select_related("writing", "meeting__collaborative"):
            yield {
                "collaborative": row.meeting.collaborative.name,
                "meeting": row.meeting.day,
                "kind": model.kind,
                "text": row.text,
                "at": row.writing.at,
            }


def action_items(person: Person) -> Iterable[Row]:
    rows = ActionItem.objects.filter(owner__person=person).order_by("writing__at", "pk")
    for row in rows.select_related("writing", "meeting__collaborative"):
        yield {
            "collaborative": row.meeting.collaborative.name,
            "meeting": row.meeting.day,
            "text": row.text,
            "due": row.due,
            "done": row.done_at,
        }


def admissions(person: Person) -> Iterable[Row]:
    """Rooms asked for and entered, and when. Not by whom: that is about others."""
    rows = Admission.objects.filter(participant__person=person)
    for row in rows.select_related("room__collaborative"):
        yield {
            "collaborative": row.room.collaborative.name,
            "room": row.room.name,
            "asked": row.asked_at,
            "let_in": row.at,
            "until": row.until,
        }


def facilitated(person: Person) -> Iterable[Row]:
    rows = Facilitator.objects.filter(participant__person=person)
    for row in rows.select_related("room__collaborative"):
        yield {
            "collaborative": row.room.collaborative.name,
            "room": row.room.name,
            "named": row.named_at,
            "from": row.began_at,
            "until": row.until,
        }
