"""Loaded into a test's worker (`celery worker --include`): kills whoever runs a job at a chosen point.

A point is whatever lies before one statement to the database, before and after one commit, or before the end
of the job. Which one kills is read from a file, once: the next run of the same job goes through.
"""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

from celery import current_app
from celery.signals import task_postrun, task_prerun
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.signals import connection_created

FOLDER = Path(os.environ["BSC_TEST_KILLER"])
ORDER, REPORT = FOLDER / "order", FOLDER / "report"

current_app.conf.worker_lost_wait = 0.1  # how long the worker waits before it gives a dead process's job back


class Points:
    """Those that the job at hand has passed."""

    job = ""
    passed: list[str] = []

    def begin(self, task: Any, args: Any, **_: Any) -> None:
        self.job, self.passed = f"{task.name}({args[0] if args else ''})", []

    def reach(self, name: str) -> None:
        if not self.job:
            return
        self.passed.append(name)
        wanted = _read(ORDER)
        if wanted and wanted["job"] == self.job and wanted["point"] in (name, len(self.passed)):
            ORDER.unlink()
            if wanted["everything"]:
                os.killpg(os.getpgid(0), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

    def end(self, **_: Any) -> None:
        self.reach("end of the job")
        with REPORT.open("a") as report:
            report.write(json.dumps({"job": self.job, "points": self.passed}) + "\n")
        self.job = ""


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return None


points = Points()


def _before_statement(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    points.reach(str(sql)[:60])
    return execute(sql, params, many, context)


def _watch(connection: Any, **_: Any) -> None:
    connection.execute_wrappers.append(_before_statement)


_commit = DatabaseWrapper._commit


def _watched_commit(self: Any) -> Any:
    points.reach("before a commit")
    result = _commit(self)
    points.reach("after a commit")
    return result


DatabaseWrapper._commit = _watched_commit
connection_created.connect(_watch)
task_prerun.connect(points.begin)
task_postrun.connect(points.end)
