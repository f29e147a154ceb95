from django.urls import URLPattern, path

from metrics.views import counts, event_log, months

DAY = "counts/<uuid:place>/<day:day>/"

urlpatterns: list[URLPattern] = [
    path("counts/", counts.start, name="counts"),
    path("counts/log/", event_log.count_log, name="count_log"),
    path(DAY, counts.count_day, name="count_day"),
    path(f"{DAY}events/", counts.count_events, name="count_events"),
    path(f"{DAY}closure/", counts.closure, name="closure"),
    path(f"{DAY}notes/", counts.count_notes, name="count_notes"),
    path("months/", months.month_list, name="months"),
    path("months/<month:month>/", months.month_page, name="month"),
    path("months/<month:month>/values/<slug:metric>/", months.month_value, name="month_value"),
    path("months/<month:month>/hand-in/", months.hand_in, name="hand_in"),
]
