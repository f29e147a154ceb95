"""A full rebuild in batches that several workers share: the last one to end asks for the aggregate."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from metrics import tasks
from metrics.models import ChartMark, ChartSnapshot, Metric
from metrics.models import rebuild as rebuilding
from metrics.models.keys import all_key, hosts_key, team_key
from metrics.models.marks import mark_collaborative, mark_metric
from metrics.models.rebuild import batches
from tests.counts import Spring, add_metric, count, kept, rebuilt_from_nothing, spring


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


@pytest.fixture
def metric(world: Spring) -> Metric:
    metric = add_metric(world.collaborative)
    for team in world.teams:
        count(team, metric, date(2026, 3, 2), team.number, 10)
    return metric


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What would have gone to the workers, in place of it."""
    messages: list[tuple[Any, ...]] = []
    monkeypatch.setattr(tasks, "enqueue", lambda task, *ids: messages.append((task.__name__, *ids)))
    return messages


def marked() -> list[str]:
    return sorted(set(ChartMark.objects.values_list("key", flat=True)))


def test_a_batch_is_so_many_teams_in_the_order_of_their_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    keys = [all_key(1), *(team_key(1, team) for team in (9, 12, 3, 40, 5))]
    assert batches(keys) == [[12, 3], [40, 5], [9]]
    assert batches([all_key(1)]) == []


def test_more_charts_than_one_transaction_takes_are_sent_batch_by_batch(
    world: Spring, metric: Metric, sent: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    ash, birch, cedar = (team.pk for team in world.teams)
    tasks.enqueue_rebuilds(mark_metric(metric))
    assert sent == [("rebuild_batch", metric.pk, ash, birch), ("rebuild_batch", metric.pk, cedar)]


def test_as_many_as_one_transaction_takes_are_one_message_and_one_chart_is_its_own(
    metric: Metric, sent: list[Any]
) -> None:
    stale = mark_metric(metric)
    tasks.enqueue_rebuilds(stale)
    tasks.enqueue_rebuilds(stale[:1])
    assert sent == [("rebuild_metric", metric.pk), ("rebuild_chart", stale[0])]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_whoever_ends_last_asks_for_the_aggregate_and_only_then(
    world: Spring, metric: Metric, sent: list[Any], order: tuple[int, ...]
) -> None:
    mark_metric(metric)
    teams = [world.teams[at].pk for at in order]
    tasks.rebuild_batch(metric.pk, *teams[:2])
    assert sent == []
    assert marked() == [all_key(metric.pk), team_key(metric.pk, teams[2])]
    tasks.rebuild_batch(metric.pk, teams[2])
    assert sent == [("rebuild_chart", all_key(metric.pk))]
    tasks.rebuild_chart(all_key(metric.pk))
    assert marked() == []
    before = kept()
    assert rebuilt_from_nothing() == before


def test_a_batch_that_comes_twice_does_nothing_the_second_time(
    world: Spring, metric: Metric, sent: list[Any]
) -> None:
    mark_metric(metric)
    teams = [team.pk for team in world.teams]
    tasks.rebuild_batch(metric.pk, *teams)
    tasks.rebuild_chart(all_key(metric.pk))
    built = dict(ChartSnapshot.objects.values_list("key", "built_at"))
    del sent[:]
    tasks.rebuild_batch(metric.pk, *teams)
    assert sent == []
    assert dict(ChartSnapshot.objects.values_list("key", "built_at")) == built


def test_another_metrics_marks_keep_no_aggregate_waiting(
    world: Spring, metric: Metric, sent: list[Any]
) -> None:
    add_metric(world.collaborative, "count")
    mark_collaborative(world.collaborative)
    tasks.rebuild_batch(metric.pk, *(team.pk for team in world.teams))
    assert sent == [("rebuild_chart", all_key(metric.pk))]


def test_the_command_leaves_the_work_to_the_workers(
    world: Spring, metric: Metric, sent: list[Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    said = StringIO()
    call_command("rebuild_charts", by_workers=True, stdout=said)
    assert said.getvalue() == "spring: 4 charts for the workers\n"
    assert [message[0] for message in sent] == ["rebuild_batch", "rebuild_batch"]
    assert len(marked()) == 4
    assert not ChartSnapshot.objects.filter(key=hosts_key(metric.pk)).exists()


def test_without_redis_there_is_nobody_to_leave_it_to(metric: Metric) -> None:
    before = ChartMark.objects.count()
    with pytest.raises(CommandError, match="set REDIS_URL and start one, or leave out --by-workers"):
        call_command("rebuild_charts", by_workers=True)
    assert ChartMark.objects.count() == before
