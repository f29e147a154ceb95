"""Cycles as data: a team's own, and the whole process for who evaluates it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from pdsa.models import exporting
from teams.access import Request, find_collaborative, find_team


@require_safe
def export_cycles(request: Request, collaborative: str, team: str) -> HttpResponse:
    """As far as the reader reads them: hosts without what the team keeps."""
    found = find_team(request, collaborative, team)
    return _download(
        exporting.export_team_cycles(found, request.access), f"{collaborative}-{team}-cycles.csv"
    )


@require_safe
def export_process(request: Request, collaborative: str) -> HttpResponse:
    """For evaluator and coordinator: without names."""
    found = find_collaborative(request, collaborative)
    if found.pk not in request.access.evaluates | request.access.coordinates:
        raise Http404
    return _download(exporting.export_process(found), f"{collaborative}-process.csv")


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
