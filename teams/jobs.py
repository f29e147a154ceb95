"""The one way to a background job: after the commit, and never at the cost of the request."""

import logging
import time
from collections.abc import Callable
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)

PATIENCE = 0.5  # seconds for a broker that does not answer
SILENCE = 10  # seconds without another try after that: a month's hand-in must not wait for each of its charts
ONE_TRY = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    "max_retries": 0,  # without it kombu goes on for seconds, whatever `retry` says
    "interval_start": 0,
}


class BrokerError(Exception):
    """The message did not get through."""


class _Broker:
    """What this process knows of the broker: until when it is not worth asking."""

    silent_until = 0.0

    def send(self, task: Any, ids: tuple[int | str, ...]) -> None:
        if time.monotonic() < self.silent_until:
            raise BrokerError("the broker did not answer a moment ago")
        try:
            with current_app.connection(
                settings.REDIS_URL, connect_timeout=PATIENCE, transport_options=ONE_TRY
            ) as connection:
                task.apply_async(args=ids, connection=connection, retry=False, ignore_result=True)
        except Exception as problem:
            self.silent_until = time.monotonic() + SILENCE
            raise BrokerError(str(problem)) from problem


broker = _Broker()


def enqueue(task: Any, *ids: int | str) -> None:
    """Run `task(*ids)` once this transaction is committed: by a worker, or in the process without a broker.

    What fails here is logged and found again by the sweep; the request never notices.
    """
    transaction.on_commit(_sender(task, ids), robust=True)


def _sender(task: Any, ids: tuple[int | str, ...]) -> Callable[[], None]:
    def send() -> None:
        try:
            if settings.REDIS_URL:
                broker.send(task, ids)
            else:
                task(*ids)
        except BrokerError as problem:
            logger.warning("job %s%r waits for the sweep: %s", task.name, ids, problem)
        except Exception:  # whatever a job throws, the save has already happened
            logger.exception("job %s%r waits for the sweep", task.name, ids)

    return send
