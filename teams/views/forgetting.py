"""Being forgotten: by oneself, or by the coordinator for somebody who asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from teams.access import Request, author_in, find_set_up
from teams.blacking import naming
from teams.forms.forgetting import ForgettingForm
from teams.models import Participant
from teams.models.forgetting import LastCoordinatorError, is_last_coordinator
from teams.views.setup_pages import read_or_send, typed


@read_or_send
def forgetting(request: Request, collaborative: str) -> HttpResponse:
    """One's own name and account go. Whoever left long ago finds this page too."""
    mine = Participant.objects.filter(person=request.access.person).select_related("collaborative")
    me: Participant = get_object_or_404(mine, collaborative__slug=collaborative)
    form = ForgettingForm(**typed(request))
    if request.method == "POST" and form.is_valid() and _forgotten(request, me, me, form):
        logout(request)
        messages.success(request, _("You are forgotten here, and signed out. Thank you for what you did."))
        return redirect("account_login")
    context = _context(request, me, form) | {"others": mine.exclude(pk=me.pk).exists()}
    return _page(request, "words/forgetting.html", context)


@read_or_send
def setup_forgetting(request: Request, collaborative: str, person: UUID) -> HttpResponse:
    """The coordinator does it for somebody who asks; for oneself there is the own page."""
    found = find_set_up(request, collaborative)
    who: Participant = get_object_or_404(
        found.participants.select_related("collaborative", "person"), uuid=person
    )
    if who.person_id is not None and who.person == request.access.person:
        return redirect("forgetting", found.slug)
    if who.is_forgotten:
        return redirect("setup_person", found.slug, who.uuid)
    form = ForgettingForm(**typed(request))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _forgotten(request, who, author_in(request, found), form):
        messages.success(request, _("Done. Everybody reads “%(name)s” here now.") % {"name": who.name})
        return redirect("setup_person", found.slug, who.uuid)
    return _page(request, "teams/setup/forgetting.html", _context(request, who, form))


def _forgotten(request: Request, who: Participant, by: Participant, form: ForgettingForm) -> bool:
    try:
        who.forget(by, request.access.now)
    except LastCoordinatorError:
        form.add_error(None, _("Somebody else has to coordinate first: nobody could change anything here."))
        return False
    return True


def _context(request: Request, who: Participant, form: ForgettingForm) -> dict[str, Any]:
    return {
        "who": who,
        "collaborative": who.collaborative,
        "form": form,
        "naming": naming(request.access, who),
        "is_last": is_last_coordinator(who, request.access.now),
    }


def _page(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
