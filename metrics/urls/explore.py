"""Below a team: its charts, to explore."""

from django.urls import URLPattern, path

from metrics.views import explore

for_team: list[URLPattern] = [
    path("metrics/<slug:metric>/explore/", explore.explore, name="explore"),
]
