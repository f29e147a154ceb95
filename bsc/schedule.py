"""The schedule of `bsc/celery.py` without a broker: a thread of the web process, or cron, asks."""

import copy
import logging
from datetime import datetime, timedelta
from threading import Event, Thread

from celery.schedules import crontab
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from bsc.celery import SCHEDULE
from teams.models import ScheduleRun

logger = logging.getLogger(__name__)
# A run further ahead than clocks of several machines differ was noted while the clock was wrong.
WRONG_CLOCK = timedelta(hours=1)


def run_due(now: datetime) -> list[str]:
    """Run every entry that is due and that no other process takes first; say which ran."""
    return [name for name in SCHEDULE if _claim(name, now) and _run(name)]


def _claim(name: str, now: datetime) -> bool:
    """One conditional UPDATE: of several processes that see the same row, one gets it."""
    row, is_new = ScheduleRun.objects.get_or_create(name=name, defaults={"ran_at": now})
    if is_new:
        return True
    if not _is_due(SCHEDULE[name]["schedule"], row.ran_at, now):
        return False
    return ScheduleRun.objects.filter(pk=row.pk, ran_at=row.ran_at).update(ran_at=now) == 1


def _is_due(schedule: crontab, ran_at: datetime, now: datetime) -> bool:
    if ran_at - now > WRONG_CLOCK:
        return True
    at_now = copy.copy(schedule)
    at_now.nowfun = lambda: now
    return bool(at_now.remaining_estimate(ran_at) <= timedelta(0))


def _run(name: str) -> bool:
    try:
        import_string(SCHEDULE[name]["task"])()
    except Exception:  # one entry that fails must not keep the others from running
        logger.exception("scheduled job failed: %s", name)
        return False
    return True


def start_thread() -> Thread:
    """Ask once a minute, as long as the process lives."""
    thread = Thread(target=_ask_every_minute, name="schedule", daemon=True)
    thread.start()
    return thread


def _ask_every_minute() -> None:
    wait = Event().wait
    while True:
        close_old_connections()
        try:
            run_due(timezone.now())
        except Exception:  # a database that is away for a minute must not end the schedule
            logger.exception("the schedule could not be read")
        close_old_connections()
        wait(60 - timezone.now().second)
