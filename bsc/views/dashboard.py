"""The cross-team dashboard: every metric across teams, and one in depth."""

from django.http import HttpResponse
from django.shortcuts import render

from teams.access import Request, find_collaborative


def overview(request: Request, collaborative: str) -> HttpResponse:
    found = find_collaborative(request, collaborative)
    return render(request, "dashboard/overview.html", {"collaborative": found})


def metric_in_depth(request: Request, collaborative: str, metric: str) -> HttpResponse:
    found = find_collaborative(request, collaborative)
    return render(request, "dashboard/metric.html", {"collaborative": found, "metric": metric})


def metric_data(request: Request, collaborative: str, metric: str) -> HttpResponse:
    find_collaborative(request, collaborative)
    return HttpResponse("", content_type="text/csv")
