"""A team's month: what was due, where each value comes from, typed values, handing in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from metrics.models import (
    ChartMark,
    Closure,
    CountEvent,
    HandIn,
    MetricDefinition,
    Observation,
    SamplePlan,
)
from metrics.models.card import needs_month_den, problem_of_month
from metrics.models.keys import team_key
from metrics.models.month_overview import MetricMonth, read_month, read_months
from metrics.models.sums import sums_of
from metrics.months import Month
from teams.models import Classroom, Person
from tests.conftest import Cast
from tests.metrics.counted import add_definition, add_metric, count, room, whole


@pytest.fixture
def last_month(cast: Cast) -> Month:
    return Month.of(cast.today).plus(-1)


@pytest.fixture
def tears(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "tears", "rate", exposure="classroom-days")


@pytest.fixture
def calm(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "calm", "score", grain="month")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(month: Month, name: str = "month", *more: str) -> str:
    return reverse(name, args=["riverside", "maple", month, *more])


def overview(cast: Cast, month: Month, slug: str = "tears") -> MetricMonth:
    found = read_month(cast.maple, month, timezone.now()).metric(slug)
    assert found is not None
    return found


def plan(cast: Cast, month: Month) -> list[date]:
    """The first whole week from Monday to Friday is the sample week."""
    monday = next(
        month.first + timedelta(days=number)
        for number in range(7)
        if (month.first + timedelta(days=number)).weekday() == 0
    )
    SamplePlan.objects.create(
        collaborative=cast.riverside,
        month=str(month),
        first_day=monday,
        last_day=monday + timedelta(days=6),
    )
    return [monday + timedelta(days=number) for number in range(5)]


def gaps(one: MetricMonth) -> dict[str, list[date]]:
    return {str(gap.place): list(gap.days) for gap in one.gaps}


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


def typed(month: Month, who: Person, slug: str, **data: str) -> Any:
    fields = {"num_was": "", "num_uuid": str(uuid4()), "den_was": "", "den_uuid": str(uuid4())}
    return signed_in(who).post(address(month, "month_value", slug), fields | data)


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


# --- Handing in ------------------------------------------------------------------------------------------


def test_the_director_hands_in_and_every_time_is_kept(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    dee = signed_in(cast.dee)
    ChartMark.objects.all().delete()
    for _time in range(2):
        assert dee.post(address(last_month, "hand_in")).url == address(last_month)
    rows = HandIn.objects.order_by("at")
    assert [(row.team, row.month, row.by) for row in rows] == [
        (cast.maple, str(last_month), cast.participant(cast.dee))
    ] * 2
    assert rows[0].at < rows[1].at
    text = dee.get(address(last_month)).content.decode()
    assert "It was handed in 2 times" in text
    assert "Hand in again" in text


def test_handing_in_marks_the_teams_charts(
    cast: Cast, tears: MetricDefinition, last_month: Month, django_capture_on_commit_callbacks: Any
) -> None:
    """The rebuild runs after the commit; here it does not, so the mark is still to be seen."""
    with django_capture_on_commit_callbacks(execute=False) as jobs:
        signed_in(cast.dee).post(address(last_month, "hand_in"))
    assert team_key(tears.metric_id, cast.maple.pk) in ChartMark.objects.values_list("key", flat=True)
    assert len(jobs) > 0


def test_a_running_month_is_not_handed_in(cast: Cast, tears: MetricDefinition) -> None:
    answer = signed_in(cast.dee).post(address(Month.of(cast.today), "hand_in"))
    assert answer.status_code == 422
    assert "The month is not over yet." in answer.content.decode()
    assert HandIn.objects.count() == 0


def test_a_month_without_the_team_is_not_handed_in(cast: Cast, tears: MetricDefinition) -> None:
    before = Month.of(cast.maple.joined).plus(-1)
    answer = signed_in(cast.dee).post(address(before, "hand_in"))
    assert answer.status_code == 422
    assert "Your team did not take part in this month" in answer.content.decode()
    assert HandIn.objects.count() == 0


def test_a_count_after_the_hand_in_marks_changed_since(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    sunroom = room(cast.maple, cast.sunroom)
    days = plan(cast, last_month)
    count(sunroom, tears, days[0], 1)
    dee = signed_in(cast.dee)
    dee.post(address(last_month, "hand_in"))
    count(sunroom, tears, cast.today, 1)  # another month
    assert read_month(cast.maple, last_month, timezone.now()).changed_since is None
    assert [line.changed_since for line in read_months(cast.maple, timezone.now())[:2]] == [False, False]
    count(sunroom, tears, days[1], 1)
    assert read_month(cast.maple, last_month, timezone.now()).changed_since == cast.today
    assert [line.changed_since for line in read_months(cast.maple, timezone.now())[:2]] == [False, True]
    assert "Changed since:" in dee.get(address(last_month)).content.decode()
    assert "changed since it was handed in" in dee.get("/c/riverside/teams/maple/months/").content.decode()
    dee.post(address(last_month, "hand_in"))
    assert read_month(cast.maple, last_month, timezone.now()).changed_since is None


# --- The list --------------------------------------------------------------------------------------------


def test_the_list_goes_back_to_the_month_the_team_joined_in(
    cast: Cast, tears: MetricDefinition, calm: MetricDefinition, last_month: Month
) -> None:
    count(whole(cast.maple), calm, last_month.first, 3, grain="month")
    lines = read_months(cast.maple, timezone.now())
    first = Month.of(cast.maple.joined)
    assert [line.month for line in lines] == list(reversed(list(first.until(Month.of(cast.today)))))
    assert [(line.values, line.metrics, line.is_over) for line in lines[:2]] == [(0, 2, False), (1, 2, True)]


def test_a_metric_with_a_new_wording_is_one_metric(
    cast: Cast, tears: MetricDefinition, last_month: Month
) -> None:
    add_definition(tears.metric, "rate", exposure="classroom-days", from_month=str(last_month))
    lines = read_months(cast.maple, timezone.now())
    assert {line.metrics for line in lines} == {1}
    assert [
        one.definition.from_month for one in read_month(cast.maple, last_month, timezone.now()).metrics
    ] == [str(last_month)]


# --- Who -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "types", "hands_in"),
    [
        ("mia", 200, 302, 403),
        ("pat", 200, 302, 403),
        ("sam", 200, 302, 403),
        ("dee", 200, 302, 302),
        ("fin", 200, 403, 403),
        ("gus", 404, 404, 404),
        ("dana", 404, 404, 404),  # another team's director
        ("oda", 404, 404, 404),
        ("stu", 404, 404, 404),
        ("fay", 200, 403, 403),
        ("kai", 200, 403, 403),
        ("cora", 200, 403, 403),
        ("eva", 404, 404, 404),
        ("ada", 404, 404, 404),
    ],
)
def test_who_reads_types_and_hands_in(
    cast: Cast, calm: MetricDefinition, last_month: Month, *, who: str, reads: int, types: int, hands_in: int
) -> None:
    person = getattr(cast, who)
    client = signed_in(person)
    assert client.get(address(last_month)).status_code == reads
    assert client.get("/c/riverside/teams/maple/months/").status_code == reads
    assert typed(last_month, person, "calm", num="3").status_code == types
    assert client.post(address(last_month, "hand_in")).status_code == hands_in
    assert (CountEvent.objects.exists(), HandIn.objects.exists()) == (types == 302, hands_in == 302)


def test_hosts_read_sums_and_no_classroom(cast: Cast, tears: MetricDefinition, last_month: Month) -> None:
    count(room(cast.maple, cast.sunroom), tears, plan(cast, last_month)[0], 7)
    text = signed_in(cast.fay).get(address(last_month)).content.decode()
    assert "<strong>7</strong>" in text
    assert "Sunroom" not in text
    assert "<form" not in text.split("<main")[1]
    assert "Sunroom" in signed_in(cast.mia).get(address(last_month)).content.decode()


def test_a_collaborative_that_has_ended_is_read_only(
    cast: Cast, calm: MetricDefinition, last_month: Month
) -> None:
    cast.riverside.ends = cast.today - timedelta(days=1)
    cast.riverside.save()
    assert signed_in(cast.dee).get(address(last_month)).status_code == 200
    assert typed(last_month, cast.mia, "calm", num="3").status_code == 403
    assert signed_in(cast.dee).post(address(last_month, "hand_in")).status_code == 403


def test_a_month_to_come_or_of_no_calendar_has_no_page(cast: Cast) -> None:
    client = signed_in(cast.mia)
    assert client.get(address(Month.of(cast.today).plus(1))).status_code == 404
    for text in ("2026-13", "2026-1", "0000-01"):
        assert client.get(f"/c/riverside/teams/maple/months/{text}/").status_code == 404


def test_a_metric_that_is_not_there_has_no_value(cast: Cast, last_month: Month) -> None:
    assert typed(last_month, cast.mia, "nothing", num="3").status_code == 404


def test_a_lapsed_sign_in_leads_back_to_the_page(
    cast: Cast, calm: MetricDefinition, last_month: Month
) -> None:
    client = signed_in(cast.dee)
    for path in (address(last_month, "hand_in"), address(last_month, "month_value", "calm")):
        assert client.get(path).url == address(last_month)


# --- Cost ------------------------------------------------------------------------------------------------


def measure(client: Client, paths: Iterable[str]) -> list[int]:
    numbers = []
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        numbers.append(len(captured))
    return numbers


def test_the_number_of_queries_does_not_grow(
    cast: Cast, tears: MetricDefinition, calm: MetricDefinition, last_month: Month
) -> None:
    client = signed_in(cast.dee)
    paths = [address(last_month), "/c/riverside/teams/maple/months/"]
    days = plan(cast, last_month)
    count(room(cast.maple, cast.sunroom), tears, days[0], 3)
    count(whole(cast.maple), calm, last_month.first, 3, grain="month")
    client.post(address(last_month, "hand_in"))
    before = measure(client, paths)
    rooms = [
        Classroom.objects.create(center=cast.maple.center, name=f"R{n}", from_day=cast.riverside.starts)
        for n in range(11)
    ]
    for number in range(9):
        grain = "day" if number % 2 else "month"
        metric = add_metric(cast.riverside, f"m{number}", "proportion", grain=grain)
        for classroom in rooms if grain == "day" else [None]:
            place = room(cast.maple, classroom) if classroom else whole(cast.maple)
            for day in days if grain == "day" else [last_month.first]:
                count(place, metric, day, 3, 14, grain=grain)
        client.post(address(last_month, "hand_in"))
    assert measure(client, paths) == before


def test_the_day_of_the_hand_in_is_the_centers(cast: Cast, last_month: Month) -> None:
    cast.maple.center.time_zone = "Pacific/Kiritimati"
    at = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("UTC"))
    HandIn.objects.create(team=cast.maple, month=str(last_month), by=None, at=at)
    assert read_month(cast.maple, last_month, timezone.now()).handed_in_on == date(2026, 3, 11)
