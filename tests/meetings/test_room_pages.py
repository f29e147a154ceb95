"""Asking, letting in and leaving a room by its pages."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from meetings.models import Admission, Room, Vouch, admitting
from teams.models import Access, Participant
from tests.meetings.admitted import ask, enters, now
from tests.subjects.rooms import add_room, lead, let_in


def test_asking_and_letting_in_by_the_pages(client, room, cast):
    fred = lead(room, cast.participant(cast.oda), cast.participant(cast.cora))
    client.force_login(cast.mia)
    answer = client.post("/c/riverside/rooms/teachers/asking/", follow=True)
    assert "You asked on" in answer.content.decode()
    assert client.get("/c/riverside/rooms/teachers/").status_code == 404
    row = Admission.objects.get()
    client.force_login(cast.oda)
    assert "Who waits to be let in" in client.get("/c/riverside/rooms/teachers/").content.decode()
    answer = client.post(f"/c/riverside/rooms/teachers/admissions/{row.uuid}/", {"does": "vouch"})
    assert (answer.status_code, answer["Location"]) == (302, "/c/riverside/rooms/teachers/")
    client.force_login(cast.mia)
    page = client.get("/c/riverside/rooms/teachers/").content.decode()
    assert "let in by Oda" in page
    assert "Oda let Mia in." in page
    assert fred.participant.name in page


def test_the_page_says_when_one_more_is_needed(client, room, people, cast):
    for one in (people[0], cast.participant(cast.mia)):
        let_in(room, one)
    row = ask(room, people[1])
    client.force_login(cast.mia)
    answer = client.post(f"/c/riverside/rooms/teachers/admissions/{row.uuid}/", {"does": "vouch"})
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [
        "Noted. One more member has to say the same."
    ]
    page = client.get("/c/riverside/rooms/teachers/").content.decode()
    assert "Vouched for by Mia; one more is needed." in page
    assert "Take back my yes" in page


def test_a_member_is_refused_what_is_a_facilitators(client, room, people, cast):
    let_in(room, cast.participant(cast.mia))
    row = ask(room, people[0])
    client.force_login(cast.mia)
    address = f"/c/riverside/rooms/teachers/admissions/{row.uuid}/"
    assert "Do not let in" not in client.get("/c/riverside/rooms/teachers/").content.decode()
    assert client.post(address, {"does": "decline"}).status_code == 403
    assert client.post(address, {"does": "everything"}).status_code == 404


def test_an_admission_of_another_room_is_not_decided_here(client, room, people, cast):
    other = add_room(cast, "more-teachers", "teacher")
    lead(room, cast.participant(cast.mia), cast.participant(cast.cora))
    row = ask(other, people[0])
    client.force_login(cast.mia)
    answer = client.post(f"/c/riverside/rooms/teachers/admissions/{row.uuid}/", {"does": "vouch"})
    assert answer.status_code == 404
    assert Vouch.objects.count() == 0


def test_a_collaborative_that_is_over_is_read_only(client, room, people, cast):
    let_in(room, cast.participant(cast.mia))
    row = ask(room, people[0])
    cast.riverside.ends = cast.today - timedelta(days=1)
    cast.riverside.save()
    client.force_login(cast.mia)
    page = client.get("/c/riverside/rooms/teachers/")
    assert page.status_code == 200
    assert "<button" not in page.content.decode().split('id="main"')[1]
    for address, data in (
        (f"admissions/{row.uuid}/", {"does": "vouch"}),
        ("leaving/", {}),
        ("meetings/new/", {}),
        ("asking/", {}),
    ):
        assert client.post(f"/c/riverside/rooms/teachers/{address}", data).status_code == 403


def test_somebody_forgotten_is_called_a_former_teacher(client, room, mia, people, cast):
    let_in(room, mia)
    let_in(room, people[0])
    admitting.leave(room, mia, now())
    mia.forget(cast.participant(cast.cora), now())
    client.force_login(people[0].person)
    page = client.get("/c/riverside/rooms/teachers/").content.decode()
    assert "a former teacher left." in page
    assert "Mia" not in page


def test_download_mine_holds_own_admissions_alone(client, room, mia, people, cast):
    row = let_in(room, mia, by=people[0])
    let_in(room, people[0])
    client.force_login(cast.mia)
    data = client.get("/account/data/").json()
    assert data["rooms"] == [
        {
            "collaborative": "Riverside",
            "room": "Teachers",
            "asked": data["rooms"][0]["asked"],
            "let_in": data["rooms"][0]["let_in"],
            "until": None,
        }
    ]
    assert data["rooms"][0]["let_in"][:10] == row.at.isoformat()[:10]
    assert "Tess" not in str(data)


def test_participants_of_another_collaborative_are_not_in(room, cast):
    stu = Participant.objects.get(person=cast.stu)
    assert not enters(cast.stu, room)
    assert not Room.objects.open_to(Access.of(cast.stu, now())).exists()
    with pytest.raises(admitting.OutsideError):
        admitting.vouch(ask(room, cast.participant(cast.mia)), stu, now())
