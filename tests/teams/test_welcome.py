"""The welcome comes once for each collaborative; consents are "no" until chosen, dated and revocable."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from teams.models import Consent, Participant, Person, Role
from tests.conftest import Cast, add_role


@pytest.fixture
def mia(cast: Cast) -> Participant:
    """Mia, on her first day."""
    Participant.objects.filter(person=cast.mia).update(welcomed_at=None)
    return cast.participant(cast.mia)


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def start(client: Client, who: Participant, **ticked: str) -> Any:
    return client.post("/welcome/", {"participant": str(who.uuid), **ticked})


def test_home_leads_to_the_welcome_until_it_was_read_and_nothing_else_waits(
    cast: Cast, mia: Participant
) -> None:
    client = as_person(cast.mia)
    assert client.get("/")["Location"] == "/welcome/"
    assert client.get("/c/riverside/teams/maple/").status_code == 200
    assert start(client, mia)["Location"] == "/"
    assert client.get("/").status_code == 200


def test_it_comes_back_for_every_new_collaborative(cast: Cast, mia: Participant) -> None:
    client = as_person(cast.mia)
    start(client, mia)
    there = Participant.objects.create(collaborative=cast.harbor, name="Mia", person=cast.mia)
    add_role(there, Role.TEACHER, cast.pine)
    assert client.get("/")["Location"] == "/welcome/"
    assert "Welcome to Harbor" in words(client.get("/welcome/"))
    start(client, there)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("who", "said", "not_said"),
    [
        ("mia", "You write as much as anybody", "As a director"),
        ("pat", "Directors do not get into the rooms", "As a director"),
        ("dee", "Each card stands in a list with your name", "Directors do not get into"),
        ("fay", "You read every team’s", "You set things up"),
        ("cora", "You set things up", "You write as much as anybody"),
        ("eva", "You work with files of data", "Your team sees"),
    ],
)
def test_each_role_reads_what_concerns_it(cast: Cast, who: str, said: str, not_said: str) -> None:
    text = words(as_person(getattr(cast, who)).get("/welcome/"))
    assert said in text
    assert not_said not in text


def test_it_can_be_read_again_without_choosing_again(cast: Cast) -> None:
    page = as_person(cast.pat).get("/welcome/")
    assert (page.status_code, page.context["form"]) == (200, None)


def test_who_takes_part_in_nothing_is_sent_home(cast: Cast) -> None:
    assert as_person(cast.ada).get("/welcome/")["Location"] == "/"


def test_both_boxes_are_empty_and_not_ticking_is_no(cast: Cast, mia: Participant) -> None:
    client = as_person(cast.mia)
    html = client.get("/welcome/").content.decode()
    boxes = re.findall(r"<input[^>]*type=\"checkbox\"[^>]*>", html)
    assert (len(boxes), [box for box in boxes if "checked" in box]) == (2, [])
    start(client, mia)
    assert Consent.choices_of(mia) == {"research": False, "named": False}
    assert Consent.objects.count() == 0


def test_what_is_ticked_is_kept_with_its_moment_once(cast: Cast, mia: Participant) -> None:
    client = as_person(cast.mia)
    for _twice in range(2):
        start(client, mia, research="on")
    [given] = Consent.objects.all()
    assert (given.participant, given.kind, given.given) == (mia, "research", True)
    assert abs((timezone.now() - given.at).total_seconds()) < 60


def test_nobody_reads_or_chooses_for_somebody_else(cast: Cast, mia: Participant) -> None:
    assert start(as_person(cast.pat), mia, research="on")["Location"] == "/welcome/"
    answer = as_person(cast.pat).post("/account/choices/", {"participant": str(mia.uuid), "research": "on"})
    mia.refresh_from_db()
    assert (answer.status_code, mia.welcomed_at, Consent.objects.count()) == (404, None, 0)


def test_reading_the_welcome_is_nobodys_change_of_the_person(cast: Cast, mia: Participant) -> None:
    before = (mia.version, mia.history.count())
    start(as_person(cast.mia), mia)
    mia.refresh_from_db()
    assert (mia.version, mia.history.count()) == before


def test_a_yes_is_taken_back_and_both_days_stay_to_be_seen(cast: Cast) -> None:
    client, pat = as_person(cast.pat), cast.participant(cast.pat)
    address, mine = "/account/choices/", {"participant": str(pat.uuid)}
    client.post(address, {**mine, "research": "on", "named": "on"})
    client.post(address, {**mine, "named": "on"})
    assert Consent.choices_of(pat) == {"research": False, "named": True}
    told = [
        (answer.kind, answer.given) for answer, _day in client.get(address).context["choices"][0]["answers"]
    ]
    assert told == [("research", True), ("named", True), ("research", False)]


def test_choices_of_every_collaborative_stand_apart_former_ones_too(cast: Cast) -> None:
    page = as_person(cast.gus).get("/account/choices/")
    assert [choice["who"].collaborative for choice in page.context["choices"]] == [cast.riverside]


def test_consents_cards_and_devices_are_in_what_is_mine(cast: Cast) -> None:
    client, pat = as_person(cast.pat), cast.participant(cast.pat)
    Consent.choose(pat, {"named": True})
    mine = json.loads(client.get("/account/data/").content)
    assert [(row["to"], row["given"]) for row in mine["consents"]] == [("named", True)]
    assert (mine["cards"], len(mine["devices"])) == ([], 1)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_method_is_open_to_everybody_and_linked_from_every_page(cast: Cast, language: str) -> None:
    with translation.override(language):
        page = Client(headers={"Accept-Language": language}).get("/method/")
    assert page.status_code == 200
    for client, address in ((Client(), "/accounts/login/"), (as_person(cast.mia), "/")):
        assert b'href="/method/"' in client.get(address).content


def test_its_drawings_say_in_words_what_they_show(cast: Cast) -> None:
    html = Client().get("/method/").content.decode()
    drawings = re.findall(r'<svg[^>]*role="img"[^>]*aria-labelledby="(\S+)"', html)
    assert drawings == ["wheel-title", "median-title"]
    assert all(re.search(rf'<title id="{name}">\s*\S', html) for name in drawings)
