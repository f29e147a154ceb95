"""Jobs of this app: each fetches and calls. What a lost message leaves behind, the sweep finds."""

import logging
from collections.abc import Iterable

from celery import shared_task
from django.utils import timezone

from metrics.models import ChartMark
from metrics.models.marks import mark_turned, stale_keys
from metrics.models.rebuild import rebuild
from teams.jobs import enqueue
from teams.models import Collaborative

logger = logging.getLogger(__name__)


def enqueue_rebuilds(keys: Iterable[str]) -> None:
    """After the commit: teams' charts first, each once."""
    for key in sorted(set(keys), key=lambda key: ("/all/" in key, key)):
        enqueue(rebuild_chart, key)


@shared_task
def rebuild_chart(key: str) -> None:
    """Rebuild one chart if it is still marked: many messages for one chart cause one rebuild."""
    if ChartMark.objects.filter(key=key).exists():
        enqueue_rebuilds(rebuild(key))


@shared_task
def sweep_marks() -> None:
    """Rebuild what is still marked: a lost message, a killed worker, a broker that was down."""
    for _round in ("teams", "the aggregates that the teams' rebuilds have marked"):
        for key in stale_keys():
            try:
                rebuild(key)
            except Exception:  # one chart that cannot be built must not keep the others stale
                logger.exception("chart %s stays marked", key)


@shared_task
def turn_period() -> None:
    """A month closed, or opened to the other teams: mark its charts."""
    now = timezone.now()
    for collaborative in Collaborative.objects.all():
        enqueue_rebuilds(mark_turned(collaborative, now))
