"""Who counts where, where to begin, and what the pages cost."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metrics.models import Closure, CountEvent, CountNote, MetricDefinition
from metrics.models.card import card_of
from metrics.models.counting import add_note
from metrics.models.day import read_day
from teams.models import Classroom
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.metrics.counted import a_count, add_metric, count, room, weekdays_before, whole
from tests.metrics.counter import UP, Counter, a_press, address, signed_in

# --- Who -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("mia", 200, 302),
        ("pat", 200, 302),
        ("dee", 200, 302),
        ("sam", 200, 302),
        ("fin", 200, 403),  # left 30 days ago
        ("gus", 404, 404),  # left 90 days ago
        ("oda", 404, 404),
        ("dana", 404, 404),
        ("stu", 404, 404),
        ("fay", 404, 403),  # hosts read sums, on the month's page
        ("kai", 404, 403),
        ("cora", 404, 403),
        ("eva", 404, 404),
        ("ada", 404, 404),
    ],
)
def test_members_count_anywhere_in_their_team_and_nobody_else(
    cast: Cast, tears: MetricDefinition, who: str, reads: int, writes: int
) -> None:
    place = room(cast.maple, cast.sunroom)
    path = address(cast, place)
    client = signed_in(getattr(cast, who))
    start = reverse("counts", args=["riverside", "maple"])
    assert [client.get(path).status_code, client.get(start).status_code] == [reads, reads]
    posted = [
        client.post(path + "events/", {"metric": "tears", "tap": a_press(**UP)}),
        client.post(path + "closure/", {"sure": "1"}),
        client.post(path + "notes/", {"note-text": "rain"}),
    ]
    assert [answer.status_code for answer in posted] == [writes] * 3
    written = (CountEvent.objects.exists(), Closure.objects.exists(), CountNote.objects.exists())
    assert written == ((True,) * 3 if writes == 302 else (False,) * 3)


def test_a_place_of_another_team_is_not_found(cast: Cast, tears: MetricDefinition) -> None:
    attic = room(cast.oak, cast.attic)
    client = signed_in(cast.mia)
    path = reverse("count_day", args=["riverside", "maple", attic.uuid, cast.today])
    assert client.get(path).status_code == 404
    assert client.post(path + "events/", {"metric": "tears", "tap": a_press(**UP)}).status_code == 404
    unknown = reverse("count_day", args=["riverside", "maple", uuid4(), cast.today])
    assert client.get(unknown).status_code == 404


def test_a_collaborative_that_has_ended_is_read_only(mia: Counter, tears: MetricDefinition) -> None:
    mia.cast.riverside.ends = mia.cast.today - timedelta(days=1)
    mia.cast.riverside.save()
    shown = mia.client.get(mia.path)
    assert shown.status_code == 200
    assert 'name="tap"' not in shown.content.decode()
    assert mia.client.post(mia.path + "events/", {"metric": "tears", "tap": a_press(**UP)}).status_code == 403


def test_a_lapsed_sign_in_leads_back_to_the_page(mia: Counter, tears: MetricDefinition) -> None:
    for name in ("events/", "closure/", "notes/"):
        assert mia.client.get(mia.path + name).url == mia.path


# --- Where to begin --------------------------------------------------------------------------------------


def test_the_start_page_offers_the_own_classroom_first(cast: Cast, tears: MetricDefinition) -> None:
    Classroom.objects.create(center=cast.maple.center, name="Acorns", from_day=cast.riverside.starts)
    start = reverse("counts", args=["riverside", "maple"])
    doors = {
        who: re.findall(
            r"count-door.*?<strong>(.*?)</strong>", signed_in(person).get(start).content.decode(), re.DOTALL
        )
        for who, person in (("mia", cast.mia), ("pat", cast.pat))
    }
    assert doors == {
        "mia": ["Sunroom", "Acorns", "Whole center"],
        "pat": ["Acorns", "Sunroom", "Whole center"],
    }


def test_the_start_page_says_what_is_missing_on_the_last_due_days(
    cast: Cast, tears: MetricDefinition
) -> None:
    sunroom = room(cast.maple, cast.sunroom)
    days = weekdays_before(cast.today, 5)
    count(sunroom, tears, days[1], 3)
    count(whole(cast.maple), tears, days[2], 3)
    Closure.objects.create(place=sunroom, day=days[3], by=None)
    page = signed_in(cast.mia).get(reverse("counts", args=["riverside", "maple"])).context["page"]
    assert list(page.days) == days[::-1]
    line = page.lines[0]
    assert [cell.status for cell in line.cells] == ["missing", "closed", "done", "done", "missing"]


def test_a_closed_classroom_is_not_offered(cast: Cast, tears: MetricDefinition) -> None:
    Classroom.objects.create(
        center=cast.maple.center, name="Old", from_day=cast.riverside.starts, until_day=cast.today
    )
    page = signed_in(cast.mia).get(reverse("counts", args=["riverside", "maple"])).context["page"]
    assert [str(line.place) for line in page.lines] == ["Sunroom", "whole center"]


# --- Cost ------------------------------------------------------------------------------------------------


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow(cast: Cast, tears: MetricDefinition) -> None:
    sunroom = room(cast.maple, cast.sunroom)
    client = signed_in(cast.mia)
    paths = [address(cast, sunroom), reverse("counts", args=["riverside", "maple"])]

    def measure() -> list[int]:
        return [queries(client, path) for path in paths]

    count(sunroom, tears, cast.today, 3)
    before = measure()
    rooms = [
        Classroom.objects.create(center=cast.maple.center, name=f"Room {n}", from_day=cast.riverside.starts)
        for n in range(11)
    ]
    metrics = [tears, *(add_metric(cast.riverside, f"metric-{n}", "proportion") for n in range(9))]
    for classroom in rooms:
        for definition in metrics:
            count(room(cast.maple, classroom), definition, cast.today, 3, 14)
            count(sunroom, definition, cast.today, 4)
    for number in range(10):
        note = CountNote(place=sunroom, day=cast.today)
        add_note(note, Voice(cast.participant(cast.mia)), Words(uuid4(), f"Note {number}"))
    assert measure() == before


def test_a_card_knows_nothing_of_other_days(cast: Cast, tears: MetricDefinition) -> None:
    place = room(cast.maple, cast.sunroom)
    count(place, tears, cast.today - timedelta(days=1), 3)
    page = read_day(cast.maple, place, cast.today, cast.today)
    assert [card.status for card in page.cards] == ["nothing"]
    assert card_of(tears, []).tap_undo == ""
    assert a_count(place, tears, cast.today).cell.day == cast.today
