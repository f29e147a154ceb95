"""What is waiting for me."""

from django.http import HttpResponse
from django.shortcuts import render

from teams.access import Request


def home(request: Request) -> HttpResponse:
    return render(request, "home.html", {})
