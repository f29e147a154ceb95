"""What the team agrees on about a cycle: dates, scale, metric and driver; who proposed it and who tests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pdsa.access import find_own_cycle, gone_is_hidden, me_in
from pdsa.forms.facts import FactsForm, PeopleForm, parts
from pdsa.forms.people import People
from pdsa.models import Cycle
from teams.access import Request
from teams.views.setup_pages import FormPage, answer, read_or_send, typed


@read_or_send
@gone_is_hidden
def facts(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    found = find_own_cycle(request, collaborative, team, cycle)
    form = FactsForm(**typed(request), instance=found, day=found.team.center.day(request.access.now))
    return answer(request, _page(found, _("When, how big, and what we watch")), form)


@read_or_send
@gone_is_hidden
def people(request: Request, collaborative: str, team: str, cycle: UUID) -> HttpResponse:
    found = find_own_cycle(request, collaborative, team, cycle)
    day = found.team.center.day(request.access.now)
    offered = People(found.team, day, me_in(request, found.team), parts(found.people.all()))
    form = PeopleForm(**typed(request), instance=found, people=offered)
    return answer(request, _page(found, _("Whose idea it is, and who tests it")), form)


def _page(cycle: Cycle, title: str) -> FormPage:
    more: dict[str, Any] = {"cycle": cycle, "team": cycle.team, "reads_team": True}
    return FormPage(
        cycle.team.collaborative,
        title,
        cycle.get_absolute_url(),
        cycle.short_title,
        template="pdsa/cycle_form.html",
        context=more,
    )
