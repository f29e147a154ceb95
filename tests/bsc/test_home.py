"""Home: what waits for whom, in the order in which it is to be done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from meetings.models import ActionItem, Barrier, Meeting
from metrics.models import HandIn, Metric, MetricDefinition, Observation
from metrics.models.places import place_of
from metrics.months import Month
from pdsa.models import Cycle, CyclePerson, Entry, Question
from teams.models import ClassroomStaff, Participant, Person, Team, Writing, Written
from tests.conftest import Cast, add_role, add_team

MAPLE = "/c/riverside/teams/maple/"


@pytest.fixture(autouse=True)
def welcomed(cast: Cast) -> None:
    Participant.objects.update(welcomed_at=timezone.now())


def titles(person: Person, subject: int = 0) -> list[str]:
    client = Client()
    client.force_login(person)
    subjects = client.get("/").context["subjects"]
    return [item.title for item in subjects[subject].items]


def item(person: Person, start: str, subject: int = 0) -> Any:
    client = Client()
    client.force_login(person)
    subjects = client.get("/").context["subjects"]
    return next(one for one in subjects[subject].items if one.title.startswith(start))


def said(cast: Cast, model: type[Written], text: str, by: Person, team: Team | None = None) -> Writing:
    return Writing.objects.create(
        collaborative=cast.riverside,
        team=team or cast.maple,
        kind=model.kind,
        author=cast.participant(by),
        text=text,
        shown_at=timezone.now(),
    )


def tried(cast: Cast, title: str = "Dim the light", by: Person | None = None, **facts: Any) -> Cycle:
    """A test that the team has shown, recorded by Sam."""
    team = facts.pop("team", cast.maple)
    number = Cycle.objects.filter(team=team).count() + 1
    facts = {"shown_at": timezone.now(), "recorded_by": cast.participant(by or cast.sam)} | facts
    cycle: Cycle = Cycle.objects.create(team=team, number=number, **facts)
    words = said(cast, Entry, title, by or cast.sam, team)
    Entry.objects.create(cycle=cycle, question=Question.CHANGE, writing=words)
    return cycle


def barrier(cast: Cast, needs: str, text: str, days: int = 5, team: Team | None = None) -> Barrier:
    words = said(cast, Barrier, text, cast.mia, team)
    row: Barrier = Barrier.objects.create(
        team=team or cast.maple, needs=needs, since=cast.today - timedelta(days=days), writing=words
    )
    return row


def met(cast: Cast, team: Team | None, hours: int, kind: str = "cross-role") -> Meeting:
    row: Meeting = Meeting.objects.create(
        collaborative=cast.riverside,
        kind=kind,
        team=team,
        starts=timezone.now() + timedelta(hours=hours),
        zone="America/New_York",
    )
    return row


def naps(cast: Cast, grain: str = "day") -> MetricDefinition:
    """Something that the collaborative counts."""
    metric = Metric.objects.create(collaborative=cast.riverside, slug=f"naps-{grain}", names={"en": "Naps"})
    definition: MetricDefinition = MetricDefinition.objects.create(
        metric=metric, from_month="2020-01", unit="count", grain=grain
    )
    return definition


# --- Somebody on a team ---------------------------------------------------------------------------------
def test_a_new_parent_is_shown_the_first_step(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bsc.waiting.members.due_days", lambda *_of: [cast.today])  # no weekend
    naps(cast)
    assert titles(cast.pat)[0] == "Write your first test"
    assert item(cast.pat, "Write your first test").address == f"{MAPLE}cycles/new/"
    tried(cast)  # only planned: nothing to hand over yet
    assert titles(cast.pat)[:2] == ["Write your first test", "Count today"]
    tried(cast, stage="do", begun_at=timezone.now())
    assert titles(cast.pat)[:2] == ["Write your first test", "New here?"]
    assert item(cast.pat, "New here?").address == f"{MAPLE}hand-over/"
    assert "Write your first test" not in titles(cast.sam)


def test_what_needs_the_director_comes_before_everything_else(cast: Cast) -> None:
    barrier(cast, "director", "No phone in the room", days=9)
    barrier(cast, "director", "No time to talk", days=90)
    barrier(cast, "faculty", "Nobody answers")
    assert titles(cast.dee)[:2] == ["No time to talk", "No phone in the room"]
    month = Month.of(cast.today).plus(-1)
    assert f"Hand in {month.first:%B %Y}" in titles(cast.dee)
    since = date_format(cast.today - timedelta(days=90), "SHORT_DATE_FORMAT")
    assert item(cast.dee, "No time").text == f"A barrier since {since}"
    assert "No time to talk" not in titles(cast.mia)
    assert titles(cast.fay) == ["Maple: Nobody answers", "Dashboard"]


def test_many_barriers_are_three_and_a_way_to_the_rest(cast: Cast) -> None:
    for number in ("one", "two", "three", "four", "five"):
        barrier(cast, "director", f"Barrier {number}")
    assert titles(cast.dee)[:4] == ["Barrier one", "Barrier two", "Barrier three", "And 2 more barriers"]


def test_a_month_that_is_handed_in_waits_no_more(cast: Cast) -> None:
    month = Month.of(cast.today).plus(-1)
    HandIn.objects.create(team=cast.maple, month=str(month), by=cast.participant(cast.dee))
    assert f"Hand in {month.first:%B %Y}" not in titles(cast.dee)
    assert f"Hand in {month.first:%B %Y}" not in titles(cast.mia)


def test_a_test_whose_last_day_is_over_waits_for_those_who_took_part(cast: Cast) -> None:
    cycle = tried(cast, stage="do", begun_at=timezone.now(), ends=cast.today - timedelta(days=1))
    CyclePerson.objects.create(
        cycle=cycle, part="tests", participant=cast.participant(cast.mia), role="teacher"
    )
    assert item(cast.mia, "Study: Dim the light").address == f"{MAPLE}cycles/{cycle.uuid}/"
    assert "Study: Dim the light" in titles(cast.sam)
    assert "Study: Dim the light" not in titles(cast.pat)


def test_a_test_that_still_runs_or_was_decided_does_not_wait(cast: Cast) -> None:
    now = timezone.now()
    tried(cast, "Runs today", stage="do", begun_at=now, ends=cast.today)
    tried(cast, "Decided", stage="act", begun_at=now, decision="adopt", decided_at=now)
    assert [title for title in titles(cast.sam) if title.startswith("Study")] == []


def test_study_waits_until_one_has_said_something(cast: Cast) -> None:
    cycle = tried(cast, stage="study", begun_at=timezone.now(), studied_at=timezone.now())
    assert "Study: Dim the light" in titles(cast.sam)
    words = said(cast, Entry, "They slept", cast.sam)
    Entry.objects.create(cycle=cycle, question=Question.LEARNED, writing=words)
    assert "Study: Dim the light" not in titles(cast.sam)


def test_a_draft_waits_for_its_writer_alone(cast: Cast) -> None:
    tried(cast, "Call at noon", by=cast.pat, shown_at=None)
    assert "Draft: Call at noon" in titles(cast.pat)
    assert "Draft: Call at noon" not in titles(cast.mia)
    assert "We last tried: Call at noon" not in titles(cast.pat)


def test_what_one_promised_waits_until_it_is_done(cast: Cast) -> None:
    meeting = met(cast, cast.maple, hours=-48)
    promise = ActionItem.objects.create(
        meeting=meeting,
        owner=cast.participant(cast.pat),
        due=cast.today,
        writing=said(cast, ActionItem, "Ask the families", cast.mia),
    )
    assert "Ask the families" in titles(cast.pat)
    assert "Ask the families" not in titles(cast.mia)
    ActionItem.objects.filter(pk=promise.pk).update(done_at=timezone.now())
    assert "Ask the families" not in titles(cast.pat)


def test_the_own_classroom_says_what_is_in_today(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    day = cast.today
    monkeypatch.setattr("bsc.waiting.members.due_days", lambda *_of: [day])
    place, definition = place_of(cast.maple, cast.sunroom), naps(cast)
    mine = item(cast.mia, "Count in Sunroom")
    assert mine.text.startswith("Nothing is in for today yet.")
    assert mine.address == f"{MAPLE}counts/{place.uuid}/{day}/"
    Observation.objects.create(
        definition=definition, place=place, grain="day", day=day, num=3, state="counted"
    )
    assert item(cast.mia, "Count in Sunroom").text == "1 number is in for today."
    assert item(cast.pat, "Count").address == f"{MAPLE}counts/"


def test_on_a_day_that_is_not_counted_nobody_is_asked_to(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bsc.waiting.members.due_days", lambda *_of: [])
    naps(cast)
    assert [title for title in titles(cast.mia) if title.startswith("Count")] == []


def test_before_something_is_counted_by_day_nobody_is_asked_to(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bsc.waiting.members.due_days", lambda *_of: [cast.today])
    naps(cast, "month")
    assert [title for title in titles(cast.mia) if title.startswith("Count")] == []
    definition = naps(cast)
    assert "Count in Sunroom" in titles(cast.mia)
    Metric.objects.filter(pk=definition.metric_id).update(retired=cast.today - timedelta(days=2))
    assert [title for title in titles(cast.mia) if title.startswith("Count")] == []


def test_the_next_meeting_of_each_kind(cast: Cast) -> None:
    assert "Plan the next team meeting" in titles(cast.mia)
    later, sooner = met(cast, cast.maple, hours=200), met(cast, cast.maple, hours=30)
    met(cast, cast.oak, hours=1)
    met(cast, None, hours=50, kind="cross-team")
    cancelled = met(cast, cast.maple, hours=2)
    Meeting.objects.filter(pk=cancelled.pk).update(cancelled_at=timezone.now())
    found = [title for title in titles(cast.mia) if "eet" in title]
    assert found == ["Next: team meeting", "Next: cross-team meeting"]
    assert item(cast.mia, "Next: team meeting").address == sooner.get_absolute_url()
    assert later.starts > sooner.starts


def test_what_the_team_tried_last(cast: Cast) -> None:
    tried(cast, "Old", shown_at=timezone.now() - timedelta(days=3))
    tried(cast, "New", stage="do", begun_at=timezone.now())
    last = item(cast.pat, "We last tried")
    assert (last.title, last.text) == ("We last tried: New", "Do. Read it, or add what you saw.")


def test_who_left_reads_and_nothing_waits(cast: Cast) -> None:
    assert titles(cast.fin) == ["What we do"]


# --- Who hosts ------------------------------------------------------------------------------------------
def test_a_coach_sees_what_is_new_in_study_in_the_coached_team(cast: Cast) -> None:
    now = timezone.now()
    tried(cast, "Dim the light", stage="study", begun_at=now, studied_at=now)
    tried(cast, "Sing", stage="study", begun_at=now, studied_at=now, held_back=True)
    tried(cast, "Walk", team=cast.oak, stage="study", begun_at=now, studied_at=now)
    assert titles(cast.kai) == ["Maple: Dim the light", "Dashboard"]
    assert titles(cast.fay) == ["Dashboard"]


def test_the_coordinator_sees_from_whom_nothing_was_heard(cast: Cast) -> None:
    quiet = item(cast.cora, "2 teams may need a call")
    assert quiet.text == "For 30 days no test: 2, no count: 2, no team meeting: 2."
    assert quiet.address == "/c/riverside/help-needed/"
    tried(cast)
    met(cast, cast.maple, hours=-20)
    assert item(cast.cora, "2 teams").text == "For 30 days no test: 1, no count: 2, no team meeting: 1."
    add_team(cast.riverside, "elm", joined=cast.today - timedelta(days=3))
    assert "2 teams may need a call" in titles(cast.cora)
    assert [title for title in titles(cast.fay) if "call" in title] == []


def test_the_page_names_the_teams_in_their_order_and_is_the_hosts_alone(cast: Cast) -> None:
    tried(cast, team=cast.oak)
    client = Client()
    client.force_login(cast.fay)
    rows = client.get("/c/riverside/help-needed/").context["quiet"]
    assert [(row.team, row.no_test, row.no_count, row.no_meeting) for row in rows] == [
        (cast.maple, True, True, True),
        (cast.oak, False, True, True),
    ]
    client.force_login(cast.dee)
    assert client.get("/c/riverside/help-needed/").status_code == 404


def test_a_team_whose_next_meeting_is_planned_soon_is_not_said_to_go_without(
    cast: Cast, client: Client
) -> None:
    for days in (13, 20):
        Meeting.objects.create(
            collaborative=cast.riverside,
            kind="cross-role",
            team=cast.maple if days == 13 else cast.oak,
            starts=timezone.now() + timedelta(days=days),
            zone="America/New_York",
        )
    client.force_login(cast.fay)
    rows = client.get("/c/riverside/help-needed/").context["quiet"]
    assert [(row.team, row.no_meeting) for row in rows] == [(cast.maple, False), (cast.oak, True)]


def test_words_added_to_an_old_test_are_heard(cast: Cast) -> None:
    old = timezone.now() - timedelta(days=60)
    cycle = tried(cast, shown_at=old)
    Writing.objects.update(at=old)
    assert "no test: 2" in item(cast.cora, "2 teams").text
    words = said(cast, Entry, "They slept", cast.mia)
    Entry.objects.create(cycle=cycle, question=Question.SEEN, writing=words)
    assert "no test: 1" in item(cast.cora, "2 teams").text


def test_the_evaluator_finds_the_data(cast: Cast) -> None:
    assert titles(cast.eva) == ["Tests as data", "Meetings as data", "Dashboard"]
    client = Client()
    client.force_login(cast.eva)
    for route in ("export_process", "export_meetings", "dashboard"):
        assert client.get(reverse(route, args=["riverside"])).status_code == 200


def test_an_administrator_without_a_role_reads_nothing(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ada)
    page = client.get("/")
    assert page.context["subjects"] == []
    assert "What is written in a collaborative is not yours to read" in page.content.decode()


# --- Every way leads somewhere, and nothing grows ---------------------------------------------------------
def test_whoever_follows_a_link_of_home_arrives(cast: Cast) -> None:
    fill(cast, cast.maple)
    for person in (cast.mia, cast.pat, cast.dee, cast.fin, cast.fay, cast.kai, cast.cora, cast.eva):
        client = Client()
        client.force_login(person)
        for subject in client.get("/").context["subjects"]:
            for one in (*subject.items, *subject.ways):
                assert client.get(one.address).status_code == 200, (person.email, one.address)


def fill(cast: Cast, team: Team) -> None:
    """One of everything that home speaks of."""
    now = timezone.now()
    for needs in Barrier.Needs:
        barrier(cast, needs, "In the way", team=team)
    tried(cast, by=cast.mia, team=team, stage="study", begun_at=now, studied_at=now)
    tried(cast, by=cast.mia, team=team, shown_at=None)
    ActionItem.objects.create(
        meeting=met(cast, team, hours=-5),
        owner=cast.participant(cast.mia),
        writing=said(cast, ActionItem, "Ask", cast.mia, team),
    )
    met(cast, team, hours=5)
    met(cast, None, hours=7, kind="cross-team")


@pytest.mark.parametrize("name", ["mia", "dee", "kai", "cora"])
def test_home_asks_the_same_however_much_there_is(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    client = Client()
    client.force_login(person)
    fill(cast, cast.maple)
    few = asked(client)
    for slug in ("elm", "fir", "yew"):
        team = add_team(cast.riverside, slug)
        if name in ("mia", "dee"):
            role = "director" if name == "dee" else "teacher"
            add_role(cast.participant(person), role, team)
        fill(cast, team)
    assert asked(client) == few
    assert few <= 22


def asked(client: Client) -> int:
    """How many queries home takes, once the session is warm."""
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return len(queries)


def test_a_classroom_left_is_not_asked_for(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bsc.waiting.members.due_days", lambda *_of: [cast.today])
    naps(cast)
    ClassroomStaff.objects.update(until_day=cast.today - timedelta(days=2))
    assert "Count today" in titles(cast.mia)
