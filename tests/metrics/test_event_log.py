"""The event log: everything that was ever said, what became of it, and who may read it."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from metrics.models import CountEvent, MetricDefinition
from metrics.models.event_log import PAGE, Cursor, read_log
from metrics.models.recording import record
from teams.models import Center, Classroom, Person
from tests.conftest import Cast
from tests.metrics.counted import a_count, add_metric, count, room, whole

LOG = "/c/riverside/teams/maple/counts/log/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def tears(cast: Cast) -> MetricDefinition:
    return add_metric(cast.riverside, "tears")


def test_the_log_says_what_was_undone_and_what_was_replaced(cast: Cast, tears: MetricDefinition) -> None:
    place = whole(cast.maple)
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    first, second = a_count(place, tears, cast.today), a_count(place, tears, cast.today)
    typed = a_count(
        place, tears, cast.today, kind="set", amount=Decimal(5), covers=frozenset([first.uuid, second.uuid])
    )
    tap = a_count(place, tears, cast.today)
    undo = a_count(place, tears, cast.today, kind="void", target=tap.uuid)
    for one, by in ((first, mia), (second, mia), (typed, pat), (tap, pat), (undo, mia)):
        record([one], by)
    page = read_log(cast.maple, {}, None)
    told = [
        (
            entry.event.uuid,
            entry.event.by,
            entry.undone_by and entry.undone_by.uuid,
            entry.replaced_by and entry.replaced_by.uuid,
            entry.target and entry.target.uuid,
            entry.counts,
        )
        for entry in page.entries
    ]
    assert told == [
        (undo.uuid, mia, None, None, tap.uuid, True),
        (tap.uuid, pat, undo.uuid, None, None, False),
        (typed.uuid, pat, None, None, None, True),
        (second.uuid, mia, None, typed.uuid, None, False),
        (first.uuid, mia, None, typed.uuid, None, False),
    ]
    assert page.older is None


def test_undoing_a_typed_number_is_told_for_what_it_had_replaced(cast: Cast, tears: MetricDefinition) -> None:
    place = whole(cast.maple)
    first = a_count(place, tears, cast.today)
    typed = a_count(place, tears, cast.today, kind="set", amount=Decimal(5), covers=frozenset([first.uuid]))
    undo = a_count(place, tears, cast.today, kind="void", target=typed.uuid)
    for one in (first, typed, undo):
        record([one], None)
    counts = {entry.event.uuid: entry.counts for entry in read_log(cast.maple, {}, None).entries}
    assert counts == {undo.uuid: True, typed.uuid: False, first.uuid: True}


def test_the_log_is_in_words(cast: Cast, tears: MetricDefinition) -> None:
    place = room(cast.maple, cast.sunroom)
    tap = a_count(place, tears, cast.today, amount=Decimal(-1))
    record([a_count(place, tears, cast.today, kind="set", amount=Decimal(5))], cast.participant(cast.mia))
    record([tap], cast.participant(cast.pat))
    record([a_count(place, tears, cast.today, kind="void", target=tap.uuid)], None)
    text = signed_in(cast.mia).get(LOG).content.decode()
    said = [" ".join(one.split()) for one in re.findall(r"<strong>(.*?)</strong>", text, re.DOTALL)]
    assert said == ["Undone: -1", "−1", "= 5"]
    assert "from a file" in text
    assert "Sunroom" in text


def test_pages_follow_each_other_without_a_gap_or_a_repeat(cast: Cast, tears: MetricDefinition) -> None:
    place = whole(cast.maple)
    record([a_count(place, tears, cast.today) for _number in range(PAGE)], None)  # all received at once
    record([a_count(place, tears, cast.today) for _number in range(PAGE + 7)], None)
    client, address, seen, sizes = signed_in(cast.mia), LOG, [], []
    while address:
        page = client.get(address)
        entries = page.context["page"].entries
        seen += [entry.event.uuid for entry in entries]
        sizes.append(len(entries))
        link = re.search(r'href="(\?[^"]*before=[^"]*)"', page.content.decode())
        address = LOG + link.group(1).replace("&amp;", "&") if link else ""
    assert sizes == [PAGE, PAGE, 7]
    assert len(set(seen)) == len(seen) == CountEvent.objects.count()


def test_the_log_is_narrowed_by_metric_place_and_day(cast: Cast, tears: MetricDefinition) -> None:
    other = add_metric(cast.riverside, "smiles")
    sunroom, center = room(cast.maple, cast.sunroom), whole(cast.maple)
    yesterday = cast.today - timedelta(days=1)
    count(sunroom, tears, cast.today, 1)
    count(center, tears, cast.today, 2)
    count(sunroom, other, cast.today, 3)
    count(sunroom, tears, yesterday, 4)
    client = signed_in(cast.mia)

    def shown(**query: Any) -> list[int]:
        page = client.get(LOG, query).context["page"]
        return sorted(int(entry.event.amount) for entry in page.entries)

    assert shown() == [1, 2, 3, 4]
    assert shown(metric="tears") == [1, 2, 4]
    assert shown(place=str(sunroom.uuid)) == [1, 3, 4]
    assert shown(day=str(yesterday)) == [4]
    assert shown(metric="tears", place=str(sunroom.uuid), day=str(cast.today)) == [1]


def test_a_filter_that_no_page_offers_is_told_and_kept(cast: Cast, tears: MetricDefinition) -> None:
    client = signed_in(cast.mia)
    answer = client.get(LOG, {"metric": "nothing", "day": "soon"})
    assert answer.status_code == 422
    assert 'value="soon"' in answer.content.decode()
    count(whole(cast.maple), tears, cast.today, 1)
    assert len(client.get(LOG, {"before": "yesterday"}).context["page"].entries) == 1


@pytest.mark.parametrize(
    "text", ["", "x", "2026-01-01_x", "2026-01-01T00:00:00_00000000-0000-0000-0000-000000000001"]
)
def test_a_cursor_that_no_page_made_is_the_beginning(text: str) -> None:
    assert Cursor.parse(text) is None


def test_a_cursor_survives_its_address() -> None:
    cursor = Cursor(timezone.now(), UUID(int=7))
    assert Cursor.parse(str(cursor)) == cursor


def test_an_empty_log_says_what_to_do(cast: Cast) -> None:
    text = signed_in(cast.mia).get(LOG).content.decode()
    assert "Nothing is counted here yet." in text
    assert reverse("counts", args=["riverside", "maple"]) in text


def test_times_are_those_of_the_centers_clock(cast: Cast, tears: MetricDefinition) -> None:
    Center.objects.filter(pk=cast.maple.center_id).update(time_zone="Pacific/Kiritimati")
    at = timezone.now().replace(year=2026, month=3, day=1, hour=11, minute=5)
    record([a_count(whole(cast.maple), tears, cast.today, counted_at=at)], None)
    text = signed_in(cast.mia).get(LOG).content.decode()
    assert "March 2, 2026, 1:05 a.m." in " ".join(text.split())


@pytest.mark.parametrize(
    ("who", "status"),
    [("mia", 200), ("pat", 200), ("dee", 200), ("fin", 200)]
    + [(who, 404) for who in ("gus", "oda", "dana", "stu", "fay", "kai", "cora", "eva", "ada")],
)
def test_the_log_is_the_teams_alone(cast: Cast, who: str, status: int) -> None:
    assert signed_in(getattr(cast, who)).get(LOG).status_code == status


def test_another_teams_events_are_not_in_it(cast: Cast, tears: MetricDefinition) -> None:
    count(room(cast.oak, cast.attic), tears, cast.today, 9)
    assert read_log(cast.maple, {}, None).entries == ()
    assert len(read_log(cast.oak, {}, None).entries) == 1


def test_the_number_of_queries_does_not_grow(cast: Cast, tears: MetricDefinition) -> None:
    client = signed_in(cast.mia)

    def measure() -> int:
        client.get(LOG)
        with CaptureQueriesContext(connection) as captured:
            client.get(LOG)
        return len(captured)

    count(room(cast.maple, cast.sunroom), tears, cast.today, 1, by=cast.participant(cast.mia))
    before = measure()
    people = [cast.participant(person) for person in (cast.mia, cast.pat, cast.dee, cast.sam)]
    rooms = [
        Classroom.objects.create(center=cast.maple.center, name=f"R{n}", from_day=cast.riverside.starts)
        for n in range(11)
    ]
    for number, classroom in enumerate(rooms):
        for back in range(6):
            day = cast.today - timedelta(days=back)
            metric = tears if back % 2 else add_metric(cast.riverside, f"m{number}-{back}")
            tap = a_count(room(cast.maple, classroom), metric, day)
            record([tap], people[number % 4])
            record([a_count(tap.place, metric, day, kind="void", target=tap.uuid)], people[back % 4])
    assert measure() == before
