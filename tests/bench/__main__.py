"""Builds three databases, opens the pages in turn, measures charts under load; prints tables of ratios."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import django

from tests.bench.charts import charts
from tests.bench.served import gunicorn, requests_per_second
from tests.bench.table import say, table
from tests.bench.weights import KIB

NAMES = (
    *("empty view", "dashboard", "one metric", "month", "counts"),
    *("home", "tracker", "cycle", "library", "meeting", "hand-over"),
)
ORDINARY = NAMES[1:]
VARIANTS = ("usual", "others", "history")
ROUNDS = 15
BURST = 0.08  # seconds of requests at a time


class Process:
    """A worker and its database."""

    def __init__(self, variant: str, folder: Path) -> None:
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "BSC_IGNORE_DOTENV": "True",
            "BSC_DEMO": "True",
            "BSC_HTTPS": "False",
            "BSC_DATA_DIR": str(folder / variant),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "BASE_URL": "http://localhost:8000",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker", variant],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait(self) -> dict[str, Any]:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise SystemExit("a worker stopped; what it said stands above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, do: str, page: str, **more: int) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": do, "page": page, **more}) + "\n")
        self.process.stdin.flush()
        return self.wait()

    def stop(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(30)


def main() -> None:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bsc-bench-") as name:
        say("Building three databases (two minutes or so) …")
        workers = {variant: Process(variant, Path(name)) for variant in VARIANTS}
        try:
            for worker in workers.values():
                worker.wait()
            say(f"… {time.monotonic() - begun:.0f} s. Opening the pages in turn …\n")
            seconds = alternate(workers)
            through = served(workers["usual"])
            say(times(seconds, through))
            say(growth(seconds))
            say(weights(workers["usual"]))
        finally:
            for worker in workers.values():
                worker.stop()
    charts()
    say(f"{time.monotonic() - begun:.0f} s in all. {surroundings()}")


def alternate(workers: dict[str, Process]) -> dict[str, dict[str, dict[str, float]]]:
    """Medians over rounds; in each round every page is opened in every database, one after the other."""
    times = {}
    for page in NAMES:
        once = median(workers["usual"].ask("measure", page, times=1)["cpu"] for _time in range(7))
        times[page] = max(1, round(BURST / once))
        for worker in workers.values():
            worker.ask("measure", page, times=3)
    found: dict[str, dict[str, list[dict[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for number in range(ROUNDS):
        order = list(workers.items())[:: 1 if number % 2 else -1]
        for page in NAMES:
            for variant, worker in order:
                found[page][variant].append(worker.ask("measure", page, times=times[page]))
    return {
        page: {
            variant: {kind: median(one[kind] for one in runs) for kind in ("cpu", "clock")}
            for variant, runs in variants.items()
        }
        for page, variants in found.items()
    }


def served(worker: Process) -> dict[str, float]:
    with gunicorn(worker.environment) as port:
        found = {}
        for page in NAMES:
            signed_in = worker.ask("sign in", page)
            requests_per_second(port, signed_in["address"], signed_in["cookie"], seconds=0.5)
            found[page] = requests_per_second(port, signed_in["address"], signed_in["cookie"])
        return found


def times(seconds: dict[str, dict[str, dict[str, float]]], through: dict[str, float]) -> str:
    empty = 1 / seconds["empty view"]["usual"]["clock"]
    rows = []
    for page in NAMES:
        usual = seconds[page]["usual"]
        rate = 1 / usual["clock"]
        rows.append(
            (
                page,
                f"{usual['cpu'] * 1000:.2f}",
                f"{rate:.0f}",
                f"{rate / empty:.3f}",
                f"{through[page]:.0f}",
                f"{through[page] / through['empty view']:.3f}",
            )
        )
    head = ("page", "CPU ms", "req/s", "of empty", "gunicorn req/s", "of empty")
    return table("Requests: in one process, and through gunicorn with one connection", head, rows)


def growth(seconds: dict[str, dict[str, dict[str, float]]]) -> str:
    rows = [
        (
            page,
            *(f"{seconds[page][grown]['cpu'] / seconds[page]['usual']['cpu']:.2f}" for grown in VARIANTS[1:]),
        )
        for page in NAMES
    ]
    head = ("page", "10 × other teams", "10 × history")
    return table("CPU time against the usual database (aim: at most 1.30)", head, rows)


def weights(worker: Process) -> str:
    rows = []
    for page in ORDINARY:
        found = worker.ask("weigh", page)
        both = [found["css"][how] + found["js"][how] for how in ("gzip", "brotli")]
        html = (found["html"]["raw"], found["html"]["gzip"], found["html"]["brotli"])
        parts = (found["css"]["brotli"], found["js"]["brotli"])
        rows.append((page, *(f"{size / KIB:.1f}" for size in (*html, *parts, *reversed(both)))))
    head = ("page", "HTML", "gzip", "Brotli", "CSS Brotli", "script Brotli", "CSS + script Brotli", "gzip")
    return table("Weight in KiB (aim: CSS and script of a page under 70)", head, rows)


def surroundings() -> str:
    return (
        f"Python {platform.python_version()}, Django {django.__version__}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}."
    )


if __name__ == "__main__":
    main()
