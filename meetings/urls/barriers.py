"""Below a team: barriers and discussions."""

from django.urls import URLPattern, path

from meetings.views import barriers, discussions

ONE = "barriers/<uuid:barrier>/"
CHART = "discussions/<slug:metric>/<month:month>/"

urlpatterns: list[URLPattern] = [
    path("barriers/", barriers.barrier_list, name="barriers"),
    path("barriers/new/", barriers.barrier_new, name="barrier_new"),
    path(ONE, barriers.barrier, name="barrier"),
    path(f"{ONE}answers/", barriers.barrier_answers, name="barrier_answers"),
    path(f"{ONE}closing/", barriers.barrier_closing, name="barrier_closing"),
    path("discussions/", discussions.discussion_list, name="discussions"),
    path(CHART, discussions.discussion, name="discussion"),
    path(f"{CHART}remarks/", discussions.discussion_remarks, name="discussion_remarks"),
]
