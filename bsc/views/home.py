"""What is waiting for me."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from bsc.waiting import subjects_for
from teams.access import Request
from teams.welcoming import is_expected


@require_safe
def home(request: Request) -> HttpResponse:
    """Every person's first page; empty ones say what to do next."""
    if is_expected(request.access):
        return redirect("welcome")
    return render(request, "home.html", {"subjects": subjects_for(request.access)})
