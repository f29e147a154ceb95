"""Counting in tests: metrics, counts through `record`, and what a full rebuild would give."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from django.core.management import call_command

from metrics.models import ChartMark, ChartSnapshot, HandIn, Metric, MetricDefinition, Observation, PeriodSum
from metrics.models.places import place_of
from metrics.models.rebuild import rebuild_aggregate, rebuild_teams
from metrics.models.recording import Count, Recorded, record
from teams.models import Classroom, Collaborative, Team
from tests.conftest import add_collaborative, add_team

NOW = datetime(2026, 4, 20, 16, tzinfo=UTC)  # March is closed, and open to the other teams
EARLY = datetime(2026, 4, 10, 16, tzinfo=UTC)  # March is closed, and open once handed in
MARCH = date(2026, 3, 1)


@dataclass(frozen=True)
class Spring:
    """Three teams of a collaborative whose dates do not move with the calendar of the machine."""

    collaborative: Collaborative
    ash: Team
    birch: Team
    cedar: Team

    @property
    def teams(self) -> list[Team]:
        return [self.ash, self.birch, self.cedar]


def spring() -> Spring:
    dates = {"starts": date(2025, 1, 1), "ends": date(2090, 1, 1)}
    collaborative = add_collaborative("spring", date(2026, 1, 1), **dates)
    return Spring(collaborative, *(add_team(collaborative, slug) for slug in ("ash", "birch", "cedar")))


def add_metric(
    collaborative: Collaborative, unit: str = "proportion", slug: str = "", **fields: Any
) -> Metric:
    metric = Metric.objects.create(
        collaborative=collaborative, slug=slug or f"by-{unit}", names={"en": f"By {unit}"}
    )
    add_definition(metric, "2025-01", unit, **fields)
    return metric


def add_definition(metric: Metric, from_month: str, unit: str, **fields: Any) -> MetricDefinition:
    return MetricDefinition.objects.create(metric=metric, from_month=from_month, unit=unit, **fields)


def add_room(team: Team, name: str) -> Classroom:
    return Classroom.objects.create(center=team.center, name=name, from_day=team.joined)


def count(
    team: Team,
    definition: MetricDefinition | Metric,
    day: date,
    num: Any = None,
    den: Any = None,
    **more: Any,
) -> Recorded:
    """What a page would record: `grain="month"` for a typed month, `room` for a classroom, or a `state`."""
    if isinstance(definition, Metric):
        definition = definition.definitions.get(
            from_month=definition.definitions.latest("from_month").from_month
        )
    said: dict[str, Any] = {"num": num, "den": den}
    shared = {
        "place": place_of(team, more.pop("room", None)),
        "definition": definition,
        "grain": more.pop("grain", "day"),
        "day": day,
        "counted_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    state = more.pop("state", "")
    counts = [
        Count(uuid=uuid.uuid4(), component=component, kind="set", amount=Decimal(str(amount)), **shared)
        for component, amount in said.items()
        if amount is not None
    ]
    if state:
        counts.append(Count(uuid=uuid.uuid4(), component="state", kind="set", state=state, **shared))
    return record(counts, None)


def hand_in(team: Team, month: str) -> HandIn:
    return HandIn.objects.create(team=team, month=month)


def kept() -> tuple[dict[str, tuple[str, str]], list[tuple[Any, ...]]]:
    """Every snapshot's bytes and every period sum: what two ways of getting there are compared by."""
    charts = {row.key: (row.through, row.data) for row in ChartSnapshot.objects.exclude(data="")}
    fields = ("metric", "team", "period", "definition", "num", "den", "source", "reported", "incomplete")
    return charts, sorted(PeriodSum.objects.values_list(*fields))


def rebuilt_from_nothing(
    now: datetime | None = None,
) -> tuple[dict[str, tuple[str, str]], list[tuple[Any, ...]]]:
    """Forget everything that was ever computed, and compute it from the events."""
    for model in (PeriodSum, ChartSnapshot, ChartMark, Observation):
        model.objects.all().delete()
    call_command("rebuild_charts", from_events=True, stdout=StringIO())
    if now is not None:
        rebuild_all(Metric.objects.all(), now)
    return kept()


def rebuild_all(metrics: Iterable[Metric], now: datetime = NOW) -> None:
    for metric in metrics:
        teams = Team.objects.filter(collaborative=metric.collaborative_id).values_list("pk", flat=True)
        rebuild_teams(metric.pk, list(teams), now)
        rebuild_aggregate(metric.pk, now)
