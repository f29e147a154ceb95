"""Below a team: its charts."""

from django.urls import URLPattern, path

from metrics.views import charts

urlpatterns: list[URLPattern] = [
    path("metrics/<slug:metric>/", charts.chart, name="chart"),
    path("metrics/<slug:metric>/data.csv", charts.chart_data, name="chart_data"),
]
