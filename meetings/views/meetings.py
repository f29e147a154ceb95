"""Meetings of a team and of all teams: what comes and what was, planning, cancelling, and an export."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import find_held_meeting
from meetings.export import rows as exported
from meetings.forms.meetings import MeetingForm, form_for
from meetings.models import Meeting
from meetings.models.attending import numbers_by_role, summary
from meetings.models.listing import listed
from meetings.models.meeting import OPEN_KINDS, HeldError
from metrics import csvfile
from teams.access import Request, author_in, find_collaborative, find_own_team, find_team
from teams.models import Collaborative, Participant, Team
from teams.models.writing import TakenError
from teams.views.setup_pages import read_or_send, typed

ON_A_PAGE = 30


@require_safe
def team_meetings(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_team(request, collaborative, team)
    held = Meeting.objects.visible_outside_rooms_to(request.access).filter(team=found)
    on_the_team = found.pk in request.access.reads_teams
    home_zone = found.center.time_zone if on_the_team else _home_zone(request, found.collaborative)
    context = _lists(request, held, home_zone) | {
        "collaborative": found.collaborative,
        "team": found,
        "may_plan": found.pk in request.access.writes_teams,
        "on_the_team": on_the_team,
    }
    return render(request, "meetings/team_meetings.html", context)


@require_safe
def meetings(request: Request, collaborative: str) -> HttpResponse:
    """What all teams hold together; below it what took place elsewhere, as far as the person may know."""
    found = find_collaborative(request, collaborative)
    access = request.access
    visible = Meeting.objects.visible_outside_rooms_to(access)
    opened = visible.filter(collaborative=found, kind__in=OPEN_KINDS)
    rows = Meeting.objects.filter(collaborative=found).elsewhere_for(access)
    elsewhere = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("elsewhere"))
    elsewhere.object_list = [listed(row, access) for row in elsewhere.object_list]
    context = _lists(request, opened, _home_zone(request, found)) | {
        "collaborative": found,
        "may_plan": found.pk in access.hosts & access.running,
        "hosts": found.pk in access.hosts,
        "counts_only": found.pk not in access.takes_part,
        "exports": found.pk in access.evaluates | access.coordinates,
        "elsewhere": elsewhere,
    }
    return render(request, "meetings/meetings.html", context)


def _lists(request: Request, held: Any, home_zone: str) -> dict[str, Any]:
    """Coming ones first, then those that were, newest first, with who was there by role."""
    held = held.select_related("collaborative", "team__center", "session", "facilitator")
    coming = held.coming(request.access.now)
    past = held.filter(starts__lte=request.access.now).exclude(pk__in=[row.pk for row in coming])
    page = Paginator(past.order_by("-starts", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    numbers = numbers_by_role(page.object_list)
    for row in (*coming, *page.object_list):
        row.says_zone = row.zone != home_zone
        row.who = summary(numbers.get(row.pk, {}))
    return {"coming": coming, "page": page}


def _home_zone(request: Request, collaborative: Collaborative) -> str:
    """By whose clock the person lives: their center's, else the collaborative's."""
    own = Team.objects.filter(collaborative=collaborative, pk__in=request.access.member_of)
    return str(own.values_list("center__time_zone", flat=True).first() or collaborative.time_zone)


@read_or_send
def team_meeting_new(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_own_team(request, collaborative, team)
    whole = found.collaborative
    row = Meeting(collaborative=whole, team=found, kind=Meeting.Kind.CROSS_ROLE)
    row.zone = found.center.time_zone
    return _plan(request, row, reverse("team_meetings", args=[whole.slug, found.slug]))


@read_or_send
def meeting_new(request: Request, collaborative: str) -> HttpResponse:
    """Who hosts the collaborative plans what all teams hold."""
    found = find_collaborative(request, collaborative)
    if found.pk not in request.access.takes_part:
        raise Http404
    if found.pk not in request.access.hosts & request.access.running:
        raise PermissionDenied
    row = Meeting(collaborative=found, kind=Meeting.Kind.CROSS_TEAM, zone=found.time_zone)
    return _plan(request, row, reverse("meetings", args=[found.slug]))


def _plan(request: Request, row: Meeting, back: str) -> HttpResponse:
    form = form_for(row)(**typed(request), instance=row)
    if request.method == "POST" and form.is_valid():
        row.uuid = form.cleaned_data.get("uuid") or uuid4()
        try:
            with transaction.atomic():
                kept = row.plan(author_in(request, row.collaborative))
        except TakenError:
            raise Http404 from None
        messages.success(request, _("The meeting is planned. Next: what do you want to speak about?"))
        return redirect(kept)
    return _form_page(request, row, form, back)


@read_or_send
def meeting_facts(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """When, where and who facilitates, changed by whoever sets the meeting up."""
    row = find_held_meeting(request, collaborative, meeting)
    address = row.get_absolute_url()
    form = form_for(row)(**typed(request), instance=row)
    if request.method == "POST" and form.save_by(author_in(request, row.collaborative)) is not None:
        messages.success(request, _("Saved."))
        return redirect(address)
    return _form_page(request, row, form, address)


def _form_page(request: Request, row: Meeting, form: MeetingForm, back: str) -> HttpResponse:
    context = {
        "meeting": row,
        "collaborative": row.collaborative,
        "team": row.team,
        "form": form,
        "back": back,
        "is_new": row._state.adding,  # noqa: SLF001 - Django's own way to ask
    }
    return render(request, "meetings/form.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def meeting_cancellation(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """Say that it will not be held, or take that back. Nothing is deleted."""
    if request.method == "GET":
        return redirect("meeting", collaborative, meeting)
    row = find_held_meeting(request, collaborative, meeting)
    by = author_in(request, row.collaborative)
    if request.POST.get("undo"):
        row.hold_after_all(by)
        messages.success(request, _("The meeting is held after all."))
    else:
        _cancel(request, row, by)
    return redirect(row)


def _cancel(request: Request, row: Meeting, by: Participant) -> None:
    try:
        row.cancel(by, request.access.now)
    except HeldError:
        messages.warning(request, _("People were there, so this meeting was held. It stays."))
        return
    messages.success(request, _("The meeting is cancelled. Everybody who opens it reads that."))


@require_safe
def export_meetings(request: Request, collaborative: str) -> HttpResponse:
    """For the evaluator and the coordinator; hidden from everybody else."""
    found = find_collaborative(request, collaborative)
    if found.pk not in request.access.evaluates | request.access.coordinates:
        raise Http404
    name = f'attachment; filename="{found.slug}-meetings.csv"'
    return HttpResponse(
        csvfile.write(exported(found, request.access)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )
