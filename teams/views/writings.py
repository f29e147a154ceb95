"""One text: who said it, what it said before, and writing it anew."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from teams.access import Request, author_in
from teams.blacking import reason_of
from teams.forms.words import RewordForm
from teams.models.writing import BlackOut, ChangedMeanwhileError, Writing, Written
from teams.speaking import known_words
from teams.views.setup_pages import read_or_send
from teams.writings import find_held


@read_or_send
def words(request: Request, collaborative: str, writing: UUID) -> HttpResponse:
    if request.method != "POST":
        row = find_held(request, collaborative, writing)
        return _show(request, row, RewordForm(row))
    with transaction.atomic():
        row = find_held(request, collaborative, writing)
        row.lock_for_rewording()
        if not row.may_be_reworded_by(request.access):
            raise PermissionDenied
        act = {"show": _show_to_team, "remove": _remove}.get(request.POST.get("act", ""), _reword)
        return act(request, row)


def _reword(request: Request, row: Any) -> HttpResponse:
    form = RewordForm(
        row, request.POST, known=partial(known_words, row.writing.collaborative, row.writing.team)
    )
    if not form.is_valid():
        return _show(request, row, form, status=422)
    said = form.cleaned_data
    by = author_in(request, row.writing.collaborative)
    try:
        row.writing.rewrite(said["text"], said["seen"], by, said.get("choice"))
    except ChangedMeanwhileError as changed:
        form.saw(changed.theirs)
        return _show(request, row, form, status=422, theirs=changed.theirs)
    messages.success(request, _("Saved. The earlier words are kept."))
    return redirect(row.get_absolute_url())


def _show_to_team(request: Request, row: Any) -> HttpResponse:
    row.writing.show(request.access.now)
    messages.success(request, _("Your text can be read now."))
    return redirect(row.get_absolute_url())


def _remove(request: Request, row: Any) -> HttpResponse:
    """A draft of one's own is thrown away; what was shown stays."""
    writing: Writing = Writing.objects.select_for_update().get(pk=row.writing.pk)
    if not writing.is_draft or not writing.is_of(request.access):
        raise PermissionDenied
    address = row.without_url()
    try:
        with transaction.atomic():
            row.delete()
            writing.delete()
    except ProtectedError:
        messages.warning(request, _("Something else belongs to this draft. It cannot be thrown away."))
        return redirect(row.get_absolute_url())
    messages.success(request, _("The draft is thrown away."))
    return redirect(address)


def _show(
    request: Request, row: Any, form: RewordForm, status: int = 200, theirs: Writing | None = None
) -> HttpResponse:
    context = page_of(request, row) | {
        "form": form if row.may_be_reworded_by(request.access) else None,
        "theirs": theirs,
        "their_choice": label_of(row, theirs.choice) if theirs else "",
        "is_blacked": bool(theirs and theirs.black_outs.exists()),
    }
    return render(request, "words/words.html", context, status=status)


def page_of(request: Request, row: Any) -> dict[str, Any]:
    """What both pages about a text show of it."""
    writing: Writing = row.writing
    earlier = writing.earlier_for(request.access)
    for one in earlier:
        one.label = label_of(row, one.choice)  # type: ignore[attr-defined]
    return {
        "row": row,
        "writing": writing,
        "label": label_of(row, writing.choice),
        "collaborative": writing.collaborative,
        "earlier": earlier,
        "black_outs": [(one, reason_of(one.why)) for one in _black_outs(writing)],
        "is_mine": writing.is_of(request.access),
        "may_black_out": writing.may_be_blacked_out_by(request.access),
        "back": row.get_absolute_url(),
    }


def _black_outs(writing: Writing) -> Any:
    rows: Any = BlackOut.objects.filter(writing=writing).select_related("by")
    return rows


def label_of(row: Written, choice: str) -> str:
    """What was chosen, in words; nothing where its question has no options."""
    return str(dict(row.choices).get(choice, ""))
