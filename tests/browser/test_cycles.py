"""Tests of change, each on the screen of the person who makes them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Visitor

Visit = Callable[..., Visitor]


def begin_a_test(visitor: Visitor, role: str, change: str, prediction: str) -> Page:
    page = visitor.sign_in(role)
    page.get_by_role("banner").locator("a[href*='/teams/']").first.click()
    visitor.open(f"{page.url.removeprefix(visitor.site.address)}cycles/new/")
    page.get_by_label("What do we try?").fill(change)
    page.get_by_label("What do we think will happen?").fill(prediction)
    visitor.check_fits()
    visitor.check_accessible()
    page.get_by_role("button", name="Show it to my team").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(change)
    return page


def answer(page: Page, question: str, text: str = "", choice: str = "") -> None:
    """Say one thing where the page asks it, opening the form where it is folded."""
    asked = page.locator(f"#{question}")
    if not asked.get_by_role("button", name="Save", exact=True).is_visible():
        asked.get_by_text("Add yours").click()
    if choice:
        asked.get_by_label(choice, exact=True).check()
    if text:
        asked.locator("textarea").fill(text)
    asked.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Saved.")


def test_a_parent_proposes_a_test_and_studies_it(visit: Visit) -> None:
    parent = visit()
    page = begin_a_test(parent, "parent", "A note in the bag, with one good thing", "Families smile")
    expect(page.locator(".cycle-facts")).to_contain_text("parent")
    page.get_by_role("button", name="On to Do").click()
    expect(page.locator("#prediction")).to_contain_text("predictions stay as they are")
    answer(page, "seen", "Two families wrote back.")
    page.get_by_role("button", name="On to Study").click()
    answer(page, "predicted", choice="partly")
    answer(page, "learned", "A note is read at home, in peace.")
    expect(page.locator("#predicted")).to_contain_text("Families smile")
    expect(page.locator("#learned")).to_contain_text("A note is read at home, in peace.")
    parent.check_fits()
    parent.check_accessible()


def test_a_teacher_carries_a_test_to_act_and_tries_the_next_thing(visit: Visit) -> None:
    teacher = visit()
    page = begin_a_test(teacher, "teacher", "We phone one family at noon", "Most pick up")
    first = page.url.removeprefix(teacher.site.address)
    page.get_by_role("button", name="On to Do").click()
    page.get_by_role("button", name="On to Study").click()
    answer(page, "learned", "Noon is the wrong time for who works.")
    page.get_by_role("button", name="On to Act").click()
    page.get_by_label("Abandon: let it go").check()
    page.get_by_role("button", name="Save our decision").click()
    act = page.locator("#act")
    expect(act.get_by_role("heading", name="Abandoned: and this is what we learned")).to_be_visible()
    expect(act).to_contain_text("Noon is the wrong time for who works.")
    act.get_by_role("link", name="Try the next thing").click()
    expect(page.get_by_label("What do we want to learn?")).to_have_value(
        "Noon is the wrong time for who works."
    )
    expect(page.get_by_label("What do we think will happen?")).to_have_value("")
    page.get_by_label("What do we try?").fill("We e-mail that family instead")
    page.get_by_role("button", name="Show it to my team").click()
    ramp = page.get_by_role("region", name="One test leads to the next")
    expect(ramp.get_by_role("link", name="We phone one family at noon")).to_be_visible()
    expect(ramp.locator("li[aria-current]")).to_contain_text("We e-mail that family instead")
    teacher.check_accessible()

    faculty = visit(DESKTOP, dark=True)
    page = faculty.sign_in("faculty")
    faculty.open(first)
    expect(page.get_by_role("button", name="Save our decision")).to_have_count(0)
    page.get_by_text("Add a comment").click()
    page.get_by_label("Your comment").fill("Thank you for saying it.")
    page.get_by_role("button", name="Save the comment").click()
    expect(page.locator("#comments")).to_contain_text("Thank you for saying it.")
    faculty.check_accessible()


def test_what_is_refused_is_in_sight_with_all_that_was_typed(visit: Visit) -> None:
    visitor = visit()
    page = begin_a_test(visitor, "teacher", "We sit down at the goodbye", "Less crying")
    page.get_by_role("button", name="On to Do").click()
    asked, words = page.locator("#seen"), "Born on 5/3/2022, and smiled"
    asked.get_by_text("Add yours").click()
    asked.locator("textarea").fill(words)
    asked.get_by_role("button", name="Save", exact=True).click()
    expect(asked.get_by_role("alert")).to_be_in_viewport()
    expect(asked.locator("textarea")).to_have_value(words)
    asked.get_by_role("button", name="Save it as it is").click()
    page.get_by_role("button", name="On to Study").click()
    page.get_by_role("button", name="On to Act").click()
    act = page.locator("#act")
    expect(act.get_by_text("Why do we decide so?")).to_have_count(1)  # beside the decision, and not again
    act.get_by_role("button", name="Save our decision").click()
    expect(act.get_by_text("This field is required.")).to_be_in_viewport()
