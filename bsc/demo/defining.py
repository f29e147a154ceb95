"""The chapter of the metrics: what is counted, in which words, since when."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

from bsc.demo.measures import Wordings
from bsc.demo.numbers import Measure
from bsc.demo.people import World
from bsc.demo.rows import keep
from bsc.demo.timeline import weekday_before
from metrics.catalogue import BuiltIn
from metrics.models import Metric, MetricDefinition


def define(world: World, measures: tuple[Measure, ...], wordings: Wordings) -> None:
    for position, measure in enumerate(measures, 1):
        built_in = wordings[measure.slug][-1][1]
        metric = Metric(
            collaborative=world.collaborative,
            slug=measure.slug,
            names=built_in.names,
            kind=built_in.kind,
            direction=built_in.direction,
            position=position,
        )
        keep(metric, world.coordinator, _decided(world, measure.since))
        for since, words in wordings[measure.slug]:
            _word(world, metric, measure, max(since, measure.since), words)


def _word(world: World, metric: Metric, measure: Measure, since: int, words: BuiltIn) -> None:
    definition = MetricDefinition(
        metric=metric,
        from_month=str(world.timeline.months[since]),
        unit=words.unit,
        exposure=words.exposure,
        numerator=words.numerator,
        denominator=words.denominator,
        goal=Decimal(measure.goal) if measure.goal else None,
        grain=words.grain,
    )
    keep(definition, world.coordinator, _decided(world, since))


def _decided(world: World, position: int) -> datetime:
    day = weekday_before(world.timeline.months[position].first - timedelta(days=5))
    return max(world.prepared, world.timeline.at(day, time(14, 30)))
