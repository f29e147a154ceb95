"""Who hosts a room: named by the coordinator, agreed to by the room, announced; ended by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Agreement, Announcement, Facilitator, admitting
from tests.conftest import add_person, add_role
from tests.meetings.admitted import enters, told
from tests.subjects.rooms import lead, let_in, print_card


@pytest.fixture
def cora(cast):
    return cast.participant(cast.cora)


@pytest.fixture
def fay(cast):
    return cast.participant(cast.fay)


@pytest.fixture
def two(room, oda, tess):
    """Oda and Tess are in the room."""
    for one in (oda, tess):
        let_in(room, one)
    return oda, tess


@pytest.fixture
def mia_and_oda(room, mia, oda):
    for one in (mia, oda):
        let_in(room, one)
    return mia, oda


@pytest.fixture
def tess(cast):
    return cast.participant(add_person("Tess", cast.riverside, "teacher", cast.oak))


def now():
    return timezone.now()


def name(room, who, cora):
    return admitting.name(room, who, cora, now())


def test_one_of_the_rooms_own_begins_at_once_and_is_announced(room, mia, oda, cora, cast):
    let_in(room, oda)
    assert name(room, mia, cora).began_at is not None
    assert enters(cast.mia, room)
    assert told(room) == [("began", "Mia", "Cora")]


def test_faculty_wait_until_two_of_the_room_agree(room, fay, cora, cast, mia_and_oda):
    mia, oda = mia_and_oda
    row = name(room, fay, cora)
    assert (row.began_at, enters(cast.fay, room)) == (None, False)
    assert admitting.agree(row, mia, now()) is False
    assert admitting.agree(row, mia, now()) is False
    assert not enters(cast.fay, room)
    assert admitting.agree(row, oda, now()) is True
    assert enters(cast.fay, room)
    assert told(room) == [("named", "Fay", "Cora"), ("began", "Fay", "")]
    assert Agreement.objects.count() == 2


def test_where_only_one_is_in_the_room_that_one_agrees(room, mia, fay, cora, cast):
    let_in(room, mia)
    row = name(room, fay, cora)
    assert admitting.agree(row, mia, now()) is True
    assert enters(cast.fay, room)


def test_in_an_empty_room_the_first_facilitator_begins_at_once(room, fay, cora, cast):
    assert name(room, fay, cora).began_at is not None
    assert enters(cast.fay, room)
    assert told(room) == [("began", "Fay", "Cora")]


def test_faculty_who_host_do_not_agree_for_the_room(room, fay, cora, cast, mia_and_oda):
    lead(room, fay, cora)
    row = name(room, cast.participant(cast.kai), cora)
    with pytest.raises(admitting.NotTheirsError):
        admitting.agree(row, fay, now())
    assert Agreement.objects.count() == 0


def test_an_agreement_is_taken_back(room, mia, oda, fay, cora):
    for one in (mia, oda):
        let_in(room, one)
    row = name(room, fay, cora)
    admitting.agree(row, mia, now())
    admitting.take_agreement_back(row, mia, now())
    assert admitting.agree(row, oda, now()) is False


@pytest.mark.parametrize("who", ["cora", "dee", "dana", "pat", "eva", "stu", "ada", "fin"])
def test_who_cannot_be_in_the_teachers_room_cannot_be_named(room, cora, cast, who):
    found = cast.participant(getattr(cast, who)) if who != "ada" else None
    if found is None:
        found = add_person("Adam", cast.riverside, "teacher", cast.maple)
        found.is_staff = True
        found.save()
        found = cast.participant(found)
    with pytest.raises(admitting.NotTheirsError):
        name(room, found, cora)
    assert (Facilitator.objects.count(), told(room)) == (0, [])


def test_nobody_names_themselves(room, cast, cora):
    """A coordinator who also teaches is barred twice over: as coordinator, and as who names."""
    add_role(cora, "teacher", cast.maple)
    assert cora not in admitting.candidates(room, cora, now())
    cory = cast.participant(add_person("Cory", cast.riverside, "coordinator"))
    assert cora not in admitting.candidates(room, cory, now())


def test_naming_twice_names_once(room, mia, cora):
    first, again = name(room, mia, cora), name(room, mia, cora)
    assert (first.pk, again.pk) == (again.pk, Facilitator.objects.get().pk)
    assert told(room) == [("began", "Mia", "Cora")]


def test_naming_again_who_waits_does_not_go_round_the_room(room, fay, cora, cast, mia_and_oda):
    name(room, fay, cora)
    assert name(room, fay, cora).began_at is None
    assert not enters(cast.fay, room)
    assert told(room) == [("named", "Fay", "Cora")]


def test_two_of_the_room_end_it_and_one_does_not(room, fay, cora, cast, mia_and_oda):
    mia, oda = mia_and_oda
    row = lead(room, fay, cora)
    assert admitting.object_to(row, mia, now()) is False
    assert enters(cast.fay, room)
    assert admitting.object_to(row, oda, now()) is True
    assert not enters(cast.fay, room)
    assert told(room) == [("ended", "Fay", "")]


def test_one_facilitator_does_not_end_another_alone(room, mia, oda, cora, cast):
    row = lead(room, mia, cora)
    lead(room, oda, cora)
    assert admitting.object_to(row, oda, now()) is False
    assert enters(cast.mia, room)


def test_the_last_one_who_stops_leaves_the_room_to_its_members(room, mia, cora, cast, two):
    oda, tess = two
    lead(room, mia, cora)
    admitting.leave(room, mia, now())
    assert told(room) == [("ended", "Mia", "Mia")]
    assert not enters(cast.mia, room)  # was never let in as a member
    admitting.ask(room, mia, now())
    row = room.admissions.get(participant=mia)
    assert [admitting.vouch(row, one, now()) for one in (oda, tess)] == [False, True]
    assert enters(cast.mia, room)


def test_the_coordinator_ends_it_and_the_room_is_told(room, mia, cora, cast):
    row = lead(room, mia, cora)
    admitting.end_facilitator(row, cora, now())
    admitting.end_facilitator(row, cora, now())
    assert not enters(cast.mia, room)
    assert told(room) == [("ended", "Mia", "Cora")]


def test_a_facilitator_with_a_new_card_is_out_until_the_room_agrees(room, mia, cora, cast, two):
    oda, tess = two
    row = lead(room, mia, cora)
    print_card(mia, cora)
    assert not enters(cast.mia, room)
    assert admitting.agree(row, oda, now()) is False
    renewed = Facilitator.objects.get(until=None)
    assert (renewed.pk == row.pk, renewed.began_at) == (False, None)
    assert admitting.agree(renewed, tess, now()) is True
    assert enters(cast.mia, room)


@pytest.mark.parametrize("ends_first", [False, True])
@pytest.mark.usefixtures("two")
def test_printing_a_card_and_naming_again_opens_nothing(room, mia, cora, cast, ends_first):
    """Whoever prints a card could use it: the coordinator does not get in this way."""
    row = lead(room, mia, cora)
    if ends_first:
        admitting.end_facilitator(row, cora, now())
    print_card(mia, cora)
    assert name(room, mia, cora).began_at is None
    assert not enters(cast.mia, room)
    assert Announcement.objects.filter(kind="named", participant=mia).count() == 1


@pytest.mark.usefixtures("two")
def test_a_member_with_a_new_card_is_not_named_into_the_room(room, mia, cora, cast):
    let_in(room, mia)
    print_card(mia, cora)
    assert name(room, mia, cora).began_at is None
    assert not enters(cast.mia, room)


def test_a_first_card_before_anything_else_stands_against_nothing(room, mia, cora, cast, two):
    print_card(mia, cora, now() - timedelta(days=1))
    assert name(room, mia, cora).began_at is not None
    assert enters(cast.mia, room)


def test_a_teacher_who_becomes_faculty_is_named_anew(room, mia, cora, cast, two):
    """As a teacher they began at once; the room never agreed to somebody of faculty."""
    lead(room, mia, cora)
    changed = cast.today - timedelta(days=3)
    mia.memberships.update(until_day=changed)
    add_role(mia, "faculty", from_day=changed)
    assert not enters(cast.mia, room)
    assert name(room, mia, cora).began_at is None
    assert not enters(cast.mia, room)


def test_faculty_who_coordinate_or_direct_do_not_host(room, fay, cora, cast):
    lead(room, fay, cora)
    assert enters(cast.fay, room)
    add_role(fay, "coordinator", from_day=cast.today)
    assert not enters(cast.fay, room)


# --- Pages -------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("mia_and_oda")
def test_the_room_agrees_on_its_page(client, room, fay, cora, cast):
    row = name(room, fay, cora)
    address = f"/c/riverside/rooms/teachers/facilitators/{row.uuid}/"
    for person in (cast.mia, cast.oda):
        client.force_login(person)
        assert "Do you agree?" in client.get("/c/riverside/rooms/teachers/").content.decode()
        assert client.post(address, {"does": "agree"}).status_code == 302
    client.force_login(cast.fay)
    page = client.get("/c/riverside/rooms/teachers/").content.decode()
    assert "The room agreed: Fay facilitates from now on" in page
    assert client.get("/c/riverside/rooms/").content.decode().count("/c/riverside/rooms/teachers/") == 1


@pytest.mark.usefixtures("mia_and_oda")
def test_who_is_named_does_not_agree_to_themselves(client, room, fay, cora, cast):
    row = name(room, fay, cora)
    client.force_login(cast.fay)
    address = f"/c/riverside/rooms/teachers/facilitators/{row.uuid}/"
    assert client.post(address, {"does": "agree"}).status_code == 404
    assert Agreement.objects.count() == 0
