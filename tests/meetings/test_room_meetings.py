"""When a room meets: anybody in it plans, a number remains, and nothing else."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meetings.models import Meeting
from teams.models import Person
from tests.meetings.gathered import access_of
from tests.subjects.rooms import add_meeting, add_room, let_in

ROOM = "/c/riverside/rooms/teachers/"


@pytest.fixture
def room(cast):
    found = add_room(cast, "teachers", "teacher")
    let_in(found, cast.participant(cast.mia))
    return found


@pytest.fixture
def mia(client, cast, room):
    client.force_login(cast.mia)
    return client


def typed(**more):
    return {
        "day": "2027-01-12",
        "time": "18:30",
        "minutes": "45",
        "zone": "America/Chicago",
        "place": "Library",
        "link": "",
        "seen": "1",
    } | more


def test_a_member_plans_a_meeting_by_the_clock_of_where_it_is(mia, room, cast):
    tuesday = cast.today + timedelta(days=29 - cast.today.weekday())
    answer = mia.post(f"{ROOM}meetings/new/", typed(day=str(tuesday)))
    row = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ROOM}meetings/{row.uuid}/")
    assert (row.kind, row.room, row.team, row.minutes) == ("affinity", room, None, 45)
    assert row.starts == datetime.combine(tuesday, time(18, 30), ZoneInfo("America/Chicago"))
    assert "Tuesday" in mia.get(ROOM).content.decode()


def test_sent_twice_it_is_planned_once(mia):
    one = str(uuid4())
    places = [mia.post(f"{ROOM}meetings/new/", typed(uuid=one))["Location"] for _time in (1, 2)]
    assert places == [f"{ROOM}meetings/{one}/"] * 2
    assert Meeting.objects.count() == 1


def test_the_id_of_a_meeting_elsewhere_is_not_taken(mia, cast):
    other = add_meeting(add_room(cast, "parents", "parent"), timezone.now())
    assert mia.post(f"{ROOM}meetings/new/", typed(uuid=str(other.uuid))).status_code == 404
    assert mia.get(f"{ROOM}meetings/{other.uuid}/").status_code == 404


def test_the_form_offers_no_names(mia, cast):
    page = mia.get(f"{ROOM}meetings/new/").content.decode()
    assert [one for one in ("Oda", "Dee", "Fay", "Cora") if f">{one}<" in page or "facilitator" in page] == []


def test_what_cannot_be_planned_stays_in_the_form(mia):
    answer = mia.post(f"{ROOM}meetings/new/", typed(minutes="2", place="The old library"))
    assert answer.status_code == 422
    assert "The old library" in answer.content.decode()


def test_a_change_that_meets_another_shows_both(mia, room):
    row = add_meeting(room, timezone.now() + timedelta(days=3), place="Library")
    address = f"{ROOM}meetings/{row.uuid}/facts/"
    assert mia.post(address, typed(place="Attic")).status_code == 302
    answer = mia.post(address, typed(place="Cellar"))
    assert answer.status_code == 422
    assert ("Attic" in answer.content.decode(), "Cellar" in answer.content.decode()) == (True, True)


def test_the_headcount_waits_for_the_day(mia, room):
    row = add_meeting(room, timezone.now() + timedelta(days=3))
    address = f"{ROOM}meetings/{row.uuid}/"
    assert "How many were there" not in mia.get(address).content.decode()
    assert mia.post(f"{address}headcount/", {"headcount": "5", "seen": "1"}).status_code == 404
    Meeting.objects.update(starts=timezone.now() - timedelta(days=1))
    assert mia.post(f"{address}headcount/", {"headcount": "5", "seen": "1"}).status_code == 302
    assert Meeting.objects.get().headcount == 5


@pytest.mark.parametrize("number", ["", "-1", "501", "many"])
def test_a_headcount_that_is_none_is_refused_and_kept_on_the_page(mia, room, number):
    row = add_meeting(room, timezone.now() - timedelta(days=1))
    answer = mia.post(f"{ROOM}meetings/{row.uuid}/headcount/", {"headcount": number, "seen": "1"})
    assert answer.status_code == 422
    assert f'value="{number}"' in answer.content.decode() or number == ""
    assert Meeting.objects.get().headcount is None


def test_it_says_that_it_takes_no_notes(mia, room):
    row = add_meeting(room, timezone.now() - timedelta(days=1))
    minuted = Meeting.objects.minuted_by(access_of(Person.objects.get(email="mia@example.org")))
    assert not minuted.filter(pk=row.pk).exists()
    page = mia.get(f"{ROOM}meetings/{row.uuid}/").content.decode()
    assert "A room’s meeting takes no notes yet, and who came is not stored." in page
    assert "<textarea" not in page


def test_what_was_held_is_not_cancelled(mia, room):
    row = add_meeting(room, timezone.now() - timedelta(days=1), headcount=7)
    page = mia.post(f"{ROOM}meetings/{row.uuid}/cancellation/", follow=True).content.decode()
    assert "People were there, so this meeting was held. It stays." in page
    assert not Meeting.objects.get().is_cancelled


def test_a_cancelled_meeting_can_be_held_after_all(mia, room):
    row = add_meeting(room, timezone.now() + timedelta(days=3))
    address = f"{ROOM}meetings/{row.uuid}/"
    assert mia.post(f"{address}cancellation/").status_code == 302
    assert "This meeting is cancelled." in mia.get(address).content.decode()
    assert mia.post(f"{address}cancellation/", {"undo": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.cancelled_at is None


def test_the_next_meeting_stands_beside_the_room_for_who_is_in_it(mia, room, cast):
    add_meeting(room, timezone.now() + timedelta(days=3))
    assert "Meets next:" in mia.get("/c/riverside/rooms/").content.decode()
    mia.force_login(cast.oda)
    assert "Meets next:" not in mia.get("/c/riverside/rooms/").content.decode()
