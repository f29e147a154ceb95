"""Who is turned away, and that nothing says anywhere else who is in a room."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.utils import timezone

from bsc.history import KINDS
from meetings.models import Admission, Announcement, Facilitator, Meeting, Room
from meetings.models.roomlist import outlines_for
from teams.models import Access
from tests.kinds import KINDS as PEOPLE
from tests.scene import set_scene
from tests.subjects.rooms import add_meeting, lead, let_in, print_card

TABLES = ("Room", "Admission", "Vouch", "Facilitator", "Agreement", "Objection", "Announcement")


@pytest.fixture
def scene(cast):
    return set_scene(cast)


def addresses(room, scene):
    """Every address of a room."""
    admission = Admission.objects.filter(room=room).order_by("pk")[0].uuid
    return {
        "room": f"/c/riverside/rooms/{room.slug}/",
        "leaving": f"/c/riverside/rooms/{room.slug}/leaving/",
        "admission": f"/c/riverside/rooms/{room.slug}/admissions/{admission}/",
        "facilitator": f"/c/riverside/rooms/{room.slug}/facilitators/{scene.names['facilitator']}/",
        "new": f"/c/riverside/rooms/{room.slug}/meetings/new/",
        "meeting": f"/c/riverside/rooms/{room.slug}/meetings/{room.meetings.all()[0].uuid}/",
        "facts": f"/c/riverside/rooms/{room.slug}/meetings/{room.meetings.all()[0].uuid}/facts/",
        "headcount": f"/c/riverside/rooms/{room.slug}/meetings/{room.meetings.all()[0].uuid}/headcount/",
        "cancel": f"/c/riverside/rooms/{room.slug}/meetings/{room.meetings.all()[0].uuid}/cancellation/",
    }


def who_enters(scene, room):
    found = set()
    for kind, person in scene.people.items():
        client = Client()
        if person is not None:
            client.force_login(person)
        if client.get(f"/c/riverside/rooms/{room.slug}/").status_code == 200:
            found.add(kind)
    return found


def test_each_room_opens_to_its_own_alone(scene, cast):
    parents = Room.objects.get(slug="parents")
    directors = Room.objects.create(
        collaborative=cast.riverside, slug="directors", role="director", names={"en": "Directors"}
    )
    for kind in ("director", "director who teaches"):
        let_in(directors, cast.participant(scene.people[kind]))
    teachers = Room.objects.get(slug="teachers")
    let_in(teachers, cast.participant(scene.people["director who teaches"]))  # let in before the promotion
    assert who_enters(scene, teachers) == {"teacher", "facilitator"}
    assert who_enters(scene, parents) == {"parent"}  # Rico has a newer card
    assert who_enters(scene, directors) == {"director", "director who teaches"}


def test_everybody_else_is_turned_away_at_every_address_of_the_parents_room(scene, cast):
    parents = Room.objects.get(slug="parents")
    add_meeting(parents, timezone.now() - timedelta(days=1))
    paths = addresses(parents, scene)
    before = (Admission.objects.count(), Announcement.objects.count(), Meeting.objects.count())
    for kind in PEOPLE:
        if kind in ("parent", "anonymous"):
            continue
        client = Client()
        client.force_login(scene.people[kind])
        shown = {name: client.get(path, follow=True).status_code for name, path in paths.items()}
        assert set(shown.values()) == {404}, (kind, shown)
        sent = {name: client.post(path, {"does": "vouch"}).status_code for name, path in paths.items()}
        assert sent == dict.fromkeys(paths, 404) | dict.fromkeys(("room", "meeting"), 405), (kind, sent)
    assert (Admission.objects.count(), Announcement.objects.count(), Meeting.objects.count()) == before


def test_a_closed_room_looks_like_no_room(scene, cast):
    client = Client()
    client.force_login(cast.dee)
    hidden, absent = (client.get(f"/c/riverside/rooms/{slug}/") for slug in ("teachers", "nosuch"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_changing(hidden.content) == without_changing(absent.content)
    assert dict(hidden.headers) == dict(absent.headers)


@pytest.mark.parametrize("kind", ["director who teaches", "parent", "faculty", "coordinator", "evaluator"])
def test_asking_is_for_who_holds_the_role(scene, kind):
    client = Client()
    client.force_login(scene.people[kind])
    before = Admission.objects.count()
    assert client.post("/c/riverside/rooms/teachers/asking/").status_code == 404
    assert Admission.objects.count() == before


def test_the_list_names_no_member_to_anybody(scene, cast):
    """Nora waits, Mia is in, Fred facilitates: the page about rooms says so to nobody."""
    for kind, person in scene.people.items():
        if person is None:
            continue
        client = Client()
        client.force_login(person)
        page = client.get("/c/riverside/rooms/").content.decode()
        named = {name for name in ("Mia", "Fred", "Nora", "Rico") if name in page}
        assert named == set(), kind


def test_the_list_shows_each_their_own_rooms(scene, cast):
    def listed(kind):
        client = Client()
        client.force_login(scene.people[kind])
        page = client.get("/c/riverside/rooms/").content.decode()
        return {name for name in ("Teachers", "Parents") if name in page}

    assert {kind: listed(kind) for kind in ("teacher", "not yet admitted", "parent", "re-carded parent")} == {
        "teacher": {"Teachers"},
        "not yet admitted": {"Teachers"},
        "parent": {"Parents"},
        "re-carded parent": {"Parents"},
    }
    assert {kind: listed(kind) for kind in ("director", "director who teaches", "faculty", "staff")} == {
        "director": set(),
        "director who teaches": set(),
        "faculty": set(),
        "staff": set(),
    }


@pytest.mark.parametrize(("came", "told"), [(4, "fewer than five"), (5, "5 people"), (None, "not counted")])
def test_coordinator_and_evaluator_read_dates_and_five_or_more(scene, cast, came, told):
    Meeting.objects.filter(room__slug="teachers").update(headcount=came, place="Attic at Oak")
    for person in (cast.cora, cast.eva):
        client = Client()
        client.force_login(person)
        page = client.get("/c/riverside/rooms/").content.decode()
        assert told in page
        assert "Attic at Oak" not in page
        assert [
            outline.name for outline in outlines_for(Access.of(person, timezone.now()), cast.riverside)
        ] == [
            "Teachers",
            "Parents",
        ]
    assert outlines_for(Access.of(cast.fay, timezone.now()), cast.riverside) == []


def test_a_meeting_that_is_planned_or_cancelled_does_not_leave_the_room(scene, cast):
    room = Room.objects.get(slug="teachers")
    Meeting.objects.filter(room=room).delete()
    add_meeting(room, timezone.now() + timedelta(days=3))
    add_meeting(room, timezone.now() - timedelta(days=3), cancelled_at=timezone.now(), headcount=9)
    outlines = outlines_for(Access.of(cast.cora, timezone.now()), cast.riverside)
    assert [outline.meetings for outline in outlines] == [(), ()]


def test_other_pages_say_nothing_of_who_is_in(scene, cast):
    """Home, team, people, set-up with its history and search, downloads: the same before and after."""
    pages = (
        *("/", "/c/riverside/", "/c/riverside/teams/maple/", "/c/riverside/teams/maple/people/"),
        *("/c/riverside/setup/history/", "/c/riverside/setup/people/", "/c/riverside/setup/people/?q=Oda"),
        *(
            "/c/riverside/setup/",
            "/c/riverside/setup/rooms/",
            "/c/riverside/rooms/",
            "/c/riverside/meetings/",
        ),
        *("/c/riverside/setup/observations.csv", "/c/riverside/meetings/data.csv"),
    )

    def read():
        found = {}
        for person in (cast.dee, cast.dana, cast.fay, cast.cora, cast.eva, cast.ada, cast.pat):
            client = Client()
            client.force_login(person)
            for path in pages:
                answer = client.get(path)
                found[person.email, path] = (answer.status_code, without_changing(answer.content))
        return found

    before = read()
    room = Room.objects.get(slug="teachers")
    oda = cast.participant(cast.oda)
    let_in(room, oda, by=cast.participant(cast.mia))
    Admission.objects.filter(room=room, at=None).update(until=timezone.now())
    Announcement.objects.create(room=room, kind="admitted", participant=oda)
    assert read() == before
    for person in (cast.dee, cast.cora, cast.ada, cast.sam):
        client = Client()
        client.force_login(person)
        data = client.get("/account/data/").json()
        assert (data["rooms"], data["rooms_facilitated"]) == ([], [])


def without_changing(content):
    text = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", content)
    return re.sub(rb'value="[0-9a-f-]{36}"', b"", text)


def test_no_table_of_a_room_has_a_history_or_an_admin_page():
    models = [apps.get_model("meetings", name) for name in TABLES]
    assert [model.__name__ for model in models if hasattr(model, "history")] == []
    assert [model.__name__ for model in models if model in admin.site._registry] == []
    told = {name.lower() for name in TABLES} & {kind.model.__name__.lower() for kind in KINDS.values()}
    assert told == set()


def test_what_a_history_keeps_of_a_rooms_meeting_names_nobody(scene, cast):
    client = Client()
    client.force_login(cast.mia)
    room = "/c/riverside/rooms/teachers/"
    typed = {"day": "2026-03-02", "time": "13:00", "minutes": "60", "zone": "America/New_York"}
    typed |= {"place": "Library", "link": "https://example.org/call"}
    assert client.post(f"{room}meetings/new/", typed).status_code == 302
    row = Meeting.objects.get(room__slug="teachers", place="Library", link__gt="")
    at = f"{room}meetings/{row.uuid}/"
    assert client.post(f"{at}cancellation/").status_code == 302
    assert client.post(f"{at}cancellation/", {"undo": "1"}).status_code == 302
    assert client.post(f"{at}headcount/", {"headcount": "3", "seen": "3"}).status_code == 302
    row.refresh_from_db()
    assert (row.headcount, row.called_by, row.facilitator, row.is_cancelled) == (3, None, None, False)
    kept = list(row.history.all())
    assert [one.is_cancelled for one in (past.instance for past in kept)] == [False, False, True, False]
    assert [one.history_user_id for one in kept] == [None] * 4
    assert {"place", "link", "facilitator", "called_by"} & {
        one.name for one in kept[0].tracked_fields
    } == set()
    assert row.attendance.count() == 0


def test_a_new_card_closes_the_room_to_who_is_signed_in(scene, cast):
    client = Client()
    client.force_login(cast.mia)
    assert client.get("/c/riverside/rooms/teachers/").status_code == 200
    print_card(cast.participant(cast.mia), cast.participant(cast.dee))
    assert client.get("/c/riverside/rooms/teachers/").status_code == 404
    page = client.get("/c/riverside/rooms/").content.decode()
    assert "you were given a new card" in page


def test_faculty_enter_as_a_facilitator_the_room_agreed_to_and_only_that_room(scene, cast):
    lead(Room.objects.get(slug="parents"), cast.participant(cast.fay), cast.participant(cast.cora))
    assert who_enters(scene, Room.objects.get(slug="parents")) == {"parent", "faculty"}
    assert who_enters(scene, Room.objects.get(slug="teachers")) == {"teacher", "facilitator"}
    assert Facilitator.objects.count() == 2
