"""What tests of counting share: metrics, places, and counts as a device would send them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from metrics.models import Metric, MetricDefinition, Place
from metrics.models.places import place_of
from metrics.models.recording import Count, record
from teams.models import Classroom, Collaborative, Participant, Team


def add_metric(
    collaborative: Collaborative, slug: str, unit: str = "count", **fields: Any
) -> MetricDefinition:
    position = Metric.objects.filter(collaborative=collaborative).count() + 1
    own = {name: fields.pop(name) for name in ("kind", "direction", "retired", "sharing") if name in fields}
    metric = Metric.objects.create(
        collaborative=collaborative,
        slug=slug,
        names={"en": slug.title(), "es": f"{slug.title()} (es)"},
        position=position,
        **own,
    )
    return add_definition(metric, unit, **fields)


def add_definition(metric: Metric, unit: str = "count", **fields: Any) -> MetricDefinition:
    starts: date = metric.collaborative.starts
    fields = {
        "from_month": f"{starts:%Y-%m}",
        "numerator": {"en": f"How many {metric.slug}", "es": f"Cuántos {metric.slug}"},
        "denominator": {"en": "Children present today", "es": "Niños presentes hoy"}
        if unit == "proportion"
        else {},
    } | fields
    return MetricDefinition.objects.create(metric=metric, unit=unit, **fields)


def whole(team: Team) -> Place:
    return place_of(team)


def room(team: Team, classroom: Classroom) -> Place:
    return place_of(team, classroom)


def a_count(place: Place, definition: MetricDefinition, day: date, **fields: Any) -> Count:
    fields = {
        "uuid": uuid4(),
        "grain": "day",
        "component": "num",
        "kind": "add",
        "counted_at": timezone.now(),
    } | fields
    if fields["kind"] == "add":
        fields.setdefault("amount", Decimal(1))
    return Count(place=place, definition=definition, day=day, **fields)


def count(
    place: Place, definition: MetricDefinition, day: date, num: int, den: int | None = None, **fields: Any
) -> None:
    """Typed numbers, received now."""
    by: Participant | None = fields.pop("by", None)
    counts = [a_count(place, definition, day, kind="set", amount=Decimal(num), **fields)]
    if den is not None:
        counts.append(
            a_count(place, definition, day, kind="set", component="den", amount=Decimal(den), **fields)
        )
    record(counts, by)


def weekdays_before(day: date, how_many: int) -> list[date]:
    """The last weekdays up to and with this day, the latest first."""
    days = (day - timedelta(days=back) for back in range(how_many * 2 + 5))
    return [one for one in days if one.weekday() < 5][:how_many]
