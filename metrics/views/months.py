"""A team's months: what was due, what came in, typed values, handing in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from metrics.forms.counts import MonthValueForm
from metrics.models import closing
from metrics.models.card import Fault
from metrics.models.due import team_places
from metrics.models.metric import Grain
from metrics.models.month_overview import MetricMonth, MonthPage, read_month, read_months
from metrics.models.recording import ConflictError, MisplacedError
from metrics.models.taps import Spot, record_taps
from metrics.months import Month
from metrics.tasks import enqueue_rebuilds
from teams.access import Request, author_in, find_directed_team, find_own_team, find_team
from teams.models import Team


@require_GET
def month_list(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_team(request, collaborative, team)
    months = read_months(found, request.access.now)
    return render(
        request, "metrics/months/list.html", {"team": found, "months": months} | _may(request, found)
    )


@require_GET
def month_page(request: Request, collaborative: str, team: str, month: Month) -> HttpResponse:
    found = find_team(request, collaborative, team)
    return _show(request, _read(request, found, month))


@require_http_methods(["GET", "POST"])
def month_value(request: Request, collaborative: str, team: str, month: Month, metric: str) -> HttpResponse:
    """A number for the whole month, typed. A lapsed sign-in comes back here by GET."""
    if request.method == "GET":
        return redirect("month", collaborative, team, month)
    page = _read(request, find_own_team(request, collaborative, team), month)
    one = page.metric(metric)
    if one is None:
        raise Http404
    form = MonthValueForm(request.POST, one.card, one.counted_days)
    if not form.is_valid():
        return _show(request, page.with_card(form.refused()), status=422)
    return _record(request, page, one, form)


def _record(request: Request, page: MonthPage, one: MetricMonth, form: MonthValueForm) -> HttpResponse:
    whole = next(place for place in team_places(page.team) if place.classroom_id is None)
    spot = Spot(whole, one.definition, Grain.MONTH, page.month.first)
    author = author_in(request, page.team.collaborative)
    fault: Fault = "conflict"
    try:
        recorded = record_taps(form.taps, spot, form.seen, author, request.access.now)
    except ConflictError:
        return _show(request, page.with_card(form.refused(fault)), status=409)
    except MisplacedError:
        form.errors["card"] = _("What you want to undo is not here any more. Look at the number again.")
        return _show(request, page.with_card(form.refused()), status=422)
    enqueue_rebuilds(recorded.stale)
    messages.success(request, _("“%(metric)s” is saved.") % {"metric": one.metric.name})
    return redirect("month", page.team.collaborative.slug, page.team.slug, page.month)


@require_http_methods(["GET", "POST"])
def hand_in(request: Request, collaborative: str, team: str, month: Month) -> HttpResponse:
    if request.method == "GET":
        return redirect("month", collaborative, team, month)
    found = find_directed_team(request, collaborative, team)
    try:
        stale = closing.hand_in(found, month, author_in(request, found.collaborative), request.access.now)
    except closing.NotYetError:
        return _show(request, _read(request, found, month), status=422, not_yet=True)
    except closing.NotTakingPartError:
        return _show(request, _read(request, found, month), status=422)
    enqueue_rebuilds(stale)
    messages.success(request, _("The month is handed in. Thank you! The other teams can see it now."))
    return redirect("month", collaborative, team, month)


def _read(request: Request, team: Team, month: Month) -> MonthPage:
    """A month that has not begun has no page."""
    if month.first > team.center.day(request.access.now):
        raise Http404
    return read_month(team, month, request.access.now)


def _may(request: Request, team: Team) -> dict[str, Any]:
    access = request.access
    return {
        "may_write": team.pk in access.writes_teams,
        "may_hand_in": team.pk in access.directs,
        "reads_counts": team.pk in access.reads_teams,
    }


def _show(request: Request, page: MonthPage, status: int = 200, **context: Any) -> HttpResponse:
    shown = {"page": page, "team": page.team} | _may(request, page.team) | context
    return render(request, "metrics/months/month.html", shown, status=status)
