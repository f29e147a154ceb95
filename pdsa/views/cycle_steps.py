"""A cycle's way: its step, the decision, whether other teams read it, and a draft that is shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pdsa.access import find_cycle, find_own_cycle
from pdsa.forms.writing import DecisionForm, SharingForm, StageForm, VersionForm
from pdsa.models import Cycle, Stage
from pdsa.models import writing_cycles as writing
from pdsa.models.cycle_page import read_cycle
from pdsa.models.steps import MovedError, NotNowError, decide, hold_back, move, take_back
from pdsa.models.writing_cycles import SaidOtherwiseError
from pdsa.views.cycle_page import people_of, sent_to, show_cycle, what_was_sent_is_unknown
from teams.access import Request, author_in


@sent_to("cycle")
def stage(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """One step on, or one back. Without a prediction Do asks first, and does not refuse."""
    found = find_own_cycle(request, collaborative, team, cycle)
    form = StageForm(request.POST)
    if not form.is_valid():
        return show_cycle(request, found, 422, problem=what_was_sent_is_unknown())
    to, by = form.cleaned_data["to"], author_in(request, found.team.collaborative)
    if _begins_unpredicted(request, found, to):
        return show_cycle(request, found, 422, asks_prediction=True)
    try:
        move(found, to, form.cleaned_data["seen"], by)
    except (MovedError, NotNowError):
        return _meanwhile(request, found)
    messages.success(request, _moved(to, forward=to != Stage.PLAN and not _is_back(found, to)))
    return redirect(f"{found.get_absolute_url()}#{to}")


def _begins_unpredicted(request: Request, cycle: Cycle, to: str) -> bool:
    if to != Stage.DO or cycle.is_locked or cycle.is_draft or request.POST.get("sure"):
        return False
    return not read_cycle(cycle, request.access).has_prediction


def _is_back(cycle: Cycle, to: str) -> bool:
    order = list(Stage)
    return order.index(Stage(to)) < order.index(Stage(cycle.stage))


def _moved(to: str, *, forward: bool) -> str:
    if not forward:
        return _("The cycle is back in %(stage)s. Nothing that was written is lost.") % {
            "stage": Stage(to).label
        }
    return {
        Stage.DO: _("Do has begun. Write down what you see, also what surprises you."),
        Stage.STUDY: _("Now study it: compare what you saw with what you thought would happen."),
        Stage.ACT: _("Now decide together what to do with it."),
    }[Stage(to)]


def _meanwhile(request: Request, cycle: Cycle, **sent: Any) -> HttpResponse:
    """Somebody was quicker: the page as it is now, and what was typed stays in its form."""
    team = cycle.team
    again = find_cycle(request, team.collaborative.slug, team.slug, cycle.uuid)
    return show_cycle(request, again, 409, moved=True, **sent)


@sent_to("cycle")
def decision(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """Decide, with why; or take the decision back."""
    found = find_own_cycle(request, collaborative, team, cycle)
    if request.POST.get("do") == "take back":
        return _take_back(request, found)
    form = DecisionForm(request.POST, people=people_of(request, found.team))
    if not form.is_valid():
        return show_cycle(request, found, 422, decision_form=form)
    return _decide(request, found, form)


def _decide(request: Request, found: Cycle, form: DecisionForm) -> HttpResponse:
    try:
        decide(found, form.decided(), author_in(request, found.team.collaborative))
    except (MovedError, NotNowError) as quicker:
        form.see(quicker.cycle if isinstance(quicker, MovedError) else found)
        return _meanwhile(request, found, decision_form=form)
    except SaidOtherwiseError:
        form.begin_anew()
        return show_cycle(request, found, 409, decision_form=form)
    messages.success(request, _("Your decision is saved. Thank you for testing."))
    return redirect(f"{found.get_absolute_url()}#act")


def _take_back(request: Request, cycle: Cycle) -> HttpResponse:
    form = VersionForm(request.POST)
    if not form.is_valid():
        return show_cycle(request, cycle, 422, problem=what_was_sent_is_unknown())
    try:
        take_back(cycle, form.cleaned_data["seen"], author_in(request, cycle.team.collaborative))
    except MovedError:
        return _meanwhile(request, cycle)
    messages.success(request, _("The decision is taken back. What was said of it stays."))
    return redirect(f"{cycle.get_absolute_url()}#act")


@sent_to("cycle")
def sharing(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """Keep it in the own team, or let the others read it."""
    found = find_own_cycle(request, collaborative, team, cycle)
    form = SharingForm(request.POST)
    if not form.is_valid():
        return show_cycle(request, found, 422, problem=what_was_sent_is_unknown())
    said = form.cleaned_data
    try:
        hold_back(found, said["seen"], author_in(request, found.team.collaborative), held_back=said["keep"])
    except MovedError:
        return _meanwhile(request, found)
    messages.success(
        request,
        _("Only your team reads this cycle now.")
        if said["keep"]
        else _("The other teams can read this cycle, from Do on."),
    )
    return redirect(found)


@sent_to("cycle")
def showing(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    """Show an own draft to the team, or delete it."""
    found = find_own_cycle(request, collaborative, team, cycle)
    by = author_in(request, found.team.collaborative)
    if request.POST.get("do") == "show":
        writing.show_cycle(found, by, request.access.now)
        messages.success(request, _("Your team sees this cycle now."))
        return redirect(found)
    if request.POST.get("do") != "remove":
        return show_cycle(request, found, 422, problem=what_was_sent_is_unknown())
    if writing.remove_cycle(found, by):
        messages.success(request, _("Your draft is deleted."))
        return redirect("team", collaborative, team)
    messages.warning(request, _("This is no draft any more, so it stays."))
    return redirect(found)
