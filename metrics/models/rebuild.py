"""Rebuilding a chart: lock its snapshot, delete its marks, then read, write, commit.

A mark inserted after the delete stays and causes another rebuild; one inserted before it belongs to data that
the later read sees (READ COMMITTED). A worker killed anywhere rolls back, and the marks remain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from metrics.models.acts import plans_of
from metrics.models.bulk import many_small_objects, writing_large_texts
from metrics.models.chartdata import NO_PLAN, Analyses, team_data
from metrics.models.charts import ChartMark, ChartSnapshot
from metrics.models.keys import ChartKey, all_key, hosts_key, metric_prefix, team_key, teams_key
from metrics.models.marks import mark, stale_keys
from metrics.models.metric import Metric
from metrics.models.periods import closed_through, open_through
from metrics.models.stored import stored_sums
from metrics.models.sums import MonthSum
from metrics.models.wholedata import Grid
from teams.models import Team

BATCH = 500  # charts claimed in one transaction
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
    seen = Analyses()
    for team_ids in batches(stale_keys(metric_id)):
        rebuild_teams(metric_id, team_ids, now, if_marked=True, seen=seen)
    rebuild_aggregate(metric_id, now, if_marked=True, seen=seen)


def batches(keys: Iterable[str]) -> list[list[int]]:
    """The teams of these keys of one metric, so many to a transaction; in the order of their keys."""
    teams = [key.team_id for key in map(ChartKey.parse, sorted(keys)) if key.team_id is not None]
    return [teams[start : start + BATCH] for start in range(0, len(teams), BATCH)]


@transaction.atomic
@many_small_objects()
def rebuild_teams(
    metric_id: int,
    team_ids: Sequence[int],
    now: datetime | None = None,
    *,
    if_marked: bool = False,
    seen: Analyses | None = None,
) -> list[str]:
    """Claim these teams' charts of one metric, write their sums and data; where one differs, mark the whole.

    With `if_marked` those are left alone that somebody else has rebuilt while this waited for the lock.
    `seen` remembers the analyses of series for whoever rebuilds more of the metric.
    """
    keys = _lock(team_key(metric_id, team_id) for team_id in team_ids)
    stale = _forget_marks(keys)
    wanted = [key for key in keys if key in stale or not if_marked]
    metric = _metric_or_forget(metric_id)
    if metric is None or not wanted:
        return []
    prefetch_related_objects([metric], "definitions")
    sums, has_changed = stored_sums(metric, _teams_of(metric, wanted))
    _write_teams(metric, wanted, sums, now or timezone.now(), seen or Analyses())
    return mark([all_key(metric_id)]) if has_changed or not _is_built(hosts_key(metric_id)) else []


def _teams_of(metric: Metric, keys: Iterable[str]) -> list[Team]:
    ids = [ChartKey.parse(key).team_id for key in keys]
    return list(Team.objects.filter(pk__in=ids, collaborative=metric.collaborative_id))


def _write_teams(
    metric: Metric,
    keys: Iterable[str],
    sums: Mapping[int, Sequence[MonthSum]],
    now: datetime,
    seen: Analyses,
) -> None:
    through = closed_through(metric.collaborative, now)
    definitions, plans = metric.wordings(), plans_of(metric.pk)
    teams = {key: ChartKey.parse(key).team_id or 0 for key in keys}
    gone = [key for key, team_id in teams.items() if team_id not in sums]
    if gone:  # there is no such team any more
        ChartSnapshot.objects.filter(key__in=gone).delete()
    _write(
        {
            key: (str(through), team_data(definitions, sums[team], through, plans.get(team, NO_PLAN), seen))
            for key, team in teams.items()
            if team in sums
        },
        now,
    )


@transaction.atomic
@many_small_objects()
def rebuild_aggregate(
    metric_id: int, now: datetime | None = None, *, if_marked: bool = False, seen: Analyses | None = None
) -> None:
    """The pooled chart and every team's line, once for its hosts and once for the teams."""
    hosts, teams = hosts_key(metric_id), teams_key(metric_id)
    _lock([hosts, teams])
    stale = _forget_marks([all_key(metric_id)])
    metric = _metric_or_forget(metric_id)
    if metric is None or (if_marked and not stale):
        return
    moment = now or timezone.now()
    closed, opened = closed_through(metric.collaborative, moment), open_through(metric.collaborative, moment)
    grid = Grid(metric, closed, opened, seen or Analyses())
    written = {
        hosts: (str(closed), grid.data(for_hosts=True)),
        teams: (f"{closed}/{opened}", grid.data(for_hosts=False)),
    }
    _write(written, moment)


def _lock(keys: Iterable[str]) -> list[str]:
    """The rows, made where absent, locked in the order of their keys: no two rebuilds block each other."""
    ordered = sorted(keys)
    rows = ChartSnapshot.objects.filter(key__in=ordered)
    there = set(rows.values_list("key", flat=True))
    absent = [ChartSnapshot(key=key) for key in ordered if key not in there]
    ChartSnapshot.objects.bulk_create(absent, ignore_conflicts=True)
    return list(rows.select_for_update().order_by("key").values_list("key", flat=True))


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


def _write(built: Mapping[str, tuple[str, str]], now: datetime) -> None:
    """Key → how far its calendar goes, and its data; the rows are there, and locked.

    Not by `bulk_update` or an upsert: the one compares every key with every row, the other sends text as an
    array, in which each quotation mark is escaped by Python.
    """
    at = connection.ops.adapt_datetimefield_value(now)
    rows = [(through, data, at, key) for key, (through, data) in built.items()]
    with writing_large_texts() as cursor:
        cursor.executemany(
            "UPDATE metrics_chartsnapshot SET through = %s, data = %s, built_at = %s WHERE key = %s", rows
        )
