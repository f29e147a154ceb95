"""What charts do when the set-up changes: they go stale in the same transaction."""

from metrics.models.marks import mark_collaborative, mark_metric, mark_team_charts
from metrics.models.metric import Metric
from metrics.tasks import enqueue_rebuilds
from teams.changes import on_change
from teams.models import Collaborative, Team


def join() -> None:
    """Called once the apps are ready."""
    on_change("team", team_changed)
    on_change("metric", metric_changed)
    on_change("collaborative", collaborative_changed)


def team_changed(team: Team) -> None:
    enqueue_rebuilds(mark_team_charts(team))


def metric_changed(metric: Metric) -> None:
    enqueue_rebuilds(mark_metric(metric))


def collaborative_changed(collaborative: Collaborative) -> None:
    enqueue_rebuilds(mark_collaborative(collaborative))
