"""A team's month: what was due, where each value comes from, typed values."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from metrics.models import (
    Closure,
    CountEvent,
    MetricDefinition,
    Observation,
)
from metrics.models.card import needs_month_den, problem_of_month
from metrics.models.month_overview import read_month
from metrics.models.sums import sums_of
from metrics.months import Month
from tests.conftest import Cast
from tests.metrics.counted import add_metric, count, room, whole
from tests.metrics.monthly import address, gaps, overview, plan, signed_in, typed


@pytest.fixture
def tears(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "tears", "rate", exposure="classroom-days")


# --- What is due -----------------------------------------------------------------------------------------


def test_the_weekdays_of_the_sample_week_are_due(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    days = plan(cast, last_month)
    assert list(read_month(cast.maple, last_month, timezone.now()).due_days) == days
    one = overview(cast, last_month)
    assert (one.due, one.said, gaps(one)) == (5, 0, {"Sunroom": days})


def test_without_a_plan_every_weekday_is_due(cast: Cast, tears: MetricDefinition, last_month: Month) -> None:
    weekdays = [
        day
        for number in range(31)
        if (day := last_month.first + timedelta(days=number)) <= last_month.last and day.weekday() < 5
    ]
    assert gaps(overview(cast, last_month)) == {"Sunroom": weekdays}


def test_counted_not_counted_and_closed_days_are_not_missing(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    days = plan(cast, last_month)
    sunroom = room(cast.maple, cast.sunroom)
    count(sunroom, tears, days[0], 0)
    Observation.objects.create(definition=tears, place=sunroom, grain="day", day=days[1], state="not_counted")
    Closure.objects.create(place=sunroom, day=days[2], by=None)
    Closure.objects.create(place=whole(cast.maple), day=days[3], by=None)
    Closure.objects.create(place=sunroom, day=days[4], by=None, voided_at=timezone.now())
    one = overview(cast, last_month)
    assert (one.due, one.said, gaps(one)) == (3, 2, {"Sunroom": [days[4]]})


def test_a_count_for_the_whole_center_covers_its_classrooms(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    days = plan(cast, last_month)
    count(whole(cast.maple), tears, days[0], 3)
    assert gaps(overview(cast, last_month)) == {"Sunroom": days[1:]}


def test_a_center_without_classrooms_is_due_as_a_whole(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    days = plan(cast, last_month)
    cast.sunroom.until_day = last_month.first
    cast.sunroom.save()
    assert gaps(overview(cast, last_month)) == {"whole center": days}


def test_days_outside_the_teams_time_and_days_to_come_are_not_due(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    days = plan(cast, last_month)
    cast.maple.joined, cast.maple.left = days[1], days[4]
    assert list(read_month(cast.maple, last_month, timezone.now()).due_days) == days[1:4]
    running = Month.of(cast.today)
    cast.maple.left = None
    late = [day for days in gaps(overview(cast, running)).values() for day in days if day >= cast.today]
    assert late == []


# --- Where the value comes from --------------------------------------------------------------------------


def test_the_sum_is_that_of_the_counted_days(cast: Cast, tears: MetricDefinition, last_month: Month) -> None:
    days = plan(cast, last_month)
    for number, day in enumerate(days):
        count(room(cast.maple, cast.sunroom), tears, day, number)
    one = overview(cast, last_month)
    assert one.total is not None
    assert (one.total.source, one.total.num, one.total.den, one.counted_days) == ("day", 10, 5, 5)
    text = signed_in(cast.mia).get(address(last_month)).content.decode()
    assert "From 5 counted classroom-days." in text


def test_days_win_over_a_typed_month_and_the_page_says_so(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    count(whole(cast.maple), tears, last_month.first, 40, 20, grain="month")
    one = overview(cast, last_month)
    assert one.total is not None
    assert (one.total.source, one.total.num, one.total.den, one.days_win) == ("month", 40, 20, False)
    assert "Typed for the whole month." in signed_in(cast.mia).get(address(last_month)).content.decode()
    count(room(cast.maple, cast.sunroom), tears, plan(cast, last_month)[0], 2)
    one = overview(cast, last_month)
    assert one.total is not None
    assert (one.total.source, one.total.num, one.total.den, one.days_win) == ("day", 2, 1, True)
    shown = signed_in(cast.mia).get(address(last_month)).content.decode()
    assert "40 was typed for the month too." in shown


def test_incomplete_counts_are_told(cast: Cast, last_month: Month) -> None:
    talked = add_metric(cast.riverside, "talked", "proportion")
    days = plan(cast, last_month)
    count(room(cast.maple, cast.sunroom), talked, days[0], 3, 14)
    count(room(cast.maple, cast.sunroom), talked, days[1], 3)
    one = overview(cast, last_month, "talked")
    assert one.total is not None
    assert (one.total.num, one.total.den, one.total.incomplete, one.missing) == (3, 14, 1, 3)
    shown = signed_in(cast.mia).get(address(last_month)).content.decode()
    assert "1 count is incomplete and left out" in shown


# --- Typed months ----------------------------------------------------------------------------------------


def test_a_number_for_the_month_is_typed_and_changed(
    cast: Cast, calm: MetricDefinition, last_month: Month
) -> None:
    answer = typed(last_month, cast.mia, "calm", num="3.5")
    assert answer.url == address(last_month)
    row = Observation.objects.get()
    assert (row.place, row.grain, row.day, row.num) == (
        whole(cast.maple),
        "month",
        last_month.first,
        Decimal("3.5"),
    )
    seen = overview(cast, last_month, "calm").card.seen_num
    typed(last_month, cast.pat, "calm", num="4", num_was="3.5", seen_num=seen)
    assert Observation.objects.get().num == 4
    assert [event.by.name for event in CountEvent.objects.all()] == ["Mia", "Pat"]


def test_a_typed_month_can_be_undone(cast: Cast, calm: MetricDefinition, last_month: Month) -> None:
    typed(last_month, cast.mia, "calm", num="3")
    card = overview(cast, last_month, "calm").card
    typed(last_month, cast.mia, "calm", num="3", num_was="3", tap=card.tap_undo)
    assert list(Observation.objects.all()) == []


def test_bad_numbers_stay_in_the_form(cast: Cast, calm: MetricDefinition, last_month: Month) -> None:
    answer = typed(last_month, cast.mia, "calm", num="rather calm")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="rather calm"' in text
    assert "Write a number, such as 12.5." in text
    assert CountEvent.objects.count() == 0


def test_a_form_sent_again_with_another_number_overwrites_nothing(
    cast: Cast, calm: MetricDefinition, last_month: Month
) -> None:
    same = {"num_uuid": str(uuid4())}
    typed(last_month, cast.mia, "calm", num="3", **same)
    answer = typed(last_month, cast.mia, "calm", num="4", **same)
    assert answer.status_code == 409
    assert 'value="4"' in answer.content.decode()
    assert Observation.objects.get().num == 3


def test_typing_a_month_whose_days_are_counted_warns_first(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    count(room(cast.maple, cast.sunroom), tears, plan(cast, last_month)[0], 2)
    warned = typed(last_month, cast.mia, "tears", num="40", den="20")
    text = warned.content.decode()
    assert warned.status_code == 422
    assert "1 classroom-day is counted in this month, and counted days hold." in text
    assert ('value="40"' in text, 'value="20"' in text) == (True, True)
    assert Observation.objects.filter(grain="month").count() == 0
    assert typed(last_month, cast.mia, "tears", num="40", den="20", sure="1").status_code == 302
    assert Observation.objects.get(grain="month").num == 40


@pytest.mark.parametrize(
    ("unit", "exposure", "num", "den", "problem"),
    [
        ("rate", "classroom-days", 40, None, "no_den"),
        ("rate", "classroom-days", 40, 0, "above"),
        ("rate", "classroom-days", 40, 20, None),
        ("rate", "typed", 40, None, "no_den"),
        ("proportion", "typed", 15, 14, "above"),
        ("proportion", "typed", 14, 14, None),
        ("count", "typed", 3, None, None),
        ("score", "typed", 3, None, None),
    ],
)
def test_what_a_typed_month_lacks_is_what_the_sums_leave_out(
    cast: Cast, *, unit: str, exposure: str, num: int, den: int | None, problem: str | None
) -> None:
    definition = add_metric(cast.riverside, "one", unit, exposure=exposure)
    numbers = (Decimal(num), None if den is None else Decimal(den))
    assert problem_of_month(definition, *numbers) == problem
    day = cast.today.replace(day=1)
    total = sums_of(cast.maple, [definition], [(definition.pk, "month", day, *numbers)])[0]
    assert total.incomplete == (problem is not None)
    assert needs_month_den(definition) == (unit in ("rate", "proportion"))
