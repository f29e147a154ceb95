"""A real Celery worker on a real PostgreSQL and Redis, all started by the test and all ended with it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

from bsc.environment import database
from metrics import tasks
from metrics.models import ChartMark
from teams import jobs
from tests.services import Postgres, Redis, own_postgres, own_redis, temporary_folder, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = int(os.environ.get("BSC_SOAK_ROUNDS", "1"))  # how many times as long: make soak
SEED = int(os.environ.get("BSC_SOAK_SEED", "0"))
STARTS_WITHIN = 180
SETTLES_WITHIN = 60


class Worker:
    def __init__(self, stack: Stack, processes: int) -> None:
        self.log = stack.folder / f"worker-{len(list(stack.folder.glob('worker-*')))}.log"
        quietly = "--without-gossip --without-mingle --loglevel=INFO"
        options = f"--concurrency={processes} --include=tests.stack.killer {quietly}"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "bsc", "worker", *options.split()],
                stdout=log,
                stderr=log,
                cwd=ROOT,
                env=stack.environment,
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        return " ready." in self.said

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """The worker and its processes, at once and without a word."""
        if self.is_running:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(10)


class Stack:
    def __init__(self, postgres: Postgres, broker: Redis) -> None:
        self.postgres, self.redis = postgres, broker
        self.folder = Path(temporary_folder("stack"))
        self.database_url = f"{postgres.url.removesuffix('/postgres')}/bsc"
        self.workers: list[Worker] = []  # the last is the one that runs, if any does
        self.environment = os.environ | {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": f"{broker.url}/0",
            "BSC_TEST_KILLER": str(self.folder),
            "PYTHONWARNINGS": "ignore",
        }

    def start_worker(self, processes: int) -> Worker:
        """A new one, and no other."""
        self.end_worker()
        worker = Worker(self, processes)
        self.workers.append(worker)
        started = wait_until(lambda: worker.is_ready() or not worker.is_running, STARTS_WITHIN)
        assert started, worker.said
        assert worker.is_running, worker.said
        return worker

    def shared_worker(self) -> Worker:
        """The one that runs, whatever happened to its processes; a new one where none does."""
        return self.workers[-1] if self.workers and self.workers[-1].is_running else self.start_worker(2)

    def end_worker(self) -> None:
        if self.workers:
            self.workers[-1].kill()

    # --- What the tests order and learn ------------------------------------------------------------------

    def send(self, task: Any, *ids: int | str) -> None:
        jobs.broker.send(task, ids)

    def kill_at(self, job: str, point: int | str, *, everything: bool = False) -> None:
        """Kill the process that runs the job there (by number or name), or the whole worker with it; once."""
        order = {"job": job, "point": point, "everything": everything}
        draft = self.folder / "draft"
        draft.write_text(json.dumps(order))
        draft.rename(self.folder / "order")

    @property
    def has_killed(self) -> bool:
        return not (self.folder / "order").exists()

    def points(self, job: str) -> list[str]:
        """Those that the job's longest whole run has passed; a run that finds no mark is short."""
        report = self.folder / "report"
        lines = [json.loads(line) for line in report.read_text().splitlines()] if report.exists() else []
        return max((line["points"] for line in lines if line["job"] == job), key=len, default=[])

    def empty(self) -> None:
        """Forget all data, messages and reports."""
        with redis.Redis.from_url(self.redis.url) as client:
            client.delete("celery")
        assert wait_until(self._is_flushed, SETTLES_WITHIN)
        (self.folder / "report").unlink(missing_ok=True)
        jobs.broker.silent_until = 0.0

    @staticmethod
    def _is_flushed() -> bool:
        """A job of the last test may still be at work, and the two wait for each other's tables."""
        try:
            call_command("flush", verbosity=0, interactive=False)
        except CommandError:
            return False
        return True

    def settle(self) -> None:
        """Sweep until nothing is marked: what a minute or two of the schedule would do.

        A worker that ended is started again, as its supervisor does: losing the broker can end one.
        """
        assert wait_until(self._has_settled, SETTLES_WITHIN), self.workers[-1].said[-3000:]

    def _has_settled(self) -> bool:
        if not ChartMark.objects.exists():
            return True
        self.shared_worker()
        jobs.broker.silent_until = 0.0
        try:
            self.send(tasks.sweep_marks)
        except jobs.BrokerError:
            return False
        return wait_until(lambda: not ChartMark.objects.exists(), 2)

    def is_waiting_for_a_lock(self) -> bool:
        with psycopg.connect(self.postgres.url) as connection:
            rows = connection.execute(
                "SELECT 1 FROM pg_stat_activity"
                " WHERE application_name = 'worker' AND wait_event_type = 'Lock'"
            )
            return bool(rows.fetchall())

    @contextmanager
    def stopped_redis(self) -> Iterator[None]:
        """It comes back at the same address, empty: whatever was in it is lost."""
        self.redis.stop()
        try:
            yield
        finally:
            self.redis.start()

    @contextmanager
    def paused_redis(self) -> Iterator[None]:
        pid = self.redis.pid
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def drop_connections(self) -> int:
        """End every connection to the database but the tests' own."""
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            row = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE datname = 'bsc' AND application_name = 'worker'"
            ).fetchone()
            return int(row[0]) if row else 0


@contextmanager
def running_stack() -> Iterator[Stack]:
    """Servers, a migrated database, and this process connected to it in place of the one it had."""
    with own_postgres() as postgres, own_redis() as broker:
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bsc")
        stack = Stack(postgres, broker)
        stack.environment["PGAPPNAME"] = "worker"
        with _connected_to(stack):
            call_command("migrate", verbosity=0, interactive=False)
            try:
                yield stack
            finally:
                stack.end_worker()


@contextmanager
def _connected_to(stack: Stack) -> Iterator[None]:
    had, had_settings, had_redis = connections["default"], connections.settings["default"], settings.REDIS_URL
    found = {**had_settings, **database(stack.database_url)}
    connections.settings["default"] = connections.configure_settings({"default": found})["default"]
    connections["default"] = connections.create_connection("default")
    settings.REDIS_URL = f"{stack.redis.url}/0"
    jobs.broker.silent_until = 0.0
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.settings["default"] = had, had_settings
        settings.REDIS_URL = had_redis
        jobs.broker.silent_until = 0.0
