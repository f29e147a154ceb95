"""Rooms in the set-up: that they are there, for whom, and who facilitates. Never who is in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from meetings.forms.rooms import FacilitatorForm, NewRoomForm, RoomForm, free_room_slug
from meetings.models import Facilitator, Room, admitting
from meetings.models.roomlist import led_rooms
from meetings.models.standing import read_standing
from meetings.views.rooms import ACTION
from teams.access import Request, author_in, find_set_up
from teams.models import Collaborative, Role
from teams.models.enrolment import lock
from teams.views.setup_pages import FormPage, answer, read_or_send, show, today_in, typed

USUAL: tuple[tuple[str, Any], ...] = (
    (Role.TEACHER, gettext_lazy("Teachers’ room")),
    (Role.PARENT, gettext_lazy("Parents’ room")),
    (Role.DIRECTOR, gettext_lazy("Directors’ room")),
)


@require_safe
def rooms(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    rows, led = list(found.rooms.all()), led_rooms(found, request.access.now)
    for row in rows:
        row.is_led = row.pk in led
    roles = {row.role for row in rows}
    context = {
        "collaborative": found,
        "rooms": rows,
        "missing": [name for role, name in USUAL if role not in roles],
    }
    return render(request, "rooms/setup_rooms.html", context)


@ACTION
def usual_rooms(request: Request, collaborative: str) -> HttpResponse:
    """The usual three, where there is none for that role yet. Pressed twice, they are made once."""
    if request.method == "GET":
        return redirect("setup_rooms", collaborative)
    found = find_set_up(request, collaborative)
    by = author_in(request, found)
    with transaction.atomic():
        lock(found)
        held = set(found.rooms.values_list("role", flat=True))
        for role, name in USUAL:
            if role not in held:
                _make(found, role, name).save_by(by)
    messages.success(request, _("The rooms are there. Next: name somebody who facilitates each of them."))
    return redirect("setup_rooms", collaborative)


def _make(found: Collaborative, role: str, name: Any) -> Room:
    names = {}
    for language in found.languages or ["en"]:
        with override(language):
            names[language] = str(name)
    row = Room(collaborative=found, role=role, names=names)
    row.slug = free_room_slug(row, f"{role}s")
    return row


@read_or_send
def room_new(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    form = NewRoomForm(**typed(request), instance=Room(collaborative=found))
    return answer(request, _list_page(found, _("A new room")), form)


def _list_page(found: Collaborative, title: str, **more: Any) -> FormPage:
    return FormPage(found, title, reverse("setup_rooms", args=[found.slug]), _("Rooms"), **more)


@read_or_send
def room(request: Request, collaborative: str, room: str) -> HttpResponse:
    """A room's names in a form, and beneath it who was named to facilitate."""
    found = find_set_up(request, collaborative)
    row = _room(found, room)
    page = _room_page(request, row, _facilitator_form(request, row))
    return answer(request, page, RoomForm(**typed(request), instance=row), _address(row))


def _room(found: Collaborative, slug: str) -> Room:
    row: Room = get_object_or_404(found.rooms, slug=slug)
    row.collaborative = found
    return row


def _address(row: Room) -> str:
    return reverse("setup_room", args=[row.collaborative.slug, row.slug])


def _facilitator_form(request: Request, row: Room, data: Any = None) -> FacilitatorForm:
    people = admitting.candidates(row, author_in(request, row.collaborative), request.access.now)
    return FacilitatorForm(data, people=people, day=today_in(request, row.collaborative))


def _room_page(request: Request, row: Room, form: FacilitatorForm) -> FormPage:
    standing = read_standing(row, request.access.now)
    leading, named = {one.pk for one in standing.leading}, {one.pk for one in standing.named}
    rows = list(row.facilitators.filter(until=None).select_related("participant"))
    for one in rows:
        one.leads, one.waits = one.pk in leading, one.pk in named
    context = {"room": row, "facilitators": rows, "facilitator_form": form}
    return _list_page(row.collaborative, row.name, template="rooms/setup_room.html", context=context)


@ACTION
def facilitator_new(request: Request, collaborative: str, room: str) -> HttpResponse:
    """Name somebody. One of the room's own begins at once; to faculty the room agrees first."""
    if request.method == "GET":
        return redirect("setup_room", collaborative, room)
    row = _room(find_set_up(request, collaborative), room)
    form = _facilitator_form(request, row, request.POST)
    if not form.is_valid():
        return show(request, _room_page(request, row, form), RoomForm(instance=row))
    by = author_in(request, row.collaborative)
    try:
        named = admitting.name(row, form.cleaned_data["person"], by, request.access.now)
    except admitting.NotTheirsError:
        raise PermissionDenied from None
    messages.success(request, _named(named))
    return redirect(_address(row))


def _named(row: Facilitator) -> str:
    told = {"name": row.participant.name}
    if row.began_at is not None:
        return _("%(name)s facilitates the room from now on. The room is told.") % told
    return _("%(name)s is named. They begin when the room agrees.") % told


@ACTION
def facilitator_ending(request: Request, collaborative: str, room: str, facilitator: UUID) -> HttpResponse:
    if request.method == "GET":
        return redirect("setup_room", collaborative, room)
    row = _room(find_set_up(request, collaborative), room)
    named = get_object_or_404(row.facilitators.select_related("room__collaborative"), uuid=facilitator)
    admitting.end_facilitator(named, author_in(request, row.collaborative), request.access.now)
    messages.success(request, _("They no longer facilitate. The room is told."))
    return redirect(_address(row))
