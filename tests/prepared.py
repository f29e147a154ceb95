"""Databases that a run of the tests makes once, by whichever process needs them first, and then copies.

On PostgreSQL alone, where a copy takes part of a second and the migrations take ten. They lie on the server
of `services.postgres_url()` and go with the run.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests import services

ROOT = Path(__file__).parents[1]
RUN = "BSC_TEST_RUN"  # a folder; what is made already has a file in it


def begin_run() -> None:
    """In the first process of a run; those that it starts take part in the same."""
    if RUN not in os.environ:
        os.environ[RUN] = services.temporary_folder("run")
        atexit.register(_end_run)


def _end_run() -> None:
    """Whatever is left on a server that outlives the run."""
    with suppress(psycopg.Error):
        for lock in _folder().glob("*.lock"):
            drop(_name(lock.stem))


def migrated() -> str:
    """The name of a database with every migration in it, and with the cache's table."""

    def fill(url: str) -> None:
        manage(url, "migrate", "--no-input", "-v", "0")
        manage(url, "createcachetable", "-v", "0")

    return _made("migrated", fill)


def with_demo() -> str:
    """The name of a migrated database with the demo of this day."""
    here = {"BSC_DEMO": "True", "ALLOWED_HOSTS": "localhost,127.0.0.1"}
    return _made("demo", lambda url: manage(url, "make_demo", **here), like=migrated)


def _made(what: str, fill: Callable[[str], None], like: Callable[[], str] | None = None) -> str:
    template = like() if like else ""
    name, made = _name(what), _folder() / f"{what}.made"
    with _alone(what):
        if not made.exists():
            create(name, template)
            fill(address(name))
            made.touch()
    return name


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """The lock ends with the process, however that ends."""
    with (_folder() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    return Path(os.environ[RUN])


def _name(what: str) -> str:
    return f"{_folder().name}-{what}"


def address(name: str) -> str:
    return urlunsplit(urlsplit(services.postgres_url())._replace(path=f"/{name}"))


def create(name: str, template: str = "") -> None:
    drop(name)
    _order(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))


def drop(name: str) -> None:
    _order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _order(sql: str) -> None:
    with psycopg.connect(services.postgres_url(), autocommit=True) as connection:
        connection.execute(sql)  # type: ignore[call-overload]


def manage(database: str, *arguments: str, **settings: str) -> str:
    """`manage.py` with the environment of the tests, jobs in its own process unless told otherwise."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"REDIS_URL": "", "DATABASE_URL": database} | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
