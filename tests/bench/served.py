"""The same pages through a real gunicorn on loopback, as the product configures it."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.services import free_port

SECONDS = 3.0
STARTS_WITHIN = 30.0


@contextmanager
def gunicorn(environment: dict[str, str]) -> Iterator[int]:
    """One process, threads as configured; ends with the block."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "bsc/server.py", "bsc.wsgi"],
        env=environment | {"PORT": str(port), "BASE_URL": f"http://localhost:{port}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            requests_per_second(port, "/health/live/", "", seconds=0)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"gunicorn did not start: {os.strerror(process.returncode or 0)}")


def requests_per_second(port: int, address: str, cookie: str, seconds: float = SECONDS) -> float:
    """One browser that keeps its connection and asks again as soon as it has its answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    begun, answered = time.perf_counter(), 0
    while answered == 0 or time.perf_counter() - begun < seconds:
        connection.request("GET", address, headers={"Host": "localhost", "Cookie": cookie})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{address} answered {response.status} through gunicorn")
        answered += 1
    connection.close()
    return answered / (time.perf_counter() - begun)
