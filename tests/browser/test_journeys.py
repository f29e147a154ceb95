"""One journey a job of a person, each on the screen that this person has."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Visitor
from tests.browser.site import Site

Visit = Callable[..., Visitor]
REAL_DATA = Path(__file__).parents[3] / "shared" / "data" / "ae_attendances.csv"


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("teacher", re.compile("Next: ")),
        ("parent", re.compile("Next: ")),
        ("director", re.compile("Hand in ")),
        ("faculty", "Dashboard"),
        ("coordinator", "Set up and check"),
        ("evaluator", "Dashboard"),
    ],
)
def test_each_of_the_six_signs_in_and_sees_what_is_waiting(
    visit: Visit, role: str, sees: str | re.Pattern[str]
) -> None:
    page = visit().sign_in(role)
    expect(page.get_by_role("heading", level=1)).to_have_text("What is waiting for me")
    expect(page.get_by_role("main").get_by_role("link", name=sees).first).to_be_visible()


def test_a_teacher_counts_a_day_on_a_phone(visit: Visit) -> None:
    """Up twice, down once, children present; the page says so, and still does when it is opened again."""
    teacher = visit()
    page = teacher.sign_in("teacher")
    follow(page, re.compile("^Counts$"))
    page.get_by_role("main").locator("a[href*='/counts/']").first.click()
    card = page.locator("#card-two-way-talks")
    number = card.get_by_label("Number")
    expect(number).to_have_value("")
    for presses in ("1", "2"):
        card.get_by_role("button", name="one more").click()
        expect(number).to_have_value(presses)
    card.get_by_role("button", name="one less").click()
    expect(number).to_have_value("1")
    card.get_by_label(re.compile("present", re.IGNORECASE)).fill("9")
    card.get_by_label(re.compile("present", re.IGNORECASE)).press("Enter")
    expect(card).not_to_contain_text("Nothing said yet")
    disruptions = page.locator("#card-disruptions")
    disruptions.get_by_role("button", name="0, on purpose").click()
    expect(disruptions.get_by_label("Number")).to_have_value("0")
    teacher.check_fits()
    teacher.check_accessible()
    page.reload()
    expect(page.locator("#card-two-way-talks").get_by_label("Number")).to_have_value("1")
    expect(page.locator("#card-disruptions").get_by_label("Number")).to_have_value("0")


def test_a_count_reaches_the_teams_chart_through_the_worker(visit: Visit, site: Site) -> None:
    """The month on the team's own chart grows by the count: saved here, rebuilt by Celery."""
    teacher = visit()
    page = teacher.sign_in("teacher")
    follow(page, re.compile("^Counts$"))
    page.get_by_role("main").locator("a[href*='/counts/']").nth(1).click()
    team = page.url.split("/counts/")[0].removeprefix(site.address)

    def counted() -> Decimal:
        teacher.open(f"{team}/metrics/disruptions/")
        page.get_by_text("The numbers of this chart as a table").click()
        return Decimal(page.locator(".run-chart-table tbody tr").last.locator("td").first.inner_text())

    day = page.url.removeprefix(site.address)
    before = counted()
    teacher.open(day)
    page.locator("#card-disruptions").get_by_role("button", name="one more").click()
    expect(page.locator("#card-disruptions")).not_to_contain_text("Nothing said yet")
    for _attempt in range(100):
        if counted() != before:
            break
        page.wait_for_timeout(250)
    assert counted() == before + 1


def test_a_director_hands_in_the_month(visit: Visit) -> None:
    director = visit(DESKTOP)
    page = director.sign_in("director")
    follow(page, re.compile("Hand in "))
    director.check_accessible()
    page.get_by_role("button", name=re.compile("Hand in")).first.click()
    expect(page.get_by_role("main")).to_contain_text(re.compile("Handed in", re.IGNORECASE))
    page.goto(director.site.address)
    expect(page.get_by_role("heading", name=re.compile("Hand in "))).to_have_count(0)


def test_a_parent_reads_the_teams_chart(visit: Visit) -> None:
    parent = visit()
    page = parent.sign_in("parent")
    follow(page, "Our charts")
    follow(page, "Behavioral disruptions")
    expect(page.get_by_role("heading", level=1)).to_have_text("Behavioral disruptions")
    chart = page.locator("svg.plot--narrow")
    expect(chart).to_be_visible()
    expect(page.locator("figcaption").first).to_contain_text("median")
    parent.check_fits()
    parent.check_accessible()


def test_faculty_reads_the_dashboard_and_opens_one_metric(visit: Visit) -> None:
    faculty = visit(DESKTOP)
    page = faculty.sign_in("faculty")
    follow(page, "Dashboard")
    expect(page.locator("section.dashboard-metric")).to_have_count(8)
    expect(page.locator("figure.small-chart")).to_have_count(48)
    page.get_by_role("heading", level=2).get_by_role("link", name="Behavioral disruptions").click()
    expect(page.locator("svg.plot--wide")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\d of \d teams reported in"))
    faculty.check_accessible()


def test_the_chart_of_the_own_team_is_as_wide_as_the_others(visit: Visit) -> None:
    """On one scale, so that no team looks better for its picture."""
    visitor = visit(DESKTOP)
    visitor.sign_in("director")
    page = visitor.open("/c/calm-and-connected/dashboard/disruptions/")
    expect(page.get_by_text("your team", exact=True)).to_be_visible()
    widths = page.locator(".plot--small").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().width)"
    )
    assert len(widths) > 3
    assert max(widths) - min(widths) < 1, widths


def test_the_coordinator_of_a_new_collaborative_enters_people_and_the_real_data(
    visit: Visit, site: Site, tmp_path: Path
) -> None:
    """From an invitation to the pooled chart, whose every point and median equal sums made here."""
    told = site.manage(
        "start_collaborative",
        *("--slug", "emergency", "--name", "Emergency care", "--time-zone", "Europe/London"),
        *("--starts", "2016-04-01", "--ends", "2030-12-31", "--languages", "en", "--metrics", "none"),
        *("--coordinator-name", "Robin", "--coordinator-email", "robin@example.org"),
    )
    invitation = re.search(r"/invitations/\S+", told)
    assert invitation is not None
    coordinator = visit(DESKTOP)
    page = accept_invitation(coordinator, invitation[0])
    paste_a_roster(coordinator)
    make_the_metric(coordinator)
    import_the_file(coordinator)
    shown = when_built(coordinator, "/c/emergency/dashboard/breaches/?months=all")
    assert shown == expected_points()
    coordinator.open("/c/emergency/dashboard/")
    expect(page.locator("figure.small-chart")).to_have_count(21)  # 20 organisations and the roster's center
    data = page.request.get(f"{site.address}/c/emergency/dashboard/breaches/data.csv").text()
    rows = list(csv.DictReader(data.splitlines()))
    assert [(row["date"], row["numerator"], row["denominator"]) for row in rows] == [
        (month, str(num), str(den)) for month, (num, den) in sorted(sums_of_the_file().items())
    ]
    ratios = [Fraction(num, den) for _month, (num, den) in sorted(sums_of_the_file().items())]
    assert {row["state"] for row in rows} == {"shown"}
    assert {row["teams_reporting"] for row in rows} == {"20"}
    for row, ratio in zip(rows, ratios, strict=True):
        assert abs(Fraction(row["value"]) - ratio) <= Fraction(1, 10**12)
        assert abs(Fraction(row["median"]) - median(ratios)) <= Fraction(1, 10**12)


def accept_invitation(visitor: Visitor, path: str) -> Page:
    page = visitor.open(path)
    page.get_by_role("button", name="Accept the invitation").click()
    page.get_by_label("Password", exact=True).fill("a long pass phrase for Robin")
    page.get_by_role("button", name="Make my account and join").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome to")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is waiting for me")
    follow(page, "Set up and check")
    visitor.check_accessible()
    return page


def paste_a_roster(visitor: Visitor) -> None:
    """First with a slip, which is named with its line and loses nothing; then right."""
    page = visitor.open("/c/emergency/setup/teams/new/")
    page.get_by_label("Name of the center").fill("Zebra House")
    page.get_by_label("Joined on").fill("2016-04-01")
    page.get_by_role("button", name="Save").click()
    page = visitor.open("/c/emergency/setup/people/roster/")
    people = (
        "name,e-mail,role,team\n"
        "Ana Gil,ana@example.org,director,Zebra House\n"
        "Bo Li,bo@example.org,wizard,Zebra House"
    )
    page.get_by_label("Or a pasted list").fill(people)
    page.get_by_role("button", name="Look at it first").click()
    expect(page.get_by_role("main")).to_contain_text("wizard")
    expect(page.get_by_label("Or a pasted list")).to_have_value(people)
    page.get_by_label("Or a pasted list").fill(people.replace("wizard", "teacher"))
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("button", name=re.compile("Add|Enter|Save", re.IGNORECASE)).first.click()
    visitor.open("/c/emergency/setup/people/")
    expect(page.get_by_role("main")).to_contain_text("Ana Gil")
    expect(page.get_by_role("main")).to_contain_text("Bo Li")
    visitor.check_accessible()


def make_the_metric(visitor: Visitor) -> None:
    page = visitor.open("/c/emergency/setup/metrics/new/")
    page.get_by_label("Name (English)").fill("Breaches")
    page.get_by_label("Direction of good").select_option("down")
    page.get_by_role("button", name="Save").click()
    visitor.open("/c/emergency/setup/metrics/breaches/definitions/new/")
    page.get_by_label("From month").fill("2016-04")
    page.get_by_label("Unit").select_option("proportion")
    page.get_by_label("Counted by").select_option("month")
    page.get_by_label("What is counted (English)").fill("Stays over four hours")
    page.get_by_label("Out of what (English)").fill("People who came")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("Stays over four hours")


def import_the_file(visitor: Visitor) -> None:
    page = visitor.open("/c/emergency/setup/import/")
    page.get_by_label("CSV file").set_input_files(REAL_DATA)
    page.get_by_role("button", name="Next: look at it").click()
    page.get_by_label("Team", exact=False).first.select_option(label="org_code")
    page.get_by_label("Date", exact=False).first.select_option(label="period")
    page.locator("select[name=numerator]").select_option(label="breaches")
    page.locator("select[name=denominator]").select_option(label="attendances")
    create = page.locator("input[name=create_teams]")
    if create.count():
        create.check()
    page.get_by_role("button", name="Look at it again").click()
    expect(page.get_by_role("main")).to_contain_text("720")
    visitor.check_accessible()
    page.locator("main form[method=post] button.btn-primary").first.click()
    expect(page.get_by_role("main")).to_contain_text("720")


def when_built(visitor: Visitor, path: str) -> list[tuple[str, str, str]]:
    """The page says that newer counts are being added; a moment later they are there."""
    for _attempt in range(100):
        page = visitor.open(path)
        being_added = page.get_by_text("A newer count is being added").count()
        if page.locator(".run-chart-table tbody th").count() and not being_added:
            break
        page.wait_for_timeout(250)
    return read_the_table(page)


def read_the_table(page: Page) -> list[tuple[str, str, str]]:
    """Numerator, denominator and teams of each month, as a person reads them."""
    page.get_by_text("The numbers of this chart as a table").click()
    rows = page.locator(".run-chart-table tbody tr")
    return [
        (cells[0].replace(",", ""), cells[1].replace(",", ""), cells[3])
        for cells in (row.locator("td").all_inner_texts() for row in rows.all())
    ]


def sums_of_the_file() -> dict[str, tuple[int, int]]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with REAL_DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sums[row["period"][:7]][0] += int(row["breaches"])
            sums[row["period"][:7]][1] += int(row["attendances"])
    return {month: (num, den) for month, (num, den) in sums.items()}


def expected_points() -> list[tuple[str, str, str]]:
    return [(str(num), str(den), "20 of 21") for _month, (num, den) in sorted(sums_of_the_file().items())]
