"""The collaborative itself and its learning sessions."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from teams.access import Request, author_in, find_set_up
from teams.changes import changed
from teams.forms.setup import CollaborativeForm, SessionForm
from teams.models import Collaborative, LearningSession, Participant
from teams.models.enrolment import lock
from teams.models.phases import phase_on, phases
from teams.views.setup_pages import FormPage, answer, read_or_send, today_in, typed


@read_or_send
def collaborative_edit(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    page = FormPage(
        found,
        _("The collaborative"),
        reverse("setup", args=[found.slug]),
        template="teams/setup/collaborative.html",
    )
    return answer(request, page, CollaborativeForm(**typed(request), instance=found))


@require_safe
def sessions(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    rows = list(found.sessions.all())
    derived = phases(found.starts, found.ends, rows)
    return render(
        request,
        "teams/setup/sessions.html",
        {
            "collaborative": found,
            "sessions": rows,
            "phases": derived,
            "now": phase_on(today_in(request, found), derived),
            "today": today_in(request, found),
        },
    )


@read_or_send
def session_new(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    highest = found.sessions.aggregate(highest=Max("number"))["highest"] or 0
    row = LearningSession(collaborative=found, number=highest + 1)
    return answer(
        request,
        _session_page(found, _("A new learning session")),
        SessionForm(**typed(request), instance=row),
    )


@read_or_send
def session_edit(request: Request, collaborative: str, session: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = get_object_or_404(found.sessions, uuid=session)
    return answer(request, _session_page(found, str(row)), SessionForm(**typed(request), instance=row))


def _session_page(found: Collaborative, title: str) -> FormPage:
    return FormPage(found, title, reverse("setup_sessions", args=[found.slug]), _("Learning sessions"))


@require_POST
def session_removal(request: Request, collaborative: str, session: UUID) -> HttpResponse:
    """A session that will not take place. One that has begun stays: it is part of what happened."""
    found = find_set_up(request, collaborative)
    row = get_object_or_404(found.sessions, uuid=session)
    if row.from_day <= today_in(request, found):
        messages.warning(request, _("This session has begun already. It cannot be removed."))
    elif _removed(row, author_in(request, found)):
        messages.success(request, _("The session is removed. The history keeps it."))
    else:
        messages.warning(request, _("A meeting belongs to this session, so it stays. Its days can change."))
    return redirect("setup_sessions", found.slug)


def _removed(row: LearningSession, by: Participant) -> bool:
    """False where something refers to it: an app above knows its meetings."""
    with suppress(ProtectedError), transaction.atomic():
        lock(row.collaborative)
        row.remove_by(by)
        changed("session", row)
        return True
    return False
