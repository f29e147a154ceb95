"""The one way to a background job: after the commit, and never at the cost of the request."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)


def enqueue(task: Any, *ids: int | str) -> None:
    """Run `task(*ids)` once this transaction is committed: by a worker, or in the process without a broker.

    What fails here is logged and found again by the sweep; the request never notices.
    """
    transaction.on_commit(_sender(task, ids), robust=True)


def _sender(task: Any, ids: tuple[int | str, ...]) -> Callable[[], None]:
    def send() -> None:
        try:
            if settings.REDIS_URL:
                task.apply_async(args=ids, retry=False, ignore_result=True)
            else:
                task(*ids)
        except Exception:  # whatever a broker or a job throws, the save has already happened
            logger.exception("job %s%r waits for the sweep", task.name, ids)

    return send
