"""The event log: who counted what and when, also what was undone or replaced."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metrics.access import find_counting_team
from metrics.forms.counts import LogFilter
from metrics.models.due import definitions_of, team_places
from metrics.models.event_log import Cursor, read_log
from teams.access import Request


@require_GET
def count_log(request: Request, collaborative: str, team: str) -> HttpResponse:
    """A page at a time: the address carries where the next one begins."""
    found = find_counting_team(request, collaborative, team)
    metrics = {metric.slug: metric.name for metric in definitions_of(found)}
    places = {str(place.uuid): str(place) for place in team_places(found)}
    form = LogFilter(request.GET or None, metrics=metrics, places=places)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = read_log(found, wanted, Cursor.parse(request.GET.get("before", "")))
    status = 422 if form.is_bound and form.errors else 200
    query = request.GET.copy()
    query.pop("before", None)
    context = {"team": found, "form": form, "page": page, "query": query.urlencode()}
    return render(request, "metrics/counts/log.html", context, status=status)
