"""Meetings of four kinds and what they leave behind; barriers and discussions; and rooms."""

from meetings.models.barrier import Barrier, BarrierAnswer
from meetings.models.discussion import Discussion, Remark
from meetings.models.meeting import Attendance, Meeting
from meetings.models.minutes import ActionItem, AgendaItem, Decision, Note
from meetings.models.room import Admission, Agreement, Announcement, Facilitator, Objection, Room, Vouch

__all__ = [
    "ActionItem",
    "Admission",
    "AgendaItem",
    "Agreement",
    "Announcement",
    "Attendance",
    "Barrier",
    "BarrierAnswer",
    "Decision",
    "Discussion",
    "Facilitator",
    "Meeting",
    "Note",
    "Objection",
    "Remark",
    "Room",
    "Vouch",
]
