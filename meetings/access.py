"""Whose meeting it is to open, to change, and to write down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from meetings.models import Meeting
from teams.access import Request
from teams.models.writing import Voice
from teams.speaking import voice_in


def find_meeting(request: Request, collaborative: str, meeting: UUID) -> Meeting:
    """A meeting that the person may open. A room's is on the pages of its room."""
    rows = Meeting.objects.visible_outside_rooms_to(request.access).select_related(
        "collaborative", "team__center", "team__collaborative", "session", "facilitator", "called_by"
    )
    found: Meeting = get_object_or_404(rows, collaborative__slug=collaborative, uuid=meeting)
    return found


def find_held_meeting(request: Request, collaborative: str, meeting: UUID) -> Meeting:
    """A meeting that the person sets up; 403 where they may only open it."""
    return _allowed(request, find_meeting(request, collaborative, meeting), Meeting.objects.editable_by)


def find_minuted_meeting(request: Request, collaborative: str, meeting: UUID) -> Meeting:
    return _allowed(request, find_meeting(request, collaborative, meeting), Meeting.objects.minuted_by)


def _allowed(request: Request, found: Meeting, rule: Any) -> Meeting:
    if not may(request, found, rule):
        raise PermissionDenied
    return found


def may(request: Request, meeting: Meeting, rule: Any) -> bool:
    """Whether a rule of the queryset, such as `Meeting.objects.minuted_by`, holds for this meeting."""
    return bool(rule(request.access).filter(pk=meeting.pk).exists())


def voice_at(request: Request, meeting: Meeting) -> Voice:
    """Who speaks, in the role held today."""
    return voice_in(request, meeting.collaborative, meeting.team)
