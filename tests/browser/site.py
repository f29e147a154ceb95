"""A whole site for the browser: a PostgreSQL database with the demo in it, gunicorn, a Celery worker."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import prepared, services

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 180.0


@dataclass(frozen=True)
class Site:
    """Where it answers, and the environment in which `manage.py` speaks to its database."""

    address: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        return prepared.manage(self.environment["DATABASE_URL"], *arguments, **self.environment)


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """With the demo in it."""
    prepared.create(name, prepared.with_demo())
    try:
        yield prepared.address(name)
    finally:
        prepared.drop(name)


@contextmanager
def running_site(**settings: str) -> Iterator[Site]:
    """Set up, start, and stop again whatever happens."""
    port = services.free_port()
    folder = services.temporary_folder("site")
    with own_database(f"bsc_browser_{os.getpid()}") as database, services.own_redis() as broker:
        environment = os.environ | {
            "BSC_IGNORE_DOTENV": "True",
            "BSC_DEMO": "True",
            "BSC_HTTPS": "False",
            "BASE_URL": f"http://localhost:{port}",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "BSC_DATA_DIR": folder,
            "DATABASE_URL": database,
            "REDIS_URL": broker.url,
            "PORT": str(port),
            "WEB_PROCESSES": "2",
            **settings,
        }
        site = Site(f"http://localhost:{port}", environment)
        log = Path(folder, "processes.log").open("w")  # noqa: SIM115 - closed with the processes
        commands = [
            [sys.executable, "-m", "gunicorn", "-c", "bsc/server.py", "bsc.wsgi"],
            [sys.executable, "-m", "celery", "-A", "bsc", "worker", "--concurrency", "1", "--pool", "solo"],
        ]
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
            for command in commands
        ]
        try:
            _wait_for(f"{site.address}/health/live/", Path(folder, "processes.log"))
            yield site
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
            log.close()


def _wait_for(address: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the site did not start:\n{log.read_text()[-4000:]}")
