"""A chart explored: by keyboard, with teams on and off, beside another; and under its own policy."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Visitor
from tests.browser.test_journeys import Visit

ALL = "/c/calm-and-connected/dashboard/two-way-talks/explore/"
LIVE = ".js-plotly-plot"


def ready(page: Page, plots: int = 1) -> None:
    expect(page.locator(f".is-live {LIVE} .main-svg").first).to_be_visible()
    expect(page.locator(LIVE)).to_have_count(plots)


def shown(page: Page) -> list[str]:
    """The stretch of time that the first plot shows, by its labels."""
    return page.evaluate(
        """() => {
          const { xaxis, meta } = document.querySelector('.js-plotly-plot').layout;
          const at = [meta.starts.indexOf(xaxis.range[0]), meta.ends.indexOf(xaxis.range[1])];
          return at.map((one) => meta.labels[one]);
        }"""
    )


def test_points_are_told_by_keyboard_and_the_address_keeps_what_is_looked_at(visit: Visit) -> None:
    visitor = visit(dark=True)
    visitor.sign_in("faculty")
    page = visitor.open(ALL)
    ready(page)
    plot, said = page.locator("[data-plot]"), page.locator("[data-said]")
    newest = said.inner_text()
    plot.focus()
    page.keyboard.press("ArrowLeft")
    expect(said).not_to_have_text(newest)
    expect(said).to_have_text(
        re.compile(r"^\w+ \d{4}: [\d.]+%\. \d+ out of \d+\. \d of \d teams reported\. Median")
    )
    expect(page.locator(".hoverlayer .hovertext")).to_be_visible()
    everything = shown(page)
    page.keyboard.press("+")
    page.wait_for_url(re.compile(r"from=\d{4}-\d\d&to=\d{4}-\d\d$"))
    stretch = shown(page)
    assert everything[0] < stretch[0]
    page.get_by_label("Lantern Lane").check()
    page.wait_for_url(re.compile(r"teams=lantern-lane$"))
    page.keyboard.press("Escape")
    visitor.check_accessible()
    visitor.check_fits()
    page.reload()
    ready(page)
    assert shown(page) == stretch
    expect(page.get_by_label("Lantern Lane")).to_be_checked()
    plot.focus()
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text(re.compile(r"^Lantern Lane\. "))
    page.keyboard.press("0")
    page.wait_for_url(re.compile(r"\?teams=lantern-lane$"))
    assert shown(page) == everything


def test_no_more_than_two_plots_live_and_choosing_a_view_keeps_both(visit: Visit) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in("faculty")
    page = visitor.open(ALL)
    ready(page)
    for choice in ("Greeted by name on arrival", "this metric, Blue Kettle"):
        before = page.locator("#panel-beside [data-plot]").element_handles()
        page.get_by_label("Compare with").select_option(choice)
        page.get_by_role("button", name="Show beside it").click()
        expect(page.locator("#panel-beside.is-live h2")).to_have_text(re.compile(choice.split(", ")[-1]))
        ready(page, plots=2)
        # The plot that made room holds nothing any more.
        assert [one.evaluate("plot => plot.data ?? null") for one in before] == [None] * len(before)
    page.get_by_role("button", name="Zoom in").last.click()
    page.wait_for_url(re.compile(r"beside=team:blue-kettle&from="))
    page.get_by_text("Choose the view").click()
    page.get_by_label("How far back").select_option("all months")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile(r"beside=team:blue-kettle&from=.*months=all"))
    ready(page, plots=2)
    visitor.check_accessible()


def test_every_number_in_a_figure_stands_in_a_list_beneath_it_and_its_marks_are_explained(
    visit: Visit,
) -> None:
    visitor = visit()
    visitor.sign_in("director")
    page = visitor.open("/c/calm-and-connected/teams/puddlejump-house/metrics/two-way-talks/explore/")
    ready(page)
    tests = page.locator(".run-chart__windows li").all_inner_texts()
    drawn = page.locator(f"{LIVE} .textpoint").all_text_contents()
    assert [text for text in drawn if text.isdigit()] == [text.split(" · ")[0] for text in tests]
    notes = page.locator(".explorer__notes li").all_inner_texts()
    numbers = page.locator(f"{LIVE} .annotation-text").all_text_contents()
    assert [text for text in numbers if text.isdigit()] == [text.split(" · ")[0] for text in notes] == ["1"]
    key = page.locator(".run-chart__key")
    expect(key).to_be_visible()
    expect(key).to_contain_text("learning session")
    expect(key).to_contain_text("days of a test, with its number")
    visitor.check_accessible()
    visitor.check_fits()


def test_it_fits_a_phone_with_the_longer_words_of_another_language(visit: Visit) -> None:
    visitor = visit()
    page = visitor.sign_in("parent")
    speak(visitor, "es")
    try:
        visitor.open("/c/calm-and-connected/teams/puddlejump-house/metrics/two-way-talks/explore/")
        ready(page)
        expect(page.locator("html")).to_have_attribute("lang", "es")
        expect(page.locator("[data-beside]")).to_be_visible()
        visitor.check_fits()
    finally:
        speak(visitor, "en")


def speak(visitor: Visitor, language: str) -> None:
    page = visitor.open("/account/")
    page.locator("select[name=language]").select_option(language)
    page.locator("form:has(select[name=language]) button[type=submit]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
