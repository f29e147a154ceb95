"""Doing something to a chart: the form, the way back, and the list as a file; one team's or that of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from metrics.access import may_act
from metrics.actlist import csv_of, grounds_of
from metrics.actoffers import point_name, refusal
from metrics.actrules import Judgement, RefusedError, done_text, judge_undo
from metrics.chartview import ChartView
from metrics.forms.acts import KINDS, TITLES, ActForm
from metrics.models import ChartAct, Metric
from metrics.models.acting import DoneAlreadyError, act, lock_acts, undo
from metrics.numbers import number_typed
from metrics.options import Options
from metrics.periodtext import period_text
from metrics.tasks import enqueue_rebuilds
from metrics.views.charts import find_metric, team_view
from teams.access import Request, author_in, find_team, find_visible
from teams.models import Team
from teams.models.writing import TakenError, with_writing
from teams.speaking import known_people, known_places, voice_in
from teams.views.setup_pages import read_or_send

send = require_http_methods(["GET", "POST"])


@dataclass(frozen=True, slots=True)
class Spot:
    """The chart to which something is done; `team` None: that of all teams. `read` gives all of it."""

    metric: Metric
    team: Team | None
    address: str
    form_address: str
    read: Callable[[Options], ChartView]

    @property
    def team_id(self) -> int | None:
        return self.team.pk if self.team else None

    @property
    def rows(self) -> Any:
        return ChartAct.objects.of(self.metric.pk, self.team_id)

    def undo_address(self, row: ChartAct) -> str:
        whole = self.metric.collaborative.slug
        if self.team is None:
            return reverse("dashboard_act_undo", args=[whole, self.metric.slug, row.uuid])
        return reverse("chart_act_undo", args=[whole, self.team.slug, self.metric.slug, row.uuid])


@read_or_send
def chart_act_new(request: Request, collaborative: str, team: str, metric: str) -> HttpResponse:
    return act_on(request, _team_spot(request, collaborative, team, metric))


@send
def chart_act_undo(request: Request, collaborative: str, team: str, metric: str, act: UUID) -> HttpResponse:
    return undo_on(request, _team_spot(request, collaborative, team, metric), act)


@require_safe
def chart_acts_data(request: Request, collaborative: str, team: str, metric: str) -> HttpResponse:
    spot = _team_spot(request, collaborative, team, metric)
    return file_of(request, spot, f"{collaborative}-{team}-{metric}-acts")


def _team_spot(request: Request, collaborative: str, team: str, metric: str) -> Spot:
    found = find_team(request, collaborative, team)
    counted = find_metric(request, found.collaborative, metric)
    names = [collaborative, team, metric]

    def read(options: Options) -> ChartView:
        return team_view(request, found, counted, options).view

    return Spot(counted, found, reverse("chart", args=names), reverse("chart_act_new", args=names), read)


def act_on(request: Request, spot: Spot) -> HttpResponse:
    """The form, and what it sends."""
    if not may_act(request.access, spot.metric.collaborative_id, spot.team_id):
        raise PermissionDenied
    options = _options(request)
    if request.method == "POST":
        return _send(request, spot, options)
    form = _form(request, spot, options)
    show = _show if form.has_points else _choose
    return show(request, spot, options, form)


@transaction.atomic
def _send(request: Request, spot: Spot, options: Options) -> HttpResponse:
    lock_acts(spot.metric)
    if _is_sent_again(request, spot):
        return redirect(spot.address + options.suffix)
    form = _form(request, spot, options)
    if not form.is_valid():
        return _show(request, spot, options, form, 422)
    return _act(request, spot, options, form)


def _options(request: Request) -> Options:
    """How the chart was looked at. The form says it itself: a sign-in in between keeps no query."""
    sent = request.POST.get("view")
    return Options.parse(request.GET.dict() if sent is None else dict(parse_qsl(sent)))


def _is_sent_again(request: Request, spot: Spot) -> bool:
    """What is done already would be refused where it is judged a second time."""
    uuid, me = _uuid(request.POST.get("uuid")), author_in(request, spot.metric.collaborative)
    return uuid is not None and spot.rows.filter(writing__uuid=uuid, writing__author=me).exists()


def _form(request: Request, spot: Spot, options: Options) -> ActForm:
    whole = replace(options, everything=True)
    grounds = grounds_of(spot.read(whole), spot.metric, spot.rows.in_force())
    return ActForm(
        request.POST if request.method == "POST" else None,
        grounds=grounds,
        known=partial(known_places, spot.metric.collaborative, spot.team),
        asked=partial(known_people, spot.metric.collaborative, spot.team),
        initial={"view": options.query} | _start(request, spot, grounds.unit),
    )


def _start(request: Request, spot: Spot, unit: str) -> dict[str, Any]:
    """What the address says: a point, what to do, or an act that was undone and is done again.

    Words stay their writer's: who does again what another person did says why in words of their own.
    """
    start = {name: request.GET[name] for name in ("at", "what") if name in request.GET}
    uuid = _uuid(request.GET.get("again"))
    rows = spot.rows.visible_to(request.access).select_related("writing__author")
    row = rows.filter(uuid=uuid).first() if uuid else None
    if row is None:
        return start
    value = row.value * 100 if row.value is not None and unit == "proportion" else row.value
    mine = row.writing.author == author_in(request, spot.metric.collaborative)
    words = row.text if mine else ""
    return {"at": row.period, "what": row.what, "value": number_typed(value), "text": words}


def _uuid(value: str | None) -> UUID | None:
    try:
        return UUID(value or "")
    except ValueError:
        return None


def _act(request: Request, spot: Spot, options: Options, form: ActForm) -> HttpResponse:
    said = form.cleaned_data
    row = ChartAct(
        metric=spot.metric,
        team=spot.team,
        what=said["what"],
        points=options.points,
        period=said["at"],
        value=said["value"],
    )
    try:
        row, stale = act(row, voice_in(request, spot.metric.collaborative, spot.team), form.words())
    except TakenError:
        raise Http404 from None
    except DoneAlreadyError:
        form.refuse("at", _("Somebody else did this just now. What you typed is still here."))
        return _show(request, spot, options, form, 409)
    enqueue_rebuilds(stale)
    where = period_text(row.period, options.points)
    told = f"{done_text(row.what, row.value, form.grounds.unit, where)}. {form.judged.told}".strip()
    messages.success(request, told, extra_tags=spot.undo_address(row) + options.suffix)
    return redirect(spot.address + options.suffix)


def _choose(request: Request, spot: Spot, options: Options, form: ActForm) -> HttpResponse:
    """What to do, at the point that was chosen or at any: what cannot be done says why."""
    at = form.initial.get("at", "")
    at = at if at in form.grounds.choices else ""
    kinds = [
        KindOffered(
            str(text), _form_address(spot, options, what=what, at=at), refusal(form.grounds, what, at)
        )
        for what, text in (KINDS.items() if form.grounds.choices else ())
    ]
    context = _frame(spot, options) | {
        "kinds": kinds,
        "where": point_name(form.grounds, at) if at else "",
        "elsewhere": spot.form_address + options.suffix,
    }
    return render(request, "metrics/acts/choose.html", context)


@dataclass(frozen=True, slots=True)
class KindOffered:
    text: str
    address: str
    refusal: str  # "" where it can be done


def _form_address(spot: Spot, options: Options, **asked: str) -> str:
    chosen = urlencode({name: value for name, value in asked.items() if value})
    return spot.form_address + "?" + "&".join(filter(None, [options.query, chosen]))


def _frame(spot: Spot, options: Options) -> dict[str, Any]:
    return {
        "metric": spot.metric,
        "team": spot.team,
        "collaborative": spot.metric.collaborative,
        "back": spot.address + options.suffix,
    }


def _show(request: Request, spot: Spot, options: Options, form: ActForm, status: int = 200) -> HttpResponse:
    at = form["at"].value()
    context = _frame(spot, options) | {
        "form": form,
        "title": TITLES.get(form.kind, _("Write a note or change this chart")),
        "what": KINDS.get(form.kind, ""),
        "action": spot.form_address,
        "other": _form_address(spot, options, at=at if at in form.grounds.choices else ""),
        "first": _done_here(request, spot, options, form) if status != 200 else None,
    }
    return render(request, "metrics/acts/new.html", context, status=status)


def _done_here(request: Request, spot: Spot, options: Options, form: ActForm) -> ChartAct | None:
    """The same, done to the same point before: whoever wants to do it reads who did, and why."""
    at, what = form["at"].value(), form["what"].value()
    if what == ChartAct.What.NOTE or "\0" in f"{at}{what}":
        return None
    rows = with_writing(spot.rows.visible_to(request.access).in_force())
    found: ChartAct | None = rows.filter(what=what, points=options.points, period=at).first()
    return found


def undo_on(request: Request, spot: Spot, uuid: UUID) -> HttpResponse:
    """Only takes what is sent; a lapsed sign-in comes back by GET, and is led to the chart."""
    options = Options.parse(request.GET.dict())
    row: ChartAct = find_visible(spot.rows, request, uuid=uuid)
    if request.method == "GET":
        return redirect(spot.address + options.suffix)
    if not may_act(request.access, spot.metric.collaborative_id, spot.team_id):
        raise PermissionDenied
    _undo(request, spot, options, row)
    return redirect(spot.address + options.suffix)


@transaction.atomic
def _undo(request: Request, spot: Spot, options: Options, row: ChartAct) -> None:
    """What became of it is told on the chart's page."""
    lock_acts(spot.metric)
    try:
        judged = _judged_undo(spot, options, row)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return
    is_done, stale = undo(row, author_in(request, spot.metric.collaborative), request.access.now)
    enqueue_rebuilds(stale)
    if is_done:
        told = _("Undone. It stays in the history below, where you can do it again.")
        messages.success(request, f"{told} {judged.told}".strip())
    else:
        messages.warning(request, _("This was undone already. The history below says by whom."))


def _judged_undo(spot: Spot, options: Options, row: ChartAct) -> Judgement:
    """Only a phase joins something when it goes; it is judged on a chart whose points are its own."""
    if row.what != ChartAct.What.PHASE or row.undone_at is not None:
        return Judgement()
    points: Any = row.points
    whole = replace(options, points=points, everything=True)
    return judge_undo(grounds_of(spot.read(whole), spot.metric, spot.rows.in_force()), row.what, row.period)


def file_of(request: Request, spot: Spot, name: str) -> HttpResponse:
    """Everything that was ever done to this chart, as far as the reader may read it."""
    rows = spot.rows.visible_to(request.access).select_related("undone_by", "metric__collaborative")
    response = HttpResponse(csv_of(with_writing(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
