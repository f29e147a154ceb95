"""Why does it say so: the steps, with a chart's own points and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.utils import translation

from metrics.chartview import ChartView
from metrics.runchart import analyse
from metrics.series import Point
from metrics.strip import strip
from metrics.why import steps
from tests.metrics.sentence_forms import CALM, STEP_DOWN, cases, view

CASES = cases()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def told(found: ChartView) -> list[str]:
    return [step.text for step in steps(found)]


def test_a_signal_is_walked_from_the_points_to_the_verdict() -> None:
    assert told(view(STEP_DOWN)) == [
        "16 points count here, from Jan 2024 to Apr 2025.",
        (
            "Put the values in order, the smallest first. Two lie in the middle. "
            "Halfway between them is the median: 5.5."
        ),
        "A point on the line is neither above nor below, so it is put aside. Here no point lies on it.",
        "That leaves 16 useful points. The rules need 10, so there are enough.",
        (
            "Points in a row on one side are a run. The longest run here has 8 points, from Sep "
            "2024 to Apr 2025. "
            "With 16 useful points, runs of up to 7 can come from chance. So this run is too long for chance."
        ),
        (
            "Now the steps from one side to the other. The points cross the line 1 time. A new "
            "side begins in: "
            "Sep 2024. With 16 useful points, chance gives at least 4 crossings. So these are too few."
        ),
        "Both are more than chance alone explains. That is a signal (Anhøj rules).",
        (
            "The last run is itself too long, and it lies below the line. "
            "Less is better here, so the signal is for the better."
        ),
    ]


def test_each_step_means_its_own_points() -> None:
    later = tuple(range(8, 16))
    everything = tuple(range(16))
    assert [step.points for step in steps(view(STEP_DOWN))] == [
        everything, (1, 14), (), everything, later, (7, 8), (), later,
    ]  # fmt: skip
    assert steps(view(STEP_DOWN))[5].places == "7 8"


def test_the_median_is_found_among_the_values_in_order() -> None:
    ordered = steps(view(STEP_DOWN))[1].ordered
    assert [one.text for one in ordered] == list("2222333388889999")
    assert [place for place, one in enumerate(ordered) if one.is_middle] == [7, 8]
    odd = steps(view([7, 1, 4]))[1]
    assert [(one.text, one.is_middle) for one in odd.ordered] == [("1", False), ("4", True), ("7", False)]
    assert odd.text.endswith("The one in the middle is the median: 4.")


def test_points_on_the_median_are_named_and_put_aside_and_too_early_ends_there() -> None:
    found = view([1, 2, 2, 2, 3])
    assert told(found)[2:] == [
        (
            "A point on the line is neither above nor below, so it is put aside. "
            "Here they are: Feb 2024; Mar 2024; Apr 2024."
        ),
        "That leaves 2 useful points. The rules need 10. So 8 more are needed, and it is too early to tell.",
    ]
    assert [step.points for step in steps(found)][2:] == [(1, 2, 3), (0, 4)]


def test_without_a_signal_both_rules_are_walked_and_then_the_hints() -> None:
    assert told(view(CALM))[4:] == [
        (
            "Points in a row on one side are a run. The longest run here has 2 points, from Oct "
            "2024 to Nov 2024. "
            "With 14 useful points, runs of up to 7 can come from chance. So this run is not too long."
        ),
        (
            "Now the steps from one side to the other. The points cross the line 11 times. "
            "With 14 useful points, chance gives at least 4 crossings. So these are enough."
        ),
        "Neither is more than chance can do. So there is no signal (Anhøj rules).",
        "The IHI rules find nothing to talk about. There is no shift, no trend, and no run too many.",
    ]


def test_a_hint_shows_its_points() -> None:
    shift = steps(CASES["IHI shift, upwards"])[-1]
    assert (shift.text, shift.points) == (
        (
            "Worth talking about (IHI, shift). From Sep 2024 to Feb 2025, six or more points in "
            "a row lie above "
            "the line."
        ),
        tuple(range(8, 14)),
    )
    many = steps(CASES["IHI, too many runs"])[-1]
    assert many.text.endswith("There are 10 runs. The IHI table expects 3 to 9 of them.")


def test_the_nhs_rules_say_their_mean_and_limits() -> None:
    assert told(CASES["NHS, a point below"])[-2:] == [
        (
            "The NHS rules (Making Data Count) look at the mean, here 6.42. "
            "Their limits lie 2.66 mean steps away: 2.43 and 10.4."
        ),
        (
            "Worth talking about (NHS Making Data Count, astronomical point). Past the lower limit: "
            "Aug 2024; Sep 2024."
        ),
    ]


def test_the_later_half_is_counted() -> None:
    last = steps(CASES["The later half lies on one side"])[-1]
    assert last.text == (
        "Now look at the later half: of 10 useful points, 7 lie above the line. That is at "
        "least two of three. "
        "More is better here, so the signal is for the better."
    )
    assert last.points == tuple(range(10, 20))


def test_a_baseline_gives_the_median_and_says_so() -> None:
    step = steps(CASES["A frozen baseline"])[1]
    assert step.text.startswith("The median is that of the baseline alone, the points up to Dec 2024.")
    assert len(step.ordered) == 12


def test_a_short_baseline_ends_in_why_there_is_no_verdict() -> None:
    assert told(CASES["Too early: a short baseline"])[-1] == (
        "A firm median needs 10 points in the baseline. "
        "This baseline has 5, so there is no verdict about its line."
    )


def test_by_day_it_says_why_the_rules_are_silent() -> None:
    assert told(CASES["By day"])[2:] == [
        (
            "Days of one week are more alike than days of different weeks. One busy week moves them all. "
            "The rules would call out too often here, so they say nothing by day. For a "
            "verdict, choose weeks or months."
        )
    ]


def test_of_a_control_chart_the_line_and_the_limits_are_explained() -> None:
    said = told(CASES["Points beyond the limits"])
    assert said[1] == "The line in the middle is the mean of the points: 6.79."
    assert said[-1] == (
        "The limits lie about 2.66 mean steps from point to point away from the line. "
        "2 points lie beyond them: May 2025; Aug 2025. Chance alone puts few points there."
    )
    assert steps(CASES["Points beyond the limits"])[-1].points == (16, 19)


def test_what_a_page_does_not_show_is_said_and_not_made_up() -> None:
    said = told(CASES["The change lies before the months shown"])
    assert said[0].endswith(
        "The chart also reads points before the first one shown: show all months to see them."
    )
    assert said[1] == "The median is the value in the middle of all points, also of those not shown: 5."
    assert steps(CASES["The change lies before the months shown"])[1].ordered == ()
    longest = steps(CASES["The longest run is not all shown"])[4]
    assert "The longest run has 26 points; it is not all shown here." in longest.text
    assert longest.points == ()


def test_all_teams_together_say_what_one_point_is() -> None:
    firsts = [told(CASES[f"All teams, a {unit}"])[0] for unit in ("count", "proportion", "rate", "score")]
    assert [first.removeprefix("14 points count here, from Jan 2024 to Feb 2025. ") for first in firsts] == [
        "One point is the mean of all teams that reported.",
        "One point is all teams together: first all counts are added up, then divided.",
        "One point is all teams together: first all counts are added up, then divided.",
        "One point is the median of all teams that reported.",
    ]


@pytest.mark.parametrize("when", CASES)
def test_the_steps_agree_with_the_analysis(when: str) -> None:
    """What is counted by hand from the points shown is what the verdict rests on."""
    found = CASES[when].facts
    if found.walk is None or not found.walk.is_whole:
        return
    runs = found.walk.runs
    assert len(found.walk.useful) == found.phase.useful
    assert max((len(run.points) for run in runs), default=0) == found.phase.longest_run
    assert len(found.walk.crossings) == found.phase.crossings


def test_nothing_counted_explains_nothing() -> None:
    assert steps(view([])) == []
    assert "Why" not in render(view([None, None]))


# --- The page ---------------------------------------------------------------------------------------------


def render(found: ChartView) -> str:
    template = engines["django"].from_string('{% include "metrics/_why.html" %}')
    return " ".join(template.render({"view": found}).split())


def test_each_step_has_its_words_its_strip_and_its_points_for_the_script() -> None:
    html = render(view(STEP_DOWN))
    html = html.replace(" data-why>", ">").replace(" hidden>", ' hidden="hidden">')
    tree = ElementTree.fromstring(html)  # noqa: S314 - our own template's output
    rows = tree.findall("./ol/li")
    assert [row.get("data-points") for row in rows][4:] == ["8 9 10 11 12 13 14 15", "7 8", None,
                                                            "8 9 10 11 12 13 14 15"]  # fmt: skip
    assert [row.findtext("p") for row in rows] == told(view(STEP_DOWN))
    assert [row.find("svg") is not None for row in rows] == [
        row.get("data-points") is not None for row in rows
    ]
    assert [button.get("hidden") for button in tree.iter("button")] == ["hidden"] * 6
    assert re.findall(r"style=|<style|<script| on\w+=", html) == []


def test_a_strip_shows_points_above_on_and_below_the_line() -> None:
    points = [Point("", 1), Point("", 1), Point("", 1), Point("", None), Point("", 1)]
    found = strip(points, [1, 0, -1, None, 1], {4})
    assert (found.view_box, found.line) == ("0 0 40 24", "M0 12H40")
    plain, meant = found.pieces
    assert (plain.kind, plain.is_meant, meant.kind, meant.is_meant) == ("plain", False, "plain", True)
    assert [piece.split("a")[0] for piece in plain.path.split("M")[1:]] == ["2.2 6", "10.2 12", "18.2 18"]
    assert meant.path.startswith("M33.4 6a2.6 2.6")


def test_the_points_of_a_strip_are_the_drawing_s_own() -> None:
    """A circle, a diamond, a triangle, a cross, a hollow circle: none becomes another one by being meant."""
    points = [
        Point("", 1),
        Point("", 1, marked=True),
        Point("", 1, beyond="above"),
        Point("", 1, out=True),
        Point("", 1, hollow=True),
    ]
    sides = [1] * 5
    read = [
        sorted("".join(letter for letter in piece.path if letter.isalpha()) for piece in found.pieces)
        for found in (strip(points, sides, ()), strip(points, sides, range(5)))
    ]
    assert read[0] == read[1] == ["Maaz", "Maaz", "MlllzMlhz", "Mlml"]
    kinds = [(piece.kind, piece.is_meant) for piece in strip(points, sides, {1, 4}).pieces]
    assert kinds == [
        ("marked", False), ("out", False), ("plain", False), ("hollow", True), ("marked", True),
    ]  # fmt: skip


def test_every_step_marks_points_as_the_drawing_does() -> None:
    found = view(STEP_DOWN)
    drawn = {dot.index: dot.kind for dot in found.wide.dots}
    for step in steps(found):
        assert {piece.kind for piece in step.strip.pieces if piece.is_meant} == {
            drawn[at] for at in step.points
        }


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_language_turns_a_coordinate_into_words(language: str) -> None:
    with translation.override(language):
        html = render(view([1000.5, 2000.25] * 200))
    assert set(re.findall(r'(?:width|height)="([^"]*)"', html)) == {"3200", "24"}
    assert all(re.fullmatch(r"[MHahlmz0-9. -]*", path) for path in re.findall(r' d="([^"]*)"', html))


def test_the_walk_of_a_phase_reads_that_phase_alone() -> None:
    points = [*STEP_DOWN, *CALM]
    found = view(points, {"phases": [16]})
    assert steps(found)[0].points == tuple(range(16, 30))
    assert found.facts.phase == analyse([point.value for point in found.points], phases=[16]).last
