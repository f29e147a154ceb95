"""A barrier is raised by anybody on the team, seen first by who is needed, answered, and taken away."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from meetings.models import Barrier, BarrierAnswer, Meeting
from meetings.models.barrier import StaleError
from pdsa.models import Cycle
from teams.models import Access, CoachAssignment, Collaborative, Person, Team, Writing
from tests.conftest import Cast

BARRIERS = "/c/riverside/teams/maple/barriers/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def raised(cast: Cast, needs: str = "director", team: Team | None = None, text: str = "No phone") -> Barrier:
    own = team or cast.maple
    writing = Writing.objects.create(
        collaborative=own.collaborative,
        team=own,
        kind="barrier",
        author=cast.participant(cast.mia),
        text=text,
        shown_at=timezone.now(),
    )
    barrier: Barrier = Barrier.objects.create(team=own, needs=needs, since=cast.today, writing=writing)
    return barrier


def sent(cast: Cast, **said: Any) -> dict[str, Any]:
    return {"text": "No phone in the room", "needs": "director", "since": str(cast.today), **said}


def test_a_parent_raises_a_barrier_in_their_own_words(cast: Cast) -> None:
    answer = signed_in(cast.pat).post(
        f"{BARRIERS}new/", sent(cast, since=str(cast.today - timedelta(days=9)))
    )
    barrier = Barrier.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{BARRIERS}{barrier.writing.uuid}/")
    assert (barrier.text, barrier.needs, barrier.since) == (
        "No phone in the room",
        "director",
        cast.today - timedelta(days=9),
    )
    assert (barrier.writing.author, barrier.writing.author_role) == (cast.participant(cast.pat), "parent")
    assert barrier.writing.typed_by is None


def test_a_teacher_types_for_a_parent_who_is_not_named(cast: Cast) -> None:
    signed_in(cast.mia).post(f"{BARRIERS}new/", sent(cast, said_by="parent"))
    writing = Barrier.objects.get().writing
    assert (writing.author, writing.author_role, writing.speaker) == (None, "parent", "a parent")
    assert writing.typed_by == cast.participant(cast.mia)


def test_sent_twice_it_is_raised_once(cast: Cast) -> None:
    mia, said = signed_in(cast.mia), sent(cast, uuid=str(uuid4()))
    first, second = mia.post(f"{BARRIERS}new/", said), mia.post(f"{BARRIERS}new/", said)
    assert first["Location"] == second["Location"]
    assert Barrier.objects.count() == 1


def test_somebody_elses_id_writes_nothing(cast: Cast) -> None:
    said = sent(cast, uuid=str(raised(cast).writing.uuid))
    assert signed_in(cast.pat).post(f"{BARRIERS}new/", said).status_code == 404
    assert Barrier.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"text": ""}, "Write a few words first."),
        ({"days": 1}, "This day is still to come. Choose today or an earlier day."),
        ({"days": -9000}, "This is very long ago. Look at the year again."),
    ],
)
def test_what_cannot_be_raised_stays_in_the_form(cast: Cast, wrong: dict[str, Any], told: str) -> None:
    days = wrong.pop("days", 0)
    said = sent(cast, since=str(cast.today + timedelta(days=days)), **wrong)
    answer = signed_in(cast.mia).post(f"{BARRIERS}new/", said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert answer.context["form"]["text"].value() == said["text"]
    assert Barrier.objects.count() == 0


def test_it_warns_of_what_looks_like_a_child_and_saves_all_the_same(cast: Cast) -> None:
    mia = signed_in(cast.mia)
    said = sent(cast, text="The boy Leo cannot sleep")
    warned = mia.post(f"{BARRIERS}new/", said)
    assert (warned.status_code, warned.context["form"].warnings) == (422, ["a name"])
    assert mia.post(f"{BARRIERS}new/", said | {"sure": "1"}).status_code == 302
    assert Barrier.objects.get().text == "The boy Leo cannot sleep"


def test_it_comes_from_the_teams_own_meeting_and_cycle(cast: Cast) -> None:
    meeting = meeting_of(cast, cast.maple)
    cycle = Cycle.objects.create(
        team=cast.maple, number=1, recorded_by=cast.participant(cast.mia), shown_at=timezone.now()
    )
    mia = signed_in(cast.mia)
    page = mia.get(f"{BARRIERS}new/?meeting={meeting.uuid}&cycle={cycle.uuid}").content.decode()
    assert "From cycle 1." in page
    mia.post(f"{BARRIERS}new/", sent(cast, meeting=str(meeting.uuid), cycle=str(cycle.uuid)))
    barrier = Barrier.objects.get()
    assert (barrier.meeting, barrier.cycle) == (meeting, cycle)


def test_another_teams_meeting_is_left_out(cast: Cast) -> None:
    theirs = meeting_of(cast, cast.oak)
    signed_in(cast.mia).post(f"{BARRIERS}new/", sent(cast, meeting=str(theirs.uuid)))
    assert Barrier.objects.get().meeting is None


def meeting_of(cast: Cast, team: Team) -> Meeting:
    meeting: Meeting = Meeting.objects.create(
        collaborative=cast.riverside,
        kind="cross-role",
        team=team,
        starts=timezone.now(),
        zone="America/New_York",
    )
    return meeting


@pytest.mark.parametrize(
    ("needs", "whom"),
    [
        ("director", ["dee"]),
        ("team", ["dee", "mia", "pat", "sam"]),
        ("faculty", ["fay", "kai"]),
        ("coordinator", ["cora"]),
    ],
)
def test_it_waits_for_who_is_needed(cast: Cast, needs: str, whom: list[str]) -> None:
    barrier = raised(cast, needs)
    everybody = ("mia", "pat", "dee", "sam", "dana", "oda", "fin", "stu", "fay", "kai", "cora", "eva", "ada")
    assert [name for name in sorted(everybody) if _needs(barrier, getattr(cast, name))] == whom


def _needs(barrier: Barrier, person: Person) -> bool:
    access = Access.of(person, timezone.now())
    return bool(Barrier.objects.needing(access).filter(pk=barrier.pk).exists())


def test_a_coordinator_who_coaches_is_needed_as_a_coach(cast: Cast) -> None:
    barrier, elsewhere = raised(cast, "faculty"), raised(cast, "faculty", cast.oak)
    CoachAssignment.objects.create(
        participant=cast.participant(cast.cora), team=cast.maple, from_day=cast.today
    )
    assert (_needs(barrier, cast.cora), _needs(elsewhere, cast.cora)) == (True, False)


@pytest.mark.parametrize(
    ("zone", "hour", "needed"),
    [("America/Los_Angeles", 3, True), ("America/Los_Angeles", 9, False), ("UTC", 3, False)],
)
def test_who_coaches_is_needed_until_the_collaborative_s_day_ends(
    cast: Cast, zone: str, hour: int, needed: bool
) -> None:
    barrier, coach = raised(cast, "faculty"), cast.participant(cast.cora)
    Collaborative.objects.filter(pk=cast.riverside.pk).update(time_zone=zone)
    CoachAssignment.objects.create(
        participant=coach, team=cast.maple, from_day=date(2026, 1, 1), until_day=cast.today
    )
    at = datetime.combine(cast.today, time(hour), tzinfo=UTC)
    access = Access.of(cast.cora, at)
    assert Barrier.objects.needing(access).filter(pk=barrier.pk).exists() is needed


def test_what_waits_for_the_reader_stands_first(cast: Cast) -> None:
    old, new = raised(cast, "team", text="Old"), raised(cast, "director", text="New")
    Barrier.objects.filter(pk=old.pk).update(since=cast.today - timedelta(days=50))
    page = signed_in(cast.dee).get(BARRIERS)
    assert [row.text for row in page.context["waiting"]] == ["Old", "New"]
    page = signed_in(cast.mia).get(BARRIERS)
    assert [row.text for row in page.context["waiting"]] == ["Old"]
    assert [row.pk for row in page.context["others"]] == [new.pk]


def test_a_director_answers_and_takes_it_away_and_a_parent_opens_it_again(cast: Cast) -> None:
    barrier = raised(cast)
    page = f"{BARRIERS}{barrier.writing.uuid}/"
    dee, pat = signed_in(cast.dee), signed_in(cast.pat)
    assert dee.post(f"{page}answers/", {"answer-text": "I buy one on Friday"}).status_code == 302
    answer = BarrierAnswer.objects.get()
    assert (answer.text, answer.writing.author_role) == ("I buy one on Friday", "director")
    dee.post(f"{page}closing/", {"seen": 1})
    barrier.refresh_from_db()
    assert (barrier.is_open, barrier.closed_by, barrier.version) == (False, cast.participant(cast.dee), 2)
    shown = pat.get(page).content.decode()
    assert "This is out of the way" in shown
    assert "I buy one on Friday" in shown
    pat.post(f"{page}closing/", {"seen": 2, "open": "1"})
    barrier.refresh_from_db()
    assert (barrier.is_open, barrier.closed_by, barrier.version) == (True, None, 3)


def test_faculty_answers_every_barrier_but_closes_only_what_needs_them(cast: Cast) -> None:
    fay = signed_in(cast.fay)
    theirs, directors = raised(cast, "faculty"), raised(cast, "director")
    for barrier, may in ((theirs, 302), (directors, 403)):
        page = f"{BARRIERS}{barrier.writing.uuid}/"
        assert fay.post(f"{page}answers/", {"answer-text": "We talk about it"}).status_code == 302
        assert fay.post(f"{page}closing/", {"seen": 1}).status_code == may
    assert BarrierAnswer.objects.count() == 2
    assert list(Barrier.objects.open()) == [directors]


def test_a_button_pressed_on_an_old_page_changes_nothing_and_says_so(cast: Cast) -> None:
    barrier = raised(cast)
    me = cast.participant(cast.mia)
    barrier.take_away(me, 1)
    barrier.refresh_from_db()
    barrier.open_again(me, 2)
    answer = signed_in(cast.dee).post(f"{BARRIERS}{barrier.writing.uuid}/closing/", {"seen": 1})
    assert answer.status_code == 409
    assert "Somebody changed this while you had the page open." in answer.content.decode()
    assert Barrier.objects.get().is_open


def test_said_twice_it_is_out_of_the_way_once(cast: Cast) -> None:
    barrier = raised(cast)
    for person in (cast.mia, cast.dee):
        barrier.take_away(cast.participant(person), 1)
    barrier.refresh_from_db()
    assert (barrier.version, barrier.closed_by) == (2, cast.participant(cast.mia))
    with pytest.raises(StaleError):
        barrier.open_again(cast.participant(cast.dee), 1)


def test_the_team_says_that_somebody_else_is_needed(cast: Cast) -> None:
    barrier = raised(cast)
    page = f"{BARRIERS}{barrier.writing.uuid}/"
    said = {"facts-needs": "coordinator", "facts-since": str(cast.today), "facts-seen": 1}
    assert signed_in(cast.dee).post(page, said).status_code == 302
    barrier.refresh_from_db()
    assert (barrier.needs, barrier.version) == ("coordinator", 2)
    answer = signed_in(cast.pat).post(page, said | {"facts-needs": "team"})
    assert answer.status_code == 422
    assert [(one.label, one.theirs, one.yours) for one in answer.context["facts"].differences] == [
        ("Who is needed", "the coordinator", "our team")
    ]
    assert Barrier.objects.get().needs == "coordinator"


def test_who_left_reads_it_and_writes_nothing(cast: Cast) -> None:
    page = f"{BARRIERS}{raised(cast).writing.uuid}/"
    fin = signed_in(cast.fin)
    assert fin.get(page).status_code == 200
    for what in ("", "answers/", "closing/"):
        assert fin.post(f"{page}{what}", {"seen": 1, "answer-text": "x"}).status_code == 403


def test_another_teams_barrier_is_hidden_under_the_own_team_too(cast: Cast) -> None:
    barrier = raised(cast)
    oda = signed_in(cast.oda)
    for team in ("maple", "oak"):
        assert oda.get(f"/c/riverside/teams/{team}/barriers/{barrier.writing.uuid}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_many_at_once_lose_nothing_and_double_nothing(cast: Cast) -> None:
    """Six people answer and press the button at the same time, each answer sent twice."""
    barrier = raised(cast)
    page = f"{BARRIERS}{barrier.writing.uuid}/"
    people = [cast.mia, cast.pat, cast.dee, cast.sam, cast.fay, cast.cora]
    clients = [
        (signed_in(person), uuid4(), words)
        for person, words in zip(people, ("one", "two", "three", "four", "five", "six"), strict=True)
    ]
    together = threading.Barrier(2 * len(clients))
    found: list[int] = []

    def answer(client: Client, uuid: UUID, words: str) -> None:
        together.wait()
        said = {"answer-uuid": str(uuid), "answer-text": words}
        found.append(client.post(f"{page}answers/", said).status_code)
        client.post(f"{page}closing/", {"seen": 1})
        connection.close()

    threads = [threading.Thread(target=answer, args=one) for one in clients for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [302] * 12
    assert sorted(row.text for row in BarrierAnswer.objects.all()) == sorted(one[2] for one in clients)
    barrier.refresh_from_db()
    assert (barrier.is_open, barrier.version) == (False, 2)
