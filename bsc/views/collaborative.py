"""A collaborative's home, and its coordinator's checklist."""

from django.http import HttpResponse
from django.shortcuts import render

from teams.access import Request, find_collaborative, find_set_up


def collaborative_home(request: Request, collaborative: str) -> HttpResponse:
    found = find_collaborative(request, collaborative)
    return render(request, "collaborative.html", {"collaborative": found})


def checklist(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    return render(request, "setup.html", {"collaborative": found})
