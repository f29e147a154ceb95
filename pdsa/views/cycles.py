"""A new cycle, the next one of a ramp, and the page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pdsa.access import find_cycle, find_own_cycle, gone_is_hidden
from pdsa.forms.people import People
from pdsa.forms.writing import PlanForm
from pdsa.models import Cycle, Stage
from pdsa.models.cycle_page import read_cycle
from pdsa.models.next_cycle import prefill
from pdsa.models.writing_cycles import SaidOtherwiseError, Who, start_cycle
from pdsa.views.cycle_page import people_of, show_cycle
from teams.access import Request, find_own_team
from teams.models import Team
from teams.views.setup_pages import read_or_send


@require_safe
def cycle(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    return show_cycle(request, find_cycle(request, collaborative, team, cycle))


@read_or_send
@gone_is_hidden
def cycle_new(request: Request, collaborative: str, team: str) -> HttpResponse:
    found = find_own_team(request, collaborative, team)
    return _begin(request, found)


@read_or_send
@gone_is_hidden
def cycle_next(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """The next test of a ramp. What was typed is taken even where the last one was moved back meanwhile."""
    before = find_own_cycle(request, collaborative, team, cycle)
    if before.is_draft or (before.stage != Stage.ACT and request.method != "POST"):
        messages.info(request, _("First bring this cycle to Act. Then try the next thing."))
        return redirect(before)
    return _begin(request, before.team, before)


def _begin(request: Request, team: Team, before: Cycle | None = None) -> HttpResponse:
    people = people_of(request, team)
    form = _plan_form(request, team, people, before)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _started(request, team, form, people.me, before)
            except SaidOtherwiseError as earlier:
                form.begin_anew()
                return _show(request, team, form, 409, previous=before, earlier=earlier.row)
    return _show(request, team, form, status, previous=before)


def _plan_form(request: Request, team: Team, people: People, before: Cycle | None) -> PlanForm:
    day = team.center.day(request.access.now)
    if request.method == "POST":
        return PlanForm(request.POST, team=team, people=people, day=day)
    initial = prefill(read_cycle(before, request.access)) if before else {}
    if before:
        initial["testers"] = [
            key for one in before.testers if (key := people.key(Who(one.participant, one.role))) in people
        ]
    return PlanForm(team=team, people=people, day=day, initial=initial)


def _started(request: Request, team: Team, form: PlanForm, by: Who, before: Cycle | None) -> HttpResponse:
    plan = form.plan(previous=before, draft=request.POST.get("as") == "draft")
    cycle, new = start_cycle(team, plan, by)
    if not new:
        messages.info(request, _("This was saved already, so it was not saved again."))
    elif cycle.is_draft:
        messages.success(request, _("Your draft is saved. Only you see it, until you show it."))
    else:
        messages.success(request, _("Your test is written down. Your team sees it now."))
    return redirect(cycle)


def _show(request: Request, team: Team, form: PlanForm, status: int, **more: Any) -> HttpResponse:
    context = {"team": team, "collaborative": team.collaborative, "form": form, "reads_team": True} | more
    context["sent_as"] = request.POST.get("as", "")
    return render(request, "pdsa/cycle_new.html", context, status=status)
