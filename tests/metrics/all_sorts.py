"""Counts of every kind that a sum by month must tell apart."""

from __future__ import annotations

from datetime import date

from metrics.models import MetricDefinition
from tests.counts import Spring, count


def count_all_sorts(world: Spring, wordings: list[MetricDefinition]) -> None:
    """Days, typed months, zeros, what is incomplete, and what was counted in words that did not hold."""
    amounts = [(3, 8), (0, 0), ("2.5", 10), (7, 4), (4, None), (0, 5), ("0.25", "0.5")]
    for at, (num, den) in enumerate(amounts):
        for team in world.teams:
            wording = wordings[at % 2]
            count(team, wording, date(2026, 1 + at % 3, 2 + 3 * at), num, den)
            count(team, wordings[1], date(2026, 3, 3 + 3 * at), num, den)
    for team in world.teams:
        for month in (1, 2, 4):
            count(team, wordings[month > 2], date(2026, month, 1), month, 10, grain="month")
        count(team, wordings[1], date(2026, 3, 27), state="closed")
