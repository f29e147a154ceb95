"""Affinity rooms."""

from django.urls import URLPattern, path

from meetings.views import room_meetings, rooms, setup_rooms

ROOM = "rooms/<slug:room>/"
MEETING = f"{ROOM}meetings/<uuid:room_meeting>/"
for_collaborative: list[URLPattern] = [
    path("rooms/", rooms.rooms, name="rooms"),
    path(ROOM, rooms.room, name="room"),
    path(f"{ROOM}asking/", rooms.asking, name="room_asking"),
    path(f"{ROOM}leaving/", rooms.leaving, name="room_leaving"),
    path(f"{ROOM}admissions/<uuid:admission>/", rooms.admission, name="room_admission"),
    path(f"{ROOM}facilitators/<uuid:facilitator>/", rooms.facilitator, name="room_facilitator"),
    path(f"{ROOM}meetings/new/", room_meetings.meeting_new, name="room_meeting_new"),
    path(MEETING, room_meetings.meeting, name="room_meeting"),
    path(f"{MEETING}facts/", room_meetings.meeting_edit, name="room_meeting_facts"),
    path(f"{MEETING}headcount/", room_meetings.headcount, name="room_headcount"),
    path(f"{MEETING}cancellation/", room_meetings.cancelling, name="room_meeting_cancellation"),
]
for_setup: list[URLPattern] = [
    path("rooms/", setup_rooms.rooms, name="setup_rooms"),
    path("rooms/usual/", setup_rooms.usual_rooms, name="setup_usual_rooms"),
    path("rooms/new/", setup_rooms.room_new, name="setup_room_new"),
    path(ROOM, setup_rooms.room, name="setup_room"),
    path(f"{ROOM}facilitators/", setup_rooms.facilitator_new, name="setup_facilitator_new"),
    path(
        f"{ROOM}facilitators/<uuid:facilitator>/ending/",
        setup_rooms.facilitator_ending,
        name="setup_facilitator_ending",
    ),
]
