"""Period sums, kept as they should be: by one statement of PostgreSQL, or compared here, on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from metrics.models.bulk import insert
from metrics.models.charts import PeriodSum
from metrics.models.metric import Grain, Metric, MetricDefinition
from metrics.models.sums import MonthSum, asked_monthly, by_team, sums_of_teams
from teams.models import Team

Stored = tuple[dict[int, list[MonthSum]], bool]


def stored_sums(metric: Metric, teams: Iterable[Team]) -> Stored:
    """Each team's sums by month, and whether storing them changed any; only what differs is touched."""
    by_id = {team.pk: team for team in teams}
    if connection.vendor == "postgresql":
        definitions = metric.wordings()
        asked = asked_monthly(definitions, by_id)
        if asked is not None:
            return _store_there(metric, definitions, by_id, asked)
    sums = sums_of_teams(metric, by_id.values())
    return sums, store_sums(metric, sums)


THERE = """
WITH monthly (team_id, period, grain, definition_id, num, den, counted, incomplete) AS ({monthly}),
wanted AS MATERIALIZED (
    SELECT DISTINCT ON (team_id, period)
        team_id, period, grain, definition_id, num::numeric, den::numeric, counted, incomplete
    FROM monthly ORDER BY team_id, period, grain
),
old AS (SELECT * FROM metrics_periodsum WHERE metric_id = %s AND grain = 'month' AND team_id = ANY (%s)),
differing AS MATERIALIZED (
    SELECT old.id, team_id, period, want.definition_id, want.num, want.den, want.grain, want.incomplete
    FROM wanted AS want FULL JOIN old USING (team_id, period)
    WHERE (old.definition_id, old.num, old.den, old.source, old.reported, old.incomplete) IS DISTINCT FROM
        (want.definition_id, want.num, want.den, want.grain, want.num IS NOT NULL, want.incomplete)
),
gone AS (
    DELETE FROM metrics_periodsum AS row USING differing AS want
    WHERE row.id = want.id AND want.definition_id IS NULL
),
changed AS (
    UPDATE metrics_periodsum AS row
    SET definition_id = want.definition_id, num = want.num, den = want.den, source = want.grain,
        reported = want.num IS NOT NULL, incomplete = want.incomplete
    FROM differing AS want
    WHERE row.id = want.id AND want.definition_id IS NOT NULL
),
new AS (
    INSERT INTO metrics_periodsum
        (team_id, metric_id, definition_id, grain, period, num, den, source, reported, incomplete)
    SELECT team_id, %s, definition_id, 'month', period, num, den, grain, num IS NOT NULL, incomplete
    FROM differing WHERE id IS NULL
)
SELECT
    team_id, period, grain, definition_id, trim_scale(num)::text, trim_scale(den)::text, counted, incomplete
FROM wanted
UNION ALL SELECT 0, '', '', 0, NULL, NULL, count(*), 0 FROM differing
"""


def _store_there(
    metric: Metric,
    definitions: Sequence[MetricDefinition],
    teams: Mapping[int, Team],
    asked: tuple[str, tuple[Any, ...]],
) -> Stored:
    """Added up, compared and written in one statement, which sees one state of the counts.

    The first row, of no team, says how many differed.
    """
    monthly, values = asked
    with connection.cursor() as cursor:
        cursor.execute(THERE.format(monthly=monthly), (*values, metric.pk, list(teams), metric.pk))
        first, *rows = sorted(cursor.fetchall())
    return by_team(definitions, teams, rows), first[6] > 0


def store_sums(metric: Metric, sums: Mapping[int, Sequence[MonthSum]]) -> bool:
    """Make these teams' period sums what they should be, touching only what differs; True where any did."""
    rows = PeriodSum.objects.filter(metric=metric, team__in=list(sums), grain=Grain.MONTH)
    have = list(rows.order_by("team_id", "period").values_list(*CELL, *CONTENT))
    want = [(team_id, one.label, *_content(one)) for team_id in sorted(sums) for one in sums[team_id]]
    if have == want:
        return False
    wanted, there = {row[:2]: row for row in want}, {row[:2] for row in have}
    _correct(rows, wanted)
    new = [(metric.pk, str(Grain.MONTH), *row) for cell, row in wanted.items() if cell not in there]
    insert(PeriodSum, ("metric_id", "grain", *CELL, *CONTENT), new)
    return True


def _correct(rows: Any, wanted: Mapping[tuple[object, ...], tuple[object, ...]]) -> None:
    """Of the rows that are there, delete what is wanted no more and change what is wanted otherwise."""
    gone, changed = [], []
    for pk, *row in rows.values_list("pk", *CELL, *CONTENT):
        want = wanted.get(tuple(row[:2]))
        if want is None:
            gone.append(pk)
        elif want != tuple(row):
            changed.append(PeriodSum(pk=pk, **dict(zip(CONTENT, want[2:], strict=True))))
    for start in range(0, len(gone), CHUNK):
        PeriodSum.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    PeriodSum.objects.bulk_update(changed, [name.removesuffix("_id") for name in CONTENT], batch_size=CHUNK)


CHUNK = 100  # rows a statement, within what SQLite takes
CELL = ("team_id", "period")
CONTENT = ("definition_id", "num", "den", "source", "reported", "incomplete")


def _content(one: MonthSum) -> tuple[object, ...]:
    return (one.definition.pk, one.num, one.den, one.source, one.reported, one.incomplete)
