"""Rooms as the coordinator sets them up: that they are there, and who facilitates."""

import re

import pytest
from django.urls import reverse

from meetings.models import Announcement, Facilitator, Room
from tests.subjects.rooms import add_room, lead, let_in


@pytest.fixture
def cora(client, cast):
    client.force_login(cast.cora)
    return client


def at(name, *args):
    return reverse(name, args=["riverside", *args])


def test_the_usual_three_are_made_once(cora, cast):
    for _one in range(2):
        assert cora.post(at("setup_usual_rooms"))["Location"] == at("setup_rooms")
    rooms = Room.objects.filter(collaborative=cast.riverside)
    assert [(room.slug, room.role) for room in rooms] == [
        ("teachers", "teacher"),
        ("parents", "parent"),
        ("directors", "director"),
    ]
    assert {tuple(room.names) for room in rooms} == {("en", "es")}
    assert "Make the usual ones" not in cora.get(at("setup_rooms")).content.decode()


def test_an_empty_setup_teaches_the_first_step(cora):
    page = cora.get(at("setup_rooms")).content.decode()
    assert "No room yet." in page
    assert "Make the usual ones: Teachers’ room, Parents’ room, Directors’ room" in page


@pytest.mark.parametrize(
    ("name", "slug"), [("Night staff", "night-staff"), ("New", "new-2"), ("Usual", "usual-2")]
)
def test_a_room_gets_its_address_from_its_name_once_and_for_all(cora, name, slug):
    typed = {"names_en": name, "names_es": "Personal", "role": "staff", "seen": "1"}
    assert cora.post(at("setup_room_new"), typed).status_code == 302
    room = Room.objects.get()
    assert (room.slug, room.role, room.names) == (slug, "staff", {"en": name, "es": "Personal"})
    typed = {"names_en": "Day staff", "names_es": "", "role": "director", "seen": "1"}
    assert cora.post(at("setup_room", slug), typed).status_code == 302
    room.refresh_from_db()
    assert (room.slug, room.role, room.names) == (slug, "staff", {"en": "Day staff"})


def test_two_coordinators_at_one_name_see_both(cora, cast):
    add_room(cast, "teachers", "teacher")
    assert cora.post(at("setup_room", "teachers"), {"names_en": "First", "seen": "1"}).status_code == 302
    answer = cora.post(at("setup_room", "teachers"), {"names_en": "Second", "seen": "1"})
    assert answer.status_code == 422
    assert {"First", "Second"} <= set(answer.content.decode().replace("<", ">").replace('"', ">").split(">"))


def test_the_setup_names_no_member_and_counts_none(cora, cast):
    room = add_room(cast, "teachers", "teacher")
    before = cora.get(at("setup_rooms")).content
    let_in(room, cast.participant(cast.mia))
    assert strip(cora.get(at("setup_rooms")).content) == strip(before)
    page = cora.get(at("setup_room", "teachers")).content.decode()
    assert "<strong>Mia</strong>" not in page  # only among those who may be named


def strip(page):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page)


def test_the_list_says_whether_somebody_facilitates(cora, cast):
    room = add_room(cast, "teachers", "teacher")
    assert "nobody yet: name somebody" in cora.get(at("setup_rooms")).content.decode()
    lead(room, cast.participant(cast.mia), cast.participant(cast.cora))
    page = cora.get(at("setup_rooms")).content.decode()
    assert ("somebody facilitates" in page, "Mia" in page) == (True, False)


def test_naming_and_ending_by_the_pages(cora, cast):
    add_room(cast, "teachers", "teacher")
    mia = cast.participant(cast.mia)
    answer = cora.post(at("setup_facilitator_new", "teachers"), {"person": str(mia.uuid)}, follow=True)
    assert "Mia facilitates the room from now on. The room is told." in answer.content.decode()
    row = Facilitator.objects.get()
    assert (row.participant, row.named_by) == (mia, cast.participant(cast.cora))
    assert cora.post(at("setup_facilitator_ending", "teachers", row.uuid)).status_code == 302
    row.refresh_from_db()
    assert (row.until is None, row.ended_by) == (False, cast.participant(cast.cora))
    assert [one.kind for one in Announcement.objects.order_by("pk")] == ["began", "ended"]


@pytest.mark.parametrize("who", ["cora", "dee", "dana", "pat", "stu"])
def test_who_may_not_facilitate_is_refused_with_a_reason(cora, cast, who):
    add_room(cast, "teachers", "teacher")
    person = cast.participant(getattr(cast, who))
    answer = cora.post(at("setup_facilitator_new", "teachers"), {"person": str(person.uuid)})
    assert answer.status_code == 422
    assert "This person cannot facilitate the room at the moment." in answer.content.decode()
    assert Facilitator.objects.count() == 0


def test_a_room_of_another_collaborative_is_not_here(cora, cast):
    Room.objects.create(collaborative=cast.harbor, slug="teachers", role="teacher", names={"en": "T"})
    for name in ("setup_room", "setup_facilitator_new"):
        assert cora.post(at(name, "teachers"), {}).status_code == 404
