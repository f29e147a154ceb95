"""A team's exact sums for each month, added up in Python: SQLite would sum decimals as floats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


ROW = ("definition_id", "grain", "day", "num", "den")
Row = tuple[int, str, date, Decimal | None, Decimal | None]


def sums_of_teams(metric: Metric, teams: Iterable[Team]) -> dict[int, list[MonthSum]]:
    """Each team's sums in order of months, in two queries however many teams there are."""
    by_id = {team.pk: team for team in teams}
    definitions = list(metric.definitions.order_by("from_month"))
    rows: dict[int, list[Row]] = {team_id: [] for team_id in by_id}
    counted = Observation.objects.filter(
        definition__metric=metric, place__team__in=list(by_id), state=Observation.State.COUNTED
    )
    for team_id, *row in counted.values_list("place__team_id", *ROW):
        rows[team_id].append(tuple(row))
    return {team_id: sums_of(by_id[team_id], definitions, rows[team_id]) for team_id in by_id}


def sums_of(team: Team, definitions: Sequence[MetricDefinition], rows: Iterable[Row]) -> list[MonthSum]:
    """One metric's counted rows of one team, added up by month; `definitions` are all of that metric's.

    Days outside joined–left are no part of the sums.
    """
    months: dict[Month, dict[str, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    for definition_id, grain, day, num, den in rows:
        holding = definition_on(definitions, day)
        if holding is not None and holding.pk == definition_id and is_inside(team, grain, day):
            months[Month.of(day)][grain].append(_Row(day, num, den))
    sums = []
    for month, grains in sorted(months.items()):
        definition = definition_on(definitions, month.first)
        source = Grain.DAY if grains.get(Grain.DAY) else Grain.MONTH
        if definition is not None:
            sums.append(_sum(month, definition, source, grains[source]))
    return sums


def is_inside(team: Team, grain: str, day: date) -> bool:
    """Was the team taking part? A typed month counts from the month it joined in."""
    first = team.joined if grain == Grain.DAY else Month.of(team.joined).first
    return first <= day and (team.left is None or day < team.left)


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


def store_sums(metric: Metric, sums: Mapping[int, Sequence[MonthSum]]) -> bool:
    """Make these teams' period sums what they should be, touching only what differs; True where any did."""
    rows = PeriodSum.objects.filter(metric=metric, team__in=list(sums), grain=Grain.MONTH)
    have = {(row.team_id, row.period): row for row in rows}
    want = {
        (team_id, str(one.month)): _period_sum(metric, team_id, one)
        for team_id, months in sums.items()
        for one in months
    }
    gone = [row.pk for cell, row in have.items() if cell not in want]
    new, changed = [], []
    for cell, row in want.items():
        if cell not in have:
            new.append(row)
        elif _content(have[cell]) != _content(row):
            row.pk = have[cell].pk
            changed.append(row)
    if gone:
        PeriodSum.objects.filter(pk__in=gone).delete()
    PeriodSum.objects.bulk_create(new, batch_size=CHUNK)
    PeriodSum.objects.bulk_update(changed, CONTENT, batch_size=CHUNK)
    return bool(gone or new or changed)


CHUNK = 100  # rows a statement, within what SQLite takes
CONTENT = ["definition", "num", "den", "source", "reported", "incomplete"]


def _content(row: PeriodSum) -> tuple[object, ...]:
    return (row.definition_id, row.num, row.den, row.source, row.reported, row.incomplete)


def _period_sum(metric: Metric, team_id: int, one: MonthSum) -> PeriodSum:
    return PeriodSum(
        team_id=team_id,
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
