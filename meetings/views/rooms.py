"""Affinity rooms: which there are for me, one room, and letting people in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.models import Admission, Announcement, Facilitator, Meeting, Room, admitting
from meetings.models.roomlist import outlines_for, rooms_of
from meetings.models.roompage import people_in
from meetings.models.standing import read_standing
from teams.access import Request, author_in, find_collaborative, find_visible

ON_A_PAGE = 30
ACTION = require_http_methods(["GET", "POST"])
Act = Callable[[Any, Any, Any], Any]


@require_safe
def rooms(request: Request, collaborative: str) -> HttpResponse:
    """The reader's rooms, and what rooms are. Coordinator and evaluator read what leaves a room."""
    found = find_collaborative(request, collaborative)
    mine = rooms_of(request.access, found)
    context = {
        "collaborative": found,
        "mine": [one for one in mine if one.is_in],
        "open": [one for one in mine if not one.is_in],
        "outlines": outlines_for(request.access, found),
        "reads_outlines": found.pk in request.access.coordinates | request.access.evaluates,
        "may_ask": found.pk in request.access.running,
        "sets_up": found.pk in request.access.sets_up,
    }
    return render(request, "rooms/rooms.html", context)


def find_room(request: Request, collaborative: str, slug: str) -> Room:
    """A room that the person may enter now, else 404."""
    rows = Room.objects.select_related("collaborative")
    found: Room = find_visible(rows, request, collaborative__slug=collaborative, slug=slug)
    return found


def find_running_room(request: Request, collaborative: str, slug: str) -> Room:
    """The same, to change something in it; a collaborative that is over is only read."""
    found = find_room(request, collaborative, slug)
    if found.collaborative_id not in request.access.running:
        raise PermissionDenied
    return found


@require_safe
def room(request: Request, collaborative: str, room: str) -> HttpResponse:
    """Who is in it since when and by whom, who facilitates and who waits, when it meets, what it was told."""
    found = find_room(request, collaborative, room)
    now, whole = request.access.now, found.collaborative
    me, runs = author_in(request, whole), whole.pk in request.access.running
    held = Meeting.objects.filter(room=found).select_related("collaborative", "room")
    coming = held.coming(now)
    past = held.filter(starts__lte=now).exclude(pk__in=[row.pk for row in coming])
    told = Announcement.objects.filter(room=found).select_related("participant", "by")
    context = {
        "room": found,
        "collaborative": whole,
        "people": people_in(read_standing(found, now), me, runs),
        "coming": coming,
        "past": Paginator(past, ON_A_PAGE).get_page(request.GET.get("meetings")),
        "told": Paginator(told, ON_A_PAGE).get_page(request.GET.get("page")),
        "kinds": Announcement.Kind,
        "runs": runs,
        "is_mine": found.role in request.access.roles_in(whole.pk),
    }
    return render(request, "rooms/room.html", context)


@ACTION
def asking(request: Request, collaborative: str, room: str) -> HttpResponse:
    """Ask to be let in, or take that back: for whoever holds the role."""
    if request.method == "GET":
        return redirect("rooms", collaborative)
    rows = Room.objects.open_to(request.access).select_related("collaborative")
    found: Room = get_object_or_404(rows, collaborative__slug=collaborative, slug=room)
    if found.collaborative_id not in request.access.running:
        raise PermissionDenied
    me = author_in(request, found.collaborative)
    if request.POST.get("withdraw"):
        admitting.withdraw(found, me, request.access.now)
        messages.success(request, _("You no longer ask to be let in. You can ask again at any time."))
    elif admitting.ask(found, me, request.access.now):
        messages.success(request, _("The people in the room read that you ask. One of them lets you in."))
    return redirect("rooms", collaborative)


@ACTION
def leaving(request: Request, collaborative: str, room: str) -> HttpResponse:
    if request.method == "GET":
        return redirect("room", collaborative, room)
    found = find_running_room(request, collaborative, room)
    admitting.leave(found, author_in(request, found.collaborative), request.access.now)
    messages.success(request, _("You left the room. To come back, ask to be let in."))
    return redirect("rooms", collaborative)


# What a button does, and what the page says when it is done, or when somebody else has to press it too.
ADMISSIONS: dict[str, tuple[Act, str, str]] = {
    "vouch": (admitting.vouch, "in", "one more"),
    "unvouch": (admitting.take_vouch_back, "taken back", "taken back"),
    "decline": (admitting.decline, "declined", "declined"),
    "end": (admitting.put_out, "out", "one more"),
    "keep": (admitting.take_objection_back, "taken back", "taken back"),
}
FACILITATORS: dict[str, tuple[Act, str, str]] = {
    "agree": (admitting.agree, "leads", "one more"),
    "disagree": (admitting.take_agreement_back, "taken back", "taken back"),
    "end": (admitting.object_to, "ended", "one more"),
    "keep": (admitting.take_objection_back, "taken back", "taken back"),
}


def _said(what: str) -> str:
    return {
        "in": _("They are in the room now."),
        "one more": _("Noted. One more member has to say the same."),
        "taken back": _("You took that back."),
        "declined": _("They were not let in. They can ask again."),
        "out": _("They are no longer in the room."),
        "leads": _("They facilitate from now on, and read what is written from now on."),
        "ended": _("They no longer facilitate."),
    }[what]


@ACTION
def admission(request: Request, collaborative: str, room: str, admission: UUID) -> HttpResponse:
    """Let in, turn away or put out: what the buttons beside a name do."""
    if request.method == "GET":
        return redirect("room", collaborative, room)
    found = find_running_room(request, collaborative, room)
    rows = Admission.objects.select_related("room__collaborative")
    return _act(request, get_object_or_404(rows, room=found, uuid=admission), ADMISSIONS)


@ACTION
def facilitator(request: Request, collaborative: str, room: str, facilitator: UUID) -> HttpResponse:
    if request.method == "GET":
        return redirect("room", collaborative, room)
    found = find_running_room(request, collaborative, room)
    rows = Facilitator.objects.select_related("room__collaborative", "participant")
    return _act(request, get_object_or_404(rows, room=found, uuid=facilitator), FACILITATORS)


def _act(request: Request, row: Any, actions: dict[str, tuple[Act, str, str]]) -> HttpResponse:
    wanted = actions.get(request.POST.get("does", ""))
    if wanted is None:
        raise Http404
    act, done, noted = wanted
    whole = row.room.collaborative
    try:
        is_done = act(row, author_in(request, whole), request.access.now)
    except admitting.OutsideError:
        raise Http404 from None
    except admitting.NotTheirsError:
        raise PermissionDenied from None
    messages.success(request, _said(done if is_done else noted))
    return redirect("room", whole.slug, row.room.slug)
