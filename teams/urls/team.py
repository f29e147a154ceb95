"""Below /c/<collaborative>/teams/<team>/: the people of the team and its aim."""

from django.urls import URLPattern, path

from teams.views import team

ROOMS = "people/<uuid:membership>/classrooms/"

urlpatterns: list[URLPattern] = [
    path("people/", team.people, name="team_people"),
    path("people/invitations/", team.invitations, name="team_invitations"),
    path(ROOMS, team.classrooms, name="team_classrooms"),
    path(f"{ROOMS}<uuid:work>/", team.classroom_edit, name="team_classroom"),
    path("aim/", team.aim, name="team_aim"),
]
