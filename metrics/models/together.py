"""All teams together by week or sample week: per-team sums first, then what the aggregate by month does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from metrics.aggregate import HELD_BACK, Cell, Pooled, as_hosts_see, as_teams_see, hidden, value_of
from metrics.finer import Closed, closed
from metrics.models.acts import Plan, plans_of
from metrics.models.charts import HandIn
from metrics.models.grains import (
    NO_PLAN,
    Calendar,
    GrainSum,
    calendar_of,
    grouped,
    holding,
    judged_by,
    rows_of,
    sums_by_label,
    typed_months,
)
from metrics.models.metric import Grain, Metric, MetricDefinition, Unit
from metrics.models.periods import open_through
from metrics.models.sums import MonthSum, Row, sums_of
from metrics.months import Month
from metrics.periods import Period, Points, week_of
from teams.models import Team


@dataclass(frozen=True, slots=True)
class _Book:
    """Everything that a chart of all teams by week or sample week is made from."""

    calendar: Calendar
    definitions: Sequence[MetricDefinition]
    teams: Sequence[Team]
    rows: Mapping[int, Sequence[Row]]
    sums: Mapping[int, Mapping[str, GrainSum]]
    opened: Month | None  # None: hosts, who read everything that is over
    handed_in: frozenset[tuple[int, str]]

    def is_open(self, team: Team, first: Month, last: Month) -> bool:
        """Handed in or old enough: of a week, both months in which it lies."""
        return self.opened is None or all(
            month <= self.opened or (team.pk, str(month)) in self.handed_in for month in first.until(last)
        )

    def cell(self, team: Team, label: str) -> Cell:
        one, period = self.sums[team.pk].get(label), Period.parse(label)
        if one is None or one.num is None or not _takes_part(team, period.last):
            return Cell()
        if not self.is_open(team, Month.of(period.first), Month.of(period.last)):
            return Cell(state="not handed in")
        return Cell(one.num, one.den, "shown", one.definition.pk)

    def labels(self) -> list[str]:
        there = [
            label
            for team in self.teams
            for label, one in self.sums[team.pk].items()
            if one.num is not None
            and label < self.calendar.running
            and _takes_part(team, Period.parse(label).last)
        ]
        return self.calendar.between(there, max(there)) if there else []

    def unit(self, label: str) -> str:
        definition = holding(self.definitions, label) or next(iter(self.definitions), None)
        return str(definition.unit) if definition else Unit.COUNT

    def closed(self) -> Closed:
        """Where teams read weeks of people: what the weeks beside the months would give away."""
        if self.opened is None or all(one.unit != Unit.PROPORTION for one in self.definitions):
            return Closed()
        counted: dict[Any, dict[str, Decimal]] = defaultdict(dict)
        typed: dict[Any, dict[str, Decimal]] = defaultdict(dict)
        months: dict[Month, dict[str, Decimal]] = defaultdict(dict)
        for team in self.teams:
            for one in self._people(team, self.rows[team.pk]):
                months[one.month][team.slug] = one.den or Decimal(0)
                if one.source == Grain.MONTH:
                    typed[one.month][team.slug] = one.den or Decimal(0)
            for piece, group in grouped(self.rows[team.pk], self._piece).items():
                for one in self._people(team, group):
                    counted[piece][team.slug] = one.den or Decimal(0)
        return closed(counted, typed, {team for cells in months.values() for team in hidden(cells)})

    def _people(self, team: Team, rows: Iterable[Row]) -> list[MonthSum]:
        """What other teams read by month, or could work out: people of whole months that are open."""
        return [
            one
            for one in sums_of(team, self.definitions, rows)
            if one.reported
            and one.definition.unit == Unit.PROPORTION
            and _takes_part(team, one.month.last)
            and self.is_open(team, one.month, one.month)
        ]

    def _piece(self, day: date) -> tuple[str, str, bool]:
        return week_of(day).label, str(Month.of(day)), self.calendar.in_sample(day)


def _takes_part(team: Team, last: date) -> bool:
    """Had joined by the period's last day, and not left by then."""
    return team.joined <= last and (team.left is None or team.left > last)


def all_by(
    metric: Metric, teams: Sequence[Team], points: Points, now: datetime, *, for_hosts: bool
) -> dict[str, Any]:
    """All teams together and each of them, in the form of the snapshot; `whole_closed`: other teams do not
    read the pooled chart by these points. Not by day.

    Wants the metric's definitions prefetched and its collaborative. Four queries.
    """
    calendar, definitions = calendar_of(metric, points, now), metric.wordings()
    rows = rows_of(metric, teams)
    handed_in = HandIn.objects.filter(team__collaborative=metric.collaborative_id)
    book = _Book(
        calendar,
        definitions,
        teams,
        rows,
        {team.pk: sums_by_label(team, definitions, rows[team.pk], calendar) for team in teams},
        None if for_hosts else open_through(metric.collaborative, now),
        frozenset() if for_hosts else frozenset(handed_in.values_list("team_id", "month")),
    )
    return _whole(book, plans_of(metric.pk, points))


def _whole(book: _Book, plans: Mapping[int | None, Plan]) -> dict[str, Any]:
    labels, shut = book.labels(), book.closed()
    pooled: list[dict[str, Any]] = []
    lines: dict[str, list[dict[str, Any]]] = {team.slug: [] for team in book.teams}
    for label in labels:
        whole, seen = _seen(book, label, shut)
        pooled.append({"month": label, **asdict(whole)})
        for slug, cell in seen.items():
            value = value_of(book.unit(label), cell.num, cell.den)
            lines[slug].append({"num": cell.num, "den": cell.den, "value": value, "state": cell.state})

    def judged(points: Sequence[Mapping[str, Any]], team_id: int | None) -> dict[str, Any]:
        values, plan = [point["value"] for point in points], plans.get(team_id, NO_PLAN)
        return judged_by(book.definitions, labels, values, plan)

    return {
        "months": labels,
        "days": book.calendar.days(labels),
        "points": pooled,
        **judged(pooled, None),
        "teams": {
            team.slug: {"points": lines[team.slug], **judged(lines[team.slug], team.pk)}
            for team in book.teams
        },
        "typed": sorted(_all_typed(book)),
        "whole_closed": shut.whole,
    }


def _all_typed(book: _Book) -> set[str]:
    """Months that some team typed as one number."""
    return {
        month
        for team in book.teams
        for month in typed_months(sums_of(team, book.definitions, book.rows[team.pk]))
    }


def _seen(book: _Book, label: str, shut: Closed) -> tuple[Pooled, dict[str, Cell]]:
    last, unit = Period.parse(label).last, book.unit(label)
    cells = {team.slug: book.cell(team, label) for team in book.teams}
    taking_part = sum(_takes_part(team, last) for team in book.teams)
    if book.opened is None:
        return as_hosts_see(unit, cells, taking_part)
    whole, seen = as_teams_see(unit, cells, taking_part)
    if unit != Unit.PROPORTION:
        return whole, seen
    if shut.whole and whole.reporting:
        whole = replace(whole, num=None, den=None, value=None, state="held back")
    return whole, {
        slug: HELD_BACK if slug in shut.teams and cell.num is not None else cell
        for slug, cell in seen.items()
    }
