"""Below /c/<collaborative>/setup/: observations come in and go out; and a team's own go out."""

from django.urls import URLPattern, path

from metrics.views import transfer

urlpatterns: list[URLPattern] = [
    path("import/", transfer.start, name="import"),
    path("import/<uuid:draft>/", transfer.draft, name="import_draft"),
    path("import/<uuid:draft>/removal/", transfer.remove_draft, name="import_draft_removal"),
    path("import/runs/<uuid:run>/", transfer.run, name="import_run"),
    path("import/runs/<uuid:run>/undo/", transfer.undo_run, name="import_undo"),
    path("export/<slug:metric>/observations.csv", transfer.export_observations, name="export_observations"),
]
# Below /c/<collaborative>/teams/<team>/.
for_team: list[URLPattern] = [
    path("counts/export.csv", transfer.export_team_counts, name="export_team_counts"),
]
