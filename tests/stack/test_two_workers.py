"""A worker can be added: two share a full rebuild, and what they build is the same byte for byte."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from metrics.models import ChartMark, ChartSnapshot, PeriodSum
from metrics.models.rebuild import BATCH
from tests.counts import kept
from tests.services import wait_until
from tests.stack.worker import Stack

pytestmark = pytest.mark.stack

METRICS, TEAMS = 2, 2 * BATCH + 1  # three batches a metric


def test_one_worker_and_two_build_the_same_bytes(stack: Stack) -> None:
    stack.empty()
    call_command("make_load", teams=TEAMS, metrics=METRICS, months=4, verbosity=0)
    found = []
    for workers in (1, 2):
        for model in (PeriodSum, ChartSnapshot, ChartMark):
            model.objects.all().delete()
        stack.start_worker(workers)
        call_command("rebuild_charts", by_workers=True, stdout=StringIO())
        assert wait_until(lambda: not ChartMark.objects.exists(), 60), stack.workers[-1].said[-3000:]
        found.append(kept())
        assert "rebuild_batch" in stack.workers[-1].said
    assert len(found[0][0]) == METRICS * (TEAMS + 2)
    assert found[0] == found[1]
