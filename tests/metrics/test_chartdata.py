"""What is spelled piece by piece, and remembered, is what `canonical` spells of the pure values."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.aggregate import Cell, as_hosts_see, as_teams_see, value_of
from metrics.canonical import canonical
from metrics.models import ChartSnapshot, Metric, PeriodSum
from metrics.models.chartdata import NO_PLAN, Analyses, spelled, team_data
from metrics.models.keys import hosts_key, teams_key
from metrics.models.metric import MetricDefinition, Unit
from metrics.models.sums import MonthSum
from metrics.months import Month
from metrics.runchart import analyse
from tests.counts import EARLY, NOW, Spring, add_metric, hand_in, rebuild_all, spring
from tests.metrics.all_sorts import count_all_sorts

amounts = st.one_of(st.none(), st.decimals(0, 10**9, places=4), st.integers(0, 40).map(Decimal))
units = st.sampled_from(Unit.values)
THROUGH = Month(2025, 6)


@given(units, amounts, amounts)
def test_equal_amounts_are_spelled_alike_whatever_their_trailing_zeros(
    unit: str, num: Decimal | None, den: Decimal | None
) -> None:
    value = value_of(unit, num, den)
    expected = (*map(canonical, (den, num, value)), value)
    assert spelled(unit, num, den) == expected
    longer = [one if one is None else one.quantize(Decimal("0.0001")) for one in (num, den)]
    assert spelled(unit, *longer) == expected


@given(units, st.dictionaries(st.integers(0, 30), st.tuples(amounts, amounts, st.integers(0, 3))))
def test_a_teams_chart_is_spelled_as_the_whole_tree_would_be(unit: str, counted: dict[int, Any]) -> None:
    definition = MetricDefinition(pk=1, from_month="2024-01", unit=unit)
    sums = [
        MonthSum(str(Month(2024, 1).plus(at)), definition, "day", num, den, 5, left_out)
        for at, (num, den, left_out) in sorted(counted.items())
    ]
    own = {one.label: one for one in sums}
    closed = [one.month for one in sums if one.month <= THROUGH]
    points = [_point(str(month), own) for month in closed[0].until(closed[-1])] if closed else []
    following = str(THROUGH.plus(1))
    expected = {
        "points": points,
        "running": _point(following, own) if following in own else None,
        **_judged([point["value"] for point in points]),
    }
    assert team_data([definition], sums, THROUGH, NO_PLAN, Analyses()) == canonical(expected)


def _point(label: str, sums: dict[str, MonthSum]) -> dict[str, Any]:
    one = sums.get(label)
    if one is None:
        return {"month": label, "num": None, "den": None, "value": None, "source": "", "incomplete": 0}
    return {
        "month": label,
        "num": one.num,
        "den": one.den,
        "value": value_of(one.definition.unit, one.num, one.den),
        "source": one.source,
        "incomplete": one.incomplete,
    }


def _judged(values: list[Decimal | None]) -> dict[str, Any]:
    return {"phases": [], "left_out": [], "analysis": [asdict(one) for one in analyse(values).phases]}


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


@pytest.mark.parametrize("now", [EARLY, NOW])
@pytest.mark.parametrize("unit", Unit.values)
def test_the_chart_of_all_teams_is_spelled_as_the_whole_tree_would_be(
    world: Spring, unit: str, now: datetime
) -> None:
    """Hosts and teams, with months that are not handed in yet and cells of few people."""
    metric = add_metric(world.collaborative, unit)
    count_all_sorts(world, [metric.definitions.get()] * 2)
    hand_in(world.ash, "2026-03")
    world.birch.left = date(2026, 3, 1)
    world.birch.save()
    rebuild_all([metric], now)
    opened = "2026-03" if now == NOW else "2026-02"
    kept = dict(ChartSnapshot.objects.filter(key__endswith="s").values_list("key", "data"))
    assert kept == {
        hosts_key(metric.pk): canonical(_whole(world, metric, unit, None)),
        teams_key(metric.pk): canonical(_whole(world, metric, unit, opened)),
    }


def _whole(world: Spring, metric: Metric, unit: str, opened: str | None) -> dict[str, Any]:
    """From the rows of the table, month by month, by the pure functions; `opened`: as other teams see it."""
    rows = PeriodSum.objects.filter(metric=metric, reported=True).order_by("period")
    labels = ("2026-01", "2026-02", "2026-03")
    pooled, lines = [], {team.slug: list[dict[str, Any]]() for team in world.teams}
    for label in labels:
        there = [team for team in world.teams if team != world.birch or label < "2026-03"]
        cells = {team.slug: Cell() for team in world.teams}
        by_id = {team.pk: team for team in there}
        for row in rows.filter(period=label, team__in=there):
            team = by_id[row.team_id]
            open_to_all = opened is None or label <= opened or team == world.ash
            shown = Cell(row.num, row.den, "shown", row.definition_id)
            cells[team.slug] = shown if open_to_all else Cell(state="not handed in")
        whole, seen = (as_teams_see if opened else as_hosts_see)(unit, cells, len(there))
        pooled.append({"month": label, **asdict(whole)})
        for slug, cell in seen.items():
            value = value_of(unit, cell.num, cell.den)
            lines[slug].append({"num": cell.num, "den": cell.den, "value": value, "state": cell.state})
    teams = {
        slug: {"points": line, **_judged([one["value"] for one in line])} for slug, line in lines.items()
    }
    values = [one["value"] for one in pooled]
    return {"months": labels, "points": pooled, **_judged(values), "teams": teams}
