"""What htmx makes quicker, under the content security policy."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.browser.test_journeys import Visit


def test_the_list_of_people_follows_what_is_typed(visit: Visit) -> None:
    page = visit(DESKTOP).sign_in("coordinator")
    page.goto(f"{page.url}c/calm-and-connected/setup/people/")
    page.get_by_label("Name or e-mail").press_sequentially("Ruth")
    expect(page.locator("#found a[href*=people]")).to_have_text(["Ruth Adeyemi"])
    expect(page).to_have_url(re.compile(r"q=Ruth"))
    expect(page.get_by_label("Name or e-mail")).to_be_focused()
