"""Marking charts stale. A save only ever inserts; the rebuild deletes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from metrics.models.bulk import insert
from metrics.models.charts import ChartMark, ChartSnapshot
from metrics.models.keys import all_key, hosts_key, metric_prefix, team_key, teams_key
from metrics.models.metric import Metric
from metrics.models.periods import closed_through, open_through
from teams.models import Collaborative, Team


def mark(keys: Iterable[str]) -> list[str]:
    """Insert a mark for each key, in the transaction of the change that made it stale."""
    ordered, now = sorted(set(keys)), timezone.now()
    insert(ChartMark, ("key", "at"), [(key, now) for key in ordered])
    return ordered


def mark_team_charts(team: Team) -> list[str]:
    """All charts of a team: it joined, left, handed in."""
    metrics = Metric.objects.filter(collaborative=team.collaborative_id).values_list("pk", flat=True)
    return mark(key for metric in metrics for key in (team_key(metric, team.pk), all_key(metric)))


def mark_metric(metric: Metric) -> list[str]:
    """All charts of a metric: its definitions changed."""
    teams = Team.objects.filter(collaborative=metric.collaborative_id).values_list("pk", flat=True)
    return mark([all_key(metric.pk), *(team_key(metric.pk, team) for team in teams)])


def mark_collaborative(collaborative: Collaborative) -> list[str]:
    """Every chart: the zone changed, or a month turned."""
    metrics = list(Metric.objects.filter(collaborative=collaborative).values_list("pk", flat=True))
    teams = list(Team.objects.filter(collaborative=collaborative).values_list("pk", flat=True))
    return mark([*map(all_key, metrics), *(team_key(metric, team) for metric in metrics for team in teams)])


def mark_turned(collaborative: Collaborative, now: datetime) -> list[str]:
    """The charts whose calendar has moved on: a month closed, or opened to the other teams.

    What was never built has no data yet, or a mark of its own.
    """
    closed, opened = closed_through(collaborative, now), open_through(collaborative, now)
    teams = list(Team.objects.filter(collaborative=collaborative).values_list("pk", flat=True))
    stale: list[str] = []
    for metric in Metric.objects.filter(collaborative=collaborative).values_list("pk", flat=True):
        due = {team_key(metric, team): str(closed) for team in teams}
        due |= {hosts_key(metric): str(closed), teams_key(metric): f"{closed}/{opened}"}
        built = ChartSnapshot.objects.filter(key__in=due).exclude(data="").values_list("key", "through")
        turned = {key for key, through in built if through != due[key]}
        whole = turned & {hosts_key(metric), teams_key(metric)}
        stale += [*(turned - whole), *([all_key(metric)] if whole else [])]
    return mark(stale)


def stale_keys(metric_id: int | None = None) -> list[str]:
    """Keys with a mark, teams' charts first: their rebuild marks the aggregate again anyway."""
    marks = ChartMark.objects.filter(key__endswith="/month").order_by()  # others are of a newer version
    if metric_id is not None:
        marks = marks.filter(key__startswith=metric_prefix(metric_id))
    return sorted(marks.values_list("key", flat=True).distinct(), key=lambda key: ("/all/" in key, key))
