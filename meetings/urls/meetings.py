"""Meetings of a team and of all teams. Parts of a meeting stand below the collaborative, whosoever it is."""

from django.urls import URLPattern, path

from meetings.views import attendance, meetings, minutes

for_team: list[URLPattern] = [
    path("meetings/", meetings.team_meetings, name="team_meetings"),
    path("meetings/new/", meetings.team_meeting_new, name="team_meeting_new"),
    path("meetings/<uuid:meeting>/", minutes.team_meeting, name="team_meeting"),
]
ONE = "meetings/<uuid:meeting>/"
for_collaborative: list[URLPattern] = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/data.csv", meetings.export_meetings, name="export_meetings"),
    path(ONE, minutes.meeting, name="meeting"),
    path(f"{ONE}facts/", meetings.meeting_facts, name="meeting_facts"),
    path(f"{ONE}cancellation/", meetings.meeting_cancellation, name="meeting_cancellation"),
    path(f"{ONE}minutes/", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{ONE}agenda/", minutes.meeting_agenda, name="meeting_agenda"),
    path(f"{ONE}agenda/<uuid:topic>/", minutes.agenda_item, name="agenda_item"),
    path(f"{ONE}notes/", minutes.meeting_notes, name="meeting_notes"),
    path(f"{ONE}decisions/", minutes.meeting_decisions, name="meeting_decisions"),
    path(f"{ONE}actions/", minutes.meeting_actions, name="meeting_actions"),
    path(f"{ONE}actions/<uuid:action>/", minutes.action_item, name="action_item"),
    path(f"{ONE}actions/<uuid:action>/done/", minutes.action_item_done, name="action_item_done"),
    path(f"{ONE}attendance/", attendance.meeting_attendance, name="meeting_attendance"),
    path(f"{ONE}presence/", attendance.meeting_presence, name="meeting_presence"),
]
