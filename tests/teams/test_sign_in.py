"""Signing in: passwords, codes, limits, the second step, and back to the page one came from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from teams.models import Person
from tests.conftest import Cast

PASSWORD = "four plain words and one more"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def give_password(person: Person, password: str = PASSWORD) -> Person:
    person.set_password(password)
    person.save()
    person.emailaddress_set.get_or_create(email=person.email, verified=True, primary=True)
    return person


def try_in(client: Client, person: Person, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


# --- Passwords ---------------------------------------------------------------------------------------------
def test_passwords_are_hashed_with_argon2(cast: Cast) -> None:
    assert identify_hasher(give_password(cast.mia).password).algorithm == "argon2"


@pytest.mark.parametrize(
    "password",
    ["four plain words and one more", "x" * 14 + "é", "p" * 64 + " q" * 32, "w y " * 60, "語" * 15],
    ids=["words", "15 letters", "128 letters", "240 letters", "15 letters of another script"],
)
def test_a_long_password_is_taken_as_it_is(client: Client, cast: Cast, password: str) -> None:
    give_password(cast.mia)
    try_in(client, cast.mia)
    wanted = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post("/accounts/password/change/", wanted).status_code == 302
    assert try_in(Client(), cast.mia, password).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("fourteen signs", "password_too_short"),
        ("Aa1!Aa1!", "password_too_short"),
        ("123456789123456789", "password_too_common"),
        ("mia@example.org", "password_too_similar"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(
    client: Client, cast: Cast, password: str, reason: str
) -> None:
    give_password(cast.mia)
    try_in(client, cast.mia)
    wanted = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    form = client.post("/accounts/password/change/", wanted).context["form"]
    assert reason in {error.code for error in form.errors.as_data()["password1"]}


def test_who_has_no_password_can_choose_one(client: Client, cast: Cast) -> None:
    cast.mia.set_unusable_password()
    cast.mia.save()
    client.force_login(cast.mia)
    answer = client.post("/accounts/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    assert try_in(Client(), cast.mia).headers["Location"] == "/"


# --- Who gets in -------------------------------------------------------------------------------------------
def test_a_closed_account_stays_out(client: Client, cast: Cast) -> None:
    give_password(cast.mia).deactivate()
    assert try_in(client, cast.mia).headers["Location"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_a_code_for_an_unknown_address_looks_the_same_and_sends_nothing(client: Client, cast: Cast) -> None:
    known = client.post("/accounts/login/code/", {"email": "mia@example.org"})
    unknown = Client().post("/accounts/login/code/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert [letter.to for letter in mail.outbox] == [["mia@example.org"]]


def test_a_reset_for_an_unknown_address_looks_the_same_and_sends_nothing(client: Client, cast: Cast) -> None:
    answers = [
        Client().post("/accounts/password/reset/", {"email": email})
        for email in ("mia@example.org", "nobody@example.org")
    ]
    assert [answer.headers["Location"] for answer in answers] == ["/accounts/password/reset/done/"] * 2
    assert [letter.to for letter in mail.outbox] == [["mia@example.org"]]


def test_a_forgotten_password_is_replaced_through_the_mail(client: Client, cast: Cast) -> None:
    give_password(cast.mia, "an older one that is forgotten")
    client.post("/accounts/password/reset/", {"email": "mia@example.org"})
    link = re.findall(r"http://\S+", str(mail.outbox[0].body))[0].removeprefix("http://testserver")
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert try_in(Client(), cast.mia).headers["Location"] == "/"


def test_the_mail_with_the_code_names_the_site_and_nothing_more(client: Client, cast: Cast) -> None:
    client.post("/accounts/login/code/", {"email": "mia@example.org"})
    [letter] = mail.outbox
    assert letter.subject == "Your code to sign in"
    assert str(letter.body).splitlines()[-1] == "testserver"


def test_a_wrong_code_is_refused_and_three_end_it(client: Client, cast: Cast) -> None:
    client.post("/accounts/login/code/", {"email": "mia@example.org"})
    for _ in range(3):
        client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})
    code = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(mail.outbox[0].body), re.MULTILINE)[0]
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_sign_up_answers_that_it_is_closed(client: Client, cast: Cast) -> None:
    before = Person.objects.count()
    assert client.get("/accounts/signup/").templates[0].name == "account/signup_closed.html"
    client.post("/accounts/signup/", {"email": "me@example.org", "password1": PASSWORD})
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    "address",
    ["signup/passkey/", "3rdparty/", "social/signup/", "sessions/", "confirm-email/", "phone/change/"],
)
def test_what_is_not_offered_does_not_exist(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.mia)
    assert client.get("/accounts/" + address).status_code == 404


def test_nobody_takes_an_address_without_opening_its_mail(client: Client, cast: Cast) -> None:
    give_password(cast.mia)
    try_in(client, cast.mia)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    client.post("/accounts/email/", {"action_primary": "", "email": "new@example.org"})
    cast.mia.refresh_from_db()
    assert cast.mia.email == "mia@example.org"

    link = re.findall(r"http://\S+", str(mail.outbox[-1].body))[0].removeprefix("http://testserver")
    client.get(link)
    cast.mia.refresh_from_db()
    assert cast.mia.email == "mia@example.org"  # opening a link does not act
    client.post(link)
    cast.mia.refresh_from_db()
    assert cast.mia.email == "new@example.org"


# --- Back to the page --------------------------------------------------------------------------------------
def test_a_stranger_signs_in_and_comes_back_to_the_page(client: Client, cast: Cast) -> None:
    give_password(cast.mia)
    wanted = "/c/riverside/teams/maple/?month=2026-03"
    to_sign_in = client.get(wanted).headers["Location"]
    assert to_sign_in == "/accounts/login/?next=/c/riverside/teams/maple/%3Fmonth%3D2026-03"
    assert client.get(to_sign_in).context["redirect_field_value"] == wanted
    assert try_in(client, cast.mia, next=wanted).headers["Location"] == wanted


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(client: Client, cast: Cast, elsewhere: str) -> None:
    give_password(cast.mia)
    assert try_in(client, cast.mia, next=elsewhere).headers["Location"] == "/"
    assert client.post("/accounts/logout/", {"next": elsewhere}).headers["Location"] == LOGIN


# --- The second step ---------------------------------------------------------------------------------------
def test_who_needs_a_second_step_sets_it_up_before_anything_else(client: Client, cast: Cast) -> None:
    Authenticator.objects.all().delete()
    for person in (cast.cora, cast.fay, cast.kai, cast.ada):
        client.force_login(person)
        for address in ("/", "/c/riverside/", "/c/riverside/setup/", "/admin/", "/invitations/x/"):
            assert client.get(address).headers["Location"] == "/accounts/2fa/", (person, address)
        for address in (
            "/account/",
            "/accounts/2fa/",
            "/accounts/logout/",
            "/accounts/email/",
            "/health/live/",
        ):
            assert client.get(address).status_code == 200, (person, address)
        assert client.get("/accounts/2fa/webauthn/add/").status_code in (200, 302)
        assert client.post("/language/", {"language": "es"}).status_code == 302
        assert client.post("/accounts/logout/").headers["Location"] == LOGIN


def test_teachers_parents_directors_and_evaluators_need_none(client: Client, cast: Cast) -> None:
    for person in (cast.mia, cast.pat, cast.dee, cast.sam, cast.eva):
        client.force_login(person)
        assert client.get("/").status_code == 200


def test_the_demo_needs_none(client: Client, cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    Authenticator.objects.all().delete()
    client.force_login(cast.cora)
    assert client.get("/").status_code == 200


def test_the_reason_is_said_once(client: Client, cast: Cast) -> None:
    Authenticator.objects.all().delete()
    client.force_login(cast.cora)
    for _ in range(3):
        client.get("/")
    said = [str(message) for message in client.get("/accounts/2fa/").context["messages"]]
    assert said == ["Your role needs a second step at sign-in. Set one up to go on."]


def test_a_code_from_an_app_is_asked_for_and_recovery_codes_work_once(
    client: Client, cast: Cast, code_of: Callable[[str], str]
) -> None:
    Authenticator.objects.all().delete()
    give_password(cast.cora)
    assert try_in(client, cast.cora, next="/c/riverside/").headers["Location"] == "/c/riverside/"
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.headers["Location"].startswith("/accounts/2fa/recovery-codes/")
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert client.get("/c/riverside/").status_code == 200

    second = Client()
    assert (
        try_in(second, cast.cora, next="/c/riverside/")
        .headers["Location"]
        .startswith("/accounts/2fa/authenticate/")
    )
    assert second.get("/c/riverside/").headers["Location"].startswith(LOGIN)
    second.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert second.get("/c/riverside/").status_code == 200

    third = Client()
    try_in(third, cast.cora)
    third.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert "_auth_user_id" not in third.session


def test_a_code_by_mail_does_not_go_round_the_second_step(client: Client, cast: Cast) -> None:
    TOTP.activate(cast.mia, "JBSWY3DPEHPK3PXP")
    client.post("/accounts/login/code/", {"email": "mia@example.org"})
    code = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(mail.outbox[0].body), re.MULTILINE)[0]
    answer = client.post("/accounts/login/code/confirm/", {"code": code})
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


# --- The demonstration -------------------------------------------------------------------------------------
def test_the_demo_offers_its_people_and_nothing_else_does(client: Client, cast: Cast, settings: Any) -> None:
    assert "demo.example" not in client.get(LOGIN).content.decode()
    settings.DEMO = True
    shown = client.get(LOGIN).content.decode()
    roles = ["teacher", "parent", "director", "faculty", "coordinator", "evaluator"]
    assert re.findall(r'value="(\w+)@demo.example"', shown) == roles
