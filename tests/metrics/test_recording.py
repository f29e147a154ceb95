"""Appending events: once each, never overwritten, and the projection is what the events say."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.models import ChartMark, CountEvent, MetricDefinition, Observation
from metrics.models.keys import team_key
from metrics.models.recording import (
    Cell,
    ConflictError,
    Count,
    MisplacedError,
    definition_on,
    events_of,
    rebuild_observations,
    record,
)
from metrics.projection import project
from tests.conftest import Cast
from tests.metrics.counted import a_count, add_definition, add_metric, room, whole


def seen_observations() -> list[tuple[Any, ...]]:
    rows = Observation.objects.order_by("definition_id", "place_id", "grain", "day")
    return list(rows.values_list("definition_id", "place_id", "grain", "day", "num", "den", "state"))


def test_a_tap_is_kept_and_counted(cast: Cast) -> None:
    tears = add_metric(cast.riverside, "tears")
    sunroom = room(cast.maple, cast.sunroom)
    mia = cast.participant(cast.mia)
    tap = a_count(sunroom, tears, cast.today)
    recorded = record([tap], mia)
    event = CountEvent.objects.get()
    assert (event.uuid, event.by, event.amount, event.payload_hash) == (tap.uuid, mia, 1, tap.payload_hash())
    assert [(r.uuid, r.again, r.received_at) for r in recorded.receipts] == [
        (tap.uuid, False, event.received_at)
    ]
    assert seen_observations() == [(tears.pk, sunroom.pk, "day", cast.today, Decimal(1), None, "counted")]
    assert recorded.stale == {team_key(tears.metric_id, cast.maple.pk)}
    assert list(ChartMark.objects.values_list("key", flat=True)) == [team_key(tears.metric_id, cast.maple.pk)]


def test_the_same_tap_again_gets_the_same_receipt_and_writes_nothing(cast: Cast) -> None:
    tap = a_count(whole(cast.maple), add_metric(cast.riverside, "tears"), cast.today)
    first = record([tap], None)
    ChartMark.objects.all().delete()
    again = record([tap, tap], None)
    assert [(r.uuid, r.received_at, r.again) for r in again.receipts] == [
        (tap.uuid, first.receipts[0].received_at, True)
    ] * 2
    assert again.stale == frozenset()
    assert (CountEvent.objects.count(), ChartMark.objects.count()) == (1, 0)
    assert Observation.objects.get().num == 1


def test_the_same_id_with_another_content_is_a_conflict_and_writes_nothing(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    first = a_count(place, tears, cast.today, kind="set", amount=Decimal(5))
    record([first], None)
    other = a_count(
        place, tears, cast.today, kind="set", amount=Decimal(7), uuid=first.uuid, counted_at=first.counted_at
    )
    beside = a_count(place, tears, cast.today)
    with pytest.raises(ConflictError) as raised:
        record([beside, other], None)
    assert raised.value.uuids == (first.uuid,)
    assert [(event.uuid, event.amount) for event in CountEvent.objects.all()] == [(first.uuid, 5)]
    assert Observation.objects.get().num == 5


def test_two_contents_under_one_id_in_one_delivery_are_a_conflict(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    first = a_count(place, tears, cast.today)
    other = a_count(place, tears, cast.today, uuid=first.uuid, amount=Decimal(2))
    with pytest.raises(ConflictError):
        record([first, other], None)
    assert (CountEvent.objects.count(), Observation.objects.count()) == (0, 0)


def test_an_amount_written_in_another_way_is_the_same_content(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    first = a_count(place, tears, cast.today, kind="set", amount=Decimal("5.00"))
    second = a_count(
        place, tears, cast.today, kind="set", amount=Decimal(5), uuid=first.uuid, counted_at=first.counted_at
    )
    assert first.payload_hash() == second.payload_hash()


def test_an_event_of_another_collaborative_is_refused(cast: Cast) -> None:
    foreign = add_metric(cast.harbor, "tears")
    with pytest.raises(MisplacedError):
        record([a_count(whole(cast.maple), foreign, cast.today)], None)
    assert CountEvent.objects.count() == 0


def test_an_undo_needs_its_target_in_the_same_cell(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    tap = a_count(place, tears, cast.today)
    record([tap], None)
    yesterday = cast.today - timedelta(days=1)
    for undo in (
        a_count(place, tears, yesterday, kind="void", target=tap.uuid),
        a_count(place, tears, cast.today, kind="void", target=uuid4()),
        a_count(place, tears, cast.today, kind="void"),
        a_count(room(cast.maple, cast.sunroom), tears, cast.today, kind="void", target=tap.uuid),
    ):
        with pytest.raises(MisplacedError):
            record([undo], None)
    assert CountEvent.objects.count() == 1


def test_undoing_the_only_count_leaves_no_observation(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    tap = a_count(place, tears, cast.today)
    record([tap], None)
    record([a_count(place, tears, cast.today, kind="void", target=tap.uuid)], None)
    assert seen_observations() == []


def test_a_month_is_written_as_its_first_day(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    with pytest.raises(MisplacedError):
        record([a_count(place, tears, cast.today.replace(day=2), grain="month")], None)
    record([a_count(place, tears, cast.today.replace(day=1), grain="month")], None)
    assert Observation.objects.get().grain == "month"


def test_the_wording_that_holds_is_that_of_the_days_month(cast: Cast) -> None:
    first = add_metric(cast.riverside, "tears", from_month="2025-01")
    second = add_definition(first.metric, from_month="2025-03")
    wordings = [second, first]
    found = [
        definition_on(wordings, first_day)
        for first_day in (
            cast.today.replace(year=2024, month=12, day=31),
            cast.today.replace(year=2025, month=1, day=1),
            cast.today.replace(year=2025, month=2, day=28),
            cast.today.replace(year=2025, month=3, day=1),
        )
    ]
    assert found == [None, first, first, second]


# --- The property: whatever is sent, in whatever order and however often -----------------------------------


@st.composite
def deliveries(draw: st.DrawFn) -> list[list[dict[str, Any]]]:
    """Batches of events over a few cells, with duplicates, as devices without a common view send them."""
    made: list[dict[str, Any]] = []
    for _number in range(draw(st.integers(1, 14))):
        cell = draw(st.integers(0, 3))
        same = [one for one in made if one["cell"] == cell and one["kind"] != "void"]
        component = draw(st.sampled_from(["num", "num", "den", "state"]))
        event: dict[str, Any] = {
            "cell": cell,
            "uuid": UUID(int=draw(st.integers(1, 2**128 - 1))),
            "component": component,
        }
        covers = (
            frozenset(draw(st.sets(st.sampled_from([one["uuid"] for one in same])))) if same else frozenset()
        )
        if same and draw(st.integers(0, 4)) == 0:
            target = draw(st.sampled_from(same))
            event |= {"kind": "void", "target": target["uuid"], "component": target["component"]}
        elif component == "state":
            event |= {
                "kind": "set",
                "state": draw(st.sampled_from(["closed", "not_counted"])),
                "covers": covers,
            }
        elif draw(st.booleans()):
            event |= {"kind": "set", "amount": Decimal(draw(st.integers(0, 30))), "covers": covers}
        else:
            event |= {"kind": "add", "amount": Decimal(draw(st.sampled_from([1, 1, 1, -1, 5])))}
        if event["uuid"] not in {one["uuid"] for one in made}:
            made.append(event)
    sent = made + draw(st.lists(st.sampled_from(made), max_size=6))
    order = draw(st.permutations(range(len(sent))))
    cuts = sorted(draw(st.sets(st.integers(0, len(sent)), max_size=4)) | {0, len(sent)})
    shuffled = [sent[at] for at in order]
    batches = [shuffled[start:end] for start, end in pairwise(cuts)]
    return [batch for batch in batches if batch]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=deliveries())
def test_adding_up_as_they_come_equals_adding_up_again(
    cast: Cast, batches: list[list[dict[str, Any]]]
) -> None:
    """record() = rebuild from all events = the pure projection, whatever the order and the duplicates."""
    moment = timezone.now()
    with transaction.atomic():
        tears = MetricDefinition.objects.filter(metric__slug="tears").first() or add_metric(
            cast.riverside, "tears"
        )
        places = [whole(cast.maple), room(cast.maple, cast.sunroom)]
        days = [cast.today, cast.today - timedelta(days=1)]
        cells = [(place, day) for place in places for day in days]
        receipts: dict[UUID, Any] = {}
        waiting = list(batches)
        for _round in range(len(batches) + 1):  # an undo that came before its target is sent again later
            again = []
            for batch in waiting:
                try:
                    recorded = record([_count(one, cells, tears, moment) for one in batch], None)
                except MisplacedError:
                    again.append(batch)
                    continue
                for receipt in recorded.receipts:
                    assert receipts.setdefault(receipt.uuid, receipt.received_at) == receipt.received_at
            waiting = again
        if waiting:  # batches that undo each other's events arrive as one in the end
            record([_count(one, cells, tears, moment) for batch in waiting for one in batch], None)
        as_they_came = seen_observations()
        assert as_they_came == _projected(tears, cells)
        Observation.objects.all().delete()
        rebuild_observations(cast.riverside.pk)
        assert seen_observations() == as_they_came
        rebuild_observations(cast.riverside.pk)
        assert seen_observations() == as_they_came
        sent = {one["uuid"] for batch in batches for one in batch}
        assert set(CountEvent.objects.values_list("uuid", flat=True)) == sent
        transaction.set_rollback(True)


def _count(one: dict[str, Any], cells: list[Any], definition: MetricDefinition, moment: Any) -> Count:
    fields = {name: value for name, value in one.items() if name != "cell"}
    place, day = cells[one["cell"]]
    return a_count(place, definition, day, counted_at=moment, **fields)


def _projected(definition: MetricDefinition, cells: list[Any]) -> list[tuple[Any, ...]]:
    keys = [Cell(definition.pk, place.pk, "day", day) for place, day in cells]
    events = events_of(keys)
    totals = ((key, project(events[key])) for key in keys)
    return sorted((*key, total.num, total.den, total.state) for key, total in totals if total is not None)


# --- Two at once: real transactions, on every database ----------------------------------------------------


def at_once(*jobs: Any) -> list[BaseException]:
    """Run each job in a thread of its own, all starting together; what they raised."""
    start, raised = threading.Barrier(len(jobs)), []

    def run(job: Any) -> None:
        try:
            start.wait(10)
            job()
        except BaseException as problem:
            raised.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_lose_nothing(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)

    def tap_ten_times(who: Any) -> None:
        for _tap in range(10):
            record([a_count(place, tears, cast.today)], who)

    assert at_once(lambda: tap_ten_times(mia), lambda: tap_ten_times(pat)) == []
    assert CountEvent.objects.count() == 20
    assert Observation.objects.get().num == 20


@pytest.mark.django_db(transaction=True)
def test_the_same_tap_sent_twice_at_once_counts_once(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    taps = [a_count(place, tears, cast.today) for _number in range(5)]
    receipts: list[Any] = []

    def send() -> None:
        for tap in taps:
            receipts.extend(record([tap], None).receipts)

    assert at_once(send, send) == []
    assert sorted(receipt.again for receipt in receipts) == [False] * 5 + [True] * 5
    assert len({(receipt.uuid, receipt.received_at) for receipt in receipts}) == 5
    assert Observation.objects.get().num == 5


@pytest.mark.django_db(transaction=True)
def test_tapping_and_undoing_at_once_leaves_what_the_events_say(cast: Cast) -> None:
    """The undo of the only count deletes the observation that somebody else is about to lock."""
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")

    def tap_and_undo() -> None:
        for _round in range(8):
            tap = a_count(place, tears, cast.today)
            record([tap], None)
            record([a_count(place, tears, cast.today, kind="void", target=tap.uuid)], None)

    def tap() -> None:
        for _round in range(8):
            record([a_count(place, tears, cast.today)], None)

    assert at_once(tap_and_undo, tap) == []
    assert Observation.objects.get().num == 8
    before = seen_observations()
    rebuild_observations(cast.riverside.pk)
    assert seen_observations() == before


@pytest.mark.django_db(transaction=True)
def test_two_batches_over_the_same_days_in_opposite_order_do_not_wait_for_each_other(cast: Cast) -> None:
    place, tears = whole(cast.maple), add_metric(cast.riverside, "tears")
    days = [cast.today - timedelta(days=back) for back in range(20)]

    def send(order: list[Any]) -> None:
        for _round in range(3):
            record([a_count(place, tears, day) for day in order], None)

    assert at_once(lambda: send(days), lambda: send(days[::-1])) == []
    assert set(Observation.objects.values_list("num", flat=True)) == {Decimal(6)}
