"""Teams, classrooms, coaches, sessions and the collaborative itself, as the coordinator sets them up."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from teams import changes
from teams.models import Center, Classroom, CoachAssignment, Collaborative, LearningSession, Team
from tests.conftest import add_team
from tests.questions import questions


@pytest.fixture
def cora(client, cast):
    client.force_login(cast.cora)
    return client


@pytest.fixture
def heard(monkeypatch):
    """What listeners are told, kind by kind."""
    told = []
    kinds = ("team", "classroom", "session", "collaborative", "membership")
    monkeypatch.setattr(
        changes, "_listeners", {kind: [lambda row, kind=kind: told.append((kind, row))] for kind in kinds}
    )
    return told


def at(name, *args):
    return reverse(name, args=["riverside", *args])


def typed(**more):
    return {
        "name": "Elm",
        "time_zone": "America/Chicago",
        "joined": "2026-03-01",
        "left": "",
        "seen": "1",
    } | more


def test_a_new_team_comes_with_its_center_and_the_next_number(cora, cast, heard):
    assert cora.post(at("setup_team_new"), typed()).status_code == 302
    elm = Team.objects.get(collaborative=cast.riverside, slug="elm")
    assert (elm.name, elm.number, elm.center.time_zone) == ("Elm", 3, "America/Chicago")
    assert (elm.joined, elm.left) == (date(2026, 3, 1), None)
    assert heard == [("team", elm)]
    assert elm.history.get().history_user == cast.participant(cast.cora)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Maple House", "maple-house"), ("New", "new-2"), ("幼稚園", "team-3"), ("maple!", "maple-2")],
)
def test_the_address_is_made_from_the_name_and_free(cora, cast, name, slug):
    assert cora.post(at("setup_team_new"), typed(name=name)).status_code == 302
    assert Team.objects.get(center__name=name).slug == slug


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "maple"}, "name"),
        ({"name": ""}, "name"),
        ({"left": "2026-02-01"}, "left"),
        ({"joined": "soon"}, "joined"),
        ({"joined": "9999-12-31"}, "joined"),
        ({"joined": "0026-03-01"}, "joined"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_a_team_that_cannot_be_is_asked_for_again(cora, cast, more, field):
    response = cora.post(at("setup_team_new"), typed(**more))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert response.context["form"]["name"].value() == typed(**more)["name"]
    assert (Team.objects.count(), Center.objects.count()) == (3, 3)


def test_a_center_of_another_collaborative_may_have_the_same_name(cora, cast):
    assert cora.post(at("setup_team_new"), typed(name="Pine")).status_code == 302


def test_a_team_leaves_with_a_date_and_keeps_its_address(cora, cast, heard):
    leaves = cast.today.isoformat()
    more = typed(name="Maple Court", joined=cast.maple.joined.isoformat(), left=leaves)
    assert cora.post(at("setup_team", "maple"), more).status_code == 302
    cast.maple.refresh_from_db()
    assert (cast.maple.slug, cast.maple.name, cast.maple.left) == ("maple", "Maple Court", cast.today)
    assert heard == [("team", cast.maple)]


def test_two_who_rename_a_center_see_both_names(cora, cast):
    joined = cast.maple.joined.isoformat()
    cora.post(at("setup_team", "maple"), typed(name="Maple One", joined=joined))
    response = cora.post(at("setup_team", "maple"), typed(name="Maple Two", joined=joined))
    assert response.status_code == 422
    differences = [(one.theirs, one.yours) for one in response.context["form"].differences]
    assert differences == [("Maple One", "Maple Two")]
    assert Center.objects.get(team=cast.maple).name == "Maple One"


def test_a_failed_listener_takes_the_save_back(cora, cast, monkeypatch):
    def fail(row):
        raise RuntimeError

    monkeypatch.setattr(changes, "_listeners", {"team": [fail]})
    with pytest.raises(RuntimeError):
        cora.post(at("setup_team_new"), typed())
    assert Center.objects.filter(name="Elm").count() == 0


def test_classrooms_open_change_and_close(cora, cast, heard):
    room = {"name": "Attic", "age_band": "toddlers", "from_day": "2026-03-01", "until_day": "", "seen": "1"}
    assert cora.post(at("setup_classroom_new", "maple"), room).status_code == 302
    attic = Classroom.objects.get(center=cast.maple.center, name="Attic")
    closed = room | {"until_day": "2026-09-01"}
    assert cora.post(at("setup_classroom", "maple", attic.uuid), closed).status_code == 302
    attic.refresh_from_db()
    assert (attic.age_band, attic.until_day) == ("toddlers", date(2026, 9, 1))
    assert heard == [("classroom", attic), ("classroom", attic)]


@pytest.mark.parametrize(("name", "until"), [("sunroom", ""), ("Loft", "2026-02-01")])
def test_a_classroom_that_cannot_be_is_asked_for_again(cora, cast, name, until):
    room = {"name": name, "from_day": "2026-03-01", "until_day": until, "seen": "1"}
    assert cora.post(at("setup_classroom_new", "maple"), room).status_code == 422


def test_only_faculty_and_coordinators_of_this_collaborative_coach(cora, cast):
    def coach(person):
        row = {"participant": cast.participant(person).pk, "from_day": cast.today.isoformat(), "seen": "1"}
        return cora.post(at("setup_coach_new", "oak"), row).status_code

    assert [coach(one) for one in (cast.fay, cast.mia, cast.stu)] == [302, 422, 422]
    assert [one.participant.name for one in CoachAssignment.objects.filter(team=cast.oak)] == ["Fay"]


def session(cast, number, first, last):
    days = {"from_day": cast.today + timedelta(days=first), "last_day": cast.today + timedelta(days=last)}
    return {"number": number, "seen": "1"} | {name: day.isoformat() for name, day in days.items()}


def test_sessions_are_dated_changed_and_removed_before_they_begin(cora, cast, heard):
    for number, first in ((1, -30), (2, 30), (3, 90)):
        assert cora.post(at("setup_session_new"), session(cast, number, first, first + 1)).status_code == 302
    rows = list(cast.riverside.sessions.all())
    assert [(row.number, row.until_day - row.from_day) for row in rows] == [
        (number, timedelta(days=2)) for number in (1, 2, 3)
    ]
    assert cora.post(at("setup_session", rows[1].uuid), session(cast, 2, 40, 40)).status_code == 302
    for row in rows:
        cora.post(at("setup_session_removal", row.uuid))
    assert [row.number for row in cast.riverside.sessions.all()] == [1]  # it has begun: it stays
    removed = LearningSession.history.filter(history_type="-")
    assert [row.history_user for row in removed] == [cast.participant(cast.cora)] * 2
    assert [kind for kind, _row in heard] == ["session"] * 6


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ((1, 20, 21), "number"),
        ((0, 20, 21), "number"),
        ((2, 20, 19), "last_day"),
        ((2, 10, 12), "from_day"),
        ((3, 5, 6), "from_day"),
        ((2, 500, 501), "from_day"),
    ],
)
def test_sessions_stand_in_the_order_of_their_numbers(cora, cast, typed, field):
    day = cast.today + timedelta(days=10)
    LearningSession.objects.create(
        collaborative=cast.riverside, number=1, from_day=day, until_day=day + timedelta(days=2)
    )
    response = cora.post(at("setup_session_new"), session(cast, *typed))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def whole(cast, **more):
    found = cast.riverside
    return {
        "name": found.name,
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat(),
        "time_zone": found.time_zone,
        "team_labels": "name",
        "retention": "",
        "main_language": "en",
        "other_languages": ["es"],
        "topic_en": found.topic["en"],
        "topic_es": found.topic["es"],
        "seen": "1",
    } | more


def test_the_collaborative_changes_but_its_address_does_not(cora, cast, heard):
    more = whole(cast, name="Riverside II", slug="other", team_labels="letter", main_language="es",
                 other_languages=["en"], topic_es="Otro tema")  # fmt: skip
    assert cora.post(at("setup_collaborative"), more).status_code == 302
    found = Collaborative.objects.get(pk=cast.riverside.pk)
    assert (found.slug, found.name, found.team_labels) == ("riverside", "Riverside II", "letter")
    assert (found.languages, found.topic["es"]) == (["es", "en"], "Otro tema")
    assert heard == [("collaborative", found)]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"ends": "2001-01-01"}, "ends"),
        ({"retention": "2001-01-01"}, "retention"),
        ({"topic_en": ""}, "topic_en"),
        ({"main_language": "tlh"}, "main_language"),
        ({"time_zone": ""}, "time_zone"),
    ],
)
def test_a_collaborative_that_cannot_be_is_asked_for_again(cora, cast, more, field):
    response = cora.post(at("setup_collaborative"), whole(cast, **more))
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_two_who_change_the_languages_see_both(cora, cast):
    cora.post(at("setup_collaborative"), whole(cast, other_languages=[]))
    response = cora.post(at("setup_collaborative"), whole(cast, topic_es="Otro"))
    differences = [(one.label, one.theirs, one.yours) for one in response.context["form"].differences]
    assert ("Also in", "", "Spanish") in differences


@pytest.mark.parametrize("name", ["setup_teams", "setup_sessions", "setup_team"])
def test_pages_cost_the_same_for_few_and_many(cora, cast, name):
    address = at(name, "maple") if name == "setup_team" else at(name)
    few = questions(cora, address)
    for number in range(12):
        add_team(cast.riverside, f"team-{number}")
        Classroom.objects.create(center=cast.maple.center, name=f"Room {number}", from_day=cast.today)
        CoachAssignment.objects.create(
            participant=cast.participant(cast.fay), team=cast.maple, from_day=cast.today
        )
        LearningSession.objects.create(
            collaborative=cast.riverside,
            number=number + 1,
            from_day=cast.today + timedelta(days=number),
            until_day=cast.today + timedelta(days=number + 1),
        )
    assert questions(cora, address) == few
