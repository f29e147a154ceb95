"""Below a team: its charts, and what is done to them."""

from django.urls import URLPattern, path

from metrics.files.answer import FORMS
from metrics.views import acts, charts, files

ONE = "metrics/<slug:metric>/"

urlpatterns: list[URLPattern] = [
    path(ONE, charts.chart, name="chart"),
    path(f"{ONE}data.csv", files.team_file, {"ending": "csv"}, name="chart_data"),
    path(f"{ONE}acts/new/", acts.chart_act_new, name="chart_act_new"),
    path(f"{ONE}acts/<uuid:act>/undo/", acts.chart_act_undo, name="chart_act_undo"),
    path(f"{ONE}acts.csv", acts.chart_acts_data, name="chart_acts_data"),
    *(
        path(f"metrics/<slug:metric>.{ending}", files.team_file, {"ending": ending}, name=f"chart_{ending}")
        for ending in FORMS
    ),
]
