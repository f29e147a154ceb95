"""The same full rebuild by one Celery worker and by two, in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from metrics.models import ChartMark, ChartSnapshot
from metrics.models.rebuild import BATCH
from tests.bench.sizes import THROUGH
from tests.services import temporary_folder, wait_until

TEAMS, METRICS, MONTHS = 2 * BATCH + 20, 4, 24  # three batches for each metric
STARTS_WITHIN, BUILDS_WITHIN = 60, 300  # seconds, on a machine that is busy


def one_and_two(pairs: int) -> list[tuple[float, float, float]]:
    """Seconds of one worker, of two, and the machine's load; who begins alternates."""
    size: dict[str, Any] = {"teams": TEAMS, "metrics": METRICS, "months": MONTHS, "through": THROUGH}
    call_command("make_load", slug="shared", verbosity=0, **size)
    call_command("rebuild_charts", collaborative="shared", stdout=StringIO())
    built, found = _bytes(), []
    for number in range(pairs):
        took = {count: _rebuild(count) for count in ((1, 2) if number % 2 else (2, 1))}
        if _bytes() != built:
            raise SystemExit("the workers built other bytes")
        found.append((took[1], took[2], os.getloadavg()[0]))
    return found


def _bytes() -> dict[str, str]:
    return dict(ChartSnapshot.objects.order_by("key").values_list("key", "data"))


def _rebuild(workers: int) -> float:
    """From the command until nothing is marked, with workers that are awake already."""
    with _running(workers):
        begun = time.perf_counter()
        call_command("rebuild_charts", collaborative="shared", by_workers=True, stdout=StringIO())
        if not wait_until(lambda: not ChartMark.objects.exists(), BUILDS_WITHIN):
            raise SystemExit("the workers did not finish")
        return time.perf_counter() - begun


@contextmanager
def _running(count: int) -> Iterator[None]:
    folder = Path(temporary_folder("bench-workers"))
    processes, logs = [], [folder / f"{number}.log" for number in range(count)]
    options = "--concurrency 1 --prefetch-multiplier 1 --without-gossip --without-mingle --loglevel INFO"
    try:
        for number, log in enumerate(logs):
            with log.open("wb") as output:
                command = [sys.executable, "-m", "celery", "-A", "bsc", "worker", *options.split()]
                processes.append(
                    subprocess.Popen(
                        [*command, "--hostname", f"bench-{number}@%h"], stdout=output, stderr=output
                    )
                )
        if not wait_until(lambda: all(map(_is_ready, logs)), STARTS_WITHIN):
            raise SystemExit(f"a worker did not start:\n{logs[0].read_text(errors='replace')[-2000:]}")
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)


def _is_ready(log: Path) -> bool:
    return " ready." in log.read_text(errors="replace")
