"""Metrics from a built-in set, and sample weeks for many months at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from metrics.catalogue import BuiltIn, Texts
from metrics.models.counting import SamplePlan
from metrics.models.metric import Metric, MetricDefinition
from metrics.months import Month
from metrics.sampling import full_week
from teams.changes import changed
from teams.models import Collaborative, Participant
from teams.models.enrolment import lock


def adopt(
    collaborative: Collaborative, chosen: Iterable[BuiltIn], from_month: Month, by: Participant | None
) -> list[Metric]:
    """Take metrics over, in the collaborative's languages. What is there already stays as it is."""
    with transaction.atomic():
        lock(collaborative)
        there = {
            metric.slug: metric.position for metric in Metric.objects.filter(collaborative=collaborative)
        }
        new = [one for one in chosen if one.slug not in there]
        last = max(there.values(), default=0)
        return [
            _adopted(collaborative, one, last + number, from_month, by)
            for number, one in enumerate(new, start=1)
        ]


def _adopted(
    collaborative: Collaborative, one: BuiltIn, position: int, from_month: Month, by: Participant | None
) -> Metric:
    languages = collaborative.languages
    metric = Metric(
        collaborative=collaborative,
        slug=one.slug,
        names=_in(languages, one.names),
        kind=one.kind,
        direction=one.direction,
        position=position,
    )
    metric.save_by(by)
    MetricDefinition(
        metric=metric,
        from_month=str(from_month),
        unit=one.unit,
        exposure=one.exposure,
        grain=one.grain,
        numerator=_in(languages, one.numerator),
        denominator=_in(languages, one.denominator),
    ).save_by(by)
    changed("metric", metric)
    return metric


def _in(languages: Collection[str], texts: Texts) -> Texts:
    """The texts of these languages; English where none of them is known."""
    known = {language: texts[language] for language in languages if language in texts}
    return known or {"en": texts["en"]} if texts else {}


def plan_weeks(
    collaborative: Collaborative, first: Month, which: int, by: Participant | None
) -> list[SamplePlan]:
    """The n-th full week of every month up to the end. A month that has a plan keeps it."""
    with transaction.atomic():
        lock(collaborative)
        there = set(SamplePlan.objects.filter(collaborative=collaborative).values_list("month", flat=True))
        months = [month for month in first.until(Month.of(collaborative.ends)) if str(month) not in there]
        return [_planned(collaborative, month, which, by) for month in months]


def _planned(collaborative: Collaborative, month: Month, which: int, by: Participant | None) -> SamplePlan:
    monday, friday = full_week(month, which)
    row = SamplePlan(collaborative=collaborative, month=str(month), first_day=monday, last_day=friday)
    row.save_by(by)
    changed("sample_plan", row)
    return row
