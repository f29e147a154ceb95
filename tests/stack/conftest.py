"""One stack for the module; what a test leaves behind is flushed before the next."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from metrics.models import Metric
from metrics.models.metric import Exposure
from tests.counts import Spring, add_metric, spring
from tests.stack.worker import Stack, Worker, running_stack


@pytest.fixture(scope="module")
def stack(django_db_blocker: Any) -> Iterator[Stack]:
    with django_db_blocker.unblock(), running_stack() as stack:
        yield stack


@pytest.fixture
def worker(stack: Stack) -> Worker:
    """One that the tests share: whatever happens to its processes or its servers, it goes on."""
    return stack.shared_worker()


@pytest.fixture
def world(stack: Stack) -> Spring:
    """Three teams, two metrics, every chart built while it is empty."""
    stack.empty()
    world = spring()
    add_metric(world.collaborative, "proportion", "together")
    add_metric(world.collaborative, "rate", "disruptions", exposure=Exposure.CLASSROOM_DAYS)
    call_command("rebuild_charts", stdout=StringIO())
    return world


@pytest.fixture
def together(world: Spring) -> Metric:
    return Metric.objects.get(slug="together")


@pytest.fixture
def disruptions(world: Spring) -> Metric:
    return Metric.objects.get(slug="disruptions")
