"""What the tests of importing share: metrics of every unit, and short ways to import and to read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from metrics.models import Metric, MetricDefinition, Observation
from metrics.models.importing import Applied, apply, plan
from metrics.models.importrows import Choice, Plan
from metrics.models.places import place_of
from metrics.models.recording import Count, events_of, record
from metrics.projection import seen as seen_events
from teams.models import Collaborative, Team

Said = tuple[Any, ...]


def long_there() -> None:
    """The teams took part in the days that a file names, however long ago they are today."""
    Team.objects.update(joined=date(2025, 1, 1))


def add_metric(collaborative: Collaborative, slug: str, unit: str = "proportion", **fields: Any) -> Metric:
    metric = Metric.objects.create(collaborative=collaborative, slug=slug, names={"en": slug.title()})
    fields = {"from_month": "2000-01", "numerator": {"en": "found"}, "denominator": {"en": "seen"}} | fields
    MetricDefinition.objects.create(metric=metric, unit=unit, **fields)
    return metric


def csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def choice(metric: Metric, grain: str = "day", **columns: Any) -> Choice:
    columns = {"team": "team", "date": "date", "numerator": "num", "denominator": "den"} | columns
    return Choice(metric, grain, **columns)


def look(content: bytes, metric: Metric, grain: str = "day", **columns: Any) -> Plan:
    return plan(content, choice(metric, grain, **columns))


def bring(content: bytes, metric: Metric, grain: str = "day", **columns: Any) -> Applied:
    return apply(content, "file.csv", choice(metric, grain, **columns), None)


def reasons(found: Plan) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in found.problems]


def observed(metric: Metric) -> list[Said]:
    """Team, classroom, day, numerator, denominator, state of every observation."""
    rows = Observation.objects.filter(definition__metric=metric).order_by(
        "place__team__number", "place__classroom__name", "grain", "day"
    )
    return [
        (team, room, day, num, den, state)
        for team, room, day, num, den, state in rows.values_list(
            "place__team__slug", "place__classroom__name", "day", "num", "den", "state"
        )
    ]


def seen(team: str, day: date, num: int | str | None, den: int | str | None = None, **more: Any) -> Said:
    said = [None if one is None else Decimal(one) for one in (num, den)]
    return (team, more.get("room"), day, *said, more.get("state", "counted"))


def type_by_hand(team: Team, metric: Metric, day: date, **amounts: int) -> None:
    """As a counts page does: a set covers what its author had before them."""
    place, definition = place_of(team), MetricDefinition.objects.select_related("metric").get(metric=metric)
    for component, amount in amounts.items():
        first = Count(
            uuid4(), place, definition, "day", day, component, "set", timezone.now(), Decimal(amount)
        )
        covers = seen_events(events_of([first.cell])[first.cell], component)
        record([Count(*_fields(first), covers=covers)], None)


def _fields(count: Count) -> list[Any]:
    names = ("uuid", "place", "definition", "grain", "day", "component", "kind", "counted_at", "amount")
    return [getattr(count, name) for name in names]
