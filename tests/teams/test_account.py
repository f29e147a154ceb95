"""The account page: language, devices, data. Mine only, and nobody else's hand on it."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client

from teams.models import Invitation, Person
from teams.templatetags.devices import device
from tests.conftest import Cast


def browser(person: Person, agent: str = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") -> Client:
    client = Client(headers={"user-agent": agent})
    client.force_login(person)
    client.get("/account/")
    return client


def is_in(client: Client) -> bool:
    request = HttpRequest()
    request.session = client.session
    return get_user(request).is_authenticated


def test_the_language_is_kept_and_speaks_at_once(cast: Cast) -> None:
    client = browser(cast.mia)
    answer = client.post("/account/", {"language": "es"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")
    cast.mia.refresh_from_db()
    assert cast.mia.language == "es"
    assert client.get("/account/").headers["Content-Language"] == "es"


def test_a_language_that_we_do_not_speak_is_refused(cast: Cast) -> None:
    answer = browser(cast.mia).post("/account/", {"language": "tlh"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["language"])
    cast.mia.refresh_from_db()
    assert cast.mia.language == "en"


@pytest.mark.django_db
def test_a_stranger_keeps_a_language_in_a_cookie(client: Client) -> None:
    answer = client.post("/language/", {"language": "es", "next": "/accounts/login/"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert answer.cookies["language"].value == "es"
    assert client.get("/accounts/login/").headers["Content-Language"] == "es"


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_language_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/language/", {"language": "es", "next": elsewhere}).headers["Location"] == "/"


@pytest.mark.django_db
def test_a_language_that_does_not_exist_sets_no_cookie(client: Client) -> None:
    assert "language" not in client.post("/language/", {"language": "tlh"}).cookies


def test_the_page_lists_my_devices_alone(cast: Cast) -> None:
    browser(cast.dee, "Chrome/150 Windows")
    client = browser(cast.mia)
    browser(cast.mia, "Mozilla/5.0 (iPhone) Safari/600")
    shown = client.get("/account/").context["sessions"]
    assert sorted(device(one.user_agent) for one in shown) == ["Firefox on Linux", "Safari on iPhone"]


def test_one_device_is_signed_out(cast: Cast) -> None:
    here, phone = browser(cast.mia), browser(cast.mia, "Mozilla/5.0 (iPhone) Safari/600")
    lost = cast.mia.usersession_set.get(user_agent__contains="iPhone")
    here.post("/account/devices/", {"device": str(lost.pk)})
    assert (is_in(here), is_in(phone)) == (True, False)
    assert phone.get("/account/").headers["Location"] == "/accounts/login/?next=/account/"


@pytest.mark.parametrize("device", ["", "x", "-1", "٣", "9" * 19, pytest.param("9" * 5000, id="long")])
def test_what_names_no_device_ends_none(cast: Cast, device: str) -> None:
    here = browser(cast.mia)
    assert here.post("/account/devices/", {"device": device}).status_code == 404
    assert cast.mia.usersession_set.count() == 1


def test_another_persons_device_is_out_of_reach(cast: Cast) -> None:
    dee = browser(cast.dee)
    answer = browser(cast.mia).post("/account/devices/", {"device": str(cast.dee.usersession_set.get().pk)})
    assert (answer.status_code, is_in(dee)) == (404, True)


@pytest.mark.parametrize("device", ["", "0", "-1", "x", "1" * 30])
def test_a_device_that_does_not_exist_is_not_found(cast: Cast, device: str) -> None:
    assert browser(cast.mia).post("/account/devices/", {"device": device}).status_code == 404


def test_signing_out_everywhere_ends_this_device_too_and_keeps_passkeys(cast: Cast) -> None:
    here, phone, dee = browser(cast.kai), browser(cast.kai), browser(cast.dee)
    before = list(cast.kai.authenticator_set.values_list("pk", flat=True))
    answer = here.post("/account/devices/", {"device": "all"})
    assert answer.headers["Location"] == "/accounts/login/"
    assert [is_in(one) for one in (here, phone, dee)] == [False, False, True]
    assert list(cast.kai.authenticator_set.values_list("pk", flat=True)) == before != []


def test_closing_an_account_ends_its_sessions_at_once(cast: Cast) -> None:
    phone = browser(cast.mia)
    cast.mia.deactivate()
    assert (is_in(phone), cast.mia.usersession_set.count()) == (False, 0)


def test_the_download_holds_what_is_mine_and_nothing_else(cast: Cast) -> None:
    browser(cast.dee)
    for person in (cast.mia, cast.dee):
        row = Invitation.objects.create(
            participant=cast.participant(person),
            email=person.email,
            token_hash=str(person.pk),
            expires_at=person.date_joined,
            by=cast.participant(cast.cora),
        )
    answer = browser(cast.mia).get("/account/data/")
    found = json.loads(answer.content)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="bsc-my-data-')
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert found["account"][0]["email"] == "mia@example.org"
    assert [one["name"] for one in found["participants"]] == ["Mia"]
    assert [(one["team"], one["role"]) for one in found["memberships"]] == [("Maple", "teacher")]
    assert [one["email"] for one in found["invitations"]] == ["mia@example.org"]
    assert len(found["sessions"]) == 1
    everybody = Person.objects.exclude(pk=cast.mia.pk).values_list("email", flat=True)
    text = answer.content.decode()
    assert [email for email in everybody if email in text] == []
    assert [str(one) for one in (row.uuid, cast.dee.uuid) if str(one) in text] == []


@pytest.mark.parametrize("secret", ["argon2", "token", "session_key", "secret"])
def test_the_download_holds_no_secret(cast: Cast, secret: str) -> None:
    cast.kai.set_password("x" * 20)
    cast.kai.save()
    assert secret not in browser(cast.kai).get("/account/data/").content.decode()


@pytest.mark.django_db
def test_an_account_is_for_who_is_signed_in(client: Client) -> None:
    for address in ("/account/", "/account/data/"):
        assert client.get(address).headers["Location"] == f"/accounts/login/?next={address}"
    assert client.post("/account/devices/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPad"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Firefox/140.0", "Firefox on Mac"),
        ("curl/8.1", "A device that does not say what it is"),
    ],
)
def test_a_device_is_named_in_words(agent: str, words: str) -> None:
    assert device(agent) == words
