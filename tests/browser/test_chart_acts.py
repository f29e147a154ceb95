"""What people do to a chart, and how it says why: by touch, by keyboard, on paper, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, Visitor
from tests.browser.test_journeys import Visit

TEAM = "/c/calm-and-connected/teams/puddlejump-house/metrics/"
TALKS, ANNOUNCED = f"{TEAM}two-way-talks/", f"{TEAM}transitions-announced/"
SHIFTED = "/c/calm-and-connected/dashboard/disruptions/"  # a signal, in the demonstration
TREND = "/c/calm-and-connected/teams/lantern-lane/metrics/two-way-talks/"  # a hint, and its points
MAIN = "Write a note or change this chart"


def go(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).click()


def save(page: Page, words: str, label: str = "Why?") -> None:
    page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Save", exact=True).click()


def act_of(page: Page, title: str) -> Locator:
    """One of the acts in force; those undone are in another list."""
    return page.locator("#acts > ol > .act", has_text=title)


def undo(page: Page, title: str) -> None:
    act_of(page, title).get_by_role("button", name=re.compile("Undo")).click()
    expect(page.get_by_role("status").get_by_text("Undone. It stays in the history below")).to_be_visible()


def drawn_anew(page: Page) -> None:
    """The worker draws; until it has, the page says so."""
    for _again in range(60):
        if page.get_by_text("A newer count is being added").count() == 0:
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError("the chart was not drawn anew")


@pytest.fixture
def director(visit: Visit) -> Visitor:
    visitor = visit()
    visitor.sign_in("director")
    return visitor


@pytest.fixture
def teacher(visit: Visit) -> Visitor:
    visitor = visit()
    visitor.sign_in("teacher")
    return visitor


def test_a_director_freezes_a_baseline_reads_it_undoes_it_and_does_it_again(director: Visitor) -> None:
    why, title = "These months went the old way. Later ones are held against them.", "Baseline frozen"
    page = director.open(TALKS)
    go(page, MAIN)
    director.check_accessible()
    director.check_fits()
    go(page, re.compile("Freeze the baseline"))
    proposed = page.get_by_label("Up to which point?").locator("option:checked").inner_text()
    expect(page.get_by_label("Why?")).to_be_focused()
    director.check_accessible()
    save(page, why)
    drawn_anew(page)
    act = act_of(page, title)
    expect(act).to_contain_text(f"Baseline frozen up to here · {proposed}")
    expect(act).to_contain_text(why)
    expect(act).to_contain_text(re.compile(r"Ruth Adeyemi, director\s+· \w+ \d+, \d{4}"))
    expect(page.locator(".run-chart__key")).to_contain_text("the line of the baseline")
    director.check_fits()
    undo(page, title)
    drawn_anew(page)
    expect(act_of(page, title)).to_have_count(0)
    expect(page.locator(".run-chart__key")).not_to_contain_text("the line of the baseline")
    page.get_by_text(re.compile(r"History: \d undone")).click()
    page.get_by_role("link", name=re.compile(f"Do it again.*{title}")).first.click()
    expect(page.get_by_label("Why?")).to_have_value(why)
    expect(page.get_by_label("Up to which point?").locator("option:checked")).to_have_text(proposed)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(act_of(page, title)).to_contain_text(why)
    undo(page, title)


def test_a_teacher_writes_a_note_and_finds_its_number_above_the_point(teacher: Visitor) -> None:
    page = teacher.open(ANNOUNCED)
    numbers = page.locator(".plot--narrow .plot__note-number")
    before = numbers.count()
    go(page, MAIN)
    go(page, re.compile("Write a note: "))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Write a few words on what happened here.")).to_be_visible()
    save(page, "Half of the rooms were painted.", "What happened here?")
    act = act_of(page, "Half of the rooms were painted.")
    expect(act).to_contain_text("Maya Lindqvist, teacher")
    expect(numbers).to_have_count(before + 1)
    assert act.locator(".tag").inner_text().split()[-1] in numbers.all_text_contents()
    undo(page, "Half of the rooms were painted.")


def test_a_point_is_left_out_and_who_does_so_again_keeps_what_was_typed(teacher: Visitor) -> None:
    page = teacher.open(ANNOUNCED)
    page.get_by_text("The numbers of this chart as a table").click()
    row = page.locator(".run-chart-table tbody tr").nth(4).get_by_role("link")
    month = row.inner_text().split(":")[0]
    row.click()
    expect(page.get_by_role("heading", name="What do you want to do?")).to_contain_text(month)
    go(page, re.compile("Leave this point out"))
    expect(page.get_by_label("Which point?").locator("option:checked")).to_have_text(month)
    second = page.context.new_page()
    second.goto(page.url)
    save(page, "A fire drill before lunch.")
    drawn_anew(page)
    expect(act_of(page, "A fire drill before lunch.")).to_contain_text(f"Point left out · {month}")
    expect(page.locator(".plot--narrow .plot__dot--out")).to_have_count(1)

    save(second, "The drill made it loud.")
    expect(second.get_by_text("This point is left out already.")).to_be_visible()
    expect(second.get_by_text("A fire drill before lunch.")).to_be_visible()
    expect(second.get_by_label("Why?")).to_have_value("The drill made it loud.")
    second.get_by_label(re.compile("Write a note: ")).check()
    second.get_by_role("button", name="Save", exact=True).click()
    expect(act_of(second, "The drill made it loud.")).to_contain_text(f"Note · {month}")
    undo(second, "The drill made it loud.")
    undo(second, "A fire drill before lunch.")
    second.close()


def test_a_line_beyond_all_sense_is_refused_and_keeps_what_was_typed(teacher: Visitor) -> None:
    page = teacher.open(ANNOUNCED)
    go(page, MAIN)
    go(page, re.compile("Fix the line"))
    expect(page.get_by_label("Where is the line?")).to_be_focused()
    page.get_by_label("Where is the line?").fill("140")
    save(page, "Our plan says so.")
    expect(page.get_by_text("A part of all lies between 0 and 100 per cent.")).to_be_visible()
    expect(page.get_by_label("Where is the line?")).to_have_value("140")
    expect(page.get_by_label("Why?")).to_have_value("Our plan says so.")
    teacher.check_accessible()
    teacher.check_fits()


# --- Why does it say so? -----------------------------------------------------------------------------------
def meant(page: Page, plot: str) -> list[str]:
    return [dot.get_attribute("data-at") or "" for dot in page.locator(f"{plot} .is-meant").all()]


def steps_with_points(page: Page) -> Iterator[Locator]:
    yield from page.locator(".why__step[data-points]").all()


def test_by_keyboard_each_step_lights_up_its_points_and_no_other(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("faculty")
    page = visitor.open(SHIFTED)
    page.locator(".why > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".why")).to_have_attribute("open", "")
    for step in steps_with_points(page):
        page.keyboard.press("Tab")
        button = step.get_by_role("button")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        wanted = (step.get_attribute("data-points") or "").split()
        assert wanted
        assert meant(page, ".plot--narrow") == meant(page, ".plot--wide") == wanted
    assert page.locator(".why__show[aria-pressed=true]").count() == 1
    visitor.check_accessible()
    visitor.check_fits()
    page.keyboard.press("Enter")  # let go of
    expect(page.locator(".why__show[aria-pressed=true]")).to_have_count(0)
    page.locator(".why > summary").press("Enter")
    expect(page.locator(".is-meant")).to_have_count(0)


def test_the_points_that_light_up_are_those_that_the_words_name(visit: Visit) -> None:
    visitor = visit(DESKTOP)
    visitor.sign_in("faculty")
    page = visitor.open(SHIFTED)
    page.locator(".why > summary").click()
    step = page.locator(".why__step", has_text="The longest run here has")
    named = re.search(r"has (\d+) points, from (\w+ \d+) to (\w+ \d+)\.", step.inner_text())
    assert named is not None
    step.get_by_role("button").click()
    titles = [one.split(":")[0] for one in page.locator(".plot--wide .is-meant title").all_text_contents()]
    assert (str(len(titles)), titles[0], titles[-1]) == named.groups()


@pytest.mark.parametrize("dark", [False, True])
def test_a_step_s_strip_has_the_colours_of_the_drawing(visit: Visit, *, dark: bool) -> None:
    visitor = visit(dark=dark)
    visitor.sign_in("faculty")
    page = visitor.open(TREND)
    page.locator(".why > summary").click()
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".plot--narrow [data-at]")].map((dot) => {
          const kind = dot.classList[1];
          const strip = document.querySelector(`.why__strip .${kind}`);
          return [kind.split("--")[1], getComputedStyle(dot).fill, strip && getComputedStyle(strip).fill];
        })"""
    )
    assert "marked" in {kind for kind, _drawing, _strip in colours}
    assert [strip for _kind, _drawing, strip in colours] == [drawing for _kind, drawing, _strip in colours]


def test_without_scripts_every_step_is_read(visit: Visit) -> None:
    visitor = visit(scripts=False)
    visitor.sign_in("faculty")
    page = visitor.open(SHIFTED)
    page.locator(".why > summary").click()
    steps = page.locator(".why__step")
    assert steps.count() > 5
    for step in steps.all():
        expect(step.locator("p").first).to_be_visible()
    assert page.locator(".why__strip:visible").count() == page.locator(".why__step[data-points]").count()
    expect(page.locator(".why__show:visible")).to_have_count(0)


def test_on_paper_a_chart_says_whose_it_is(director: Visitor) -> None:
    for path, whose in ((TALKS, "Puddlejump House"), (SHIFTED, "All teams together")):
        page = director.open(path)
        head = page.locator(".sheet-head")
        expect(head).to_be_hidden()
        page.emulate_media(media="print")
        expect(head).to_contain_text(whose)
        expect(head).to_contain_text("Calm and Connected")
        expect(head).to_contain_text(re.compile(r"\w+ \d{4} to \w+ \d{4}\s+Printed \w+ \d+, \d{4}"))
        page.emulate_media(media="screen")
