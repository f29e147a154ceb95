"""Period sums are kept as they should be, whoever adds them up, and only what differs is touched."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from metrics.models import Metric, Observation, PeriodSum
from metrics.models.metric import Unit
from metrics.models.stored import store_sums, stored_sums
from metrics.models.sums import added_up, sums_of_teams
from tests.counts import Spring, add_definition, add_metric, count, spring
from tests.metrics.all_sorts import count_all_sorts

ROW = ("team_id", "period", "definition_id", "num", "den", "source", "reported", "incomplete")


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


def on(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def rows(metric: Metric) -> list[tuple[Any, ...]]:
    return sorted(PeriodSum.objects.filter(metric=metric).values_list(*ROW))


def kept_by(metric: Metric, world: Spring) -> list[tuple[Any, ...]]:
    """What the pure sums say, written row by row into an empty table."""
    PeriodSum.objects.filter(metric=metric).delete()
    store_sums(metric, added_up(metric.wordings(), {team.pk: team for team in world.teams}))
    found = rows(metric)
    PeriodSum.objects.filter(metric=metric).delete()
    return found


@pytest.mark.parametrize("unit", Unit.values)
def test_they_are_what_python_adds_up_and_stores(world: Spring, unit: str) -> None:
    metric = add_metric(world.collaborative, unit)
    wordings = [metric.definitions.get(), add_definition(metric, "2026-03", Unit.PROPORTION)]
    count_all_sorts(world, wordings)
    world.ash.left = on(20)
    world.ash.save()
    expected = kept_by(metric, world)
    sums, has_changed = stored_sums(metric, world.teams)
    assert (sums, has_changed) == (sums_of_teams(metric, world.teams), True)
    assert rows(metric) == expected
    assert len(expected) == 11
    before = set(PeriodSum.objects.values_list("pk", flat=True))
    assert stored_sums(metric, world.teams) == (sums, False)
    assert set(PeriodSum.objects.values_list("pk", flat=True)) == before


SPOILT = [
    pytest.param({"num": 99}, id="numerator"),
    pytest.param({"den": None}, id="denominator"),
    pytest.param({"source": "month"}, id="source"),
    pytest.param({"reported": False}, id="reported"),
    pytest.param({"incomplete": 7}, id="incomplete"),
    pytest.param({"period": "2025-12"}, id="month"),
]


@pytest.mark.parametrize("wrong", SPOILT)
def test_whatever_is_wrong_is_put_right_and_said(world: Spring, wrong: dict[str, Any]) -> None:
    metric, other = add_metric(world.collaborative), add_metric(world.collaborative, "rate")
    for month in (1, 2, 3):
        for one in (metric, other):
            count(world.ash, one, on(2, month), month, 10)
    for one in (metric, other):
        stored_sums(one, world.teams)
    right, beside = rows(metric), rows(other)
    PeriodSum.objects.filter(metric=metric, period="2026-02").update(**wrong)
    assert rows(metric) != right
    assert stored_sums(metric, world.teams)[1]
    assert (rows(metric), rows(other)) == (right, beside)


def test_a_teams_sums_leave_another_teams_alone(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for team in (world.ash, world.birch):
        count(team, metric, on(2), 3, 10)
    stored_sums(metric, world.teams)
    PeriodSum.objects.update(num=8)
    assert stored_sums(metric, [world.ash])[1]
    assert {team: int(num) for team, _period, _definition, num, *_ in rows(metric)} == {
        world.ash.pk: 3,
        world.birch.pk: 8,
    }


def test_where_nothing_is_counted_any_more_nothing_is_kept(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(2), 3, 10)
    stored_sums(metric, world.teams)
    Observation.objects.all().delete()
    nothing: dict[int, list[Any]] = {team.pk: [] for team in world.teams}
    assert stored_sums(metric, world.teams) == (nothing, True)
    assert rows(metric) == []
    assert stored_sums(metric, world.teams) == (nothing, False)


def test_sums_go_with_the_last_wording(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(2), 3, 10)
    stored_sums(metric, world.teams)
    metric.definitions.update(metric=add_metric(world.collaborative, "count"), from_month="2026-02")
    assert stored_sums(metric, world.teams) == ({team.pk: [] for team in world.teams}, True)
    assert rows(metric) == []


def test_storing_touches_only_what_differs(world: Spring, django_assert_num_queries: Any) -> None:
    metric = add_metric(world.collaborative)
    for month in (1, 2, 3):
        count(world.ash, metric, on(2, month), month, 10)
    assert store_sums(metric, sums_of_teams(metric, [world.ash]))
    before = {row.period: row.pk for row in PeriodSum.objects.all()}
    again = sums_of_teams(metric, [world.ash])
    with django_assert_num_queries(1):
        assert not store_sums(metric, again)
    count(world.ash, metric, on(3, 2), 5, 10)
    world.ash.joined = on(1, 2)
    world.ash.save()
    assert store_sums(metric, sums_of_teams(metric, [world.ash]))
    assert {row.period: (row.pk, row.num, row.den) for row in PeriodSum.objects.all()} == {
        "2026-02": (before["2026-02"], Decimal(7), Decimal(20)),
        "2026-03": (before["2026-03"], Decimal(3), Decimal(10)),
    }


def test_a_month_with_nothing_usable_is_stored_as_not_reported(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(2), 4)
    store_sums(metric, sums_of_teams(metric, [world.ash]))
    row = PeriodSum.objects.get()
    assert (row.num, row.den, row.reported, row.incomplete) == (None, None, False, 1)
