"""What goes stale when, and when the calendar makes it so."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from bsc.celery import SCHEDULE
from bsc.schedule import run_due
from metrics import tasks
from metrics.models import ChartMark, ChartSnapshot
from metrics.models.keys import ChartKey, all_key, hosts_key, team_key, teams_key
from metrics.models.marks import (
    mark,
    mark_collaborative,
    mark_metric,
    mark_team_charts,
    mark_turned,
    stale_keys,
)
from metrics.models.periods import closed_through, open_through, takes_part
from metrics.models.rebuild import rebuild_marked
from metrics.months import Month
from teams.models import ScheduleRun
from tests.conftest import add_collaborative, add_team
from tests.counts import NOW, Spring, add_metric, count, kept, rebuild_all, rebuilt_from_nothing, spring


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


def marked() -> list[str]:
    return sorted(ChartMark.objects.values_list("key", flat=True))


# --- Keys and calendar ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [ChartKey(7, 12), ChartKey(7, None)])
def test_a_key_says_what_it_says_both_ways(key: ChartKey) -> None:
    assert ChartKey.parse(str(key)) == key


@pytest.mark.parametrize(
    "text", ["", "metric:7", "metric:7/all/week", "metric:7/all/month/hosts", "metric:x/all/month"]
)
def test_nothing_else_is_a_key(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them
        ChartKey.parse(text)


CALENDAR = [  # New York, five hours behind until 8 March, then four
    ("2026-02-01 04:59", "2025-12", "2025-12"),  # still 31 January there
    ("2026-02-01 05:00", "2026-01", "2025-12"),
    ("2026-02-15 04:59", "2026-01", "2025-12"),
    ("2026-02-15 05:00", "2026-01", "2026-01"),  # fourteen days after its end
    ("2026-03-01 05:00", "2026-02", "2026-01"),
    ("2026-03-15 03:59", "2026-02", "2026-01"),
    ("2026-03-15 04:00", "2026-02", "2026-02"),
    ("2026-04-01 03:59", "2026-02", "2026-02"),
    ("2026-04-01 04:00", "2026-03", "2026-02"),
]


@pytest.mark.parametrize(("moment", "closed", "opened"), CALENDAR)
def test_months_close_and_open_by_the_days_of_the_collaborative(
    world: Spring, moment: str, closed: str, opened: str
) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    spring = world.collaborative
    assert (str(closed_through(spring, now)), str(open_through(spring, now))) == (closed, opened)


def test_at_one_moment_two_collaboratives_may_have_two_months(world: Spring) -> None:
    now = datetime(2026, 3, 31, 11, tzinfo=UTC)
    zones = {"Pacific/Kiritimati": "2026-03", "Pacific/Pago_Pago": "2026-02"}  # 14 hours ahead, 11 behind
    for zone, closed in zones.items():
        world.collaborative.time_zone = zone
        assert str(closed_through(world.collaborative, now)) == closed


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        ("2026-03-31", None, True),
        ("2026-04-01", None, False),
        ("2026-01-01", "2026-03-31", False),
        ("2026-01-01", "2026-04-01", True),
    ],
)
def test_a_team_takes_part_in_a_month_to_the_end(
    world: Spring, joined: str, left: str | None, expected: bool
) -> None:
    world.ash.joined = date.fromisoformat(joined)
    world.ash.left = date.fromisoformat(left) if left else None
    assert takes_part(world.ash, Month(2026, 3)) is expected


# --- What marks what --------------------------------------------------------------------------------------


def test_a_count_marks_its_teams_chart_only(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    add_metric(world.collaborative, "count")
    assert count(world.ash, metric, date(2026, 3, 2), 1, 10).stale == {team_key(metric.pk, world.ash.pk)}
    assert marked() == [team_key(metric.pk, world.ash.pk)]


def test_a_count_that_is_undone_by_its_transaction_marks_nothing(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    with transaction.atomic():
        count(world.ash, metric, date(2026, 3, 2), 1, 10)
        transaction.set_rollback(True)
    assert marked() == []


def test_marking_is_one_row_a_key_each_time(world: Spring) -> None:
    assert mark(["b", "a", "b"]) == ["a", "b"]
    assert mark(["a"]) == ["a"]
    assert marked() == ["a", "a", "b"]


def test_a_change_of_team_metric_or_collaborative_marks_what_hangs_on_it(world: Spring) -> None:
    one, two = add_metric(world.collaborative), add_metric(world.collaborative, "count")
    elsewhere = add_collaborative("autumn", date(2026, 1, 1))
    add_metric(elsewhere)
    add_team(elsewhere, "pine")
    ash = [team_key(metric.pk, world.ash.pk) for metric in (one, two)]
    wholes = [all_key(one.pk), all_key(two.pk)]
    of_one = [team_key(one.pk, team.pk) for team in world.teams]
    of_two = [team_key(two.pk, team.pk) for team in world.teams]
    assert mark_team_charts(world.ash) == sorted([*ash, *wholes])
    assert mark_metric(one) == sorted([*of_one, wholes[0]])
    assert mark_collaborative(world.collaborative) == sorted([*of_one, *of_two, *wholes])


def test_stale_keys_are_the_teams_first_each_once_and_of_one_metric_on_request(world: Spring) -> None:
    mark([all_key(1), team_key(1, 9), team_key(2, 3), "metric:1/all/week"])
    mark([team_key(1, 9), team_key(11, 4)])
    assert stale_keys() == [team_key(1, 9), team_key(11, 4), team_key(2, 3), all_key(1)]
    assert stale_keys(1) == [team_key(1, 9), all_key(1)]


# --- The month turns --------------------------------------------------------------------------------------


def test_a_month_that_closes_marks_every_built_chart_and_a_month_that_opens_the_aggregates(
    world: Spring,
) -> None:
    metric, other = add_metric(world.collaborative), add_metric(world.collaborative, "count")
    rebuild_all([metric, other], NOW)
    assert mark_turned(world.collaborative, NOW + timedelta(days=1)) == []
    both = [
        key
        for one in (metric, other)
        for key in (all_key(one.pk), *(team_key(one.pk, t.pk) for t in world.teams))
    ]
    may = datetime(2026, 5, 1, 4, tzinfo=UTC)
    assert mark_turned(world.collaborative, may) == sorted(both)
    for one in (metric, other):
        rebuild_marked(one.pk, may)
    assert mark_turned(world.collaborative, may + timedelta(days=13)) == []
    assert mark_turned(world.collaborative, may + timedelta(days=14)) == sorted(
        [all_key(metric.pk), all_key(other.pk)]
    )


def test_what_was_never_built_is_not_marked_by_the_calendar(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    ChartSnapshot.objects.create(key=hosts_key(metric.pk))  # made for locking alone
    assert mark_turned(world.collaborative, NOW) == []


def test_the_clock_of_one_collaborative_leaves_the_other_alone(world: Spring) -> None:
    elsewhere = add_collaborative("autumn", date(2026, 1, 1), time_zone="Pacific/Kiritimati")
    mine, theirs = add_metric(world.collaborative), add_metric(elsewhere)
    evening = datetime(2026, 4, 30, 12, tzinfo=UTC)  # 1 May on Kiritimati
    rebuild_all([mine, theirs], NOW)
    assert mark_turned(world.collaborative, evening) == []
    assert mark_turned(elsewhere, evening) == [all_key(theirs.pk)]


def test_the_schedule_turns_the_month_and_rebuilds(
    world: Spring, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    metric = add_metric(world.collaborative)
    for month in (3, 4):
        count(world.ash, metric, date(2026, month, 2), month, 10)
    rebuild_all([metric], NOW)
    ChartMark.objects.all().delete()
    may = datetime(2026, 5, 1, 4, 30, tzinfo=UTC)
    turns = "mark charts when a month closes or opens to other teams"
    for name in set(SCHEDULE) - {turns}:
        ScheduleRun.objects.create(name=name, ran_at=may + timedelta(minutes=30))
    monkeypatch.setattr(timezone, "now", lambda: may)
    with django_capture_on_commit_callbacks(execute=True):
        assert run_due(may) == [turns]
    assert marked() == []
    through = dict(ChartSnapshot.objects.values_list("key", "through"))
    assert through == {
        **{team_key(metric.pk, team.pk): "2026-04" for team in world.teams},
        hosts_key(metric.pk): "2026-04",
        teams_key(metric.pk): "2026-04/2026-03",
    }
    before = kept()
    assert rebuilt_from_nothing() == before


# --- The sweep --------------------------------------------------------------------------------------------


def test_the_sweep_rebuilds_what_is_marked_and_what_that_marks(world: Spring) -> None:
    metric, other = add_metric(world.collaborative), add_metric(world.collaborative, "count")
    count(world.ash, metric, date(2026, 3, 2), 1, 10)
    count(world.birch, other, date(2026, 3, 2), 4)
    tasks.sweep_marks()
    assert marked() == []
    before = kept()
    assert {key for key in before[0] if "/team:" in key} == {
        team_key(metric.pk, world.ash.pk),
        team_key(other.pk, world.birch.pk),
    }
    rebuilt = rebuilt_from_nothing()
    assert {key: rebuilt[0][key] for key in before[0]} == before[0]
    assert rebuilt[1] == before[1]


def test_a_chart_that_cannot_be_built_keeps_no_other_stale(
    world: Spring, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    metric = add_metric(world.collaborative)
    for team in world.teams:
        count(team, metric, date(2026, 3, 2), team.number, 10)
    broken = team_key(metric.pk, world.birch.pk)
    from metrics.models import rebuild as module  # noqa: PLC0415 - only here

    write = module._write

    def fails_for_birch(built: Mapping[str, Any], *rest: Any) -> None:
        if broken in built:
            raise RuntimeError("this one is broken")
        write(built, *rest)

    monkeypatch.setattr(module, "_write", fails_for_birch)
    tasks.sweep_marks()
    assert marked() == [broken]
    assert f"chart {broken} stays marked" in caplog.text
    monkeypatch.undo()
    tasks.sweep_marks()
    assert marked() == []
    before = kept()
    assert rebuilt_from_nothing() == before


def test_a_mark_of_a_newer_version_is_left_for_it(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    mark([f"metric:{metric.pk}/all/week"])
    tasks.sweep_marks()
    assert marked() == [f"metric:{metric.pk}/all/week"]
