"""A pasted list of people: looked at first, then entered whole or not at all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teams.access import Request, author_in, find_set_up
from teams.forms.people import RosterForm
from teams.models import Collaborative
from teams.models.enrolment import Plan, enter, lock, plan
from teams.models.roster import read
from teams.views.setup_pages import read_or_send, today_in, typed


@read_or_send
def roster(request: Request, collaborative: str) -> HttpResponse:
    """`enter` enters; every other button only shows what the list would do."""
    found = find_set_up(request, collaborative)
    form = RosterForm(**typed(request), initial={"from_day": today_in(request, found), "send": True})
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form, None)
    planned = _looked_at(request, found, form)
    if planned is None:
        return redirect("setup_people", found.slug)
    form = RosterForm(initial={**form.cleaned_data, "text": form.list_text})
    return _page(request, found, form, planned)


def _looked_at(request: Request, found: Collaborative, form: RosterForm) -> Plan | None:
    """The plan; None where it was asked to be carried out, and was."""
    by = author_in(request, found)
    with transaction.atomic():
        lock(found)
        planned = plan(found, read(form.list_text), form.cleaned_data["from_day"], by)
        if "enter" not in request.POST or planned.problems:
            return planned
        enter(planned, by, found, send=form.cleaned_data["send"])
    messages.success(request, _said(planned))
    return None


def _said(planned: Plan) -> str:
    there = len(planned.entries) - planned.new
    text = ngettext("%(count)d role entered.", "%(count)d roles entered.", planned.new) % {
        "count": planned.new
    }
    return text + (" " + _("%(count)d were there already.") % {"count": there} if there else "")


def _page(request: Request, found: Collaborative, form: Any, planned: Plan | None) -> HttpResponse:
    bad = (request.method == "POST" and planned is None) or (planned is not None and planned.problems)
    context = {"collaborative": found, "form": form, "plan": planned}
    return render(request, "teams/setup/roster.html", context, status=422 if bad else 200)
