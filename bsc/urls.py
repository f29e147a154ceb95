"""Every address: nouns, one collaborative in each."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from bsc.views import (
    chart_acts,
    chart_files,
    collaborative,
    dashboard,
    explore,
    handover,
    health,
    history,
    home,
    team_home,
)
from meetings.urls import meetings, rooms
from metrics.files.answer import FORMS
from metrics.urls import explore as metrics_explore
from metrics.urls import transfer
from pdsa.urls import library
from teams.urls import cards, leaving

team: list[URLPattern | URLResolver] = [
    path("", team_home.team_home, name="team"),
    path("hand-over/", handover.handover, name="handover"),
    path("", include("teams.urls.team")),
    path("", include(transfer.for_team)),
    path("", include("metrics.urls.counts")),
    path("", include("metrics.urls.charts")),
    path("", include(metrics_explore.for_team)),
    path("", include(cards.for_team)),
    path("", include(library.for_team)),
    path("cycles/", include("pdsa.urls.cycles")),
    path("", include(meetings.for_team)),
    path("", include("meetings.urls.barriers")),
]
setup: list[URLPattern | URLResolver] = [
    path("", collaborative.checklist, name="setup"),
    path("history/", history.history, name="setup_history"),
    path("", include("teams.urls.setup")),
    path("", include("metrics.urls.setup")),
    path("", include("metrics.urls.transfer")),
    path("", include(cards.for_setup)),
    path("", include(leaving.for_setup)),
    path("", include(library.for_setup)),
    path("", include(rooms.for_setup)),
]
within_collaborative: list[URLPattern | URLResolver] = [
    path("", collaborative.collaborative_home, name="collaborative"),
    path("help-needed/", handover.help_needed, name="help_needed"),
    path("dashboard/", dashboard.overview, name="dashboard"),
    path("dashboard/<slug:metric>/", dashboard.metric_in_depth, name="dashboard_metric"),
    path("dashboard/<slug:metric>/explore/", explore.explore_all, name="dashboard_explore"),
    path(
        "dashboard/<slug:metric>/data.csv",
        chart_files.pooled_file,
        {"ending": "csv"},
        name="dashboard_metric_data",
    ),
    *(
        path(
            f"dashboard/<slug:metric>.{ending}",
            chart_files.pooled_file,
            {"ending": ending},
            name=f"dashboard_{ending}",
        )
        for ending in FORMS
    ),
    path("dashboard/<slug:metric>/acts/new/", chart_acts.dashboard_act_new, name="dashboard_act_new"),
    path(
        "dashboard/<slug:metric>/acts/<uuid:act_of_all>/undo/",
        chart_acts.dashboard_act_undo,
        name="dashboard_act_undo",
    ),
    path("dashboard/<slug:metric>/acts.csv", chart_acts.dashboard_acts_data, name="dashboard_acts_data"),
    path("", include(library.for_collaborative)),
    path("", include(meetings.for_collaborative)),
    path("", include(rooms.for_collaborative)),
    path("words/", include("teams.urls.writings")),
    path("setup/", include(setup)),
    path("teams/<slug:team>/", include(team)),
]
handler403 = "bsc.typed.refused"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("", include("teams.urls.account")),
    path("", include("teams.urls.cards")),
    path("", include("teams.urls.welcome")),
    path("", include("teams.urls.leaving")),
    path("accounts/", include("teams.urls.sign_in")),
    path("admin/", admin.site.urls),
    path("c/<slug:collaborative>/", include(within_collaborative)),
]
