"""A team's exact sums for each month, added up in Python: SQLite would sum decimals as floats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from metrics.models.charts import PeriodSum
from metrics.models.counting import Observation
from metrics.models.metric import Exposure, Grain, Metric, MetricDefinition, Unit
from metrics.models.recording import definition_on
from metrics.months import Month
from teams.models import Team

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What a team's counts of one month add up to. `num` is None where nothing usable was counted."""

    month: Month
    definition: MetricDefinition
    source: str  # "day" or "month": days win over a typed month as soon as one day is counted
    num: Decimal | None
    den: Decimal | None
    counted: int  # classroom-days (or typed months) counted
    incomplete: int  # of these left out: no denominator, or a numerator above it

    @property
    def reported(self) -> bool:
        return self.num is not None


@dataclass(frozen=True, slots=True)
class _Row:
    day: date
    num: Decimal | None
    den: Decimal | None


def month_sums(metric: Metric, team: Team, only: Month | None = None) -> list[MonthSum]:
    """The team's sums in order of months; days outside joined–left are no part of them."""
    definitions = list(metric.definitions.order_by("from_month"))
    months: dict[Month, dict[str, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    for definition_id, grain, day, num, den in _counted(metric, team, only):
        holding = definition_on(definitions, day)
        if holding is not None and holding.pk == definition_id:
            months[Month.of(day)][grain].append(_Row(day, num, den))
    sums = []
    for month, grains in sorted(months.items()):
        definition = definition_on(definitions, month.first)
        source = Grain.DAY if grains.get(Grain.DAY) else Grain.MONTH
        if definition is not None:
            sums.append(_sum(month, definition, source, grains[source]))
    return sums


def _counted(
    metric: Metric, team: Team, only: Month | None
) -> Sequence[tuple[int, str, date, Decimal | None, Decimal | None]]:
    inside = Q(grain=Grain.DAY, day__gte=team.joined) | Q(
        grain=Grain.MONTH, day__gte=Month.of(team.joined).first
    )
    rows = Observation.objects.filter(
        inside, definition__metric=metric, place__team=team, state=Observation.State.COUNTED
    )
    if team.left is not None:
        rows = rows.filter(day__lt=team.left)
    if only is not None:
        rows = rows.between(only.first, only.last)
    return list(rows.values_list("definition_id", "grain", "day", "num", "den"))


def _sum(month: Month, definition: MetricDefinition, source: str, rows: Sequence[_Row]) -> MonthSum:
    usable = [pair for pair in (_usable(definition, source, row) for row in rows) if pair is not None]
    num = sum((num for num, _den in usable), Decimal(0)) if usable else None
    den = sum((den for _num, den in usable), Decimal(0)) if usable and definition.unit != Unit.COUNT else None
    return MonthSum(month, definition, source, num, den, len(rows), len(rows) - len(usable))


def _usable(definition: MetricDefinition, source: str, row: _Row) -> tuple[Decimal, Decimal] | None:
    """Numerator and denominator of one observation; None where it is incomplete and left out."""
    derived = definition.unit in (Unit.COUNT, Unit.SCORE) or (
        definition.unit == Unit.RATE
        and definition.exposure == Exposure.CLASSROOM_DAYS
        and source == Grain.DAY
    )
    den = ONE if derived else row.den
    if row.num is None or den is None:
        return None
    too_many = row.num > den if definition.unit == Unit.PROPORTION else row.num > 0 and den == 0
    return None if too_many else (row.num, den)


def store_sums(metric: Metric, team: Team, sums: Sequence[MonthSum]) -> bool:
    """Make the period sums what they should be, touching only rows that differ; True where any did."""
    have = {row.period: row for row in PeriodSum.objects.filter(metric=metric, team=team, grain=Grain.MONTH)}
    want = {str(one.month): _period_sum(metric, team, one) for one in sums}
    gone = [row.pk for period, row in have.items() if period not in want]
    new, changed = [], []
    for period, row in want.items():
        if period not in have:
            new.append(row)
        elif _content(have[period]) != _content(row):
            row.pk = have[period].pk
            changed.append(row)
    if gone:
        PeriodSum.objects.filter(pk__in=gone).delete()
    PeriodSum.objects.bulk_create(new)
    PeriodSum.objects.bulk_update(changed, CONTENT)
    return bool(gone or new or changed)


CONTENT = ["definition", "num", "den", "source", "reported", "incomplete"]


def _content(row: PeriodSum) -> tuple[object, ...]:
    return (row.definition_id, row.num, row.den, row.source, row.reported, row.incomplete)


def _period_sum(metric: Metric, team: Team, one: MonthSum) -> PeriodSum:
    return PeriodSum(
        team=team,
        metric=metric,
        definition=one.definition,
        grain=Grain.MONTH,
        period=str(one.month),
        num=one.num,
        den=one.den,
        source=one.source,
        reported=one.reported,
        incomplete=one.incomplete,
    )
