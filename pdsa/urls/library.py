"""The team's tracker, the library across teams, the change package and exports."""

from django.urls import URLPattern, path

from pdsa.views import exports, library, package, tracker

# Below /c/<collaborative>/teams/<team>/.
for_team: list[URLPattern] = [
    path("cycles/", tracker.cycles, name="cycles"),
    path("cycles/data.csv", exports.export_cycles, name="export_cycles"),
]
# Below /c/<collaborative>/.
for_collaborative: list[URLPattern] = [
    path("library/", library.library, name="library"),
    path("change-package/", package.package, name="package"),
    path("process.csv", exports.export_process, name="export_process"),
]
# Below /c/<collaborative>/setup/.
for_setup: list[URLPattern] = [
    path("change-package/", package.setup_package, name="setup_package"),
    path("change-package/adoption/", package.adoption, name="setup_package_adoption"),
    path("change-package/drivers/new/", package.driver_new, name="setup_driver_new"),
    path("change-package/drivers/<uuid:driver>/", package.driver_edit, name="setup_driver"),
]
