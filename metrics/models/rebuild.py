"""Rebuilding a chart: lock its snapshot, delete its marks, then read, write, commit.

A mark inserted after the delete stays and causes another rebuild; one inserted before it belongs to data that
the later read sees (READ COMMITTED). A worker killed anywhere rolls back, and the marks remain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from metrics.aggregate import Cell, Pooled, as_hosts_see, as_teams_see, value_of
from metrics.models.charts import ChartMark, ChartSnapshot, HandIn, PeriodSum
from metrics.models.keys import ChartKey, all_key, hosts_key, metric_prefix, team_key, teams_key
from metrics.models.marks import mark, stale_keys
from metrics.models.metric import Grain, Metric, MetricDefinition
from metrics.models.periods import closed_through, open_through, takes_part
from metrics.models.sums import MonthSum, store_sums, sums_of_teams
from metrics.months import Month
from metrics.runchart import analyse
from teams.models import Team

BATCH = 50  # charts claimed in one transaction
MARKS = 500  # rows a statement, within what SQLite takes


def rebuild(key: str, now: datetime | None = None, *, if_marked: bool = False) -> list[str]:
    """Rebuild one chart and return the keys that this made stale (the aggregate's, after a team's)."""
    metric_id, team_id = ChartKey.parse(key)
    if team_id is None:
        rebuild_aggregate(metric_id, now, if_marked=if_marked)
        return []
    return rebuild_teams(metric_id, [team_id], now, if_marked=if_marked)


def rebuild_marked(metric_id: int, now: datetime | None = None) -> None:
    """Whatever is stale of one metric: its teams' charts, many to a transaction, then the aggregate."""
    stale = [ChartKey.parse(key) for key in stale_keys(metric_id)]
    teams = [key.team_id for key in stale if key.team_id is not None]
    for start in range(0, len(teams), BATCH):
        rebuild_teams(metric_id, teams[start : start + BATCH], now, if_marked=True)
    rebuild_aggregate(metric_id, now, if_marked=True)


@transaction.atomic
def rebuild_teams(
    metric_id: int, team_ids: Sequence[int], now: datetime | None = None, *, if_marked: bool = False
) -> list[str]:
    """Claim these teams' charts of one metric, write their sums and data; where one differs, mark the whole.

    With `if_marked` those are left alone that somebody else has rebuilt while this waited for the lock.
    """
    locked = _locked(team_key(metric_id, team_id) for team_id in team_ids)
    stale = _forget_marks(locked)
    wanted = [snapshot for key, snapshot in locked.items() if key in stale or not if_marked]
    metric = _metric_or_forget(metric_id)
    if metric is None or not wanted:
        return []
    sums = sums_of_teams(metric, _teams_of(metric, wanted))
    has_changed = store_sums(metric, sums)
    _write_teams(metric, wanted, sums, now or timezone.now())
    return mark([all_key(metric_id)]) if has_changed or not _is_built(hosts_key(metric_id)) else []


def _teams_of(metric: Metric, snapshots: Iterable[ChartSnapshot]) -> list[Team]:
    ids = [ChartKey.parse(snapshot.key).team_id for snapshot in snapshots]
    return list(Team.objects.filter(pk__in=ids, collaborative=metric.collaborative_id))


def _write_teams(
    metric: Metric,
    snapshots: Iterable[ChartSnapshot],
    sums: Mapping[int, Sequence[MonthSum]],
    now: datetime,
) -> None:
    through = closed_through(metric.collaborative, now)
    definitions = list(metric.definitions.order_by("from_month"))
    for snapshot in snapshots:
        months = sums.get(ChartKey.parse(snapshot.key).team_id or 0)
        if months is None:  # there is no such team any more
            snapshot.delete()
        else:
            _write(snapshot, str(through), team_data(definitions, months, through), now)


@transaction.atomic
def rebuild_aggregate(metric_id: int, now: datetime | None = None, *, if_marked: bool = False) -> None:
    """The pooled chart and every team's line, once for its hosts and once for the teams."""
    locked = _locked([hosts_key(metric_id), teams_key(metric_id)])
    stale = _forget_marks([all_key(metric_id)])
    metric = _metric_or_forget(metric_id)
    if metric is None or (if_marked and not stale):
        return
    moment = now or timezone.now()
    closed, opened = closed_through(metric.collaborative, moment), open_through(metric.collaborative, moment)
    grid = _Grid(metric, closed, opened)
    hosts, teams = locked[hosts_key(metric_id)], locked[teams_key(metric_id)]
    _write(hosts, str(closed), grid.data(for_hosts=True), moment)
    _write(teams, f"{closed}/{opened}", grid.data(for_hosts=False), moment)


def _locked(keys: Iterable[str]) -> dict[str, ChartSnapshot]:
    """The rows, made where absent, locked in the order of their keys: no two rebuilds block each other."""
    ordered = sorted(keys)
    ChartSnapshot.objects.bulk_create([ChartSnapshot(key=key) for key in ordered], ignore_conflicts=True)
    rows = ChartSnapshot.objects.select_for_update().filter(key__in=ordered).order_by("key")
    return {row.key: row for row in rows}


def _forget_marks(keys: Iterable[str]) -> set[str]:
    """Delete the marks that are there now, and only those; which keys had any."""
    marks = list(ChartMark.objects.filter(key__in=list(keys)).values_list("pk", "key"))
    for start in range(0, len(marks), MARKS):
        ChartMark.objects.filter(pk__in=[pk for pk, _key in marks[start : start + MARKS]]).delete()
    return {key for _pk, key in marks}


def _metric_or_forget(metric_id: int) -> Metric | None:
    """The metric, read after the marks are gone. Where it is no more, neither are its charts."""
    metric = Metric.objects.select_related("collaborative").filter(pk=metric_id).first()
    if metric is None:
        ChartSnapshot.objects.filter(key__startswith=metric_prefix(metric_id)).delete()
    return metric


def _is_built(key: str) -> bool:
    return ChartSnapshot.objects.filter(key=key).exclude(data="").exists()


def _write(snapshot: ChartSnapshot, through: str, data: dict[str, Any], now: datetime) -> None:
    snapshot.through, snapshot.data, snapshot.built_at = through, canonical(data), now
    snapshot.save(update_fields=["through", "data", "built_at"])


def canonical(data: dict[str, Any]) -> str:
    """The one spelling of this data: keys sorted, numbers as exact decimal text, no white space."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text)


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{value!r} has no place in a snapshot")


def team_data(
    definitions: Sequence[MetricDefinition], sums: Sequence[MonthSum], through: Month
) -> dict[str, Any]:
    """One team's chart in full: contiguous months from its first sum, the running month apart."""
    by_month = {one.month: one for one in sums if one.month <= through}
    months = list(min(by_month).until(max(by_month))) if by_month else []
    points = [_team_point(month, by_month.get(month)) for month in months]
    running = next((one for one in sums if one.month == through.plus(1)), None)
    return {
        "points": points,
        "running": _team_point(running.month, running) if running else None,
        **_phases_and_analysis(definitions, months, [point["value"] for point in points]),
    }


def _team_point(month: Month, one: MonthSum | None) -> dict[str, Any]:
    if one is None:
        empty = {"num": None, "den": None, "value": None, "source": "", "incomplete": 0}
        return {"month": str(month), **empty}
    return {
        "month": str(month),
        "num": one.num,
        "den": one.den,
        "value": value_of(one.definition.unit, one.num, one.den),
        "source": str(one.source),
        "incomplete": one.incomplete,
    }


def _phases_and_analysis(
    definitions: Sequence[MetricDefinition], months: Sequence[Month], values: Sequence[Decimal | None]
) -> dict[str, Any]:
    """A changed definition starts a phase; each phase has its own median and verdict."""
    changes = {definition.from_month for definition in definitions}
    starts = [at for at, month in enumerate(months) if at > 0 and str(month) in changes]
    return {"phases": starts, "analysis": [asdict(phase) for phase in analyse(values, phases=starts).phases]}


class _Grid:
    """All teams × closed months of one metric, read once for both kinds of reader."""

    def __init__(self, metric: Metric, closed: Month, opened: Month) -> None:
        self.closed, self.opened = closed, opened
        self.definitions = list(metric.definitions.order_by("from_month"))
        self.units = {definition.pk: definition.unit for definition in self.definitions}
        self.teams = list(Team.objects.filter(collaborative=metric.collaborative_id).in_order())
        self.sums: dict[tuple[int, Month], PeriodSum] = {
            (row.team_id, Month.parse(row.period)): row
            for row in PeriodSum.objects.filter(metric=metric, grain=Grain.MONTH, period__lte=str(closed))
        }
        handed = HandIn.objects.filter(team__collaborative=metric.collaborative_id)
        self.handed_in = set(handed.values_list("team_id", "month"))
        by_id = {team.pk: team for team in self.teams}
        reported = [
            month
            for (team_id, month), row in self.sums.items()
            if row.reported and takes_part(by_id[team_id], month)
        ]
        self.months = list(min(reported).until(max(reported))) if reported else []

    def unit(self, month: Month) -> str:
        """The unit of the definition that holds in the month (the sums of a month share it)."""
        holding = [d for d in self.definitions if d.from_month <= str(month)] or self.definitions[:1]
        return str(holding[-1].unit)

    def cell(self, team: Team, month: Month, *, for_hosts: bool) -> Cell:
        row = self.sums.get((team.pk, month))
        if row is None or not row.reported or not takes_part(team, month):
            return Cell()
        if not for_hosts and month > self.opened and (team.pk, str(month)) not in self.handed_in:
            return Cell(state="not handed in")
        return Cell(row.num, row.den, "shown")

    def data(self, *, for_hosts: bool) -> dict[str, Any]:
        pooled: list[dict[str, Any]] = []
        lines: dict[str, list[dict[str, Any]]] = {team.slug: [] for team in self.teams}
        for month in self.months:
            unit = self.unit(month)
            cells = {team.slug: self.cell(team, month, for_hosts=for_hosts) for team in self.teams}
            taking_part = sum(takes_part(team, month) for team in self.teams)
            whole, seen = (as_hosts_see if for_hosts else as_teams_see)(unit, cells, taking_part)
            pooled.append(_pooled_point(month, whole))
            for slug, cell in seen.items():
                lines[slug].append(_cell_point(unit, cell))
        return {
            "months": [str(month) for month in self.months],
            "points": pooled,
            **self._analysed([point["value"] for point in pooled]),
            "teams": {
                slug: {"points": points, **self._analysed([point["value"] for point in points])}
                for slug, points in lines.items()
            },
        }

    def _analysed(self, values: Sequence[Decimal | None]) -> dict[str, Any]:
        return _phases_and_analysis(self.definitions, self.months, values)


def _pooled_point(month: Month, pooled: Pooled) -> dict[str, Any]:
    return {"month": str(month), **asdict(pooled)}


def _cell_point(unit: str, cell: Cell) -> dict[str, Any]:
    return {**asdict(cell), "value": value_of(unit, cell.num, cell.den)}
