"""Writing in a cycle: entries, drafts of them, and comments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from pdsa.access import find_open_cycle, find_own_cycle
from pdsa.forms.writing import CommentForm, EntryForm
from pdsa.models import Cycle, Question
from pdsa.models.writing_cycles import (
    LockedError,
    SaidOtherwiseError,
    add_comment,
    add_entry,
    remove_entry,
    show_entry,
    voice_of,
)
from pdsa.views.cycle_page import people_of, sent_to, show_cycle, what_was_sent_is_unknown
from teams.access import Request


@sent_to("cycle")
def entries(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """One person's answer to one question, as a draft or shown."""
    found = find_own_cycle(request, collaborative, team, cycle)
    question = request.POST.get("question", "")
    if question not in Question:
        return show_cycle(request, found, 422, problem=what_was_sent_is_unknown())
    form = EntryForm(request.POST, question=question, people=people_of(request, found.team))
    if not form.is_valid():
        return _refuse(request, found, form, 422)
    return _add(request, found, form)


def _add(request: Request, found: Cycle, form: EntryForm) -> HttpResponse:
    try:
        entry = add_entry(found, form.question, form.voice(), form.words(draft=_as_draft(request)))
    except LockedError:
        form.add_error(None, locked())
        return _refuse(request, found, form, 409)
    except SaidOtherwiseError:
        form.begin_anew()
        return _refuse(request, found, form, 409)
    messages.success(request, _saved(found, draft=entry.writing.is_draft))
    return redirect(entry)


def _as_draft(request: Request) -> bool:
    return request.POST.get("as") == "draft"


def _refuse(request: Request, cycle: Cycle, form: EntryForm, status: int) -> HttpResponse:
    sent_as = "draft" if _as_draft(request) else "shown"
    return show_cycle(request, cycle, status, entry_form=form, sent_as=sent_as)


def _saved(cycle: Cycle, *, draft: bool) -> str:
    if draft:
        return _("Saved. Only you see it, until you show it.")
    return (
        _("Saved. Your team and, as this cycle is shared, the other teams read it.")
        if (cycle.is_shared)
        else _("Saved. Your team reads it.")
    )


def locked() -> str:
    return _(
        "Do has begun, so the predictions stay as they are. "
        "Write what you think now under “What did we see?” or “What did we learn?”."
    )


@sent_to("cycle")
def entry(request: Request, collaborative: str, team: str, cycle: UUID, entry: UUID) -> HttpResponse:
    """Show an own draft, or delete it."""
    found = find_own_cycle(request, collaborative, team, cycle)
    rows = found.entries.visible_to(request.access).select_related("writing")
    row: Any = get_object_or_404(rows, writing__uuid=entry)
    if not row.writing.is_of(request.access):
        raise PermissionDenied
    if request.POST.get("do") == "show":
        return _shown(request, found, row)
    if request.POST.get("do") != "remove":
        return show_cycle(request, found, 422, problem=what_was_sent_is_unknown())
    if remove_entry(row):
        messages.success(request, _("Your draft is deleted."))
    else:
        messages.warning(request, _("This is no draft any more, so it stays."))
    return redirect(found)


def _shown(request: Request, cycle: Cycle, row: Any) -> HttpResponse:
    row.cycle = cycle
    try:
        show_entry(row, request.access.now)
    except LockedError:
        return show_cycle(request, cycle, 409, problem=locked())
    messages.success(request, _saved(cycle, draft=False))
    return redirect(row)


@sent_to("cycle")
def comments(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """The team, faculty, coach and coordinator talk about a cycle."""
    found = find_open_cycle(request, collaborative, team, cycle)
    people = people_of(request, found.team)
    form = CommentForm(request.POST, people=people)
    if not form.is_valid():
        return show_cycle(request, found, 422, comment_form=form)
    try:
        row = add_comment(found, voice_of(people.me, people.me), form.words())
    except SaidOtherwiseError:
        form.begin_anew()
        return show_cycle(request, found, 409, comment_form=form)
    messages.success(request, _("Your comment is saved."))
    return redirect(row)
