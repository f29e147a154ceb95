"""A sign-in that lapses while somebody types loses nothing, and shows nothing to anybody else."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.test import Client

from teams.models import Person, TeamAim
from teams.models.writing import Voice, Words, write
from tests.conftest import Cast

AIM = "/c/riverside/teams/maple/aim/"
WORDS = "Calm mornings in every room, for children and for us"


def lapsed(person: Person) -> Client:
    """A browser that somebody used a moment ago, and whose sign-in has ended."""
    client = Client()
    client.force_login(person)
    client.get(AIM)
    Session.objects.all().delete()
    return client


def test_what_was_sent_waits_and_is_saved_after_the_sign_in(cast: Cast) -> None:
    browser = lapsed(cast.mia)
    assert browser.post(AIM, {"text": WORDS}).headers["Location"] == f"/accounts/login/?next={AIM}"
    browser.force_login(cast.mia)
    page = browser.get(AIM)
    assert (page.status_code, page.context["fields"]) == (
        200,
        [{"name": "text", "value": WORDS, "long": True}],
    )
    assert "What you typed is still here" in page.content.decode()
    assert browser.post(AIM, {"text": WORDS}).headers["Location"] == AIM
    assert [aim.text for aim in TeamAim.objects.all()] == [WORDS]
    assert "What you typed is still here" not in browser.get(AIM).content.decode()


def test_the_sign_in_says_that_it_is_kept(cast: Cast) -> None:
    browser = lapsed(cast.mia)
    assert "What you typed is kept" not in browser.get("/accounts/login/").content.decode()
    there = browser.post(AIM, {"text": WORDS}).headers["Location"]
    page = browser.get(there).content.decode()
    assert ("What you typed is kept" in page, WORDS in page) == (True, False)
    assert "What you typed is kept" not in Client().get(there).content.decode()


def test_it_can_be_left(cast: Cast) -> None:
    browser = lapsed(cast.mia)
    browser.post(AIM, {"text": WORDS})
    browser.force_login(cast.mia)
    assert browser.post(AIM, {"_leave": "1"}).headers["Location"] == AIM
    assert "typed" not in browser.session
    assert (TeamAim.objects.count(), WORDS in browser.get(AIM).content.decode()) == (0, False)


def test_the_next_person_at_a_shared_tablet_does_not_see_it(cast: Cast) -> None:
    browser = lapsed(cast.mia)
    browser.post(AIM, {"text": WORDS})
    browser.force_login(cast.pat)
    assert WORDS not in browser.get(AIM).content.decode()
    browser.force_login(cast.mia)
    assert WORDS not in browser.get(AIM).content.decode()


def test_what_a_stranger_sends_is_not_kept(cast: Cast) -> None:
    browser = Client()
    browser.post(AIM, {"text": WORDS})
    assert "typed" not in browser.session


def test_after_signing_out_the_browser_is_nobodys(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.mia)
    browser.get(AIM)
    browser.post("/accounts/logout/")
    browser.post(AIM, {"text": WORDS})
    assert "typed" not in browser.session


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/account/", {"language": "es", "note": "x" * 30}),
        ("/c/riverside/rooms/teachers/", {"text": "Said in a room, and nowhere else"}),
        (AIM, {"text": "x" * 60_001}),
        (AIM, {"password": "four plain words and one more"}),
    ],
)
def test_passwords_rooms_and_masses_are_never_kept(cast: Cast, path: str, sent: dict[str, str]) -> None:
    browser = lapsed(cast.mia)
    browser.post(path, sent)
    assert "typed" not in browser.session


def test_it_waits_for_an_hour(cast: Cast) -> None:
    browser = lapsed(cast.mia)
    browser.post(AIM, {"text": WORDS})
    assert browser.session.get_expiry_age() <= 3600


def test_the_sign_in_that_follows_lasts_as_long_as_any(cast: Cast) -> None:
    cast.mia.set_password("four plain words and one more")
    cast.mia.save()
    browser = lapsed(cast.mia)
    browser.post(AIM, {"text": WORDS})
    browser.post(
        "/accounts/login/", {"login": "mia@example.org", "password": "four plain words and one more"}
    )
    assert browser.get(AIM).context["fields"][0]["value"] == WORDS
    assert browser.session.get_expiry_age() > 60 * 60 * 24


def test_a_page_that_refuses_gives_the_words_back(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.fay)
    sent = {"text": WORDS, "uuid": str(uuid4()), "shown": '{"p-1": "", "p-2": "teacher:maple"}', "seen": "1"}
    answer = browser.post(AIM, sent)
    assert (answer.status_code, answer.context["words"]) == (403, [WORDS])
    assert "What you typed is still here" in answer.content.decode()
    assert TeamAim.objects.count() == 0


def test_what_is_to_be_gone_is_not_shown_again_by_a_page_that_refuses(cast: Cast) -> None:
    voice = Voice(cast.participant(cast.mia))
    with transaction.atomic():
        writing, _new = write(TeamAim.kind, cast.riverside, cast.maple, voice, Words(uuid4(), WORDS))
        TeamAim.objects.create(team=cast.maple, from_day=cast.today, writing=writing)
    browser = Client()
    browser.force_login(cast.pat)
    answer = browser.post(f"/c/riverside/words/{writing.uuid}/black-out/", {"passage": WORDS})
    assert (answer.status_code, WORDS in answer.content.decode()) == (403, False)


def test_an_id_that_is_sent_along_is_not_shown_as_words(cast: Cast) -> None:
    browser = lapsed(cast.mia)
    browser.post(AIM, {"text": WORDS, "uuid": str(uuid4())})
    browser.force_login(cast.mia)
    assert [one["name"] for one in browser.get(AIM).context["fields"] if one["long"]] == ["text"]
