"""What the snapshots of all teams together say: pooled, and each team's line, for hosts and for teams."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any

from django.db import connection
from django.db.models import CharField, F, Func
from django.db.models.functions import Cast

from metrics.aggregate import Cell, Pooled, as_hosts_see, as_teams_see
from metrics.canonical import canonical, listing, mapping, number
from metrics.models.acts import plans_of
from metrics.models.chartdata import NO_PLAN, Analyses, Point, labels_between, spelled
from metrics.models.charts import HandIn, PeriodSum
from metrics.models.metric import Grain, Metric
from metrics.models.periods import months_in
from metrics.models.sums import amount
from metrics.months import Month
from teams.models import Team

MISSING, NOT_HANDED_IN = Cell(), Cell(state="not handed in")


class Grid:
    """All teams × closed months of one metric, read once for both kinds of reader.

    What both see alike is spelled once: a cell, and mostly a whole month's row of them, or a team's line.
    """

    def __init__(self, metric: Metric, closed: Month, opened: Month, seen: Analyses) -> None:
        self.opened, self.seen = str(opened), seen
        self.definitions = metric.wordings()
        self.plans = plans_of(metric.pk)
        self.teams = list(Team.objects.filter(collaborative=metric.collaborative_id).in_order())
        handed = HandIn.objects.filter(team__collaborative=metric.collaborative_id)
        self.handed_in: Collection[tuple[int, str]] = set(handed.values_list("team_id", "month"))
        self._calendar = [(team.pk, team.slug, *months_in(team)) for team in self.teams]
        self._took_part: dict[str, Mapping[int, str]] = {}
        self._whole: dict[str, tuple[Pooled, Mapping[str, Cell]]] = {}
        self._spelled: dict[int, tuple[Sequence[Point], str]] = {}
        reported = self._reported(metric, closed)
        self.labels = labels_between(min(reported), max(reported)) if reported else ()
        nothing = {team.slug: MISSING for team in self.teams}
        self.full: dict[str, dict[str, Cell]] = {  # label → team's slug → cell
            label: nothing | reported.get(label, {}) for label in self.labels
        }
        self.rows = {label: self._points(label, cells.values()) for label, cells in self.full.items()}

    def _reported(self, metric: Metric, closed: Month) -> dict[str, dict[str, Cell]]:
        """Label → team's slug → cell, of those that took part then.

        By the teams too: else a table that has just grown is read as a whole, until it is analysed.
        """
        found: dict[str, dict[int, Cell]] = {}
        rows = PeriodSum.objects.filter(metric=metric, grain=Grain.MONTH, period__lte=str(closed))
        rows = rows.filter(team__in=[team.pk for team in self.teams])
        asked = rows.filter(reported=True).annotate(top=_said("num"), bottom=_said("den"))
        cells = asked.values_list("period", "team_id", "top", "bottom", "definition_id")
        for label, team_id, num, den, definition in cells:
            found.setdefault(label, {})[team_id] = _shown(num, den, definition)
        return {label: there for label in found if (there := self._of_those_there(label, found[label]))}

    def _of_those_there(self, label: str, cells: Mapping[int, Cell]) -> dict[str, Cell]:
        there = self._taking_part(label)
        return {slug: cells[team_id] for team_id, slug in there.items() if team_id in cells}

    def _taking_part(self, label: str) -> Mapping[int, str]:
        """Team → its slug."""
        found = self._took_part.get(label)
        if found is None:
            found = {pk: slug for pk, slug, first, gone in self._calendar if first <= label < gone}
            self._took_part[label] = found
        return found

    def _unit(self, label: str) -> str:
        """The unit of the definition that holds in the month (the sums of a month share it)."""
        holding = [one for one in self.definitions if one.from_month <= label] or self.definitions[:1]
        return str(holding[-1].unit)

    def data(self, *, for_hosts: bool) -> str:
        pooled: list[Point] = []
        rows: list[Sequence[Point]] = []
        for label in self.labels:
            whole, seen = self._as_hosts_see(label) if for_hosts else self._as_teams_see(label)
            said = canonical({"month": label, **asdict(whole)})
            pooled.append((said, number(whole.value), whole.value))
            rows.append(self._row(label, seen))
        columns = zip(*rows, strict=True) if rows else repeat((), len(self.teams))
        lines = zip(self.teams, columns, strict=True)
        return mapping(
            {
                "months": canonical(self.labels),
                "teams": mapping({team.slug: self._team(team.pk, line) for team, line in lines}),
                **self._line(None, pooled),
            }
        )

    def _as_hosts_see(self, label: str) -> tuple[Pooled, Mapping[str, Cell]]:
        found = self._whole.get(label)
        if found is None:
            taking_part = len(self._taking_part(label))
            found = self._whole[label] = as_hosts_see(self._unit(label), self.full[label], taking_part)
        return found

    def _as_teams_see(self, label: str) -> tuple[Pooled, Mapping[str, Cell]]:
        """What is pooled for the hosts is pooled once for both, where teams know every cell."""
        unit, hidden = self._unit(label), self._not_handed_in(label)
        taking_part = len(self._taking_part(label))
        if hidden:
            return as_teams_see(unit, self.full[label] | hidden, taking_part)
        whole, cells = self._as_hosts_see(label)
        return as_teams_see(unit, cells, taking_part, whole)

    def _not_handed_in(self, label: str) -> dict[str, Cell]:
        """The cells that other teams may not know by now."""
        cells = self.full[label]
        if label <= self.opened:
            return {}
        return {
            team.slug: NOT_HANDED_IN
            for team in self.teams
            if cells[team.slug].state == "shown" and (team.pk, label) not in self.handed_in
        }

    def _row(self, label: str, seen: Mapping[str, Cell]) -> Sequence[Point]:
        """The month's points in the order of the teams."""
        full = self.full[label]
        if seen == full:
            return self.rows[label]
        return self._points(label, (seen[slug] for slug in full))

    def _points(self, label: str, cells: Iterable[Cell]) -> list[Point]:
        unit = self._unit(label)
        return [_point(unit, cell.num, cell.den, cell.state) for cell in cells]

    def _team(self, team_id: int, points: Sequence[Point]) -> str:
        before = self._spelled.get(team_id)
        if before is None or before[0] != points:
            before = self._spelled[team_id] = points, mapping(self._line(team_id, points))
        return before[1]

    def _line(self, team_id: int | None, points: Sequence[Point]) -> dict[str, str]:
        plan = self.plans.get(team_id, NO_PLAN)
        judged = self.seen.judge(self.definitions, self.labels, points, plan)
        return {"points": listing([text for text, _said, _value in points]), **judged}


@lru_cache(maxsize=2**15)
def _point(unit: str, num: Decimal | None, den: Decimal | None, state: str) -> Point:
    den_said, num_said, value_said, value = spelled(unit, num, den)
    said = f'{{"den":{den_said},"num":{num_said},"state":"{state}","value":{value_said}}}'
    return said, value_said, value


@lru_cache(maxsize=2**15)
def _shown(num: Any, den: Any, definition: int) -> Cell:
    """From what the database says: most cells come again and again."""
    return Cell(amount(num), amount(den), "shown", definition)


def _said(name: str) -> Any:
    """An amount as text, many times faster to receive than a decimal; SQLite knows no exact text of one."""
    if connection.vendor == "postgresql":
        return Cast(Func(F(name), function="trim_scale"), CharField())
    return F(name)
