"""People: everybody, one person, their roles and invitations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teams.access import Request, author_in, find_set_up
from teams.forms.people import (
    InvitationForm,
    MembershipForm,
    NewMembershipForm,
    NewPersonForm,
    ParticipantForm,
)
from teams.models import Collaborative, Invitation, Membership, Participant, Role
from teams.models.directory import everybody, listed, search
from teams.models.enrolment import Face, enter, invite_all, lock, plan
from teams.models.roster import Roster
from teams.views.setup_pages import FormPage, answer, read_or_send, show, today_in, typed

PEOPLE_ON_A_PAGE = 50


@require_safe
def people(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    wanted = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:120] for name in ("q", "team", "role")
    }
    rows = search(everybody(found), wanted["q"], wanted["team"], wanted["role"])
    page = Paginator(rows.order_by("name", "pk"), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "collaborative": found,
        "wanted": wanted,
        "page": page,
        "people": listed(page.object_list, request.access.now),
        "teams": found.teams.in_order().select_related("center"),
        "roles": Role.choices,
        "today": today_in(request, found),
    }
    return render(request, "teams/setup/people.html", context)


@read_or_send
def person_new(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    first = {"from_day": today_in(request, found), "team": request.GET.get("team")}
    form = NewPersonForm(**typed(request), collaborative=found, initial=first)
    page = FormPage(found, _("A new person"), reverse("setup_people", args=[found.slug]), _("People"))
    if request.method == "POST" and form.is_valid() and _entered(request, found, form):
        return redirect(page.back)
    return show(request, page, form)


def _entered(request: Request, found: Collaborative, form: NewPersonForm) -> bool:
    """One line of a list, entered by the same rules as a whole one."""
    by, line = author_in(request, found), form.line()
    with transaction.atomic():
        lock(found)
        planned = plan(found, Roster((line,), ()), today_in(request, found), by)
        if planned.new and not planned.problems:
            enter(planned, by, found, send=True)
            messages.success(request, _("%(name)s is in.") % {"name": line.name})
            return True
    form.add_error(
        None,
        planned.problems[0].reason if planned.problems else _("This person already holds this role."),
    )
    return False


@read_or_send
def person(request: Request, collaborative: str, person: UUID) -> HttpResponse:
    """One person: the name in a form, beneath it roles and invitations."""
    found = find_set_up(request, collaborative)
    row: Participant = get_object_or_404(everybody(found), uuid=person)
    page = _person_page(request, found, row)
    return answer(
        request,
        page,
        ParticipantForm(**typed(request), instance=row),
        reverse("setup_person", args=[found.slug, row.uuid]),
    )


def _person_page(request: Request, found: Collaborative, row: Participant) -> FormPage:
    shown = listed([row], request.access.now)[0]
    return FormPage(
        found,
        row.name,
        reverse("setup_people", args=[found.slug]),
        _("People"),
        template="teams/setup/person.html",
        context={
            "shown": shown,
            "is_me": row.person_id == getattr(request.access.person, "pk", None),
            "invitation_form": InvitationForm(initial={"email": shown.email}),
            "today": today_in(request, found),
        },
    )


@read_or_send
def role_new(request: Request, collaborative: str, person: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    who = _somebody_else(request, found, person)
    row = Membership(participant=who, from_day=today_in(request, found))
    title = _("A role for %(name)s") % {"name": who.name}
    return answer(request, _page(found, who, title), NewMembershipForm(**typed(request), instance=row))


@read_or_send
def role_edit(request: Request, collaborative: str, person: UUID, role: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    who = _somebody_else(request, found, person)
    row = get_object_or_404(who.memberships.select_related("team__center"), uuid=role)
    title = f"{who.name}: {row.get_role_display()}" + (f", {row.team}" if row.team else "")
    return answer(request, _page(found, who, title), MembershipForm(**typed(request), instance=row))


def _page(found: Collaborative, who: Participant, title: str) -> FormPage:
    return FormPage(found, title, reverse("setup_person", args=[found.slug, who.uuid]), who.name)


def _somebody_else(request: Request, found: Collaborative, person: UUID) -> Participant:
    """Nobody gives themselves a role, a coordinator included; nor one to somebody who is forgotten."""
    who: Participant = get_object_or_404(found.participants.select_related("collaborative"), uuid=person)
    if who.person_id is not None and who.person_id == getattr(request.access.person, "pk", None):
        raise PermissionDenied
    if who.is_forgotten:
        raise PermissionDenied
    return who


@require_POST
def invitations(request: Request, collaborative: str, person: UUID) -> HttpResponse:
    """Invite, or invite again: an earlier open invitation to this person then opens nothing."""
    found = find_set_up(request, collaborative)
    row: Participant = get_object_or_404(everybody(found), uuid=person)
    form = InvitationForm(request.POST)
    if row.person_id is not None or row.is_forgotten:
        raise PermissionDenied  # who has an account signs in with it, and who is forgotten not at all
    if not form.is_valid():
        page = _person_page(request, found, row)
        page.context["invitation_form"] = form
        return show(request, page, ParticipantForm(instance=row))
    _invite(request, found, row, form.cleaned_data["email"])
    return redirect("setup_person", found.slug, row.uuid)


def _invite(request: Request, found: Collaborative, row: Participant, email: str) -> None:
    with transaction.atomic():
        lock(found)
        Invitation.invite(row, email, author_in(request, found))
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": email})


@require_POST
def withdrawal(request: Request, collaborative: str, person: UUID, invitation: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = get_object_or_404(found.participants, uuid=person)
    sent = get_object_or_404(row.invitations, uuid=invitation)
    sent.withdraw()
    messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
    return redirect("setup_person", found.slug, row.uuid)


@require_POST
def all_invitations(request: Request, collaborative: str) -> HttpResponse:
    """Invite everybody whose address is known and who was not invited yet."""
    found = find_set_up(request, collaborative)
    waiting = [
        one for one in listed(everybody(found), request.access.now) if one.state in {"kept", "expired"}
    ]
    with transaction.atomic():
        lock(found)
        invite_all(
            [Face(one.participant.name, one.email, one.participant) for one in waiting],
            author_in(request, found),
        )
    messages.success(request, _("Invitations sent: %(count)d.") % {"count": len(waiting)})
    return redirect("setup_people", found.slug)
