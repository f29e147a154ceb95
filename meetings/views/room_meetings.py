"""When a room meets: planned by anybody in it; afterwards a headcount, and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.forms.rooms import HeadcountForm, RoomMeetingForm
from meetings.models import Meeting, Room
from meetings.models.meeting import HeldError
from meetings.views.rooms import ACTION, find_room, find_running_room
from teams.access import Request, author_in
from teams.models import Membership
from teams.views.setup_pages import read_or_send, typed


@read_or_send
def meeting_new(request: Request, collaborative: str, room: str) -> HttpResponse:
    found = find_running_room(request, collaborative, room)
    row = Meeting(collaborative=found.collaborative, room=found, kind=Meeting.Kind.AFFINITY)
    row.zone = _home_zone(request, found)
    form = RoomMeetingForm(**typed(request), instance=row)
    if request.method == "POST" and form.is_valid():
        row.uuid = form.cleaned_data.get("uuid") or uuid4()
        kept = _planned(row)
        messages.success(request, _("The meeting is planned. Everybody in the room sees it."))
        return redirect(kept)
    return _form(request, found, form)


def _home_zone(request: Request, room: Room) -> str:
    """By whose clock the person lives: their center's, else the collaborative's."""
    own = Membership.objects.filter(
        team__in=request.access.member_of, team__collaborative=room.collaborative_id
    )
    return str(own.values_list("team__center__time_zone", flat=True).first() or room.collaborative.time_zone)


def _planned(row: Meeting) -> Meeting:
    """Sent twice with one id it is planned once. Who planned it is not kept."""
    try:
        with transaction.atomic():
            row.save_by(None)
    except IntegrityError:
        rows = Meeting.objects.select_related("collaborative", "room")
        kept: Meeting = get_object_or_404(rows, uuid=row.uuid, room=row.room)
        return kept
    return row


@require_safe
def meeting(request: Request, collaborative: str, room: str, room_meeting: UUID) -> HttpResponse:
    found = find_room(request, collaborative, room)
    row = _meeting(found, room_meeting)
    return _page(request, row, HeadcountForm(instance=row))


@read_or_send
def meeting_edit(request: Request, collaborative: str, room: str, room_meeting: UUID) -> HttpResponse:
    """When and where it is, changed by anybody in the room."""
    found = find_running_room(request, collaborative, room)
    row = _meeting(found, room_meeting)
    form = RoomMeetingForm(**typed(request), instance=row)
    if request.method == "POST" and form.save_by(author_in(request, found.collaborative)) is not None:
        messages.success(request, _("Saved."))
        return redirect(row)
    return _form(request, found, form, row)


@ACTION
def headcount(request: Request, collaborative: str, room: str, room_meeting: UUID) -> HttpResponse:
    """How many were there, once its day has come."""
    if request.method == "GET":
        return redirect("room_meeting", collaborative, room, room_meeting)
    found = find_running_room(request, collaborative, room)
    row = _meeting(found, room_meeting)
    if row.is_cancelled or not row.is_today_or_past(request.access.now):
        raise Http404
    form = HeadcountForm(request.POST, instance=row)
    if form.save_by(author_in(request, found.collaborative)) is None:
        return _page(request, _meeting(found, room_meeting), form, status=422)
    messages.success(request, _("Saved. Only the number is kept."))
    return redirect(row)


@ACTION
def cancelling(request: Request, collaborative: str, room: str, room_meeting: UUID) -> HttpResponse:
    """Say that it will not be held, or take that back."""
    if request.method == "GET":
        return redirect("room_meeting", collaborative, room, room_meeting)
    row = _meeting(find_running_room(request, collaborative, room), room_meeting)
    if request.POST.get("undo"):
        row.hold_after_all(None)
        messages.success(request, _("The meeting is held after all."))
        return redirect(row)
    try:
        row.cancel(None, request.access.now)
        messages.success(request, _("The meeting is cancelled."))
    except HeldError:
        messages.warning(request, _("People were there, so this meeting was held. It stays."))
    return redirect(row)


def _meeting(room: Room, wanted: UUID) -> Meeting:
    row: Meeting = get_object_or_404(Meeting, room=room, uuid=wanted)
    row.room, row.collaborative = room, room.collaborative
    return row


def _page(request: Request, row: Meeting, form: HeadcountForm, status: int = 200) -> HttpResponse:
    runs = row.collaborative_id in request.access.running
    context = {
        "room": row.room,
        "collaborative": row.collaborative,
        "meeting": row,
        "form": form,
        "runs": runs,
        "may_count": runs and not row.is_cancelled and row.is_today_or_past(request.access.now),
    }
    return render(request, "rooms/meeting.html", context, status=status)


def _form(request: Request, room: Room, form: Any, row: Meeting | None = None) -> HttpResponse:
    context = {"room": room, "collaborative": room.collaborative, "meeting": row, "form": form}
    return render(
        request, "rooms/meeting_form.html", context, status=422 if request.method == "POST" else 200
    )
