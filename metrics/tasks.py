"""Jobs of this app: each fetches and calls. What a lost message leaves behind, the sweep finds."""

import logging
from collections import defaultdict
from collections.abc import Iterable

from celery import shared_task
from django.utils import timezone

from metrics.models import ChartMark, ImportDraft
from metrics.models.keys import ChartKey, all_key
from metrics.models.marks import mark_turned, stale_keys
from metrics.models.rebuild import batches, rebuild, rebuild_marked, rebuild_teams
from teams.jobs import enqueue
from teams.models import Collaborative

logger = logging.getLogger(__name__)


def enqueue_rebuilds(keys: Iterable[str]) -> None:
    """After the commit: one message for each metric, however many of its charts are stale.

    Where they are more than one transaction takes, one for each batch, which several workers share.
    """
    by_metric: dict[int, set[str]] = defaultdict(set)
    for key in keys:
        by_metric[ChartKey.parse(key).metric_id].add(key)
    for metric_id, own in sorted(by_metric.items()):
        parts = batches(own)
        if len(own) == 1:
            enqueue(rebuild_chart, *own)
        elif len(parts) > 1:
            for team_ids in parts:
                enqueue(rebuild_batch, metric_id, *team_ids)
        else:
            enqueue(rebuild_metric, metric_id)


@shared_task
def rebuild_chart(key: str) -> None:
    """Rebuild one chart if it is still marked: many messages for one chart cause one rebuild."""
    if ChartMark.objects.filter(key=key).exists():
        enqueue_rebuilds(rebuild(key, if_marked=True))


@shared_task
def rebuild_batch(metric_id: int, *team_ids: int) -> None:
    """Rebuild what is still marked of these teams' charts; whoever finishes last asks for the aggregate.

    The look at the marks comes after the commit: of batches that end at once, the last to commit sees that no
    other is left. (Should two see it, the second finds the aggregate's mark gone.)
    """
    rebuild_teams(metric_id, team_ids, if_marked=True)
    if stale_keys(metric_id) == [all_key(metric_id)]:
        enqueue_rebuilds([all_key(metric_id)])


@shared_task
def rebuild_metric(metric_id: int) -> None:
    """Rebuild whatever is stale of one metric, the aggregate last."""
    rebuild_marked(metric_id)


@shared_task
def sweep_marks() -> None:
    """Rebuild what is still marked: a lost message, a killed worker, a broker that was down."""
    for metric_id in sorted({ChartKey.parse(key).metric_id for key in stale_keys()}):
        try:
            rebuild_marked(metric_id)
        except Exception:  # one chart that cannot be built must not keep the others stale
            logger.exception("the charts of metric %s are rebuilt one by one", metric_id)
            _one_by_one(metric_id)


def _one_by_one(metric_id: int) -> None:
    for _round in ("teams", "the aggregate that they have marked"):
        for key in stale_keys(metric_id):
            try:
                rebuild(key, if_marked=True)
            except Exception:  # as above
                logger.exception("chart %s stays marked", key)


@shared_task
def turn_period() -> None:
    """A month closed, or opened to the other teams: mark its charts."""
    now = timezone.now()
    for collaborative in Collaborative.objects.all():
        enqueue_rebuilds(mark_turned(collaborative, now))


@shared_task
def forget_lapsed_imports() -> None:
    """Uploaded files that nobody imported within a day."""
    ImportDraft.objects.lapsed().delete()
