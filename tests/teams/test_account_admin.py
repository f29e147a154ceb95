"""The admin opens and closes accounts and starts collaboratives; it touches no sign-in and no content."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib import admin
from django.core import mail
from django.test import Client
from django.urls import reverse

from teams.models import Collaborative, Membership, Person, Role
from tests.conftest import Cast

PEOPLE, START = "/admin/teams/person/", "/admin/teams/collaborative/add/"


@pytest.fixture
def ada(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ada)
    return client


def address(person: Person) -> str:
    return reverse("admin:teams_person_change", args=[person.pk])


def start(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "name": "Lake",
        "slug": "lake",
        "time_zone": "America/Chicago",
        "languages": ["en"],
        "starts": str(cast.today),
        "ends": str(cast.today + timedelta(days=500)),
        "coordinator_name": "Lee",
        "coordinator_email": "lee@example.org",
    } | changed


def test_it_offers_people_and_collaboratives_alone() -> None:
    assert set(admin.site._registry) == {Person, Collaborative}


def test_it_is_hidden_from_whoever_is_no_administrator(client: Client, cast: Cast) -> None:
    for person in (cast.mia, cast.cora, cast.stu):
        client.force_login(person)
        for page in ("/admin/", PEOPLE, START, "/admin/login/"):
            assert client.get(page).status_code == 404, (person, page)


def test_there_is_one_sign_in(client: Client, cast: Cast) -> None:
    for page in ("/admin/", PEOPLE, START):
        last = client.get(page, follow=True).redirect_chain[-1][0]
        assert unquote(last) == f"/accounts/login/?next={page}"
    assert client.get("/admin/login/").headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    words = {"username": "ada@example.org", "password": "x"}
    assert client.post("/admin/login/", words).headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"


def test_every_page_answers(ada: Client, cast: Cast) -> None:
    riverside = reverse("admin:teams_collaborative_change", args=[cast.riverside.pk])
    for page in ("/admin/", PEOPLE, PEOPLE + "add/", address(cast.mia), START, riverside):
        assert ada.get(page).status_code == 200, page
    assert ada.get("/admin/password_change/").headers["Location"] == "/accounts/password/change/"
    assert ada.post("/admin/logout/").status_code == 302
    assert "_auth_user_id" not in ada.session


def test_an_account_is_made_with_an_address_and_no_password(ada: Client) -> None:
    ada.post(
        PEOPLE + "add/", {"email": " New@Example.org ", "language": "es", "password": "x", "is_staff": "on"}
    )
    made = Person.objects.get(email="new@example.org")
    assert (made.language, made.has_usable_password(), made.is_staff, made.is_superuser) == (
        "es",
        False,
        False,
        False,
    )
    assert made.owns_address("new@example.org")


def test_an_address_has_one_account(ada: Client, cast: Cast) -> None:
    form = ada.post(PEOPLE + "add/", {"email": "MIA@example.org", "language": "en"}).context["adminform"].form
    assert form.errors == {"email": ["There is an account with this address already."]}


def test_closing_an_account_ends_its_sessions_and_changes_nothing_else(ada: Client, cast: Cast) -> None:
    phone = Client()
    phone.force_login(cast.mia)
    phone.get("/account/")
    before = Person.objects.filter(pk=cast.mia.pk).values().get()
    ada.post(address(cast.mia), {"email": "mine@example.org", "language": "es", "is_staff": "on"})
    after = Person.objects.filter(pk=cast.mia.pk).values().get()
    assert after == before | {"is_active": False}
    assert phone.get("/account/").headers["Location"].startswith("/accounts/login/")
    assert cast.mia.usersession_set.count() == 0
    ada.post(address(cast.mia), {"is_active": "on"})
    assert Person.objects.filter(pk=cast.mia.pk).values().get() == before


def test_administrators_do_not_lock_themselves_out(ada: Client, cast: Cast) -> None:
    ada.post(address(cast.ada), {})
    cast.ada.refresh_from_db()
    assert cast.ada.is_active is True


def test_nothing_is_deleted(ada: Client, cast: Cast) -> None:
    pages = (
        reverse("admin:teams_person_delete", args=[cast.mia.pk]),
        reverse("admin:teams_collaborative_delete", args=[cast.riverside.pk]),
    )
    assert [ada.post(page, {"post": "yes"}).status_code for page in pages] == [403, 403]
    words = {"action": "delete_selected", "_selected_action": [cast.mia.pk], "post": "yes"}
    ada.post(PEOPLE, words)
    assert Person.objects.filter(pk=cast.mia.pk).exists()


def test_a_running_collaborative_is_not_changed_here(ada: Client, cast: Cast) -> None:
    page = reverse("admin:teams_collaborative_change", args=[cast.riverside.pk])
    assert ada.post(page, start(cast)).status_code == 403


def test_it_starts_a_collaborative_and_invites_its_coordinator(
    ada: Client, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = ada.post(START, start(cast))
    assert answer.headers["Location"] == "/admin/teams/collaborative/"
    held = Membership.objects.get(participant__collaborative__slug="lake")
    assert (held.role, held.participant.name, held.participant.person) == (Role.COORDINATOR, "Lee", None)
    assert [letter.to for letter in mail.outbox] == [["lee@example.org"]]
    assert ada.get("/c/lake/").status_code == 404  # none by right


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"coordinator_email": "ADA@example.org"}, "coordinator_email"),
        ({"slug": "riverside"}, "slug"),
        ({"time_zone": "Mars"}, "time_zone"),
        ({"ends": "2000-01-01"}, "__all__"),
        ({"languages": []}, "languages"),
        ({"coordinator_name": "  "}, "coordinator_name"),
    ],
)
def test_a_start_that_makes_no_sense_says_where(
    ada: Client, cast: Cast, changed: dict[str, Any], field: str
) -> None:
    form = ada.post(START, start(cast, **changed)).context["adminform"].form
    assert list(form.errors) == [field]
    assert Collaborative.objects.filter(name="Lake").exists() is False
