"""A chart with everything that a file can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from metrics.chartview import Act, ChartPoint, ChartView
from metrics.files.content import Content
from metrics.models import MetricDefinition
from metrics.months import Month
from metrics.runchart import analyse

ADDRESS = "https://bsc.example.org/c/riverside/teams/maple/metrics/calm/?months=all"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def chart(**more: Any) -> ChartView:
    """Four months of a proportion: the second left out, the third missing, the last still running."""
    start = Month(2026, 1)
    numbers = [(1, 4), (3, 4), None, (2, 4)]
    points = [
        ChartPoint(str(start.plus(at)), None, None, None, "missing")
        if pair is None
        else ChartPoint(str(start.plus(at)), Decimal(pair[0]), Decimal(pair[1]), Decimal(pair[0]) / pair[1])
        for at, pair in enumerate(numbers)
    ]
    points[-1] = replace(points[-1], state="running", hollow=True)
    values = [None if point.hollow else point.value for point in points]
    fields: dict[str, Any] = {
        "key": "chart",
        "title": "Calm corner · Maple",
        "unit": "proportion",
        "direction": "up",
        "points": points,
        "chart": analyse(values, left_out=[1]),
    }
    return ChartView(**(fields | more))


def act(text: str) -> Act:
    return Act(UUID(int=1), "left_out", "2026-02", text, by="Mia", day=date(2026, 3, 2), number=1)


def content(view: ChartView | None = None, **more: Any) -> Content:
    definition = MetricDefinition(
        from_month="2026-01", numerator={"en": "used it"}, denominator={"en": "here"}
    )
    fields: dict[str, Any] = {"address": ADDRESS, "made": date(2026, 4, 20), "definitions": [definition]}
    return Content(view or chart(), **(fields | more))
