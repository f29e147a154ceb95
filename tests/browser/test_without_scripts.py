"""With JavaScript switched off, and with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, Visitor

Visit = Callable[..., Visitor]
MOST_STOPS = 80
# What has the focus is on the screen, and looks different from what has not: an outline, or a ring of shadow.
FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const lies = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {what: one.outerHTML.slice(0, 200), seen: lies && (ring || style.boxShadow !== "none")};
}"""


def open_a_day(visitor: Visitor, days_back: int) -> Page:
    """The teacher's own classroom, on a day that no other journey counts."""
    page = visitor.page
    page.get_by_role("main").get_by_role("link", name="Counts", exact=True).first.click()
    page.get_by_role("main").locator("a[href*='/counts/']").first.click()
    address, day = page.url.rstrip("/").rsplit("/", 1)
    earlier = date.fromisoformat(day) - timedelta(days=days_back)
    return visitor.open(f"{address.removeprefix(visitor.site.address)}/{earlier}/")


def test_a_teacher_counts_and_undoes_without_scripts(visit: Visit) -> None:
    teacher = visit(scripts=False)
    teacher.sign_in("teacher")
    page = open_a_day(teacher, 40)
    card = page.locator("#card-disruptions")
    number = card.get_by_label("Number")
    before = int(number.input_value() or 0)
    for more in (1, 2):
        card.get_by_role("button", name="one more").click()
        expect(number).to_have_value(str(before + more))
    card.get_by_role("button", name="one less").click()
    expect(number).to_have_value(str(before + 1))
    card.get_by_role("button", name="Undo −1").click()
    expect(number).to_have_value(str(before + 2))
    number.fill("7")
    card.get_by_role("button", name="Save", exact=True).click()
    expect(number).to_have_value("7")
    number.fill("seven")
    card.get_by_role("button", name="Save", exact=True).click()
    expect(number).to_have_value("seven")  # refused, and not lost
    expect(card.get_by_role("alert")).to_be_visible()
    page.goto(page.url.replace("/events/", "/"))
    expect(number).to_have_value("7")


def test_a_director_hands_in_without_scripts(visit: Visit) -> None:
    """An earlier month once more: what is due now is another journey's."""
    director = visit(DESKTOP, scripts=False)
    page = director.sign_in("director")
    team = page.locator("a[href*='/teams/']").first.get_attribute("href") or ""
    page = director.open(re.sub(r"(/teams/[^/]+/).*", r"\1months/", team))
    page.get_by_role("main").locator("a[href*='/months/2']").nth(3).click()
    page.get_by_role("button", name=re.compile("^Hand in")).click()
    expect(page.get_by_role("main")).to_contain_text("The month is handed in. Thank you!")
    expect(page.get_by_role("button", name="Hand in again")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    """Tab after Tab, as long as it takes; each stop on the way can be seen."""
    unseen = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        unseen += [] if stop["seen"] else [stop["what"]]
        if target.evaluate("one => one === document.activeElement"):
            assert unseen == []
            return
    raise AssertionError(f"{MOST_STOPS} stops, and never there: {target}")


def test_a_teacher_signs_in_and_counts_with_the_keyboard_alone(visit: Visit) -> None:
    teacher = visit(DESKTOP)
    teacher.page.emulate_media(reduced_motion="reduce")  # what has the focus is scrolled to at once
    page = teacher.open("/accounts/login/")
    tab_to(page, page.locator("input[name=login]:visible"))
    page.keyboard.type("teacher@demo.example")
    tab_to(page, page.locator("input[name=password]:visible"))
    page.keyboard.type("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{teacher.site.address}/")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Counts", exact=True).first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/counts/$"))
    tab_to(page, page.get_by_role("main").locator("a[href*='/counts/']").first)
    page.keyboard.press("Enter")
    card = page.locator("#card-greeted")
    number = card.get_by_label("Number")
    before = int(number.input_value() or 0)
    tab_to(page, card.get_by_role("button", name="one more"))
    with page.expect_response(re.compile("/events/$")) as counted:
        page.keyboard.press("Enter")
    assert counted.value.status == 200
    expect(number).to_have_value(str(before + 1))
    page.reload()
    expect(number).to_have_value(str(before + 1))
