"""Blacking out a passage of one text: choose, look at what will be left, and do it."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from teams.access import Request
from teams.blacking import black_out as black_out_of
from teams.blacking import elsewhere
from teams.forms.words import BlackOutForm
from teams.models import Participant
from teams.models.writing import BLACK, pattern_of
from teams.speaking import known_words
from teams.views.setup_pages import read_or_send
from teams.views.writings import page_of
from teams.writings import find_held


@sensitive_post_parameters()
@read_or_send
def black_out(request: Request, collaborative: str, writing: UUID) -> HttpResponse:
    row = find_held(request, collaborative, writing)
    if not row.writing.may_be_blacked_out_by(request.access):
        raise PermissionDenied
    context = page_of(request, row)
    texts = [row.writing.text, *(one.text for one in context["earlier"])]
    known = known_words(row.writing.collaborative, row.writing.team)
    form = BlackOutForm(texts, known, request.POST if request.method == "POST" else None)
    context |= {"form": form}
    if request.method != "POST":
        return render(request, "words/black_out.html", context)
    if not form.is_valid():
        return render(request, "words/black_out.html", context, status=422)
    if form.is_confirmed:
        return _do(request, row, form)
    return render(request, "words/black_out.html", context | _look(request, row, form))


def _do(request: Request, row: Any, form: BlackOutForm) -> HttpResponse:
    writing = row.writing
    by = Participant.objects.get(collaborative=writing.collaborative, person=request.access.person)
    also = elsewhere(request.access, writing, form.passages).mine if form.cleaned_data["also"] else ()
    found = black_out_of(writing, form.passages, form.why, by, also)
    messages.success(
        request,
        ngettext(
            "The words are gone, from %(number)s text. That you did it, when and why, stays.",
            "The words are gone, from %(number)s texts. That you did it, when and why, stays.",
            found,
        )
        % {"number": found},
    )
    return redirect("words", writing.collaborative.slug, writing.uuid)


def _look(request: Request, row: Any, form: BlackOutForm) -> dict[str, Any]:
    """What will be left, where else the passage stands, and in which other letters."""
    passages = sorted(form.passages, key=len, reverse=True)
    left = [_without(text, passages) for text in form.texts]
    others = {
        hit[0]
        for text in left
        for one in passages
        for hit in re.finditer(pattern_of(one).pattern, text, re.IGNORECASE)
    }
    return {
        "left": left[0],
        "left_before": [
            after for before, after in zip(form.texts[1:], left[1:], strict=True) if before != after
        ],
        "elsewhere": elsewhere(request.access, row.writing, passages),
        "other_letters": sorted(others),
        "token": form.token,
    }


def _without(text: str, passages: list[str]) -> str:
    for one in passages:
        text = pattern_of(one).sub(BLACK, text)
    return text
