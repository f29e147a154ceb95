"""A browser for people's journeys: phone or desktop, each signed in as one of the demo's people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.site import Site, running_site

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 15_000  # milliseconds
expect.set_options(timeout=PATIENCE)  # what is expected may take as long as what is looked for


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share one site, so they run in one process; the walk over every page has one of its own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            group = "every page" if item.path.name == "test_every_page.py" else "journeys"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@dataclass
class Visitor:
    """One person in front of one screen. Every problem the page reports fails the test."""

    page: Page
    site: Site
    problems: list[str]

    def open(self, path: str) -> Page:
        answer = self.page.goto(self.site.address + path)
        assert answer is not None, path
        assert answer.status < 400, f"{path}: {answer.status}"
        return self.page

    def sign_in(self, role: str) -> Page:
        """By the form, as anybody would."""
        self.open("/accounts/login/")
        self.page.locator("input[name=login]:visible").fill(f"{role}@demo.example")
        self.page.locator("input[name=password]:visible").fill("demo")
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(f"{self.site.address}/")
        return self.page

    def check_accessible(self) -> None:
        told = [
            f"{violation['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
            for violation in violations(self.page)
            for node in violation["nodes"]
        ]
        assert told == [], f"{self.page.url}:\n" + "\n".join(told)

    def check_fits(self) -> None:
        """Nothing is wider than the screen: no sideways scrolling."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide at {self.page.viewport_size}"


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """`visit()` on a phone, `visit(DESKTOP)` on a desk; each call is another person on another device."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def start(screen: dict[str, int] = PHONE, *, dark: bool = False, scripts: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport=screen,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            locale="en-US",
            java_script_enabled=scripts,
            has_touch=screen is PHONE,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        visitor = Visitor(page, site, [])
        page.on("pageerror", lambda error: visitor.problems.append(f"script: {error}"))
        page.on(
            "console",
            lambda message: (
                visitor.problems.append(f"console: {message.text}")
                if message.type == "error" and "status of 422" not in message.text  # a form that was refused
                else None
            ),
        )
        visitors.append(visitor)
        return visitor

    yield start
    for context in contexts:
        context.close()
    assert [problem for visitor in visitors for problem in visitor.problems] == []
