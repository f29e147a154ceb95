"""Every address: nouns, one collaborative in each."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from bsc.views import collaborative, dashboard, health, history, home, team_home
from metrics.urls import transfer

team: list[URLPattern | URLResolver] = [
    path("", team_home.team_home, name="team"),
    path("", include("teams.urls.team")),
    path("", include(transfer.for_team)),
    path("", include("metrics.urls.counts")),
    path("", include("metrics.urls.charts")),
]
setup: list[URLPattern | URLResolver] = [
    path("", collaborative.checklist, name="setup"),
    path("history/", history.history, name="setup_history"),
    path("", include("teams.urls.setup")),
    path("", include("metrics.urls.setup")),
    path("", include("metrics.urls.transfer")),
]
within_collaborative: list[URLPattern | URLResolver] = [
    path("", collaborative.collaborative_home, name="collaborative"),
    path("dashboard/", dashboard.overview, name="dashboard"),
    path("dashboard/<slug:metric>/", dashboard.metric_in_depth, name="dashboard_metric"),
    path("dashboard/<slug:metric>/data.csv", dashboard.metric_data, name="dashboard_metric_data"),
    path("setup/", include(setup)),
    path("teams/<slug:team>/", include(team)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("", include("teams.urls.account")),
    path("accounts/", include("teams.urls.sign_in")),
    path("admin/", admin.site.urls),
    path("c/<slug:collaborative>/", include(within_collaborative)),
]
