"""A team's people, the classrooms they work in, and its aim."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teams.access import Request, author_in, find_directed_team, find_own_team, find_team
from teams.forms.people import AimForm, ClassroomStaffForm, TeamInvitationForm
from teams.models import ClassroomStaff, Membership, Role, Team, TeamAim
from teams.models.enrolment import enter, lock, plan
from teams.models.roster import Roster
from teams.models.writing import TakenError, write
from teams.speaking import known_words, voice_in
from teams.views.setup_pages import FormPage, answer, read_or_send, today_in, typed

WORKS_IN_CLASSROOMS = (Role.TEACHER, Role.STAFF)


@require_safe
def people(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_team(request, collaborative, team)
    return _people(request, found, TeamInvitationForm(initial={"core": True}))


def _people(request: Request, team: Team, form: TeamInvitationForm, status: int = 200) -> HttpResponse:
    today = today_in(request, team.collaborative)
    work = ClassroomStaff.objects.select_related("classroom")
    members = team.memberships.select_related("participant__person").prefetch_related(
        Prefetch("classrooms", queryset=work)
    )
    rows = list(members.order_by("participant__name", "pk"))
    for row in rows:
        row.work = [one for one in row.classrooms.all() if one.until_day is None or one.until_day > today]
    context = {
        "team": team,
        "collaborative": team.collaborative,
        "members": [row for row in rows if row.until_day is None or row.until_day > today],
        "former": [row for row in rows if row.until_day is not None and row.until_day <= today],
        "form": form,
        "today": today,
        "may_invite": team.pk in request.access.directs,
        "may_place": _may_place(request, team),
        "me": request.access.person,
        "works_in_classrooms": WORKS_IN_CLASSROOMS,
    }
    return render(request, "teams/team_people.html", context, status=status)


@require_POST
def invitations(request: Request, collaborative: str, team: str) -> HttpResponse:
    """The director invites to the own team."""
    found = find_directed_team(request, collaborative, team)
    form = TeamInvitationForm(request.POST)
    if not form.is_valid() or not _invited(request, found, form):
        return _people(request, found, form, status=422)
    name = {"name": form.cleaned_data["name"]}
    if not form.cleaned_data["email"]:
        messages.success(request, _("%(name)s is on the team. Print a card as the way in.") % name)
        return redirect("team_cards", collaborative, team)
    messages.success(request, _("%(name)s is on the team, and invited by e-mail.") % name)
    return redirect(f"{reverse('team_people', args=[collaborative, team])}#main")  # not the form's own spot


def _invited(request: Request, team: Team, form: TeamInvitationForm) -> bool:
    whole, by = team.collaborative, author_in(request, team.collaborative)
    today = today_in(request, whole)
    with transaction.atomic():
        lock(whole)
        planned = plan(whole, Roster((form.line(team, today),), ()), today, by, among=team)
        if planned.new and not planned.problems:
            enter(planned, by, whole, send=True, core=form.cleaned_data["core"])
            return True
    form.add_error(
        None,
        planned.problems[0].reason if planned.problems else _("This person already holds this role here."),
    )
    return False


@read_or_send
def classrooms(request: Request, collaborative: str, team: str, membership: UUID) -> HttpResponse:
    """In which classrooms one member works; the form adds one."""
    found = find_team(request, collaborative, team)
    held = _placed(request, found, membership)
    row = ClassroomStaff(membership=held, from_day=today_in(request, found.collaborative))
    return answer(request, _rooms_page(held), ClassroomStaffForm(**typed(request), instance=row))


@read_or_send
def classroom_edit(
    request: Request, collaborative: str, team: str, membership: UUID, work: UUID
) -> HttpResponse:
    held = _placed(request, find_team(request, collaborative, team), membership)
    row = get_object_or_404(held.classrooms.select_related("classroom"), uuid=work)
    row.membership = held
    return answer(request, _rooms_page(held), ClassroomStaffForm(**typed(request), instance=row))


def _rooms_page(held: Any) -> FormPage:
    team = held.team
    return FormPage(
        team.collaborative,
        _("Where %(name)s works") % {"name": held.participant.name},
        reverse("team_people", args=[team.collaborative.slug, team.slug]),
        _("People"),
        template="teams/team_classrooms.html",
        context={"team": team, "held": held, "work": held.classrooms.select_related("classroom")},
    )


def _may_place(request: Request, team: Team) -> bool:
    return team.pk in request.access.directs or team.collaborative_id in request.access.sets_up


def _placed(request: Request, team: Team, membership: UUID) -> Membership:
    """A member whom this person may place: the director or coordinator, and never themselves."""
    rows = team.memberships.filter(role__in=WORKS_IN_CLASSROOMS).select_related("participant")
    held: Membership = get_object_or_404(rows, uuid=membership)
    if not _may_place(request, team) or held.participant.person == request.access.person:
        raise PermissionDenied
    held.team, held.participant.collaborative = team, team.collaborative
    return held


@read_or_send
def aim(request: Request, collaborative: str, team: str) -> HttpResponse:
    """The team's aim with its earlier wordings. Any member writes a new one; none is overwritten."""
    found = find_team(request, collaborative, team)
    form = AimForm(**typed(request), known=partial(known_words, found.collaborative, found))
    if request.method == "POST":
        find_own_team(request, collaborative, team)
        if form.is_valid():
            _word(request, found, form)
            return redirect("team_aim", collaborative, team)
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "aims": list(found.aims.select_related("writing__author")),
        "form": form,
        "may_write": found.pk in request.access.writes_teams,
    }
    return render(request, "teams/team_aim.html", context, status=422 if request.method == "POST" else 200)


def _word(request: Request, team: Team, form: AimForm) -> None:
    """Any member writes the aim anew; none is overwritten, and what is sent twice is written once."""
    voice = voice_in(request, team.collaborative, team)
    with transaction.atomic():
        try:
            writing, new = write(TeamAim.kind, team.collaborative, team, voice, form.words())
        except TakenError:
            raise Http404 from None
        if new:
            TeamAim.objects.create(team=team, from_day=today_in(request, team.collaborative), writing=writing)
