"""Who sees what, the two choices about one's own traces, and the method on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from teams.access import Request
from teams.forms.welcome import ChoicesForm
from teams.models import Consent, Participant
from teams.views.setup_pages import read_or_send, typed
from teams.welcoming import Place, places


@read_or_send
def welcome(request: Request) -> HttpResponse:
    """Once for each collaborative, at the first visit; afterwards it can be read again."""
    mine = places(request.access)
    if not mine:
        return redirect("home")
    new = [place for place in mine if place.participant.welcomed_at is None]
    if request.method == "POST":
        return _start(request, mine)
    shown = new[:1] or mine
    context = {"places": shown, "form": ChoicesForm(who=new[0].participant) if new else None}
    return render(request, "teams/welcome/welcome.html", context)


def _start(request: Request, mine: list[Place]) -> HttpResponse:
    """Read, and chosen. Sent twice, it is the same as once."""
    wanted = _uuid(request.POST.get("participant", ""))
    place = next((one for one in mine if one.participant.uuid == wanted), None)
    if place is None:
        return redirect("welcome")
    form = ChoicesForm(**typed(request), who=place.participant)
    with transaction.atomic():
        who = Participant.objects.select_for_update().get(pk=place.participant.pk)
        if form.is_valid() and who.welcomed_at is None:
            # Past its history: who has read a page is nobody's change of the row.
            Participant.objects.filter(pk=who.pk).update(welcomed_at=timezone.now())
            Consent.choose(who, form.choices())
    return redirect("home")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@read_or_send
def consents(request: Request) -> HttpResponse:
    """What one said yes and no to, when, and changing it: for every collaborative one ever took part in."""
    rows = Participant.objects.filter(person=request.access.person).select_related("collaborative")
    mine = list(rows.order_by("pk").prefetch_related("consents"))
    if request.method == "POST":
        return _choose(request, mine)
    return render(request, "teams/welcome/consents.html", {"choices": [_choices(who) for who in mine]})


def _choices(who: Participant) -> dict[str, Any]:
    """The form with what holds now, and every answer given, in the collaborative's days."""
    answers = list(who.consents.all())
    held = {answer.kind: answer.given for answer in answers}
    told = [(answer, who.collaborative.day(answer.at)) for answer in answers]
    return {"who": who, "form": ChoicesForm(who=who, initial=held), "answers": told}


def _choose(request: Request, mine: list[Participant]) -> HttpResponse:
    wanted = _uuid(request.POST.get("participant", ""))
    found = next((one for one in mine if one.uuid == wanted), None)
    if wanted is None:
        return redirect("consents")
    if found is None:
        raise Http404
    form = ChoicesForm(**typed(request), who=found)
    with transaction.atomic():
        who = Participant.objects.select_for_update().get(pk=found.pk)  # sent twice, answered once
        if form.is_valid():
            Consent.choose(who, form.choices())
            messages.success(request, _("Your choices are saved."))
    return redirect("consents")


@login_not_required
@require_safe
def method(request: Request) -> HttpResponse:
    return render(request, "teams/method/method.html")
