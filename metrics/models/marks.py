"""Marking charts stale. A save only ever inserts; the rebuild deletes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from metrics.models.charts import ChartMark, ChartSnapshot
from metrics.models.keys import all_key, hosts_key, team_key, teams_key
from metrics.models.metric import Metric
from metrics.models.periods import closed_through, open_through
from teams.models import Collaborative, Team


def mark(keys: Iterable[str]) -> list[str]:
    """Insert a mark for each key, in the transaction of the change that made it stale."""
    ordered = sorted(set(keys))
    ChartMark.objects.bulk_create([ChartMark(key=key) for key in ordered], batch_size=500)
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
    """The charts whose calendar has moved on: a month closed, or opened to the other teams."""
    closed, opened = closed_through(collaborative, now), open_through(collaborative, now)
    metrics = list(Metric.objects.filter(collaborative=collaborative).values_list("pk", flat=True))
    teams = list(Team.objects.filter(collaborative=collaborative).values_list("pk", flat=True))
    built = dict(ChartSnapshot.objects.filter(key__startswith="metric:").values_list("key", "through"))
    stale = [
        key
        for metric in metrics
        for key in (team_key(metric, team) for team in teams)
        if key in built and built[key] != str(closed)
    ]
    for metric in metrics:
        due = {hosts_key(metric): str(closed), teams_key(metric): f"{closed}/{opened}"}
        if any(key in built and built[key] != through for key, through in due.items()):
            stale.append(all_key(metric))
    return mark(stale)


def stale_keys(limit: int | None = None) -> list[str]:
    """Keys with a mark, teams' charts first: their rebuild marks the aggregate again anyway."""
    keys = ChartMark.objects.order_by().values_list("key", flat=True).distinct()
    return sorted(keys, key=lambda key: ("/all/" in key, key))[:limit]
