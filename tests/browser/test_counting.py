"""The counts page in a real browser: fast fingers, bad Wi-Fi, no JavaScript, one screen."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

Visit = Callable[..., Visitor]
OFFLINE = "ERR_INTERNET_DISCONNECTED"


def open_a_day(visitor: Visitor, days_back: int) -> Page:
    """The teacher's own classroom, some days ago: each test has a day of its own."""
    page = visitor.sign_in("teacher")
    page.get_by_role("main").get_by_role("link", name="Counts", exact=True).first.click()
    page.get_by_role("main").locator("a[href*='/counts/']").first.click()
    for _day in range(days_back):
        page.get_by_role("link", name="The day before").click()
    return page


def test_each_of_many_fast_presses_counts_once(visit: Visit) -> None:
    page = open_a_day(visit(), 10)
    card = page.locator("#card-disruptions")
    number = card.get_by_label("Number")
    before = int(number.input_value() or 0)
    for _press in range(9):
        card.get_by_role("button", name="one more").click()
    card.get_by_role("button", name="one less").click()
    expect(number).to_have_value(str(before + 8))
    expect(card).to_contain_text(f"Saved: {before + 8}")
    page.reload()
    expect(number).to_have_value(str(before + 8))


def test_a_number_typed_after_presses_replaces_them(visit: Visit) -> None:
    page = open_a_day(visit(), 11)
    card = page.locator("#card-disruptions")
    for _press in range(3):
        card.get_by_role("button", name="one more").click()
    card.get_by_label("Number").fill("4")
    card.get_by_label("Number").press("Enter")
    expect(card).to_contain_text("Saved: 4")
    page.reload()
    expect(card.get_by_label("Number")).to_have_value("4")


def test_taps_wait_for_the_connection_and_survive_a_closed_page(visit: Visit) -> None:
    teacher = visit()
    page = open_a_day(teacher, 12)
    card = page.locator("#card-disruptions")
    number = card.get_by_label("Number")
    before = int(number.input_value() or 0)
    page.context.set_offline(True)
    for _press in range(3):
        card.get_by_role("button", name="one more").click()
    expect(number).to_have_value(str(before + 3))
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())  # leaving with unsent taps asks first
    page.context.set_offline(False)
    page.reload()  # whatever was still waiting is sent by the page that comes
    expect(card).to_contain_text(f"Saved: {before + 3}")
    page.reload()
    expect(number).to_have_value(str(before + 3))
    teacher.problems[:] = [problem for problem in teacher.problems if OFFLINE not in problem]


def test_counting_works_without_scripts(visit: Visit) -> None:
    page = open_a_day(visit(scripts=False), 13)
    card = page.locator("#card-two-way-talks")
    number = card.get_by_label("Number")
    before = int(number.input_value() or 0)
    card.get_by_label("Children").last.fill("30")
    card.get_by_role("button", name="one more").click()
    expect(number).to_have_value(str(before + 1))
    expect(card).to_contain_text(f"Saved: {before + 1} of 30")


def test_two_metrics_fit_on_one_screen_of_a_phone(visit: Visit) -> None:
    """The second card is there before anybody scrolls, whatever was said of the day; big for a thumb."""
    page = open_a_day(visit(), 0)
    first_two = page.locator("[data-card]").all()[:2]
    steps = ("0, on purpose", "one more", "Undo", "Not counted", "Undo")
    check_first_screen(page)
    for step in steps:
        for card in first_two:
            button = card.get_by_role("button", name=step)
            if button.count():  # a day that was counted already has no "0, on purpose"
                before = card.inner_html()
                button.click()
                expect(card).not_to_have_js_property("innerHTML", before)
        check_first_screen(page)


def check_first_screen(page: Page) -> None:
    for name in ("one less", "one more"):
        for button in page.get_by_role("button", name=name).all()[:2]:
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 56
            assert box["y"] + box["height"] <= 844
    second = page.locator("[data-card]").nth(1).bounding_box()
    assert second is not None
    assert second["y"] + second["height"] <= 844


def test_the_pages_of_counting_are_accessible_in_the_dark_too(visit: Visit) -> None:
    for dark in (False, True):
        teacher = visit(dark=dark)
        page = open_a_day(teacher, 14)
        day = page.url
        team = day.split("/counts/")[0]
        for address in (day, f"{team}/counts/", f"{team}/counts/log/", f"{team}/months/"):
            page.goto(address)
            teacher.check_fits()
            teacher.check_accessible()
