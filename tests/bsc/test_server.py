"""gunicorn with its configuration, as `make demo` and the containers start it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import services

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
pytestmark = [pytest.mark.stack, pytest.mark.xdist_group("server")]


def environment(folder: Path, **changes: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "BSC_IGNORE_DOTENV": "True",
        "BSC_DATA_DIR": str(folder),
        "SECRET_KEY": "a key that is long enough to be accepted by these settings",
        "BASE_URL": "https://bsc.example.org",
        **changes,
    }


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an SQLite in it, as it is before the first start; to be copied."""
    folder = tmp_path_factory.mktemp("installed")
    for command in (["migrate", "-v", "0"], ["createcachetable"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(folder), check=True)
    return folder


@pytest.fixture
def data(installed: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return shutil.copytree(installed, tmp_path / "data")


@contextmanager
def server(folder: Path, **changes: str) -> Iterator[int]:
    """gunicorn on a free port over the folder's SQLite, ready to answer."""
    port = services.free_port()
    own = environment(folder, PORT=str(port), **changes)
    process = subprocess.Popen([BIN / "gunicorn", "-c", "bsc/server.py", "bsc.wsgi"], cwd=ROOT, env=own)
    try:
        wait_until(lambda: status(port, "/health/ready/") == 200)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=40) == 0


def status(port: int, path: str, **headers: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def wait_until(condition: Callable[[], object], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.1)


def refused(folder: Path, *arguments: str, **changes: str) -> tuple[int, str]:
    stopped = subprocess.run(
        [BIN / "gunicorn", "-c", "bsc/server.py", "bsc.wsgi", *arguments],
        cwd=ROOT,
        env=environment(folder, **changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return stopped.returncode, stopped.stderr.splitlines()[-1]


DEMO = {"BSC_DEMO": "True", "BASE_URL": "http://localhost:8000", "BSC_HTTPS": "False"}


def test_the_demo_does_not_start_where_others_could_reach_it(tmp_path: Path) -> None:
    port = services.free_port()
    reason = "bsc cannot start: the demo must not be reachable from elsewhere, so not at 0.0.0.0."
    assert refused(tmp_path, BIND=f"0.0.0.0:{port}", **DEMO) == (1, reason)
    assert refused(tmp_path, "--bind", f"0.0.0.0:{port}", **DEMO) == (1, reason)


def test_a_nonsensical_setting_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    assert refused(tmp_path, BASE_URL="bsc") == (
        1,
        "bsc cannot start: BASE_URL must look like https://bsc.example.org, not 'bsc'.",
    )


def test_forwarded_headers_are_believed_only_from_as_many_proxies_as_are_set(data: Path) -> None:
    with server(data) as port:
        assert status(port, "/", X_Forwarded_Proto="https") == 301
    with server(data, TRUSTED_PROXIES="1") as port:
        assert status(port, "/", X_Forwarded_Proto="https") == 302
        assert status(port, "/") == 301


def test_the_schedule_runs_in_a_thread_of_the_embedded_server(data: Path) -> None:
    def ran() -> int:
        with closing(sqlite3.connect(data / "bsc.sqlite3")) as database:
            count: int = database.execute("SELECT count(*) FROM teams_schedulerun").fetchone()[0]
            return count

    with server(data, BSC_SCHEDULE_THREAD="True"):
        wait_until(lambda: ran() >= 4)
