"""Barriers of a team: raised, answered, out of the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.forms.barriers import AnswerForm, BarrierFactsForm, BarrierForm, ClosingForm
from meetings.models import Barrier, BarrierAnswer, Meeting
from meetings.models.barrier import StaleError
from pdsa.models import Cycle
from teams.access import Request, author_in, find_own_team, find_team, find_visible
from teams.models import Team
from teams.models.writing import TakenError, with_writing, write
from teams.speaking import known_words, voice_in
from teams.views.setup_pages import read_or_send, typed

send = require_http_methods(["GET", "POST"])


@require_safe
def barrier_list(request: Request, collaborative: str, team: str) -> HttpResponse:
    """Open ones first, among them those that wait for the reader; then what is out of the way."""
    found = find_team(request, collaborative, team)
    rows = with_writing(Barrier.objects.visible_to(request.access).filter(team=found))
    rows = list(rows.annotate(number_of_answers=Count("answers")).order_by("since", "pk"))
    for row in rows:
        row.team = found
    mine = set(Barrier.objects.needing(request.access).filter(team=found).values_list("pk", flat=True))
    closed = sorted((row for row in rows if not row.is_open), key=lambda row: row.closed_at, reverse=True)
    context = _common(request, found) | {
        "waiting": [row for row in rows if row.pk in mine],
        "others": [row for row in rows if row.is_open and row.pk not in mine],
        "closed": closed,
    }
    return render(request, "barriers/list.html", context)


@read_or_send
def barrier_new(request: Request, collaborative: str, team: str) -> HttpResponse:
    """Any member raises one; from a meeting or a cycle when the address names it."""
    found = find_own_team(request, collaborative, team)
    today = found.center.day(request.access.now)
    start = {name: _uuid(request.GET.get(name)) for name in ("meeting", "cycle")}
    data = request.POST if request.method == "POST" else None
    form = BarrierForm(data, today=today, known=_known(found), initial=start)
    if data is not None and form.is_valid():
        return redirect(_raise(request, found, form).get_absolute_url())
    context = _common(request, found) | {"form": form} | _sources(request, found, form)
    return render(request, "barriers/new.html", context, status=422 if request.method == "POST" else 200)


def _known(team: Team) -> Callable[[], frozenset[str]]:
    return partial(known_words, team.collaborative, team)


def _raise(request: Request, team: Team, form: BarrierForm) -> Barrier:
    said = form.cleaned_data
    voice = voice_in(request, team.collaborative, team, said["said_by"])
    with transaction.atomic():
        try:
            writing, new = write(Barrier.kind, team.collaborative, team, voice, form.words())
        except TakenError:
            raise Http404 from None
        if not new:
            return _kept(team, writing.pk)
        sources = _sources(request, team, form)
        row: Barrier = Barrier.objects.create(
            team=team, writing=writing, needs=said["needs"], since=said["since"], **sources
        )
    if said["needs"] == Barrier.Needs.DIRECTOR:
        messages.success(request, _("The barrier is raised. Your director sees it first thing."))
    else:
        messages.success(request, _("The barrier is raised. Whoever is needed sees it."))
    return row


def _kept(team: Team, writing: int) -> Barrier:
    """What the first sending wrote. The same id for another team is nobody's."""
    row: Barrier | None = Barrier.objects.filter(team=team, writing=writing).first()
    if row is None:
        raise Http404
    row.team = team
    return row


def _sources(request: Request, team: Team, form: BarrierForm) -> dict[str, Any]:
    """The team's own meeting and cycle that the form names; what it may not name is left out."""
    rows: dict[str, Any] = {"meeting": Meeting.objects, "cycle": Cycle.objects}
    return {
        name: known.visible_to(request.access).filter(team=team, uuid=uuid).first()
        for name, known in rows.items()
        if (uuid := _uuid(form[name].value())) is not None
    }


def _uuid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


@read_or_send
def barrier(request: Request, collaborative: str, team: str, barrier: UUID) -> HttpResponse:
    """One barrier with its answers. The form says who is needed instead."""
    found = _find(request, collaborative, team, barrier)
    if request.method != "POST":
        return _show(request, found)
    _may_close_or_refuse(request, found)
    today = found.team.center.day(request.access.now)
    form = BarrierFactsForm(**typed(request), instance=found, today=today, prefix="facts")
    if form.save_by(author_in(request, found.team.collaborative)) is None:
        return _show(request, _find(request, collaborative, team, barrier), 422, facts=form)
    messages.success(request, _("Saved."))
    return redirect(f"{found.get_absolute_url()}#main")  # not the form's own spot


@send
def barrier_answers(request: Request, collaborative: str, team: str, barrier: UUID) -> HttpResponse:
    found = _find(request, collaborative, team, barrier)
    if request.method == "GET":
        return redirect(found.get_absolute_url())
    if not Barrier.objects.answerable_by(request.access).filter(pk=found.pk).exists():
        raise PermissionDenied
    form = AnswerForm(request.POST, known=_known(found.team), prefix="answer")
    if not form.is_valid():
        return _show(request, found, 422, answer=form)
    with transaction.atomic():
        whole = found.team.collaborative
        voice = voice_in(request, whole, found.team)
        try:
            writing, new = write(BarrierAnswer.kind, whole, found.team, voice, form.words())
        except TakenError:
            raise Http404 from None
        if new:
            BarrierAnswer.objects.create(barrier=found, writing=writing)
    messages.success(request, _("Your answer is saved. The team reads it."))
    return redirect(found.get_absolute_url())


@send
def barrier_closing(request: Request, collaborative: str, team: str, barrier: UUID) -> HttpResponse:
    """Out of the way, or open again."""
    found = _find(request, collaborative, team, barrier)
    if request.method == "GET":
        return redirect(found.get_absolute_url())
    _may_close_or_refuse(request, found)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _show(request, found, 422, refused=True)
    me, seen = author_in(request, found.team.collaborative), form.cleaned_data["seen"]
    try:
        if form.cleaned_data["open"]:
            found.open_again(me, seen)
            messages.success(request, _("The barrier is open again."))
        else:
            found.take_away(me, seen)
            messages.success(request, _("Out of the way. Well done!"))
    except StaleError:
        return _show(request, _find(request, collaborative, team, barrier), 409, refused=True)
    return redirect(found.get_absolute_url())


def _find(request: Request, collaborative: str, team: str, uuid: UUID) -> Barrier:
    found = find_team(request, collaborative, team)
    rows = with_writing(Barrier.objects.select_related("closed_by"))
    row: Barrier = find_visible(rows, request, team=found, writing__uuid=uuid)
    row.team = found
    return row


def _may_close(request: Request, row: Barrier) -> bool:
    return bool(Barrier.objects.closable_by(request.access).filter(pk=row.pk).exists())


def _may_close_or_refuse(request: Request, row: Barrier) -> None:
    if not _may_close(request, row):
        raise PermissionDenied


def _show(request: Request, row: Barrier, status: int = 200, **forms: Any) -> HttpResponse:
    access, team = request.access, row.team
    today = team.center.day(access.now)
    may_answer = Barrier.objects.answerable_by(access).filter(pk=row.pk).exists()
    shown = {
        "barrier": row,
        "answers": with_writing(BarrierAnswer.objects.visible_to(access).filter(barrier=row)),
        "may_answer": may_answer,
        "may_close": _may_close(request, row),
        "meeting": _readable(Meeting, access, row.meeting_id),
        "cycle": _readable(Cycle, access, row.cycle_id),
        "answer": AnswerForm(prefix="answer"),
        "facts": BarrierFactsForm(instance=row, today=today, prefix="facts"),
    }
    return render(request, "barriers/barrier.html", _common(request, team) | shown | forms, status=status)


def _readable(model: Any, access: Any, pk: int | None) -> Any:
    """The row, where there is one that the reader may open."""
    if pk is None:
        return None
    return model.objects.visible_to(access).select_related("team__collaborative").filter(pk=pk).first()


def _common(request: Request, team: Team) -> dict[str, Any]:
    return {
        "team": team,
        "collaborative": team.collaborative,
        "writes": team.pk in request.access.writes_teams,
    }
