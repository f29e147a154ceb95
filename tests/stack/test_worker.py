"""Workers die, messages are lost or doubled, servers go away: the charts end as the events say."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from metrics import tasks
from metrics.models import ChartMark, ChartSnapshot, CountEvent, HandIn, Metric
from metrics.models import rebuild as rebuilding
from metrics.models.keys import all_key, team_key
from metrics.models.marks import mark_turned, stale_keys
from metrics.models.rebuild import rebuild, rebuild_aggregate, rebuild_marked
from metrics.tasks import enqueue_rebuilds
from teams import jobs
from teams.models import Role
from tests.conftest import add_person
from tests.counts import Spring, add_metric, count, kept, rebuild_all, rebuilt_from_nothing
from tests.services import wait_until
from tests.stack.worker import ROUNDS, SEED, Stack, Worker

pytestmark = pytest.mark.stack

MARCH_31 = datetime(2025, 3, 31, 16, tzinfo=UTC)
APRIL_20 = datetime(2025, 4, 20, 16, tzinfo=UTC)


def on(day: int, month: int = 3) -> date:
    return date(2025, month, day)


def assert_as_if_nothing_had_happened() -> None:
    assert not ChartMark.objects.exists()
    had = kept()
    assert rebuilt_from_nothing() == had


def assert_up_to_date(metric: Metric) -> None:
    """Now, and not only after whatever comes next."""
    had = kept()
    rebuild_all([metric], timezone.now())
    assert kept() == had


def at_once(*works: Callable[[], Any]) -> None:
    """Run them in threads that begin together, each with a connection of its own; raise what one raises.

    One that hangs ends after a minute, or so many minutes as there are rounds of work.
    """
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        barrier.wait(10)
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(run, work) for work in works]:
            done.result(60 * ROUNDS)


# --- The worker dies --------------------------------------------------------------------------------------


def test_a_job_killed_at_every_step_of_a_rebuild_loses_nothing(
    stack: Stack, worker: Worker, world: Spring, together: Metric
) -> None:
    """Its process dies: the worker goes on with another, and gives the job to it."""
    of_team = team_key(together.pk, world.ash.pk)
    steps = list(_steps(stack, world, together))
    told = 0
    for job, point in steps:
        stack.kill_at(job, point)
        for _try in range(20):  # a sweep that is still on its way may do the work before the job does
            told += 1
            count(world.ash, together, on(told % 28 + 1, told // 28 % 9 + 4), told, 10_000)
            stack.send(tasks.rebuild_chart, of_team)
            if wait_until(lambda: stack.has_killed, 2):
                break
        assert stack.has_killed, (job, point)
        stack.settle()
        assert_up_to_date(together)
    assert len(steps) >= 25
    assert_as_if_nothing_had_happened()


def _steps(stack: Stack, world: Spring, metric: Metric) -> Iterable[tuple[str, int]]:
    """Every point that the rebuild of a team's chart passes, and then that of the aggregate."""
    count(world.ash, metric, on(1), 1, 30)
    stack.send(tasks.rebuild_chart, team_key(metric.pk, world.ash.pk))
    for key in (team_key(metric.pk, world.ash.pk), all_key(metric.pk)):
        job = f"metrics.tasks.rebuild_chart({key})"
        assert wait_until(lambda job=job: bool(stack.points(job)), 20), stack.workers[-1].said  # type: ignore[misc]
        passed = stack.points(job)
        assert {"before a commit", "after a commit", "end of the job"} <= set(passed)
        yield from ((job, point) for point in range(1, len(passed) + 1))


def test_a_batch_killed_between_its_charts_keeps_every_mark(
    stack: Stack, worker: Worker, world: Spring, disruptions: Metric
) -> None:
    job = f"metrics.tasks.rebuild_metric({disruptions.pk})"
    for round_, point in enumerate((6, 9, 11, 14)):
        for team in world.teams:
            count(team, disruptions, on(round_ + 1), team.number + round_)
        stack.kill_at(job, point)
        stack.send(tasks.rebuild_metric, disruptions.pk)
        assert wait_until(lambda: stack.has_killed, 10), point
        stack.settle()
        assert_up_to_date(disruptions)
    assert_as_if_nothing_had_happened()


@pytest.mark.parametrize("last_words", ["before a commit", "after a commit"])
def test_a_whole_worker_killed_with_its_messages_lost_is_made_good_by_the_next(
    stack: Stack, world: Spring, together: Metric, last_words: str
) -> None:
    """Machine and broker both gone: only the marks are left."""
    key = team_key(together.pk, world.ash.pk)
    doomed = stack.start_worker(1)
    count(world.ash, together, on(1), 1, 30)
    stack.send(tasks.rebuild_chart, key)
    job = f"metrics.tasks.rebuild_chart({key})"
    stack.settle()
    stack.kill_at(job, last_words, everything=True)
    count(world.ash, together, on(2), 2, 30)
    stack.send(tasks.rebuild_chart, key)
    assert wait_until(lambda: not doomed.is_running, 10), doomed.said
    stack.redis.stop()
    stack.redis.start()
    stale = {"before a commit": [key], "after a commit": [all_key(together.pk)]}
    assert list(ChartMark.objects.values_list("key", flat=True)) == stale[last_words]
    stack.start_worker(2)
    stack.settle()
    assert_as_if_nothing_had_happened()


# --- Many at once -----------------------------------------------------------------------------------------


def test_rebuilds_of_the_same_chart_at_once_end_in_one(stack: Stack, world: Spring, together: Metric) -> None:
    key = team_key(together.pk, world.ash.pk)
    for round_ in range(5 * ROUNDS):
        count(world.ash, together, on(round_ % 28 + 1), round_ % 30, 30)
        at_once(
            lambda: rebuild(key),
            lambda: rebuild(key, if_marked=True),
            lambda: rebuild_marked(together.pk),
            lambda: rebuild_marked(together.pk),
            lambda: rebuild_aggregate(together.pk),
        )
        rebuild_marked(together.pk)
    assert_as_if_nothing_had_happened()


def test_two_who_build_a_chart_for_the_first_time_make_one(
    stack: Stack, world: Spring, together: Metric
) -> None:
    for _round in range(5 * ROUNDS):
        ChartSnapshot.objects.all().delete()
        count(world.ash, together, on(1), 3, 30)
        at_once(*[lambda: rebuild_marked(together.pk)] * 4)
    tasks.sweep_marks()
    assert ChartSnapshot.objects.filter(key=team_key(together.pk, world.ash.pk)).count() == 1
    assert not ChartMark.objects.exists()


def test_savers_in_parallel_while_charts_are_rebuilt_lose_nothing(
    stack: Stack, worker: Worker, world: Spring, together: Metric, disruptions: Metric
) -> None:
    """Eight people save fifty counts each, on the same days too, and each save asks for its charts."""

    def save(seed: int) -> None:
        dice = random.Random(SEED + seed)  # noqa: S311 - nothing secret
        one, other = together.definitions.get(), disruptions.definitions.get()
        for _count in range(50 * ROUNDS):
            metric, num, den = dice.choice(
                [(one, dice.randint(0, 40), 40), (other, dice.randint(0, 9), None)]
            )
            with transaction.atomic():
                recorded = count(
                    dice.choice(world.teams), metric, on(dice.randint(1, 4), dice.randint(1, 3)), num, den
                )
                enqueue_rebuilds(recorded.stale)

    at_once(*[lambda seed=seed: save(seed) for seed in range(8)])  # type: ignore[misc]
    stack.settle()
    assert CountEvent.objects.filter(definition__metric=disruptions).count() > 100 * ROUNDS
    assert_as_if_nothing_had_happened()


def test_a_save_does_not_wait_for_a_rebuild(stack: Stack, world: Spring, together: Metric) -> None:
    """Neither does the rebuild see it, nor does its mark go: it causes another."""
    key = team_key(together.pk, world.ash.pk)
    count(world.ash, together, on(1), 1, 30)
    waited: list[float] = []

    def save() -> None:
        started = time.monotonic()
        count(world.ash, together, on(2), 2, 30)
        waited.append(time.monotonic() - started)

    read = rebuilding.stored_sums

    def read_and_let_another_save(*args: Any) -> Any:
        found = read(*args)
        at_once(save)  # its own transaction, committed in the middle of the rebuild's
        return found

    rebuilding.stored_sums = read_and_let_another_save
    try:
        rebuild(key)
    finally:
        rebuilding.stored_sums = read
    assert waited[0] < 2
    assert list(ChartMark.objects.filter(key=key).values_list("key", flat=True)) == [key]
    rebuild_marked(together.pk)
    assert_as_if_nothing_had_happened()


def test_a_save_that_is_not_yet_committed_keeps_its_mark(
    stack: Stack, world: Spring, together: Metric
) -> None:
    with transaction.atomic():
        count(world.ash, together, on(1), 1, 30)
        at_once(lambda: rebuild_marked(together.pk))
        assert kept()[1] == []
    assert ChartMark.objects.count() == 1
    rebuild_marked(together.pk)
    assert_as_if_nothing_had_happened()


def test_the_month_turns_while_counts_arrive(stack: Stack, world: Spring, together: Metric) -> None:
    """Some rebuild with the clock of March, others already with that of April."""
    rebuild_all([together], MARCH_31)

    def save(seed: int) -> None:
        dice = random.Random(SEED + seed)  # noqa: S311 - nothing secret
        for _count in range(20 * ROUNDS):
            count(
                dice.choice(world.teams),
                together,
                on(dice.randint(1, 9), dice.randint(2, 4)),
                dice.randint(0, 9),
                30,
            )

    def draw(now: datetime) -> None:
        for _round in range(8 * ROUNDS):
            rebuild_marked(together.pk, now)

    def turn() -> None:
        mark_turned(world.collaborative, APRIL_20)

    at_once(
        *[lambda seed=seed: save(seed) for seed in (1, 2, 3)],
        lambda: draw(MARCH_31),
        lambda: draw(APRIL_20),
        turn,
    )  # type: ignore[misc]
    mark_turned(world.collaborative, APRIL_20)  # the hour after
    rebuild_marked(together.pk, APRIL_20)
    assert stale_keys(together.pk) == []
    had = {key: value for key, value in kept()[0].items() if key.startswith(f"metric:{together.pk}/")}
    assert {through for through, _data in had.values()} == {"2025-03", "2025-03/2025-03"}
    rebuild_all([together], APRIL_20)
    assert {key: kept()[0][key] for key in had} == had


# --- Messages and servers ---------------------------------------------------------------------------------


def test_messages_that_come_twice_and_in_any_order_change_nothing(
    stack: Stack, worker: Worker, world: Spring, together: Metric, disruptions: Metric
) -> None:
    stale = [all_key(together.pk), all_key(disruptions.pk)]
    for team in world.teams:
        stale += [
            *count(team, together, on(3), team.number, 30).stale,
            *count(team, disruptions, on(3), 4).stale,
        ]
    messages = stale * 5
    random.Random(SEED).shuffle(messages)  # noqa: S311 - nothing secret
    for key in messages:
        stack.send(tasks.rebuild_chart, key)
    for task in (tasks.sweep_marks, tasks.turn_period, tasks.sweep_marks):
        stack.send(task)
    stack.settle()
    built = dict(ChartSnapshot.objects.values_list("key", "built_at"))
    for key in stale:
        tasks.rebuild_chart(key)
    assert dict(ChartSnapshot.objects.values_list("key", "built_at")) == built  # nothing marked, nothing done
    assert_as_if_nothing_had_happened()


def test_a_broker_that_is_down_delays_a_chart_and_never_a_save(
    stack: Stack, worker: Worker, world: Spring, together: Metric, disruptions: Metric
) -> None:
    with stack.stopped_redis():
        started = time.monotonic()
        for team in world.teams:
            with transaction.atomic():
                stale = count(team, together, on(5), 7, 30).stale | count(team, disruptions, on(5), 1).stale
                enqueue_rebuilds(stale)
        assert time.monotonic() - started < 2
        assert ChartMark.objects.count() == 6
    stack.settle()
    assert_as_if_nothing_had_happened()


@pytest.mark.parametrize("away", ["stopped", "silent"])
def test_a_director_hands_in_at_once_while_the_broker_is_away(
    stack: Stack,
    worker: Worker,
    world: Spring,
    client: Client,
    *,
    away: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The real page, a dozen metrics, as many messages that do not get through."""
    for at in range(10):
        add_metric(world.collaborative, "count", f"metric-{at}")
    dee = add_person("Dee", world.collaborative, Role.DIRECTOR, world.ash)
    client.force_login(dee, "allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("hand_in", args=[world.collaborative.slug, world.ash.slug, "2025-03"])
    with stack.stopped_redis() if away == "stopped" else stack.paused_redis():
        started = time.monotonic()
        response = client.post(page)
        seconds = time.monotonic() - started
    assert response.status_code == 302
    unsent = [one.getMessage() for one in caplog.records if "waits for the sweep" in one.getMessage()]
    asked = [told for told in unsent if "did not answer a moment ago" not in told]
    assert (len(unsent) >= 12, len(asked)) == (True, 1)  # one waited for the broker, the others did not
    assert seconds < 12 * jobs.PATIENCE
    assert HandIn.objects.count() == 1
    assert len(stale_keys()) >= 12
    stack.settle()
    assert not ChartMark.objects.exists()


def test_a_broker_that_restarts_empty_loses_messages_and_no_chart(
    stack: Stack, world: Spring, together: Metric
) -> None:
    stack.end_worker()
    for team in world.teams:
        for key in count(team, together, on(6), 3, 30).stale:
            stack.send(tasks.rebuild_chart, key)  # nobody is there to take it
    stack.redis.stop()
    stack.redis.start()
    stack.start_worker(2)
    stack.settle()
    assert_as_if_nothing_had_happened()


def test_a_database_connection_that_drops_under_the_worker_costs_one_try(
    stack: Stack, worker: Worker, world: Spring, together: Metric
) -> None:
    key = team_key(together.pk, world.ash.pk)
    for day in (1, 2, 3):
        with transaction.atomic():
            ChartSnapshot.objects.select_for_update().get(key=key)  # the job waits for this lock
            at_once(lambda day=day: count(world.ash, together, on(day), day, 30))  # type: ignore[misc]
            stack.send(tasks.rebuild_chart, key)
            assert wait_until(stack.is_waiting_for_a_lock, 10)
            assert stack.drop_connections() > 0
        assert ChartMark.objects.filter(key=key).exists()
    stack.settle()
    assert worker.is_running
    assert_as_if_nothing_had_happened()


def test_a_silent_broker_is_asked_once_by_a_process(stack: Stack, world: Spring, together: Metric) -> None:
    """It takes the connection and never answers: the dearest way to be away."""
    with stack.paused_redis():
        started = time.monotonic()
        with transaction.atomic():
            for team in world.teams:
                enqueue_rebuilds(count(team, together, on(7), 3, 30).stale)
        assert time.monotonic() - started < 1.5
    jobs.broker.silent_until = 0.0
    assert ChartMark.objects.count() == 3
