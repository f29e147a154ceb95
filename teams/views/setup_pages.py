"""What the set-up pages share: one form on a page, saved or shown again with everything that was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from teams.access import Request, author_in
from teams.models import Collaborative

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class FormPage:
    """Where a form stands, and where it leads."""

    collaborative: Collaborative
    title: str
    back: str  # the address of the page that lists what the form edits
    back_name: str = ""
    lead: str = ""
    template: str = "teams/setup/form.html"
    context: dict[str, Any] = field(default_factory=dict)


def today_in(request: Request, collaborative: Collaborative) -> date:
    return collaborative.day(request.access.now)


def typed(request: Request) -> dict[str, Any]:
    """What a form is bound to: what was sent, or nothing at all on a first visit."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}


def answer(request: Request, page: FormPage, form: Any, then: str = "") -> HttpResponse:
    """Save and go on; or show the form, with 422 where what was sent cannot be saved."""
    if request.method == "POST":
        saved = form.save_by(author_in(request, page.collaborative))
        if saved is not None:
            messages.success(request, gettext("Saved."))
            return redirect(then or page.back)
    return show(request, page, form)


def show(request: Request, page: FormPage, form: Any) -> HttpResponse:
    context = {"page": page, "form": form, "collaborative": page.collaborative, **page.context}
    return render(request, page.template, context, status=422 if request.method == "POST" else 200)
