"""Handing in a month, the list of months, who reads and who hands in, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metrics.models import (
    ChartMark,
    CountEvent,
    HandIn,
    MetricDefinition,
)
from metrics.models.keys import team_key
from metrics.models.month_overview import read_month, read_months
from metrics.months import Month
from teams.models import Classroom
from tests.conftest import Cast
from tests.metrics.counted import add_definition, add_metric, count, room, whole
from tests.metrics.monthly import address, plan, signed_in, typed


@pytest.fixture
def tears(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "tears", "rate", exposure="classroom-days")


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


def test_a_month_without_a_metric_has_nothing_to_add_up(cast: Cast) -> None:
    page = signed_in(cast.dee).get("/c/riverside/teams/maple/months/").content.decode()
    assert ("Nothing counted yet" in page, "0 of 0" in page) == (True, False)


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
