"""Teams with their centers, classrooms and coaches."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teams.access import Request, find_set_up
from teams.forms.setup import ClassroomForm, CoachForm, TeamForm
from teams.models import Classroom, CoachAssignment, Collaborative, Team
from teams.views.setup_pages import FormPage, answer, read_or_send, today_in, typed


@require_safe
def teams(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    today = today_in(request, found)
    held = Q(memberships__from_day__lte=today) & (
        Q(memberships__until_day=None) | Q(memberships__until_day__gt=today)
    )
    rows = found.teams.in_order().select_related("center")
    rows = rows.annotate(
        people=Count("memberships__participant", filter=held, distinct=True),
        rooms=Count("center__classrooms", distinct=True),
    )
    return render(request, "teams/setup/teams.html", {"collaborative": found, "teams": rows})


@read_or_send
def team_new(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = Team(collaborative=found, joined=found.starts)
    form = TeamForm(**typed(request), instance=row)
    page = FormPage(found, _("A new team"), reverse("setup_teams", args=[found.slug]), _("Teams"))
    return answer(request, page, form)


@read_or_send
def team_edit(request: Request, collaborative: str, team: str) -> HttpResponse:
    """One team: its dates in a form, and beneath it the classrooms and coaches."""
    found = find_set_up(request, collaborative)
    row = _team(found, team)
    page = FormPage(
        found,
        row.name,
        reverse("setup_teams", args=[found.slug]),
        _("Teams"),
        template="teams/setup/team.html",
        context={
            "team": row,
            "classrooms": row.center.classrooms.order_by("name"),
            "coaches": row.coaches.select_related("participant"),
            "today": today_in(request, found),
        },
    )
    return answer(request, page, TeamForm(**typed(request), instance=row))


@read_or_send
def classroom_new(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = _team(found, team)
    form = ClassroomForm(**typed(request), instance=Classroom(center=row.center, from_day=row.joined))
    return answer(request, _page(row, _("A new classroom")), form)


@read_or_send
def classroom_edit(request: Request, collaborative: str, team: str, classroom: UUID) -> HttpResponse:
    row = _team(find_set_up(request, collaborative), team)
    room = get_object_or_404(row.center.classrooms.select_related("center__collaborative"), uuid=classroom)
    return answer(request, _page(row, room.name), ClassroomForm(**typed(request), instance=room))


@read_or_send
def coach_new(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = _team(found, team)
    assignment = CoachAssignment(team=row, from_day=today_in(request, found))
    return answer(request, _page(row, _("A coach")), CoachForm(**typed(request), instance=assignment))


@read_or_send
def coach_edit(request: Request, collaborative: str, team: str, coach: UUID) -> HttpResponse:
    row = _team(find_set_up(request, collaborative), team)
    assignment = get_object_or_404(row.coaches.select_related("team__collaborative"), uuid=coach)
    return answer(request, _page(row, _("A coach")), CoachForm(**typed(request), instance=assignment))


def _team(found: Collaborative, slug: str) -> Team:
    team: Team = get_object_or_404(found.teams.select_related("center", "collaborative"), slug=slug)
    return team


def _page(team: Team, title: str) -> FormPage:
    found = team.collaborative
    return FormPage(found, title, reverse("setup_team", args=[found.slug, team.slug]), team.name)
