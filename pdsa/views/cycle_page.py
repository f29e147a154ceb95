"""The page of one cycle, as every view of it shows it: alone, or with a form that was sent and refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pdsa.access import View, gone_is_hidden, may_comment, may_write, me_in, reads_team
from pdsa.forms.people import People
from pdsa.forms.writing import CommentForm, DecisionForm, EntryForm
from pdsa.models import Cycle, Question, Stage
from pdsa.models.cycle_page import Asked, CyclePage, Part, read_cycle
from pdsa.models.ramp import ramp_of
from pdsa.models.steps import next_step, step_before
from teams.access import Request
from teams.models import Team


def sent_to(route: str) -> Callable[[View], View]:
    """A view that only takes what is sent. A lapsed sign-in comes back by GET, and is led to the page."""

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: Request, **names: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **names)
            names.pop("entry", None)
            back: HttpResponse = redirect(route, **names)
            return back

        ready: View = require_http_methods(["GET", "HEAD", "POST"])(gone_is_hidden(answer))
        return ready

    return wrap


def people_of(request: Request, team: Team) -> People:
    return People(team, team.center.day(request.access.now), me_in(request, team))


def show_cycle(request: Request, cycle: Cycle, status: int = 200, **sent: Any) -> HttpResponse:
    """`sent`: a form that was refused, under its name; or what else there is to say."""
    access = request.access
    page = read_cycle(cycle, access)
    context: dict[str, Any] = {
        "cycle": cycle,
        "page": page,
        "team": cycle.team,
        "collaborative": cycle.team.collaborative,
        "ramp": ramp_of(cycle, access),
        "may_write": may_write(access, cycle),
        "may_comment": may_comment(access, cycle),
        "reads_team": reads_team(access, cycle.team),
        "on_step": next_step(cycle),
        "step_back": step_before(cycle),
    } | sent
    if context["may_write"] or context["may_comment"]:
        people = people_of(request, cycle.team)
        context.setdefault("comment_form", CommentForm(people=people))
        context["forms"] = _forms(page, people, sent.get("entry_form"))
        context.setdefault("decision_form", DecisionForm(people=people, initial={"seen": cycle.version}))
        asked = context["decision_form"].is_bound or (cycle.stage == Stage.ACT and not cycle.is_finished)
        context["asks_decision"] = asked
    context["steps"] = _steps(page, context)
    return render(request, "pdsa/cycle.html", context, status=status)


def _forms(page: CyclePage, people: People, refused: EntryForm | None) -> dict[str, EntryForm]:
    """An empty form for each question; the one that was refused holds what was typed."""
    asked = [one.question for part in page.parts for one in part.asked]
    forms = {one.value: EntryForm(question=one, people=people) for one in asked}
    if refused is not None:
        forms[refused.question.value] = refused
    return forms


def _steps(page: CyclePage, context: dict[str, Any]) -> list[dict[str, Any]]:
    """The four steps, each question with its form where the person may write."""
    forms = context.get("forms", {}) if context["may_write"] else {}
    now = next(part for part in page.parts if part.state == "now")
    waiting = [one for one in now.asked if not one.entries and now.stage != Stage.ACT]
    if context.get("asks_prediction"):
        waiting = [one for one in now.asked if one.question == Question.PREDICTION]
    if any(form.is_bound for form in forms.values()):
        waiting = []  # what was refused is the one thing to look at
    return [
        {"part": part, "questions": [_question(one, forms, waiting[:1]) for one in _asked(part, context)]}
        for part in page.parts
    ]


def _asked(part: Part, context: dict[str, Any]) -> list[Asked]:
    """The reason is asked once: beside the decision, as long as that is open and nobody gave one."""
    asks_why = bool(context.get("asks_decision"))
    return [one for one in part.asked if one.entries or not (asks_why and one.question == Question.WHY)]


def _question(asked: Asked, forms: dict[str, EntryForm], waiting: list[Asked]) -> dict[str, Any]:
    """What waits for its first answer is open; the forms of the others are one touch away."""
    form = None if asked.closed else forms.get(asked.question.value)
    is_open = form is not None and (form.is_bound or asked in waiting)
    return {"asked": asked, "form": form, "open": is_open}


def what_was_sent_is_unknown() -> str:
    return _("This button said something that the page does not know. Try again.")
