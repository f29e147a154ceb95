"""Below /c/<collaborative>/setup/: what is counted, and on which days."""

from django.urls import URLPattern, path

from metrics.views import rules, setup

METRIC = "metrics/<slug:metric>/"

urlpatterns: list[URLPattern] = [
    path("metrics/", setup.metrics, name="setup_metrics"),
    path("metrics/new/", setup.metric_new, name="setup_metric_new"),
    path("metrics/catalogue/", setup.catalogue, name="setup_catalogue"),
    path(METRIC, setup.metric_edit, name="setup_metric"),
    path(f"{METRIC}definitions/new/", setup.definition_new, name="setup_definition_new"),
    path(f"{METRIC}definitions/<uuid:definition>/", setup.definition_edit, name="setup_definition"),
    path("chart-rules/", rules.chart_rules, name="setup_chart_rules"),
    path("sample-plans/", setup.sample_plans, name="setup_sample_plans"),
    path("sample-plans/<month:month>/", setup.sample_plan, name="setup_sample_plan"),
]
