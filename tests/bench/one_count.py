"""One new count until both charts are rebuilt, in a process with a database of its own choice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from statistics import median
from uuid import uuid4

TIMES = 9


def one_count(slug: str, database: str) -> float:
    """Seconds from a save until the team's chart and the aggregate are new, in a database of the server."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.one_count", slug],
        env=os.environ | {"DATABASE_URL": f"{server}/{database}"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout)


def measure(slug: str) -> float:
    import django  # noqa: PLC0415 - this process's own, once it knows its database

    django.setup()
    from metrics.models import Metric, Place  # noqa: PLC0415 - after the set-up
    from metrics.models.rebuild import rebuild  # noqa: PLC0415 - the same
    from metrics.models.recording import Count, record  # noqa: PLC0415 - the same
    from tests.bench.sizes import THROUGH  # noqa: PLC0415 - the same

    metric = Metric.objects.get(collaborative__slug=slug, slug="metric-1")
    place = Place.objects.select_related("team").get(team__collaborative__slug=slug, team__number=3)
    definition = metric.definitions.select_related("metric").get()
    cell = {"place": place, "definition": definition, "grain": "month", "day": THROUGH.first}
    found = []
    for number in range(TIMES):
        now = datetime.now(UTC)
        counts = [
            Count(uuid4(), component=part, kind="set", counted_at=now, amount=Decimal(amount), **cell)
            for part, amount in (("num", 1 + number % 7), ("den", 20))
        ]
        begun = time.perf_counter()
        waiting = sorted(record(counts, None).stale)
        while waiting:
            waiting += rebuild(waiting.pop(0), if_marked=True)
        found.append(time.perf_counter() - begun)
    return median(found)


if __name__ == "__main__":
    sys.stdout.write(str(measure(sys.argv[1])))
