"""Below /c/<collaborative>/setup/: who takes part, for the coordinator."""

from django.urls import URLPattern, path

from teams.views import setup_collaborative, setup_people, setup_roster, setup_teams

TEAM = "teams/<slug:team>/"
PERSON = "people/<uuid:person>/"

urlpatterns: list[URLPattern] = [
    path("collaborative/", setup_collaborative.collaborative_edit, name="setup_collaborative"),
    path("sessions/", setup_collaborative.sessions, name="setup_sessions"),
    path("sessions/new/", setup_collaborative.session_new, name="setup_session_new"),
    path("sessions/<uuid:session>/", setup_collaborative.session_edit, name="setup_session"),
    path(
        "sessions/<uuid:session>/removal/",
        setup_collaborative.session_removal,
        name="setup_session_removal",
    ),
    path("teams/", setup_teams.teams, name="setup_teams"),
    path("teams/new/", setup_teams.team_new, name="setup_team_new"),
    path(TEAM, setup_teams.team_edit, name="setup_team"),
    path(f"{TEAM}classrooms/new/", setup_teams.classroom_new, name="setup_classroom_new"),
    path(
        "teams/<slug:team>/classrooms/<uuid:classroom>/", setup_teams.classroom_edit, name="setup_classroom"
    ),
    path(f"{TEAM}coaches/new/", setup_teams.coach_new, name="setup_coach_new"),
    path(f"{TEAM}coaches/<uuid:coach>/", setup_teams.coach_edit, name="setup_coach"),
    path("people/", setup_people.people, name="setup_people"),
    path("people/new/", setup_people.person_new, name="setup_person_new"),
    path("people/roster/", setup_roster.roster, name="setup_roster"),
    path("people/invitations/", setup_people.all_invitations, name="setup_all_invitations"),
    path(PERSON, setup_people.person, name="setup_person"),
    path(f"{PERSON}roles/new/", setup_people.role_new, name="setup_role_new"),
    path(f"{PERSON}roles/<uuid:role>/", setup_people.role_edit, name="setup_role"),
    path(f"{PERSON}invitations/", setup_people.invitations, name="setup_invitations"),
    path(
        f"{PERSON}invitations/<uuid:invitation>/withdrawal/",
        setup_people.withdrawal,
        name="setup_withdrawal",
    ),
]
