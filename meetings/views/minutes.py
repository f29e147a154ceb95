"""The page of one meeting with its minutes, and everything that is written into them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import find_meeting, find_minuted_meeting, may, voice_at
from meetings.forms.minutes import (
    ActionForm,
    ActionItemForm,
    AgendaForm,
    DecisionForm,
    NoteForm,
    PartForm,
)
from meetings.models import ActionItem, AgendaItem, Meeting
from meetings.models.minutes import ClosedError, add
from meetings.reading import read_minutes
from teams.access import Request, author_in, find_team
from teams.models.writing import TakenError
from teams.views.setup_pages import read_or_send, typed

send = require_http_methods(["GET", "POST"])
PARTS: tuple[type[PartForm], ...] = (AgendaForm, NoteForm, DecisionForm, ActionForm)
STEPS = {"up": -1, "down": 1}


@require_safe
def team_meeting(request: Request, collaborative: str, team: str, meeting: UUID) -> HttpResponse:
    found = find_team(request, collaborative, team)
    row = find_meeting(request, collaborative, meeting)
    if row.team_id != found.pk:
        raise Http404
    return show_meeting(request, row)


@require_safe
def meeting(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """What all teams hold; a team's meeting is led to its own page."""
    row = find_meeting(request, collaborative, meeting)
    return redirect(row) if row.team_id is not None else show_meeting(request, row)


def show_meeting(
    request: Request, row: Meeting, refused: PartForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; with a refused form where it stands, and everything typed still in it."""
    forms = {} if row.is_cancelled else {f"{one.part}_form": one(None, row, request.access) for one in PARTS}
    if refused is not None:
        forms[f"{refused.part}_form"] = refused
    context: dict[str, Any] = {
        **forms,
        "meeting": row,
        "collaborative": row.collaborative,
        "team": row.team,
        "minutes": read_minutes(row, request.access),
    }
    if refused is not None:
        context[f"open_{refused.part}"] = True
    return render(request, "meetings/meeting.html", context, status=status)


@require_safe
def meeting_minutes(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """The minutes to print or to read aloud: no forms."""
    row = find_meeting(request, collaborative, meeting)
    context = {
        "meeting": row,
        "collaborative": row.collaborative,
        "team": row.team,
        "minutes": read_minutes(row, request.access),
    }
    return render(request, "meetings/minutes.html", context)


@send
def meeting_agenda(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """An item of the agenda: whoever writes the minutes, and before a meeting of all teams everybody."""
    if request.method == "GET":
        return redirect("meeting", collaborative, meeting)
    row = find_meeting(request, collaborative, meeting)
    return _write(request, row, AgendaForm, Meeting.objects.proposed_to_by)


@send
def meeting_notes(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    return _minute(request, collaborative, meeting, NoteForm)


@send
def meeting_decisions(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    return _minute(request, collaborative, meeting, DecisionForm)


@send
def meeting_actions(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    return _minute(request, collaborative, meeting, ActionForm)


def _minute(request: Request, collaborative: str, meeting: UUID, kind: type[PartForm]) -> HttpResponse:
    if request.method == "GET":
        return redirect("meeting", collaborative, meeting)
    return _write(request, find_meeting(request, collaborative, meeting), kind, Meeting.objects.minuted_by)


def _write(request: Request, row: Meeting, kind: type[PartForm], rule: Any) -> HttpResponse:
    form = kind(request.POST, row, request.access)
    if not may(request, row, rule):
        return _refused(request, row, form)
    if not form.is_valid():
        return show_meeting(request, row, form, 422)
    try:
        add(form.row(), voice_at(request, row), form.words())
    except TakenError:
        raise Http404 from None
    except ClosedError:
        return _refused(request, row, form)
    return redirect(f"{row.get_absolute_url()}#{kind.part}")


def _refused(request: Request, row: Meeting, form: PartForm) -> HttpResponse:
    """Held after all, a cancelled meeting takes what stands in the form of whoever holds it."""
    row.refresh_from_db(fields=["cancelled_at"])
    if not row.is_cancelled or not may(request, row, Meeting.objects.editable_by):
        raise PermissionDenied
    if not form.errors:
        form.add_error(None, _("The meeting was cancelled meanwhile. Your words are still here: copy them."))
    return show_meeting(request, row, form, 409)


@send
def agenda_item(request: Request, collaborative: str, meeting: UUID, topic: UUID) -> HttpResponse:
    """Move one up or down, or mark it as spoken about."""
    if request.method == "GET":
        return redirect("meeting", collaborative, meeting)
    row = find_minuted_meeting(request, collaborative, meeting)
    found: AgendaItem = get_object_or_404(AgendaItem, meeting=row, writing__uuid=topic)
    step, seen = STEPS.get(request.POST.get("move", "")), request.POST.get("seen", "")
    if step is not None and seen.isascii() and seen.isdigit() and len(seen) < 6:
        if not found.move(step, int(seen)):
            messages.warning(request, _("Somebody else moved the agenda meanwhile. This is how it stands."))
    elif "covered" in request.POST:
        found.cover(covered=request.POST["covered"] == "1")
    return redirect(f"{row.get_absolute_url()}#agenda")


@send
def action_item_done(request: Request, collaborative: str, meeting: UUID, action: UUID) -> HttpResponse:
    """Tick it, or take that back: whoever writes the minutes, and who promised it."""
    if request.method == "GET":
        return redirect("meeting", collaborative, meeting)
    row = find_meeting(request, collaborative, meeting)
    found: ActionItem = get_object_or_404(ActionItem, meeting=row, writing__uuid=action)
    if not ActionItem.objects.tickable_by(request.access).filter(pk=found.pk).exists():
        raise PermissionDenied
    if request.POST.get("undo"):
        found.untick()
    else:
        found.tick(author_in(request, row.collaborative), request.access.now)
    return redirect(f"{row.get_absolute_url()}#action")


@read_or_send
def action_item(request: Request, collaborative: str, meeting: UUID, action: UUID) -> HttpResponse:
    """Who does it, and by when."""
    row = find_minuted_meeting(request, collaborative, meeting)
    rows = ActionItem.objects.select_related(
        "writing__author", "writing__typed_by", "writing__changed_by", "owner"
    )
    found: ActionItem = get_object_or_404(rows, meeting=row, writing__uuid=action)
    found.meeting = row
    form = ActionItemForm(**typed(request), instance=found, access=request.access)
    if request.method == "POST" and form.save_by(author_in(request, row.collaborative)) is not None:
        messages.success(request, _("Saved."))
        return redirect(f"{row.get_absolute_url()}#action")
    context = {
        "meeting": row,
        "collaborative": row.collaborative,
        "team": row.team,
        "item": found,
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/action_item.html", context, status=status)
