"""A team's exact sums for each month: by PostgreSQL, or added up here, for SQLite adds decimals as floats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, Count, F, Func, Q, Sum, Value, When
from django.db.models.functions import Cast, Substr, TruncMonth

from metrics.models.counting import Observation, Place
from metrics.models.metric import Exposure, Grain, Metric, MetricDefinition, Unit
from metrics.models.recording import definition_on
from metrics.months import Month
from teams.models import Team

ONE = Decimal(1)


class MonthSum(NamedTuple):
    """What a team's counts of one month add up to. `num` is None where nothing usable was counted."""

    label: str  # the month's
    definition: MetricDefinition
    source: str  # "day" or "month": days win over a typed month as soon as one day is counted
    num: Decimal | None
    den: Decimal | None
    counted: int  # classroom-days (or typed months) counted
    incomplete: int  # of these left out: no denominator, or a numerator above it

    @property
    def month(self) -> Month:
        return _month(self.label)

    @property
    def reported(self) -> bool:
        return self.num is not None


_month = lru_cache(maxsize=1024)(Month.parse)


@dataclass(frozen=True, slots=True)
class _Row:
    day: date
    num: Decimal | None
    den: Decimal | None


ROW = ("definition_id", "grain", "day", "num", "den")
Row = tuple[int, str, date, Decimal | None, Decimal | None]


def sums_of_teams(metric: Metric, teams: Iterable[Team]) -> dict[int, list[MonthSum]]:
    """Each team's sums in order of months, in three queries however many teams there are."""
    by_id = {team.pk: team for team in teams}
    definitions = metric.wordings()
    if connection.vendor == "postgresql":
        return summed(definitions, by_id)
    return added_up(definitions, by_id)


def added_up(definitions: Sequence[MetricDefinition], teams: Mapping[int, Team]) -> dict[int, list[MonthSum]]:
    """Row by row, here; `definitions` are all of one metric's."""
    rows: dict[int, list[Row]] = {team_id: [] for team_id in teams}
    for team_id, *row in _counted(definitions, teams).values_list("place__team_id", *ROW):
        rows[team_id].append(tuple(row))
    return {team_id: sums_of(teams[team_id], definitions, rows[team_id]) for team_id in teams}


def _counted(definitions: Sequence[MetricDefinition], teams: Mapping[int, Team]) -> Any:
    """By their places, which an index finds: by their teams the whole metric would be read for each batch."""
    places = Place.objects.filter(team__in=list(teams)).values_list("pk", flat=True)
    of_metric = Observation.objects.filter(definition__in=[one.pk for one in definitions]).order_by()
    return of_metric.filter(place__in=list(places), state=Observation.State.COUNTED)


def summed(definitions: Sequence[MetricDefinition], teams: Mapping[int, Team]) -> dict[int, list[MonthSum]]:
    """The same as `added_up`, by the database: where numbers are exact there."""
    asked = asked_monthly(definitions, teams)
    if asked is None:
        return {team_id: [] for team_id in teams}
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return by_team(definitions, teams, cursor.fetchall())


def by_team(
    definitions: Iterable[MetricDefinition], teams: Iterable[int], rows: Iterable[Sequence[Any]]
) -> dict[int, list[MonthSum]]:
    """From rows as `asked_monthly` asks for them, in order of team, month and grain."""
    by_id, sums = {one.pk: one for one in definitions}, {team_id: list[MonthSum]() for team_id in teams}
    before, make = ("", ""), MonthSum._make
    for team_id, label, grain, pk, num, den, counted, incomplete in rows:
        if before != (team_id, label):  # days come before a typed month, and win over it
            before = team_id, label
            said = (label, by_id[pk], grain, amount(num), amount(den), counted, incomplete)
            sums[team_id].append(make(said))
    return sums


@lru_cache(maxsize=2**15)
def amount(said: Any) -> Decimal | None:
    """As the database says it, often as text: most amounts come again and again."""
    return None if said is None else Decimal(said)


def asked_monthly(
    definitions: Sequence[MetricDefinition], teams: Mapping[int, Team]
) -> tuple[str, tuple[Any, ...]] | None:
    """Statement and values, to be run without converting each number; None where there can be no row."""
    try:
        sql, values = _monthly(definitions, teams).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, values


def _monthly(definitions: Sequence[MetricDefinition], teams: Mapping[int, Team]) -> Any:
    """Team, month, grain, definition, numerator, denominator, how many counted and left out."""
    usable, den = _usable_rows(definitions)
    has_den = [one.pk for one in definitions if one.unit != Unit.COUNT]
    cell = ("place__team_id", "label", "grain", "definition_id")
    return (
        _counted(definitions, teams)
        .filter(_holding(definitions), _inside())
        .annotate(label=_label(), divisor=den)
        .values(*cell)
        .annotate(
            top=Sum("num", filter=usable),
            bottom=Sum("divisor", filter=usable & Q(definition__in=has_den)),
            counted=Count("pk"),
            left_out=Count("pk", filter=~usable),
        )
        .order_by("place__team_id", "label", "grain")
        .values_list(*cell, "top", "bottom", "counted", "left_out")
    )


def _label() -> Func:
    """The month as text: many times faster to receive than a date."""
    kind: Any = CharField()
    if connection.vendor == "postgresql":
        return Func(F("day"), Value("YYYY-MM"), function="to_char", output_field=kind)
    return Substr(Cast("day", kind), 1, 7)


def _holding(definitions: Sequence[MetricDefinition]) -> Q:
    """Counted in the words that held on the day."""
    found = Q(pk=None)
    for one, following in zip_longest(definitions, definitions[1:]):
        holds = Q(definition=one.pk, day__gte=Month.parse(one.from_month).first)
        if following is not None:
            holds &= Q(day__lt=Month.parse(following.from_month).first)
        found |= holds
    return found


def _inside() -> Q:
    """As `is_inside`."""
    team = "place__team"
    joined = Q(grain=Grain.DAY, day__gte=F(f"{team}__joined")) | Q(
        grain=Grain.MONTH, day__gte=TruncMonth(f"{team}__joined")
    )
    return joined & (Q(**{f"{team}__left": None}) | Q(day__lt=F(f"{team}__left")))


def _usable_rows(definitions: Sequence[MetricDefinition]) -> tuple[Q, Case]:
    """As `_usable`: which rows are, and what each is divided by."""

    def those(*units: str, exposure: str = "") -> list[int]:
        return [one.pk for one in definitions if one.unit in units and exposure in ("", one.exposure)]

    by_room = those(Unit.RATE, exposure=Exposure.CLASSROOM_DAYS)
    derived = Q(definition__in=those(Unit.COUNT, Unit.SCORE)) | Q(definition__in=by_room, grain=Grain.DAY)
    part = Q(definition__in=those(Unit.PROPORTION))
    fits = (part & Q(num__lte=F("den"))) | (~part & (Q(num=0) | ~Q(den=0)))
    usable = Q(num__isnull=False) & (derived | (Q(den__isnull=False) & fits))
    return usable, Case(When(derived, then=Value(ONE)), default=F("den"))


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
    return MonthSum(str(month), definition, source, num, den, len(rows), len(rows) - len(usable))


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
