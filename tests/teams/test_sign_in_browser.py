"""Every page of getting in, in a real browser under our content security policy, on a phone and on a desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page

from teams.models import Invitation, Participant, Person, Role
from tests.conftest import Cast, add_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "four plain words and one more"
SHOTS = os.environ.get("BSC_SCREENSHOTS", "")


class Visitor:
    """A page that remembers what the browser complained about."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and "status of" not in message.text:
            self.complaints.append(message.text)

    def go(self, address: str) -> None:
        self.page.goto(self.root + address)

    def path(self) -> str:
        return self.page.url.removeprefix(self.root).split("?")[0]

    def looks_right(self, name: str) -> None:
        """Nothing for axe, nothing wider than the screen, in light and dark."""
        assert self.complaints == [], name
        for width in (390, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found = Axe().run(self.page)
                assert found.response["violations"] == [], (
                    f"{name} {width} {scheme}: {found.generate_report()}"
                )
                if SHOTS:
                    shot = Path(SHOTS) / f"{name}-{width}-{scheme}.png"
                    self.page.screenshot(path=shot, full_page=True)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} wide on {width}"
        self.complaints.clear()  # axe's own styles, which the policy refuses


@pytest.fixture
def visitor(chromium: Browser, live_server: Any) -> Iterator[Visitor]:
    root = live_server.url.replace("127.0.0.1", "localhost")
    context = chromium.new_context(reduced_motion="reduce")  # colours that fade are no colours to measure
    context.set_default_timeout(15_000)
    with override_settings(CSRF_TRUSTED_ORIGINS=[root]):
        yield Visitor(context.new_page(), root)
    context.close()


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def sign_in(visitor: Visitor, email: str) -> None:
    visitor.page.get_by_label("Email").fill(email)
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()


def add_authenticator(visitor: Visitor) -> None:
    """A phone that keeps passkeys, made of software."""
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_the_pages_before_signing_in(visitor: Visitor, cast: Cast) -> None:
    invited = Participant.objects.create(collaborative=cast.riverside, name="Nia")
    add_role(invited, Role.TEACHER, cast.maple)
    row = Invitation.invite(invited, "nia@example.org", cast.participant(cast.dee))
    for name, address in {
        "login": "/accounts/login/",
        "code": "/accounts/login/code/",
        "reset": "/accounts/password/reset/",
        "reset-done": "/accounts/password/reset/done/",
        "signup": "/accounts/signup/",
        "inactive": "/accounts/inactive/",
        "invitation": f"/invitations/{row.token}/",
        "invitation-account": f"/invitations/{row.token}/account/",
        "not-found": "/invitations/none/",
    }.items():
        visitor.go(address)
        visitor.looks_right(name)


def test_the_pages_of_the_account(visitor: Visitor, cast: Cast) -> None:
    with_password(cast.mia)
    visitor.go("/account/")
    sign_in(visitor, "mia@example.org")
    assert visitor.path() == "/account/"
    for name, address in {
        "account": "/account/",
        "email": "/accounts/email/",
        "mfa": "/accounts/2fa/",
        "password": "/accounts/password/change/",
        "logout": "/accounts/logout/",
        "keys": "/accounts/2fa/webauthn/",
        "reauthenticate": "/accounts/2fa/totp/activate/",
    }.items():
        visitor.go(address)
        visitor.looks_right(name)


def test_a_code_from_the_mail_signs_in_and_comes_back_to_the_page(visitor: Visitor, cast: Cast) -> None:
    with_password(cast.mia)
    visitor.go("/account/")
    visitor.page.get_by_role("link", name="Send me a code").click()
    visitor.page.get_by_label("Email").fill("mia@example.org")
    visitor.page.get_by_role("button", name="Send the code").click()
    visitor.looks_right("code-confirm")
    code = next(line for line in str(mail.outbox[-1].body).splitlines() if len(line) == 9 and line[4] == "-")
    visitor.page.get_by_label("Code").fill(code)
    visitor.page.get_by_role("button", name="Sign in").click()
    visitor.page.wait_for_url(visitor.root + "/account/")
    assert visitor.complaints == []


def test_a_passkey_is_added_opens_the_door_and_is_removed(visitor: Visitor, cast: Cast) -> None:
    add_authenticator(visitor)
    with_password(cast.mia)
    visitor.go("/accounts/2fa/webauthn/add/")
    sign_in(visitor, "mia@example.org")
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Confirm").click()
    visitor.looks_right("key-add")
    visitor.page.get_by_label("Name").fill("My phone")
    visitor.page.get_by_role("button", name="Add the key").click()
    visitor.page.wait_for_url("**/recovery-codes/**")
    visitor.looks_right("recovery-codes")
    visitor.go("/accounts/2fa/webauthn/")
    visitor.looks_right("keys-one")
    visitor.go("/account/")
    visitor.page.get_by_role("button", name="Sign out everywhere").click()
    visitor.page.wait_for_url("**/accounts/login/")

    visitor.go("/account/")
    visitor.page.get_by_role("button", name="Use a passkey").click()
    visitor.page.wait_for_url(visitor.root + "/account/")
    assert visitor.complaints == []

    visitor.go("/accounts/2fa/webauthn/")
    visitor.page.get_by_role("link", name="Remove").click()
    visitor.looks_right("key-reauthenticate")
    visitor.page.get_by_role("link", name="Use a security key").click()
    visitor.page.get_by_role("button", name="Use my key").click()
    visitor.page.wait_for_url("**/remove/")
    visitor.looks_right("key-remove")
    visitor.page.get_by_role("button", name="Remove").click()
    visitor.page.wait_for_url(visitor.root + "/accounts/2fa/webauthn/")
    assert cast.mia.authenticator_set.filter(type="webauthn").exists() is False


def test_a_key_that_does_not_answer_is_said_on_the_page(visitor: Visitor, cast: Cast) -> None:
    visitor.go("/accounts/login/")
    visitor.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(Error('cancelled')) }")
    visitor.page.get_by_role("button", name="Use a passkey").click()
    visitor.page.get_by_text("The key did not answer").wait_for()
    visitor.looks_right("key-failed")


def test_a_key_is_the_second_step_after_the_password(visitor: Visitor, cast: Cast) -> None:
    add_authenticator(visitor)
    with_password(cast.cora).authenticator_set.all().delete()
    visitor.go("/")
    sign_in(visitor, "cora@example.org")
    visitor.page.wait_for_url("**/accounts/2fa/")
    visitor.looks_right("mfa-needed")
    visitor.page.get_by_role("link", name="Add a key").click()
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Confirm").click()
    visitor.page.get_by_label("Name").fill("Key ring")
    visitor.page.get_by_label("Sign in with it alone").uncheck()
    visitor.page.get_by_role("button", name="Add the key").click()
    visitor.page.wait_for_url("**/recovery-codes/**")
    visitor.go("/account/")
    visitor.page.get_by_role("button", name="Sign out everywhere").click()
    visitor.go("/")
    sign_in(visitor, "cora@example.org")
    visitor.page.wait_for_url("**/accounts/2fa/authenticate/**")
    visitor.looks_right("second-step")
    visitor.page.get_by_role("button", name="Use my key").click()
    visitor.page.wait_for_url(visitor.root + "/")
    assert visitor.complaints == []


def test_an_app_shows_its_picture_under_the_policy(visitor: Visitor, cast: Cast) -> None:
    with_password(cast.mia)
    visitor.go("/accounts/2fa/totp/activate/")
    sign_in(visitor, "mia@example.org")
    visitor.page.locator("input[name=password]").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Confirm").click()
    picture = visitor.page.get_by_alt_text("QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0") is True
    visitor.looks_right("totp")


def enter(visitor: Visitor, person: Person) -> None:
    """Past the sign-in page, for what lies behind it."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    visitor.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": visitor.root}])


def test_the_admin_starts_a_collaborative_under_the_policy(visitor: Visitor, cast: Cast) -> None:
    enter(visitor, cast.ada)
    for address in (
        "/admin/",
        "/admin/teams/person/",
        "/admin/teams/person/add/",
        "/admin/teams/collaborative/",
    ):
        visitor.go(address)
    visitor.page.get_by_role("link", name="Add collaborative").first.click()
    visitor.page.locator("#id_name").press_sequentially("Lake Shore")
    assert visitor.page.locator("#id_slug").input_value() == "lake-shore"
    visitor.page.locator("#id_time_zone").fill("America/Chicago")
    visitor.page.locator("#id_starts").fill("2027-01-04")
    visitor.page.locator("#id_ends").fill("2028-06-30")
    visitor.page.locator("#id_coordinator_name").fill("Lee")
    visitor.page.locator("#id_coordinator_email").fill("lee@example.org")
    visitor.page.get_by_role("button", name="Save", exact=True).click()
    visitor.page.wait_for_url("**/admin/teams/collaborative/")
    assert [message.to for message in mail.outbox] == [["lee@example.org"]]
    assert visitor.complaints == []
