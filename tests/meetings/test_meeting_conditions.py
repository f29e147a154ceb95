"""What a meeting's page asks: of rooms nothing; and what a page of a room asks, it asks anew each time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import ActionItem, AgendaItem, Attendance, Decision, Meeting, Note, Room, admitting
from meetings.models.minutes import MinutesItem
from teams.models import Access, Person, Role
from tests.conftest import Cast
from tests.meetings.gathered import access_of, call, present, signed_in, team_meeting, write_down
from tests.subjects.rooms import add_meeting, let_in

WHO_IS_IN_ONE = ("meetings_admission", "meetings_facilitator")
MINUTES = (AgendaItem, Note, Decision, ActionItem)


def asked(person: Person, address: str) -> list[str]:
    """What a page asks once the session is warm."""
    client = signed_in(person)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]


def of_rooms(queries: list[str]) -> list[str]:
    return [sql for sql in queries if any(table in sql for table in WHO_IS_IN_ONE)]


@pytest.mark.parametrize(("address", "number"), [("meetings/", 13), ("teams/maple/meetings/", 11)])
def test_a_list_of_meetings_asks_nobody_who_is_in_which_room(
    cast: Cast, room: Room, address: str, number: int
) -> None:
    let_in(room, cast.participant(cast.mia))
    team_meeting(cast)
    call(cast)
    queries = asked(cast.mia, f"/c/riverside/{address}")
    assert (of_rooms(queries), len(queries)) == ([], number)


@pytest.mark.parametrize(("page", "number"), [("", 22), ("minutes/", 19)], ids=["to write in", "to print"])
def test_a_page_of_minutes_asks_nobody_who_is_in_which_room(
    cast: Cast, room: Room, page: str, number: int
) -> None:
    mia = cast.participant(cast.mia)
    let_in(room, mia)
    meeting = team_meeting(cast)
    present(meeting, mia, Role.TEACHER, cast.maple)
    for kind in MINUTES:
        write_down(kind(meeting=meeting), mia, "We tried it.")
    address = f"/c/riverside/meetings/{meeting.uuid}/{page}" if page else meeting.get_absolute_url()
    queries = asked(cast.mia, address)
    assert (of_rooms(queries), len(queries)) == ([], number)


def test_a_page_of_what_all_teams_hold_asks_no_room_either(cast: Cast, room: Room) -> None:
    let_in(room, cast.participant(cast.mia))
    assert of_rooms(asked(cast.mia, call(cast).get_absolute_url())) == []


def test_the_page_of_a_room_asks_once_whether_one_enters_it(cast: Cast, room: Room) -> None:
    let_in(room, cast.participant(cast.mia))
    add_meeting(room, timezone.now())
    entering = [sql for sql in asked(cast.mia, room.get_absolute_url()) if 'FROM "meetings_room"' in sql]
    assert (len(entering), of_rooms(entering)) == (1, entering)


@pytest.mark.parametrize("person", ["mia", "fay", "cora", "dee"])
def test_minutes_that_stand_in_a_rooms_meeting_by_mistake_are_read_by_nobody(
    cast: Cast, room: Room, person: str
) -> None:
    mia = cast.participant(cast.mia)
    let_in(room, mia)
    meeting = add_meeting(room, timezone.now())
    rows: list[MinutesItem | Attendance] = [write_down(kind(meeting=meeting), mia, "x") for kind in MINUTES]
    rows.append(present(meeting, mia, Role.TEACHER, cast.maple))
    access = access_of(getattr(cast, person))
    assert [row for row in rows if type(row).objects.visible_to(access).exists()] == []
    answer = signed_in(getattr(cast, person)).get(f"/c/riverside/meetings/{meeting.uuid}/")
    assert answer.status_code == 404


def test_within_one_request_an_admission_opens_the_room_and_its_end_closes_it(cast: Cast, room: Room) -> None:
    mia, now = cast.participant(cast.mia), timezone.now()
    add_meeting(room, now)
    access = Access.of(cast.mia, now)
    seen = [_opened(access)]
    admission = let_in(room, mia)
    seen.append(_opened(access))
    admitting.leave(room, mia, now)
    seen.append(_opened(access))
    admission.refresh_from_db()
    assert (seen, admission.until) == ([(0, 0), (1, 1), (0, 0)], now)


def _opened(access: Access) -> tuple[int, int]:
    return Room.objects.visible_to(access).count(), Meeting.objects.visible_to(access).count()
