"""Until when a collaborative's data is kept: what will be deleted, and what to download before."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teams.access import Request, find_set_up
from teams.models import Writing
from teams.models.retention import NOTICE, deletion_after
from teams.views.setup_pages import today_in


@require_safe
def retention(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    after = deletion_after(found)
    context = {
        "collaborative": found,
        "after": after,
        "waits": found.retention is not None and after is not None and after > found.retention,
        "is_near": found.retention is not None and found.retention - today_in(request, found) < NOTICE,
        "notices": found.retention_notices.filter(day=found.retention) if found.retention else (),
        "people": found.participants.count(),
        "teams": found.teams.count(),
        "texts": Writing.objects.filter(collaborative=found).count(),
    }
    return render(request, "teams/setup/retention.html", context)
