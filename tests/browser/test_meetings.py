"""A team's meeting on a phone: a parent plans it and takes the minutes; faculty reads what is for faculty."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from bsc.demo.story import today_there
from tests.browser.conftest import Visitor

Visit = Callable[..., Visitor]
TEAM = "/c/calm-and-connected/teams/puddlejump-house/"


def plan(page: Page, at: str, place: str) -> None:
    page.get_by_role("main").get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Day", exact=False).first.fill(str(today_there() - timedelta(days=1)))
    page.get_by_label("Starts at").fill(at)
    page.get_by_label("Place").fill(place)
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("The meeting is planned.")).to_be_visible()


def write(page: Page, opens: str, question: str, text: str) -> None:
    page.locator("summary", has_text=opens).click()
    page.get_by_label(question).fill(text)
    page.locator("details[open]").get_by_role("button", name="Save").click()
    expect(page.locator(".said", has_text=text)).to_be_visible()


def test_a_parent_plans_a_team_meeting_and_takes_the_minutes_on_a_phone(visit: Visit) -> None:
    parent = visit()
    page = parent.sign_in("parent")
    parent.open(f"{TEAM}meetings/")
    plan(page, "17:30", "Upstairs")
    write(page, "Write a note", "What was said?", "The bell helped on three days")
    write(page, "Add an action item", "Who does what?", "Bring a softer bell")
    page.get_by_role("button", name=re.compile("^Done")).click()
    expect(page.get_by_role("main")).to_contain_text("done by Keisha Monroe")
    page.get_by_role("button", name="Not done yet").click()
    expect(page.get_by_role("main")).not_to_contain_text("done by")
    parent.check_fits()
    parent.check_accessible()

    faculty = visit()
    page = faculty.sign_in("faculty")
    faculty.open(f"{TEAM}meetings/")
    page.get_by_role("main").get_by_role("link", name=re.compile("5:30 p.m.")).first.click()
    expect(page.get_by_role("main")).to_contain_text("Bring a softer bell")
    expect(page.get_by_role("main")).not_to_contain_text("The bell helped")
