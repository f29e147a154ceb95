"""What every page carries: the policy, the cookies, no-store; and error pages that say what to do next."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import bad_request, server_error

from bsc.middleware import LoopbackOnlyInDemo
from tests.conftest import Cast

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
PUBLIC = (
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/signup/",
    "/invitations/made-up/",
    "/nowhere/",
)
OWN = (
    "/",
    "/account/",
    "/account/data/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/logout/",
    "/c/riverside/",
    "/c/harbor/",
)


def policy(answer: Any) -> dict[str, str]:
    parts = (part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: " ".join(sorted(value.split(), reverse=True)) for name, value in parts}


def check_page(answer: Any, address: str) -> None:
    found = {name: " ".join(sorted(value.split(), reverse=True)) for name, value in POLICY.items()}
    assert policy(answer) == found, address
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"], address
    assert inline(answer.content.decode()) == [], address


def inline(page: str) -> list[str]:
    """What our policy would block: scripts without an address (data blocks do not run), styles, handlers."""
    scripts = [
        tag
        for tag in re.findall(r"<script\b[^>]*>", page)
        if " src=" not in tag and 'type="application/json"' not in tag
    ]
    return [*scripts, *re.findall(r"<style\b|<[^>]+\s(?:style|on\w+)=[^>]*>|javascript:", page)]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_carries_the_policy(client: Client, address: str) -> None:
    check_page(client.get(address), address)


@pytest.mark.parametrize("address", OWN)
def test_a_personal_page_carries_the_policy_and_is_kept_by_no_cache(
    client: Client, cast: Cast, address: str
) -> None:
    client.force_login(cast.mia)
    check_page(client.get(address), address)


@pytest.mark.parametrize("address", ["/admin/", "/admin/teams/person/", "/admin/teams/collaborative/add/"])
def test_the_admin_carries_the_policy_too(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.ada)
    check_page(client.get(address), address)


def test_what_would_be_blocked_is_found() -> None:
    for bad in (
        "<script>x</script>",
        '<p style="a">',
        '<a onclick="x">',
        "<style>p{}</style>",
        '<a href="javascript:x">',
    ):
        assert inline(bad) != []
    assert inline('<script src="/a.js"></script><script type="application/json">{}</script>') == []


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, cast: Cast) -> None:
    cast.mia.set_password("four plain words and one more")
    cast.mia.save()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "mia@example.org", "password": "four plain words and one more"})
    kept = {name: (one["httponly"], one["samesite"]) for name, one in client.cookies.items()}
    assert kept == dict.fromkeys(("csrftoken", "sessionid", "device"), (True, "Lax"))


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mia)
    answer = client.post("/account/", {"language": "es"})
    assert (answer.status_code, answer.templates[0].name) == (403, "403_csrf.html")


def test_hidden_pages_say_what_to_do_next(client: Client, cast: Cast) -> None:
    client.force_login(cast.mia)
    answer = client.get("/c/harbor/")
    assert answer.templates[0].name == "404.html"
    assert b"Go home" in answer.content


def test_the_pages_for_errors_need_neither_context_nor_database() -> None:
    for answer in (server_error(HttpRequest()), bad_request(HttpRequest(), ValueError())):
        page = answer.content.decode()
        assert "Go home" in page
        assert inline(page) == []


def test_read_only_and_too_often_have_a_page_each() -> None:
    for name in ("403.html", "429.html"):
        assert 'href="/"' in render_to_string(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.7", 403), ("", 403)]
)
def test_the_demo_answers_this_machine_alone(
    client: Client, settings: Any, address: str, status: int
) -> None:
    settings.DEMO = True
    assert client.get("/accounts/login/", REMOTE_ADDR=address).status_code == status
    assert LoopbackOnlyInDemo.__name__ in str(settings.MIDDLEWARE)


@pytest.mark.django_db
def test_outside_the_demo_everybody_is_answered(client: Client) -> None:
    assert client.get("/accounts/login/", REMOTE_ADDR="10.0.0.7").status_code == 200
