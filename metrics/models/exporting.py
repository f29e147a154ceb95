"""Observations on their way out, in the shape in which they can come in again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from metrics.csvfile import write
from metrics.models.counting import Observation
from metrics.models.importrows import EXPORT_COLUMNS
from metrics.models.metric import Metric
from metrics.months import Month
from teams.models import Team

ExportRow = tuple[str | Decimal | None, ...]


def export_metric(metric: Metric) -> bytes:
    """Every observation of one metric, all teams."""
    rows = Observation.objects.filter(definition__metric=metric)
    return write([EXPORT_COLUMNS, *_rows(rows)])


def export_team(team: Team, classrooms: frozenset[int] | None = None) -> bytes:
    """A team's observations of every metric. `classrooms`: whose own lines are read; None for all."""
    rows = Observation.objects.filter(place__team=team)
    if classrooms is not None:
        rows = rows.filter(place__classroom=None) | rows.filter(place__classroom__in=classrooms)
    return write([EXPORT_COLUMNS, *_rows(rows)])


def _rows(rows: Any) -> Iterator[ExportRow]:
    ordered = rows.order_by(
        "definition__metric__position",
        "definition__metric",
        "place__team__number",
        "place__classroom__name",
        "grain",
        "day",
        "pk",
    )
    columns = ("definition__metric__slug", "grain", "place__team__center__name", "place__classroom__name")
    for slug, grain, team, room, day, num, den, state in ordered.values_list(
        *columns, "day", "num", "den", "state"
    ):
        when = str(Month.of(day)) if grain == "month" else day.isoformat()
        yield slug, grain, team, room or "", when, num, den, state
