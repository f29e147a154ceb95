"""The collaborative alive: getting in by card, testing, meeting, taking a barrier away; each on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Browser, Page, expect

from bsc.demo.story import today_there
from tests.browser.conftest import PATIENCE, PHONE, Visitor

Visit = Callable[..., Visitor]
TEAM = "/c/calm-and-connected/teams/puddlejump-house/"
WHOLE = "/c/calm-and-connected/"
ROOM = f"{WHOLE}rooms/teachers/"
LENT = "a song before every clean-up"


def sign_in_as(visitor: Visitor, name: str) -> Page:
    """Somebody of the demonstration who has no sign-in there: a password is lent for the journey."""
    email = f"{name}@demo.example"
    lend = f"one = Person.objects.get(email='{email}'); one.set_password('{LENT}'); one.save()"
    visitor.site.manage("shell", "-v", "0", "-c", f"from teams.models import Person; {lend}")
    page = visitor.open("/accounts/login/")
    page.locator("input[name=login]:visible").fill(email)
    page.locator("input[name=password]:visible").fill(LENT)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{visitor.site.address}/")
    return page


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def unfold(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").locator("summary").filter(has_text=name).first.click()


def print_card(director: Visitor, name: str) -> str:
    """The director writes a parent down who has no e-mail, and prints a card: the code on it."""
    page = director.open(f"{TEAM}people/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Role").select_option("parent")
    press(page, "Add to the team")
    director.open(f"{TEAM}cards/")
    expect(page.get_by_label(name)).to_be_checked()
    director.check_accessible()
    press(page, "Make the cards")
    code = page.locator(".printed-card", has_text=name).locator(".printed-card__code").inner_text()
    director.check_accessible()
    return code


def write_a_test(page: Page, change: str, prediction: str) -> None:
    page.get_by_label("What do we try?").fill(change)
    page.get_by_label("With whom, and where?").fill("Two families of the toddler room")
    page.get_by_label("What do we think will happen?").fill(prediction)
    press(page, "Show it to my team")
    expect(page.get_by_role("heading", level=1)).to_have_text(change)


def answer(page: Page, question: str, text: str, verdict: str = "") -> None:
    """Add one's own words to a question of the cycle."""
    section = page.locator(f"#{question}")
    fold = section.locator("details.cycle-fold")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    if verdict:
        fold.get_by_label(verdict, exact=True).check()
    fold.locator("textarea").fill(text)
    fold.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(f"#{question}").get_by_text(text).first).to_be_visible()


def to_study(page: Page) -> None:
    press(page, "On to Do")
    answer(page, "seen", "They came every morning")
    press(page, "On to Study")


def test_a_parent_gets_in_with_a_card_comes_back_and_studies_a_test(visit: Visit, chromium: Browser) -> None:
    director = visit()
    director.sign_in("director")
    code = print_card(director, "Nadine Okoro")
    parent = visit()
    page = parent.open("/accounts/login/")
    page.get_by_role("link", name=re.compile("card")).click()
    parent.check_accessible()
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    press(page, "Go on")
    expect(page.get_by_role("main")).to_contain_text("Nadine Okoro")
    parent.check_accessible()
    press(page, re.compile("let me in"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    parent.check_accessible()
    parent.check_fits()
    press(page, "Start")
    expect(page.get_by_role("heading", name="Puddlejump House")).to_be_visible()

    # The browser is closed and opened again: what it kept is what lasts.
    kept = page.context.storage_state()
    kept["cookies"] = [cookie for cookie in kept["cookies"] if cookie["expires"] > 0]
    again = chromium.new_context(storage_state=kept, viewport=PHONE, locale="en-US")  # type: ignore[arg-type]
    page = again.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(parent.site.address + TEAM + "cycles/new/")
    write_a_test(page, "Parents greet the teacher by name too", "The morning starts with a smile")
    to_study(page)
    expect(page.locator("#predicted")).to_contain_text("The morning starts with a smile")
    answer(page, "predicted", "For one family it did", "partly")
    answer(page, "learned", "The other parent comes in a hurry, so the afternoon is better")
    Visitor(page, parent.site, []).check_accessible()
    Visitor(page, parent.site, []).check_fits()
    again.close()

    page = visit().open("/card/")
    page.get_by_label("Code").fill(code)
    press(page, "Go on")
    expect(page.get_by_role("main")).not_to_contain_text("Nadine")


def test_a_teacher_carries_a_test_to_act_starts_the_next_and_another_team_reads_it(visit: Visit) -> None:
    teacher = visit()
    teacher.sign_in("teacher")
    page = teacher.open(f"{TEAM}cycles/new/")
    write_a_test(page, "A song before clean-up", "Half of them help by themselves")
    mine = page.url.removeprefix(teacher.site.address)
    to_study(page)
    answer(page, "predicted", "More than half did", "yes")
    answer(page, "learned", "They want to choose the song")
    press(page, "On to Act")
    page.get_by_label("Expand: test it with more people").check()
    press(page, "Save our decision")
    page.get_by_role("main").get_by_role("link", name="Try the next thing").first.click()
    expect(page.get_by_label("What do we try?")).to_have_value(re.compile("A song before clean-up"))
    expect(page.get_by_label("What do we think will happen?")).to_have_value("")
    page.get_by_label("What do we try?").fill("The children choose the clean-up song")
    press(page, "Show it to my team")
    expect(page.get_by_role("main")).to_contain_text("A song before clean-up")  # the ramp
    teacher.check_accessible()
    teacher.check_fits()

    faculty = visit()
    faculty.sign_in("faculty")
    page = faculty.open(mine)
    unfold(page, "Add a comment")
    page.locator("#comments").get_by_role("textbox").fill("What did the quiet ones do?")
    press(page, "Save the comment")
    expect(page.locator("#comments")).to_contain_text("What did the quiet ones do?")

    reader = visit()
    page = sign_in_as(reader, "fatima.haddad")
    reader.open(f"{WHOLE}library/?q=clean-up")
    page.get_by_role("main").get_by_role("link", name="A song before clean-up").click()
    expect(page.get_by_role("main")).to_contain_text("They want to choose the song")
    expect(page.get_by_role("button", name="On to", exact=False)).to_have_count(0)
    expect(page.get_by_text("Add yours")).to_have_count(0)
    reader.check_accessible()


def test_a_coordinator_holds_a_cross_team_meeting_with_attendance(visit: Visit) -> None:
    coordinator = visit()
    coordinator.sign_in("coordinator")
    page = coordinator.open(f"{WHOLE}meetings/new/")
    page.get_by_label("Day").fill(str(today_there() - timedelta(days=1)))
    page.get_by_label("Starts at").fill("13:30")
    page.get_by_label("Link to join").fill("https://meet.example.org/calm")
    coordinator.check_accessible()
    press(page, "Plan it")
    meeting = page.url
    unfold(page, "Add to the agenda")
    page.get_by_role("main").locator("details[open] textarea").fill("What three teams learned at arrival")
    page.get_by_role("main").locator("details[open]").get_by_role("button", name="Save").click()
    page.get_by_role("main").get_by_role("link", name="Note who was there").first.click()
    page.get_by_label("Maya Lindqvist").check()
    page.get_by_label("Keisha Monroe").check()
    coordinator.check_accessible()
    coordinator.check_fits()
    for _page in range(6):  # as many pages of people as there are
        press(page, re.compile("^Save"))
        if page.url.split("?")[0] == meeting:
            break
    expect(page.get_by_role("main")).to_contain_text(re.compile("1 teacher"))
    expect(page.get_by_role("main")).to_contain_text(re.compile("1 parent"))
    unfold(page, "Write a decision")
    page.get_by_role("main").locator("details[open] textarea").fill("We all try a song in May")
    page.get_by_role("main").locator("details[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("We all try a song in May")
    coordinator.check_accessible()
    teacher = visit()
    teacher.sign_in("teacher")
    expect(teacher.open(meeting.removeprefix(teacher.site.address)).get_by_role("main")).to_contain_text(
        "We all try a song in May"
    )


def test_a_director_answers_a_barrier_that_a_parent_raised(visit: Visit) -> None:
    parent = visit()
    parent.sign_in("parent")
    page = parent.open(f"{TEAM}barriers/new/")
    page.get_by_label("What is in the way?").fill("We meet at three, and most parents work until five")
    page.get_by_label("Who is needed to take it away?").select_option("director")
    parent.check_accessible()
    press(page, "Raise it")

    director = visit()
    page = director.sign_in("director")
    expect(page.get_by_role("main").get_by_role("link").nth(1)).to_contain_text("A barrier since")
    page.get_by_role("main").get_by_role("link", name=re.compile("We meet at three")).first.click()
    page.get_by_label("Your answer").fill("Every second meeting begins at half past five from now on")
    press(page, "Answer")
    expect(page.get_by_role("main")).to_contain_text("begins at half past five")
    director.check_accessible()
    director.check_fits()
    press(page, "It is out of the way")
    page = parent.open(f"{TEAM}barriers/")
    expect(page.get_by_role("main")).to_contain_text("most parents work until five")


def test_a_facilitator_admits_a_teacher_and_a_director_is_turned_away_at_every_address(visit: Visit) -> None:
    newcomer = visit()
    page = sign_in_as(newcomer, "tomas.rivera")
    newcomer.open(f"{WHOLE}rooms/")
    newcomer.check_accessible()
    press(page, re.compile("Ask to be let in"))
    assert page.request.get(f"{newcomer.site.address}{ROOM}").status == 404

    facilitator = visit()
    page = sign_in_as(facilitator, "fatima.haddad")
    facilitator.open(ROOM)
    facilitator.check_accessible()
    facilitator.check_fits()
    page.get_by_role("button", name=re.compile("Tomás Rivera")).first.click()
    expect(page.locator("section", has=page.locator("#people"))).to_contain_text("Tomás Rivera")
    page.get_by_role("main").get_by_role("link", name=re.compile("Plan")).first.click()
    page.get_by_label("Day").fill(str(today_there() + timedelta(days=9)))
    page.get_by_label("Starts at").fill("18:00")
    press(page, "Plan it")
    meeting = page.url.removeprefix(facilitator.site.address)
    expect(page.get_by_role("main")).to_contain_text(re.compile("notes", re.IGNORECASE))
    facilitator.check_accessible()

    page = newcomer.open(ROOM)
    expect(page.get_by_role("main")).to_contain_text("Fatima Haddad")

    director = visit()
    page = director.sign_in("director")
    expect(director.open(f"{WHOLE}rooms/").get_by_role("main")).not_to_contain_text("Tomás Rivera")
    below = ("", "meetings/new/", "leaving/")
    for address in (*(ROOM + one for one in below), meeting, f"{meeting}headcount/"):
        assert page.request.get(f"{director.site.address}{address}").status == 404, address
    assert page.request.get(f"{director.site.address}{WHOLE}rooms/directors/").status == 200
