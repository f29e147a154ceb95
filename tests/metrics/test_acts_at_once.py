"""Two act on one chart in the same second: the second is judged by what the first has done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from metrics.models import ChartAct, Metric
from metrics.models.acting import act, undo
from metrics.months import Month
from metrics.views import acts as pages
from teams.models import Person
from tests.conftest import Cast
from tests.counts import add_metric, count, rebuild_all

pytestmark = pytest.mark.django_db(transaction=True)

TEAM = "/c/riverside/teams/maple/metrics/by-proportion/"


def back(cast: Cast, months: int) -> str:
    return str(Month.of(cast.today).plus(-months))


@pytest.fixture
def metric(cast: Cast) -> Metric:
    found = add_metric(cast.riverside)
    for months in range(1, 13):
        day = Month.parse(back(cast, months)).first
        count(cast.maple, found, day, 3 + months % 2, 10, grain="month")
    rebuild_all([found], timezone.now())
    return found


@pytest.fixture(autouse=True)
def both(monkeypatch: pytest.MonkeyPatch) -> Barrier:
    """Whoever has been judged waits a moment for the other before anything is written."""
    both = Barrier(2, timeout=2)

    def after_both(verb: Any) -> Any:
        def wait_and_do(*said: Any) -> Any:
            with suppress(BrokenBarrierError):
                both.wait()
            return verb(*said)

        return wait_and_do

    monkeypatch.setattr(pages, "act", after_both(act))
    monkeypatch.setattr(pages, "undo", after_both(undo))
    return both


def at_once(*sent: tuple[Person, str, dict[str, str]]) -> list[int]:
    """Statuses of the answers, in order of size."""

    def send(who: Person, address: str, data: dict[str, str]) -> int:
        client = Client()
        client.force_login(who)
        try:
            return client.post(address, data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(sent)) as pool:
        return sorted(one.result() for one in [pool.submit(send, *one) for one in sent])


def new(cast: Cast, months: int, what: str, value: str = "") -> dict[str, str]:
    words = {"text": "A new room", "uuid": str(uuid4())}
    return {"at": back(cast, months), "what": what, "value": value} | words


@pytest.mark.usefixtures("metric")
def test_two_lines_in_one_phase_are_not_set_together(cast: Cast) -> None:
    baseline, line = new(cast, 2, "baseline"), new(cast, 4, "centre", "40")
    address = f"{TEAM}acts/new/"
    assert at_once((cast.mia, address, baseline), (cast.pat, address, line)) == [302, 422]
    assert ChartAct.objects.in_force().count() == 1


@pytest.mark.usefixtures("metric")
def test_a_phase_is_not_taken_back_while_a_second_line_is_set(cast: Cast, both: Barrier) -> None:
    """Its two sides would be one phase with two lines."""
    mia, address = Client(), f"{TEAM}acts/new/"
    mia.force_login(cast.mia)
    for said in (new(cast, 6, "phase"), new(cast, 9, "centre", "40")):
        assert mia.post(address, said).status_code == 302
    both.reset()
    phase = ChartAct.objects.get(what="phase")
    line = new(cast, 3, "centre", "50")
    at_once((cast.mia, f"{TEAM}acts/{phase.uuid}/undo/", {}), (cast.pat, address, line))
    there = sorted(ChartAct.objects.in_force().values_list("what", flat=True))
    assert there in (["centre"], ["centre", "centre", "phase"])
