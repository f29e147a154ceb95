"""Charts under load: a process on a PostgreSQL of its own fills it with `make_load`, measures, and prints.

BSC_BENCH_TEAMS, BSC_BENCH_METRICS, BSC_BENCH_MONTHS: size of the full rebuild, else 1,000 × 12 × 60, or 200
teams where the machine is slow. BSC_BENCH_PAIRS: pairs of one worker and two, else 7.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from io import StringIO
from itertools import groupby
from operator import itemgetter
from statistics import median
from typing import Any

import django
import psycopg
from psycopg import sql

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from metrics.aggregate import value_of  # noqa: E402
from metrics.models import Observation, PeriodSum  # noqa: E402
from metrics.models.metric import Grain  # noqa: E402
from metrics.runchart import analyse  # noqa: E402
from teams.models import Collaborative, Membership, Participant, Person, Role  # noqa: E402
from tests.bench.one_count import one_count  # noqa: E402
from tests.bench.peers import POINTS, per_second  # noqa: E402
from tests.bench.sizes import THROUGH  # noqa: E402
from tests.bench.table import say, table  # noqa: E402
from tests.bench.two_workers import one_and_two  # noqa: E402

ROUNDS = 3
AS_SLOW = 2.5  # seconds for the dashboard's collaborative: then the full size would take minutes
CHART_TABLES = ("chartsnapshot", "chartmark", "chartact", "periodsum", "observation")


def main() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    say(rates(per_second()))
    load("few", 40, 1, 36)
    took = seconds(lambda: load("board", 40, 10, 36))
    call_command("rebuild_charts", stdout=StringIO())
    copy("alone")
    say(dashboard("board"))
    teams = int(os.environ.get("BSC_BENCH_TEAMS") or (1000 if took < AS_SLOW else 200))
    metrics, months = (
        int(os.environ.get(f"BSC_BENCH_{name}") or usual) for name, usual in (("METRICS", 12), ("MONTHS", 60))
    )
    filled = seconds(lambda: load("load", teams, metrics, months))
    size = f"{teams:,} × {metrics} × {months}"
    say(full_rebuild(filled, size))
    say(new_counts(size))
    say(workers(one_and_two(int(os.environ.get("BSC_BENCH_PAIRS") or 7))))


def load(slug: str, teams: int, metrics: int, months: int) -> None:
    size = {"teams": teams, "metrics": metrics, "months": months, "through": THROUGH}
    call_command("make_load", slug=slug, verbosity=0, **size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database that has been in use for a while


def copy(name: str) -> None:
    """The database as it is now, under another name."""
    there = connection.settings_dict["NAME"]
    connection.close()
    server = os.environ["DATABASE_URL"].removesuffix(there) + "postgres"
    with psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, there)))
        )


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def loads() -> str:
    return f"load {os.getloadavg()[0]:.1f}"


# --- Series a second --------------------------------------------------------------------------------------


def rates(found: dict[str, float]) -> str:
    best = max(found["clinical-qikit"], found["pyqicharts"])
    rows = [(name, f"{rate:,.0f}", f"{rate / best:.1f}") for name, rate in found.items()]
    head = ("run charts", "a second of CPU", "× the faster of the two peers")
    title = f"Run charts of {POINTS} points, Anhøj and IHI, nothing drawn (aims: 10,000 a second, 10 ×); "
    return table(title + loads(), head, rows)


# --- One new count ----------------------------------------------------------------------------------------


def new_counts(size: str) -> str:
    """Beside much and beside nothing in turn, since the machine is never the same for long."""
    cases = {"few": ("few", "alone"), "board": ("board", "alone"), "beside": ("few", "bench")}
    found: dict[str, list[float]] = {name: [] for name in cases}
    for number in range(ROUNDS):
        for name, (slug, database) in list(cases.items())[:: -1 if number % 2 else 1]:
            found[name].append(one_count(slug, database))
    took = {name: median(times) for name, times in found.items()}
    rows = [
        (said, f"{took[name] * 1000:.0f}", f"{took[name] / took['few']:.2f}")
        for name, said in (
            ("few", "40 teams × 1 metric × 36 months"),
            ("board", "one of ten such metrics"),
            ("beside", f"beside another collaborative of {size}"),
        )
    ]
    return table(f"One new count until both charts are rebuilt; {loads()}", ("", "ms", "ratio"), rows)


# --- The dashboard ----------------------------------------------------------------------------------------


def dashboard(slug: str) -> str:
    """Every page of it, as faculty opens them."""
    whole = Collaborative.objects.get(slug=slug)
    person = Person.objects.create(email="faculty@bench.example", password="!")
    someone = Participant.objects.create(collaborative=whole, person=person, name="Faculty")
    Membership.objects.create(participant=someone, role=Role.FACULTY, from_day=whole.starts)
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    address = reverse("dashboard", args=[slug])
    _opened(client, address)
    with CaptureQueriesContext(connection) as caught:
        _opened(client, address)
    asked = [one["sql"] for one in caught]
    of_charts = [sql for sql in asked if any(name in sql for name in CHART_TABLES)]
    took = median(seconds(lambda: _opened(client, address)) for _time in range(9))
    rows = [("first page", f"{took * 1000:.0f}", str(len(asked)), str(len(of_charts)))]
    head = ("40 teams × 10 metrics × 36 months", "ms", "queries", "of these for its charts")
    return table(f"The dashboard from snapshots (aim: at most 3 for its charts); {loads()}", head, rows)


def _opened(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")


# --- A full rebuild ---------------------------------------------------------------------------------------


def full_rebuild(filled: float, size: str) -> str:
    cells = Observation.objects.filter(place__team__collaborative__slug="load").count()
    build = lambda: call_command("rebuild_charts", collaborative="load", stdout=StringIO())  # noqa: E731
    first = seconds(build)
    again = seconds(build)
    added = median(seconds(_sum) for _time in range(3))
    judged = _analysis()
    base = added + judged
    rows = [
        ("make_load", f"{filled:.1f}", ""),
        ("PostgreSQL sums it", f"{added:.2f}", ""),
        ("its series analysed", f"{judged:.2f}", ""),
        ("first build of every chart", f"{first:.1f}", f"{first / base:.1f}"),
        ("every chart once more", f"{again:.1f}", f"{again / base:.1f}"),
    ]
    head = (f"{size}, {cells:,} cells", "seconds", "× sum and analysis")
    return table(f"A full rebuild (aim: at most 5 × sum and analysis); {loads()}", head, rows)


def _sum() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.metric_id, p.team_id, date_trunc('month', o.day::timestamp), sum(o.num), sum(o.den)"
            " FROM metrics_observation o JOIN metrics_place p ON p.id = o.place_id"
            " JOIN metrics_metricdefinition d ON d.id = o.definition_id"
            " WHERE o.state = 'counted' GROUP BY 1, 2, 3"
        )
        cursor.fetchall()


def _analysis() -> float:
    """Seconds to judge every team's series as it stands in memory."""
    rows = PeriodSum.objects.filter(metric__collaborative__slug="load", grain=Grain.MONTH)
    found = rows.order_by("metric_id", "team_id", "period").values_list(
        "metric_id", "team_id", "definition__unit", "num", "den"
    )
    series: list[list[Any]] = [
        [value_of(unit, num, den) for *_cell, unit, num, den in group]
        for _key, group in groupby(found, key=itemgetter(0, 1))
    ]
    return seconds(lambda: [analyse(values) for values in series])


# --- Two workers ------------------------------------------------------------------------------------------


def workers(pairs: list[tuple[float, float, float]]) -> str:
    rows = [(f"{one:.2f}", f"{two:.2f}", f"{two / one:.2f}", f"{load:.1f}") for one, two, load in pairs]
    middle = median(two / one for one, two, _load in pairs)
    rows.append(("", "", f"{middle:.2f}", "median"))
    head = ("one worker, s", "two, s", "ratio", "load")
    return table("A full rebuild by one worker and by two: the same bytes (aim: 0.65)", head, rows)


if __name__ == "__main__":
    main()
