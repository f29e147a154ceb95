"""Being forgotten, and what deletes a collaborative."""

from django.urls import URLPattern, path

from teams.views import forgetting, retention

urlpatterns: list[URLPattern] = [
    path("account/forgetting/<slug:collaborative>/", forgetting.forgetting, name="forgetting"),
]
for_setup: list[URLPattern] = [
    path("people/<uuid:person>/forgetting/", forgetting.setup_forgetting, name="setup_forgetting"),
    path("retention/", retention.retention, name="setup_retention"),
]
