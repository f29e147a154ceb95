"""A team on one page, for a new teacher or parent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bsc.handover import ramps_of
from meetings.models import ActionItem, Decision
from pdsa.models import Entry, Question
from teams.models import Person, TeamAim
from tests.bsc.test_home import barrier, met, said, tried, welcomed
from tests.conftest import Cast

__all__ = ["welcomed"]  # a fixture
PAGE = "/c/riverside/teams/maple/hand-over/"


def opened(person: Person) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(PAGE)


def learned(cast: Cast, cycle: Any, text: str, **facts: Any) -> None:
    words = said(cast, Entry, text, cast.mia)
    Entry.objects.create(cycle=cycle, question=Question.LEARNED, writing=words)
    type(cycle).objects.filter(pk=cycle.pk).update(**facts)


def test_ramps_stand_together_and_the_newest_comes_first(cast: Cast) -> None:
    over = {"stage": "act", "decision": "adapt", "begun_at": timezone.now(), "decided_at": timezone.now()}
    phone = tried(cast, "Phone the families", **over)
    light = tried(cast, "Dim the light", **over)
    mail = tried(cast, "Send an e-mail", previous=phone)
    tried(cast, "Sing at the door")  # runs, and stands there
    draft = tried(cast, "Not shown yet", shown_at=None, previous=light)
    page = opened(cast.pat).context["page"]
    assert [[row.title for row in ramp] for ramp in page.ramps] == [
        ["Phone the families", "Send an e-mail"],
        ["Dim the light"],
    ]
    assert ramps_of([mail, draft]) == [[draft], [mail]]


def test_what_was_learned_comes_from_decided_tests_and_from_abandoned_ones(cast: Cast) -> None:
    decided = {"stage": "act", "begun_at": timezone.now(), "decided_at": timezone.now()}
    learned(cast, tried(cast, "Phone"), "They hang up", decision="abandon", **decided)
    learned(cast, tried(cast, "E-mail"), "They answer at night", decision="adopt", **decided)
    learned(cast, tried(cast, "Light"), "Too early", stage="study", begun_at=timezone.now())
    page = opened(cast.pat).context["page"]
    assert [(row.text, row.cycle.title, row.cycle.outcome) for row in page.lessons] == [
        ("They answer at night", "E-mail", "adopted"),
        ("They hang up", "Phone", "abandoned, and learned from"),
    ]
    assert [row.title for row in page.running] == ["Light"]


def test_aim_people_decisions_promises_and_the_next_meeting(cast: Cast) -> None:
    TeamAim.objects.create(
        team=cast.maple, from_day=cast.today, writing=said(cast, TeamAim, "Calm naps by June", cast.dee)
    )
    last, other = met(cast, cast.maple, hours=-30), met(cast, cast.oak, hours=-30)
    Decision.objects.create(meeting=last, writing=said(cast, Decision, "We dim the light", cast.dee))
    Decision.objects.create(meeting=other, writing=said(cast, Decision, "Theirs", cast.oda, cast.oak))
    for text, done_at in (("Buy a lamp", None), ("Ask the families", timezone.now())):
        words = said(cast, ActionItem, text, cast.dee)
        ActionItem.objects.create(
            meeting=last, owner=cast.participant(cast.pat), writing=words, done_at=done_at
        )
    coming = met(cast, cast.maple, hours=30)
    page = opened(cast.fin).context["page"]
    assert page.aim.text == "Calm naps by June"
    assert [f"{row.participant.name}, {row.role}" for row in page.members] == [
        "Dee, director",
        "Mia, teacher",
        "Pat, parent",
        "Sam, staff",
    ]
    assert [row.text for row in page.decisions] == ["We dim the light"]
    assert [row.text for row in page.promises] == ["Buy a lamp"]
    assert page.next_meeting == coming


def test_decisions_are_those_of_the_last_three_meetings(cast: Cast) -> None:
    for weeks in range(1, 5):
        meeting = met(cast, cast.maple, hours=-7 * 24 * weeks)
        words = said(cast, Decision, f"Decided {weeks} weeks ago", cast.dee)
        Decision.objects.create(meeting=meeting, writing=words)
    assert [row.text for row in opened(cast.pat).context["page"].decisions] == [
        "Decided 1 weeks ago",
        "Decided 2 weeks ago",
        "Decided 3 weeks ago",
    ]


def test_who_hosts_does_not_read_what_the_team_holds_back(cast: Cast) -> None:
    tried(cast, "Shared", stage="do", begun_at=timezone.now())
    tried(cast, "Ours alone", stage="do", begun_at=timezone.now(), held_back=True)
    assert [row.title for row in opened(cast.pat).context["page"].running] == ["Ours alone", "Shared"]
    assert [row.title for row in opened(cast.fay).context["page"].running] == ["Shared"]


@pytest.mark.parametrize(("name", "status"), [("oda", 404), ("eva", 404), ("gus", 404), ("cora", 200)])
def test_it_is_the_teams_and_its_hosts(cast: Cast, name: str, status: int) -> None:
    assert opened(getattr(cast, name)).status_code == status


def test_an_empty_team_teaches_the_next_step(cast: Cast) -> None:
    page = opened(cast.pat).content.decode()
    for route in ("aim/", "cycles/new/", "meetings/new/"):
        assert f'href="/c/riverside/teams/maple/{route}"' in page
    assert "cycles/new/" not in opened(cast.fay).content.decode()


@pytest.mark.parametrize("address", [PAGE, "/c/riverside/teams/maple/"])
def test_the_aim_stands_in_its_words_and_who_may_write_it_is_asked_to(cast: Cast, address: str) -> None:
    def page(who: Person) -> str:
        client = Client()
        client.force_login(who)
        return str(client.get(address).content.decode())

    asked = "Your team has not written its aim yet: what do you want to change, for whom, by when?"
    assert asked in page(cast.pat)
    told = page(cast.fay)
    assert (asked in told, "The team has not written its aim yet." in told) == (False, True)
    TeamAim.objects.create(
        team=cast.maple, from_day=cast.today, writing=said(cast, TeamAim, "Calm naps\nby June", cast.dee)
    )
    assert "Calm naps<br>by June" in page(cast.fay)


def test_the_teams_home_shows_the_director_what_is_in_the_way_first(cast: Cast) -> None:
    barrier(cast, "director", "No phone in the room", days=9)
    barrier(cast, "team", "No time to talk")
    client = Client()
    client.force_login(cast.dee)
    page = client.get("/c/riverside/teams/maple/")
    assert [row.text for row in page.context["needed"]] == ["No phone in the room"]
    assert [row.text for row in page.context["barriers"]] == ["No time to talk"]
    client.force_login(cast.pat)
    page = client.get("/c/riverside/teams/maple/")
    assert page.context["needed"] == []
    assert [row.text for row in page.context["barriers"]] == ["No phone in the room", "No time to talk"]


def test_the_teams_home_shows_the_newest_tests_and_the_next_meeting(cast: Cast) -> None:
    for number in range(1, 5):
        tried(cast, f"Test {number}", shown_at=timezone.now() - timedelta(days=10 - number))
    coming = met(cast, cast.maple, hours=30)
    client = Client()
    client.force_login(cast.pat)
    page = client.get("/c/riverside/teams/maple/")
    assert [row.title for row in page.context["cycles"]] == ["Test 4", "Test 3", "Test 2"]
    assert page.context["meeting"] == coming


def test_the_collaboratives_home_leads_where_the_person_may_go(cast: Cast) -> None:
    coming = met(cast, None, hours=30, kind="cross-team")
    ways = {
        "pat": ["dashboard", "library", "change-package", "meetings", "rooms"],
        "fay": ["dashboard", "library", "change-package", "meetings", "rooms", "help-needed"],
        "cora": ["dashboard", "library", "change-package", "meetings", "rooms", "help-needed", "setup"],
        "eva": ["dashboard", "change-package", "meetings", "rooms"],
    }
    for name, expected in ways.items():
        client = Client()
        client.force_login(getattr(cast, name))
        page = client.get("/c/riverside/")
        assert [way.address.split("/")[3] for way in page.context["ways"]] == expected
        assert page.context["meeting"] == (None if name == "eva" else coming)
        for way in page.context["ways"]:
            assert client.get(way.address).status_code == 200, (name, way.address)


def test_the_welcome_and_a_running_test_lead_on(cast: Cast) -> None:
    cycle = tried(cast, stage="do", begun_at=timezone.now())
    client = Client()
    client.force_login(cast.pat)
    assert f'href="{PAGE}"' in client.get("/welcome/").content.decode()
    link = f'href="/c/riverside/teams/maple/barriers/new/?cycle={cycle.uuid}"'
    page = f"/c/riverside/teams/maple/cycles/{cycle.uuid}/"
    assert link in client.get(page).content.decode()
    client.force_login(cast.fay)
    assert link not in client.get(page).content.decode()
