"""A team's sums for each month: what counts, what is left out, and which wording holds."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from metrics.models import Metric
from metrics.models.metric import Exposure, Unit
from metrics.models.sums import MonthSum, added_up, summed, sums_of_teams
from teams.models import Team
from tests.counts import Spring, add_definition, add_metric, add_room, count, spring
from tests.metrics.all_sorts import count_all_sorts

DAY, MONTH = "day", "month"


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


def month_sums(metric: Metric, team: Team) -> list[MonthSum]:
    return sums_of_teams(metric, [team])[team.pk]


def sums(metric: Metric, team: Team) -> list[tuple[Any, ...]]:
    """Month, source, numerator, denominator, counted, incomplete."""
    return [
        (str(one.month), one.source, one.num, one.den, one.counted, one.incomplete)
        for one in month_sums(metric, team)
    ]


def on(day: int, month: int = 3) -> date:
    return date(2026, month, day)


UNITS = [
    pytest.param(
        "proportion", {}, [(3, 8), (4, 10)], (Decimal(7), Decimal(18), 2, 0), id="proportion: both are added"
    ),
    pytest.param(
        "proportion", {}, [(0, 8), (0, 0)], (Decimal(0), Decimal(8), 2, 0), id="proportion: zeros are counted"
    ),
    pytest.param(
        "proportion",
        {},
        [(3, 8), (4, None)],
        (Decimal(3), Decimal(8), 2, 1),
        id="proportion: without a denominator",
    ),
    pytest.param(
        "proportion",
        {},
        [(3, 8), (None, 10)],
        (Decimal(3), Decimal(8), 2, 1),
        id="proportion: without a numerator",
    ),
    pytest.param(
        "proportion",
        {},
        [(3, 8), (11, 10)],
        (Decimal(3), Decimal(8), 2, 1),
        id="proportion: more than all of them",
    ),
    pytest.param(
        "proportion", {}, [(4, None)], (None, None, 1, 1), id="proportion: nothing that can be used"
    ),
    pytest.param(
        "rate",
        {"exposure": Exposure.CLASSROOM_DAYS},
        [(3, None), (0, None)],
        (Decimal(3), Decimal(2), 2, 0),
        id="rate by days",
    ),
    pytest.param(
        "rate",
        {},
        [(3, 8), (12, 10)],
        (Decimal(15), Decimal(18), 2, 0),
        id="rate: more events than exposure is fine",
    ),
    pytest.param(
        "rate", {}, [(3, 8), (1, 0)], (Decimal(3), Decimal(8), 2, 1), id="rate: events without exposure"
    ),
    pytest.param("rate", {}, [(3, 8), (0, 0)], (Decimal(3), Decimal(8), 2, 0), id="rate: nothing in no time"),
    pytest.param(
        "rate", {}, [(3, 8), (1, None)], (Decimal(3), Decimal(8), 2, 1), id="rate: exposure not typed"
    ),
    pytest.param(
        "count", {}, [(3, None), (0, None), ("1.25", None)], (Decimal("4.25"), None, 3, 0), id="count"
    ),
    pytest.param(
        "score",
        {},
        [(3, None), ("4.5", None)],
        (Decimal("7.5"), Decimal(2), 2, 0),
        id="score: mean of what was given",
    ),
]


@pytest.mark.parametrize(("unit", "fields", "counts", "expected"), UNITS)
def test_each_unit_adds_up_in_its_own_way(
    world: Spring, unit: str, fields: dict[str, Any], counts: list[tuple[Any, Any]], expected: tuple[Any, ...]
) -> None:
    metric = add_metric(world.collaborative, unit, **fields)
    for at, (num, den) in enumerate(counts):
        count(world.ash, metric, on(2 + at), num, den)
    assert sums(metric, world.ash) == [("2026-03", DAY, *expected)]


def test_every_classroom_of_the_team_is_added_and_no_other_team(world: Spring) -> None:
    metric = add_metric(world.collaborative, "rate", exposure=Exposure.CLASSROOM_DAYS)
    for name, num in (("Sun", 2), ("Moon", 3)):
        count(world.ash, metric, on(2), num, room=add_room(world.ash, name))
    count(world.birch, metric, on(2), 50)
    assert sums(metric, world.ash) == [("2026-03", DAY, Decimal(5), Decimal(2), 2, 0)]


def test_what_was_not_counted_is_no_zero(world: Spring) -> None:
    metric = add_metric(world.collaborative, "rate", exposure=Exposure.CLASSROOM_DAYS)
    count(world.ash, metric, on(2), 4)
    count(world.ash, metric, on(3), state="not_counted")
    count(world.ash, metric, on(4), state="closed")
    assert sums(metric, world.ash) == [("2026-03", DAY, Decimal(4), Decimal(1), 1, 0)]


def test_a_month_of_closed_days_is_missing(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(2), state="closed")
    assert sums(metric, world.ash) == []


def test_days_win_over_a_typed_month_as_soon_as_one_day_is_counted(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(1), 60, 100, grain=MONTH)
    count(world.ash, metric, on(1, 4), 70, 100, grain=MONTH)
    count(world.ash, metric, on(5), state="closed", room=add_room(world.ash, "Sun"))
    assert sums(metric, world.ash) == [
        ("2026-03", MONTH, Decimal(60), Decimal(100), 1, 0),
        ("2026-04", MONTH, Decimal(70), Decimal(100), 1, 0),
    ]
    count(world.ash, metric, on(5), 1, 9, room=add_room(world.ash, "Moon"))
    assert sums(metric, world.ash) == [
        ("2026-03", DAY, Decimal(1), Decimal(9), 1, 0),
        ("2026-04", MONTH, Decimal(70), Decimal(100), 1, 0),
    ]


def test_a_typed_month_has_no_classroom_days_of_its_own(world: Spring) -> None:
    metric = add_metric(world.collaborative, "rate", exposure=Exposure.CLASSROOM_DAYS)
    count(world.ash, metric, on(1), 9, grain=MONTH)
    count(world.ash, metric, on(1, 4), 9, 60, grain=MONTH)
    assert sums(metric, world.ash) == [
        ("2026-03", MONTH, None, None, 1, 1),
        ("2026-04", MONTH, Decimal(9), Decimal(60), 1, 0),
    ]


def test_only_the_days_between_joining_and_leaving_count(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for day in (9, 10, 19, 20):
        count(world.ash, metric, on(day), 1, 10)
    world.ash.joined, world.ash.left = on(10), on(20)
    world.ash.save()
    assert sums(metric, world.ash) == [("2026-03", DAY, Decimal(2), Decimal(20), 2, 0)]


def test_a_typed_month_counts_from_the_month_of_joining_on(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for month in (2, 3, 4):
        count(world.ash, metric, on(1, month), month, 10, grain=MONTH)
    world.ash.joined, world.ash.left = on(10), on(1, 4)
    world.ash.save()
    assert sums(metric, world.ash) == [("2026-03", MONTH, Decimal(3), Decimal(10), 1, 0)]


def test_a_count_belongs_to_the_wording_of_its_day(world: Spring) -> None:
    metric = add_metric(world.collaborative, "proportion")
    old = metric.definitions.get()
    new = add_definition(metric, "2026-03", "count")
    count(world.ash, old, on(27, 2), 3, 8)
    count(world.ash, old, on(2), 4, 8)  # under a wording that no longer holds: kept, listed, not charted
    count(world.ash, new, on(2), 5)
    count(world.ash, new, on(27, 2), 6)
    found = month_sums(metric, world.ash)
    assert [(str(one.month), one.definition, one.num, one.den) for one in found] == [
        ("2026-02", old, Decimal(3), Decimal(8)),
        ("2026-03", new, Decimal(5), None),
    ]


def test_before_the_first_wording_nothing_is_charted(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    only = metric.definitions.get()
    count(world.ash, only, on(2, 2), 3, 8)
    only.from_month = "2026-03"
    only.save()
    assert sums(metric, world.ash) == []


def test_fractions_add_up_exactly(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for day in range(1, 11):
        count(world.ash, metric, on(day), "0.1")
    assert [one.num for one in month_sums(metric, world.ash)] == [Decimal(1)]


def test_many_teams_cost_as_many_queries_as_one(world: Spring, django_assert_num_queries: Any) -> None:
    metric = add_metric(world.collaborative)
    for team in world.teams:
        count(team, metric, on(2), team.number, 10)
    with django_assert_num_queries(3):
        found = sums_of_teams(metric, world.teams)
    assert {team: [one.num for one in months] for team, months in found.items()} == {
        team.pk: [Decimal(team.number)] for team in world.teams
    }


def test_the_database_adds_up_what_python_does(world: Spring) -> None:
    """Halves and quarters, which SQLite's floats keep: the two ways differ in nothing else."""
    for unit in Unit.values:
        for exposure in Exposure.values:
            metric = add_metric(world.collaborative, unit, f"{unit}-{exposure}", exposure=exposure)
            reworded = add_definition(metric, "2026-03", Unit.PROPORTION, exposure=exposure)
            count_all_sorts(world, [metric.definitions.get(from_month="2025-01"), reworded])
    world.ash.joined, world.ash.left = on(4, 2), on(20)
    world.birch.left = on(1)
    for team in (world.ash, world.birch):
        team.save()
    by_id = {team.pk: team for team in world.teams}
    for metric in Metric.objects.all():
        definitions = list(metric.definitions.order_by("from_month"))
        there = added_up(definitions, by_id)
        assert summed(definitions, by_id) == there
        assert sum(map(len, there.values())) == 8
    assert summed([], by_id) == added_up([], by_id) == {team_id: [] for team_id in by_id}
