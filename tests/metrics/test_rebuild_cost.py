"""What a rebuild costs, and what happens when it comes twice, in another order, or for what is no more."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command

from metrics.models import ChartMark, ChartSnapshot, PeriodSum
from metrics.models.keys import all_key, hosts_key, team_key, teams_key
from metrics.models.metric import Exposure
from metrics.models.rebuild import rebuild, rebuild_marked
from metrics.reading import read
from tests.conftest import add_collaborative, add_team
from tests.counts import NOW, Spring, add_metric, count, kept, rebuild_all, rebuilt_from_nothing, spring


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


def on(day: int, month: int = 3, year: int = 2026) -> date:
    return date(year, month, day)


def test_any_order_of_rebuilds_gives_the_bytes_of_a_full_one(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    rate = add_metric(world.collaborative, "rate", exposure=Exposure.CLASSROOM_DAYS)
    for at in range(12):
        team = world.teams[at % 3]
        stale = count(team, (metric, rate)[at % 2], on(at + 1, at % 3 + 1), at, 20 + at).stale
        for key in stale:
            rebuild(key)
        if at % 4 == 3:
            rebuild_marked(metric.pk)
            rebuild_marked(rate.pk)
    assert not ChartMark.objects.exists()
    before = kept()
    assert len(before[0]) == 2 * 3 + 2 * 2
    assert rebuilt_from_nothing() == before


def test_one_new_count_rebuilds_one_team_chart_and_one_aggregate(world: Spring) -> None:
    metric, other = add_metric(world.collaborative), add_metric(world.collaborative, "rate")
    for team in world.teams:
        count(team, metric, on(2), 5, 10)
        count(team, other, on(2), 5, 10)
    rebuild_all([metric, other], NOW)
    for one in (metric, other):
        rebuild_marked(one.pk, NOW)
    later = NOW + timedelta(minutes=1)
    recorded = count(world.ash, metric, on(3), 1, 10)
    assert recorded.stale == {team_key(metric.pk, world.ash.pk)}
    for key in recorded.stale:
        for following in rebuild(key, later):
            rebuild(following, later)
    assert not ChartMark.objects.exists()
    assert set(ChartSnapshot.objects.filter(built_at=later).values_list("key", flat=True)) == {
        team_key(metric.pk, world.ash.pk),
        hosts_key(metric.pk),
        teams_key(metric.pk),
    }


def test_a_count_that_changes_no_sum_leaves_the_aggregate_alone(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(2), 5, 10)
    rebuild_marked(metric.pk)
    (key,) = count(world.ash, metric, on(3), state="closed").stale
    assert rebuild(key) == []
    assert not ChartMark.objects.exists()


def test_who_comes_second_rebuilds_nothing(world: Spring, django_assert_max_num_queries: Any) -> None:
    metric = add_metric(world.collaborative)
    (key,) = count(world.ash, metric, on(2), 5, 10).stale
    assert rebuild(key, NOW, if_marked=True) == [all_key(metric.pk)]
    with django_assert_max_num_queries(6):
        assert rebuild(key, NOW + timedelta(days=1), if_marked=True) == []
    assert ChartSnapshot.objects.get(key=key).built_at == NOW


def test_marks_that_pile_up_cause_one_rebuild(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for day in range(1, 21):
        count(world.ash, metric, on(day), day, 40)
    assert ChartMark.objects.count() == 20
    assert rebuild(team_key(metric.pk, world.ash.pk), if_marked=True) == [all_key(metric.pk)]
    assert [mark.key for mark in ChartMark.objects.all()] == [all_key(metric.pk)]


@pytest.mark.parametrize("teams", [2, 12])
def test_a_batch_costs_the_same_queries_however_many_teams(
    world: Spring, teams: int, django_assert_max_num_queries: Any
) -> None:
    metric = add_metric(world.collaborative)
    for number in range(teams):
        count(add_team(world.collaborative, f"team-{number}"), metric, on(2), number, 40)
    with django_assert_max_num_queries(33):
        rebuild_marked(metric.pk)
    assert not ChartMark.objects.exists()
    assert PeriodSum.objects.count() == teams


def test_the_charts_of_a_metric_or_team_that_is_no_more_go_with_their_marks(world: Spring) -> None:
    metric, gone = add_metric(world.collaborative), add_metric(world.collaborative, "count")
    lost = add_team(world.collaborative, "lost")
    rebuild_all([metric, gone])
    ChartMark.objects.create(key=team_key(metric.pk, lost.pk))
    ChartMark.objects.create(key=all_key(gone.pk))
    gone_pk, lost_pk = gone.pk, lost.pk
    lost.delete()
    gone.definitions.all().delete()
    gone.delete()
    rebuild_marked(metric.pk)
    rebuild_marked(gone_pk)
    keys = set(ChartSnapshot.objects.values_list("key", flat=True))
    assert keys == {
        hosts_key(metric.pk),
        teams_key(metric.pk),
        *(team_key(metric.pk, team.pk) for team in world.teams),
    }
    assert team_key(metric.pk, lost_pk) not in keys
    assert not ChartMark.objects.exists()


def test_reading_finds_what_is_built(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    ChartSnapshot.objects.create(key=team_key(metric.pk, world.birch.pk))  # made for locking, not built yet
    rebuild(team_key(metric.pk, world.ash.pk), NOW)
    wanted = [team_key(metric.pk, team.pk) for team in world.teams]
    built = json.loads(ChartSnapshot.objects.get(key=wanted[0]).data)
    assert [one.data for one in read(wanted, []).values()] == [built, {}, {}]


def test_the_command_computes_one_collaborative_or_all(
    world: Spring, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = add_collaborative("autumn", on(1), starts=on(1, 1, 2025), ends=on(1, 1, 2027))
    mine, theirs = add_metric(world.collaborative), add_metric(elsewhere)
    call_command("rebuild_charts", collaborative="autumn")
    assert {key.split("/")[0] for key in kept()[0]} == {f"metric:{theirs.pk}"}
    call_command("rebuild_charts")
    assert {key.split("/")[0] for key in kept()[0]} == {f"metric:{mine.pk}", f"metric:{theirs.pk}"}
    assert capsys.readouterr().out.splitlines() == [
        "autumn: 1 charts",
        "autumn: 1 charts",
        "spring: 4 charts",
    ]
