"""Metrics, last month, and Mia in front of her classroom's page."""

from __future__ import annotations

import pytest

from metrics.models import MetricDefinition
from metrics.months import Month
from tests.conftest import Cast
from tests.metrics.counted import add_metric, room
from tests.metrics.counter import Counter


@pytest.fixture
def tears(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "tears")


@pytest.fixture
def talked(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "talked", "proportion")


@pytest.fixture
def mia(cast: Cast) -> Counter:
    return Counter(cast, cast.mia, room(cast.maple, cast.sunroom))


@pytest.fixture
def last_month(cast: Cast) -> Month:
    return Month.of(cast.today).plus(-1)


@pytest.fixture
def calm(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "calm", "score", grain="month")
