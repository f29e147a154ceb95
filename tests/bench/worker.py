"""A process with one database: builds it, then opens pages as it is told, a line of JSON at a time."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from teams.models import Person  # noqa: E402
from tests.bench.databases import build  # noqa: E402
from tests.bench.pages import PAGES, Page  # noqa: E402
from tests.bench.weights import weigh  # noqa: E402


class Reader:
    """One page and the person who opens it, signed in once."""

    def __init__(self, page: Page) -> None:
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(Person.objects.get(email=page.email))
        self.address = page.address()

    def open(self) -> bytes:
        response = self.client.get(self.address)
        if response.status_code != 200:
            raise SystemExit(f"{self.address} answered {response.status_code}")
        return response.content

    def measure(self, times: int) -> dict[str, float]:
        """Seconds for one request: of this process's CPU (SQLite's work included), and of the clock."""
        cpu, clock = time.process_time(), time.perf_counter()
        for _time in range(times):
            self.open()
        return {
            "cpu": (time.process_time() - cpu) / times,
            "clock": (time.perf_counter() - clock) / times,
        }

    def signed_in(self) -> dict[str, str]:
        cookie = self.client.cookies[settings.SESSION_COOKIE_NAME]
        return {"address": self.address, "cookie": f"{cookie.key}={cookie.value}"}


def main() -> None:
    build(sys.argv[1])
    readers = {page.name: Reader(page) for page in PAGES}
    _answer({"ready": True})
    for line in sys.stdin:
        told = json.loads(line)
        reader = readers[told["page"]]
        if told["do"] == "measure":
            _answer(reader.measure(told["times"]))
        elif told["do"] == "weigh":
            _answer(weigh(reader.open()))
        else:
            _answer(reader.signed_in())


def _answer(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
