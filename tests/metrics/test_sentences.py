"""What a chart says: every form on an analysed series, plain, never a cause, never a ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from metrics.chartview import ChartView
from metrics.nhs import xmr_chart
from metrics.runchart import RUNS_TABLE, USEFUL_NEEDED, crossings_min
from tests.metrics.readability import grade, sentences_of, words_a_sentence, words_of
from tests.metrics.sentence_forms import (
    CALM,
    LONG_AGO,
    STEP_DOWN,
    cases,
    cut,
    messages,
    pattern,
    spoken,
    view,
)
from tests.metrics.sentence_page import PAGE, page

CASES = cases()
CALM_SAID = "No signal. The points go up and down around the median of {}, as chance alone can do."
AROUND = "No signal (Anhøj rules). The points go up and down around the line at {}."
TRIAL_SAID = " These are trial limits: they are firm from 20 points on."
CAUSAL = re.compile(
    r"\b(?:because|due to|thanks to|led to|leads to|caused?|effect|worked|result of|owing)\b", re.I
)
RANKING = re.compile(
    r"\b(?:rank\w*|best|worst|first place|top|bottom|leader|league|ahead|behind|improved|teams? improv\w*)\b",
    re.I,
)
BY_GOOD = re.compile(r"\b(?:better|worse|good|improve\w*)\b", re.I)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("Nothing is counted", "Nothing is counted yet, so there is nothing to read here."),
        (
            "Too early",
            (
                "Too early to tell. The rules need 10 points off the median of 5. "
                "They have 2 so far, so 8 more are needed."
            ),
        ),
        (
            "Too early by one point",
            (
                "Too early to tell. The rules need 10 points off the median of 6. "
                "They have 9 so far, so 1 more is needed."
            ),
        ),
        (
            "Too early: a short baseline",
            (
                "Too early to tell. The baseline has fewer than 10 points. So its early median "
                "of 5 is shown, "
                "and there is no verdict. The median is that of the baseline, up to May 2024."
            ),
        ),
        (
            "Less is better, and the points went down",
            (
                "Signal for the better (Anhøj rules). Since about Sep 2024, most points lie "
                "below the median of 5.5. "
                "Less is better here."
            ),
        ),
        (
            "More is better, and the points went down",
            (
                "Signal for the worse (Anhøj rules). Since about Sep 2024, most points lie "
                "below the median of 5.5. "
                "More is better here."
            ),
        ),
        (
            "No direction of good",
            (
                "Signal of a change (Anhøj rules). Since about Sep 2024, most points lie below the "
                "median of 5.5."
            ),
        ),
        (
            "The later half lies on one side",
            (
                "Signal for the better (Anhøj rules). Since about Nov 2024, most points lie "
                "above the median of 5.5. "
                "More is better here."
            ),
        ),
        (
            "The change lies before the months shown",
            (
                "Signal for the better (Anhøj rules). Most of the later points lie below the median of 5. "
                "Less is better here."
            ),
        ),
        (
            "Up and back",
            (
                "Signal of a change (Anhøj rules). Too many points in a row lie on one side of "
                "the median of 5.5 "
                "for chance alone."
            ),
        ),
        (
            "To and fro in blocks",
            (
                "Signal of a change (Anhøj rules). The points cross the median of 5.5 too few times "
                "for chance alone."
            ),
        ),
        ("No signal", CALM_SAID.format("4.5")),
        (
            "IHI shift, upwards",
            CALM_SAID.format("3")
            + " Worth talking about (IHI, shift). From Sep 2024 to Feb 2025, six or more "
            "points in a row lie above the line.",
        ),
        (
            "IHI trend, downwards",
            CALM_SAID.format("6.5")
            + " Worth talking about (IHI, trend). From Jun 2024 to Dec 2024, five or more "
            "points all fall.",
        ),
        (
            "IHI, too many runs",
            CALM_SAID.format("4")
            + " Worth talking about (IHI, too many runs). The points change sides more often "
            "than expected.",
        ),
        (
            "NHS, a point below",
            AROUND.format("6.42")
            + TRIAL_SAID
            + " Worth talking about (NHS Making Data Count, astronomical point). "
            "Past the lower limit: Aug 2024; Sep 2024.",
        ),
        (
            "NHS, a shift downwards",
            AROUND.format("4.63")
            + " No point lies beyond the limits."
            + TRIAL_SAID
            + " Worth talking about (NHS Making Data Count, shift). From Jan 2024 to Jul 2024, "
            "seven or more points in a row lie below the mean.",
        ),
        (
            "NHS, a trend upwards",
            AROUND.format("5.71")
            + " No point lies beyond the limits."
            + TRIAL_SAID
            + " Worth talking about (NHS Making Data Count, trend). From Jul 2024 to Jan 2025, "
            "seven or more points all rise.",
        ),
        (
            "NHS, two of three above",
            AROUND.format("3.63")
            + " No point lies beyond the limits."
            + TRIAL_SAID
            + " Worth talking about (NHS Making Data Count, two of three). "
            "Close to the upper limit: Oct 2024; Nov 2024.",
        ),
        (
            "By day",
            "The days of one week hang together, so there is no verdict by day. The median is 5.5.",
        ),
        (
            "About a fixed line, downwards",
            (
                "Signal for the better (Anhøj rules). Since about Sep 2024, most points lie "
                "below the line at 6. "
                "Less is better here. A person set this line: it is no median."
            ),
        ),
        (
            "A frozen baseline",
            (
                "Signal for the better (Anhøj rules). Since about Sep 2024, most points lie "
                "below the median of 8. "
                "Less is better here. The median is that of the baseline, up to Dec 2024."
            ),
        ),
        (
            "A new phase",
            (
                "Too early to tell. The rules need 10 points off the median of 2. They "
                "have 2 so far, so 8 more "
                "are needed. This reads the points since May 2025."
            ),
        ),
        ("Points left out", CALM_SAID.format("3.5") + " 2 points are left out."),
        (
            "Trial limits",
            (
                "No signal (Anhøj rules). The points go up and down around the line at 4.57. No "
                "point lies beyond the "
                "limits. These are trial limits: they are firm from 20 points on."
            ),
        ),
        (
            "Points beyond the limits",
            (
                "No signal (Anhøj rules). The points go up and down around the line at 6.79. 2 "
                "points lie beyond the "
                "limits (May 2025; Aug 2025): worth talking about."
            ),
        ),
        (
            "A control chart, the newest phase too short for limits",
            (
                "Too early to tell. The rules need 10 points off the line at 6. They have "
                "2 so far, so 8 more are "
                "needed. There are no limits here: there are too few points, or they do not move. "
                "This reads the points since Mar 2025."
            ),
        ),
        (
            "All teams, a score",
            CALM_SAID.format("4.5") + " All teams together: 9 of 11 teams reported in Feb 2025. "
            "Each point is the median of the teams’ scores.",
        ),
    ],
)
def test_the_sentence(when: str, said: str) -> None:
    assert CASES[when].sentence == said


@pytest.mark.parametrize(
    ("when", "said", "means"),
    [
        ("Nothing is counted", "Too early to tell", None),
        ("Too early", "Too early to tell", None),
        ("Too early: a short baseline", "Too early to tell", None),
        ("Less is better, and the points went down", "Signal: for the better", "better"),
        ("More is better, and the points went down", "Signal: for the worse", "worse"),
        ("No direction of good", "Signal: a change", "change"),
        ("IHI shift, upwards", "No signal", None),
        ("By day", "No verdict by day", None),
    ],
)
def test_a_small_chart_says_it_in_few_words(when: str, said: str, means: str | None) -> None:
    assert (CASES[when].verdict, CASES[when].meaning) == (said, means)


def test_every_form_has_its_example() -> None:
    told = [text for found in CASES.values() for text in spoken(found)]
    assert [
        forms for forms in messages() if not any(pattern(one).search(text) for one in forms for text in told)
    ] == []


def test_the_page_of_all_forms_is_what_the_charts_say() -> None:
    """Where this fails, `python -m tests.metrics.write_sentences` writes the page anew."""
    assert page() == PAGE.read_text()


def test_no_text_names_a_cause_or_ranks_anybody() -> None:
    texts = [form for message in messages() for form in message]
    assert [text for text in texts if CAUSAL.search(text) or RANKING.search(text)] == []


@pytest.mark.parametrize("when", CASES)
def test_without_a_direction_of_good_nothing_is_better_or_worse(when: str) -> None:
    found = replace(CASES[when], direction="none")
    assert [BY_GOOD.findall(said) for said in (found.sentence, found.verdict)] == [[], []]


@pytest.mark.parametrize("when", CASES)
def test_a_sixth_grader_can_read_it(when: str) -> None:
    texts = list(spoken(CASES[when]))
    assert words_a_sentence(texts) <= 12
    assert grade(texts) <= 6
    assert [text for text in texts if round(grade([text]), 1) > 7] == []
    named = re.compile(r"; ")  # a list of months is read one by one
    sentences = [one for text in texts for one in sentences_of(text) if not named.search(one)]
    assert [one for one in sentences if len(words_of(one)) > 20] == []


def test_the_measure_of_reading_tells_hard_from_easy() -> None:
    hard = "Autocorrelated observations invalidate distributional assumptions of statistical inference."
    assert (grade(["The cat sat on the mat."]) < 1, grade([hard]) > 20) == (True, True)
    assert words_a_sentence(["One two three. Four five 4.5 six seven."]) == 4


def test_the_rules_that_are_chosen_speak_and_no_others() -> None:
    shift = CASES["IHI shift, upwards"]
    assert "IHI" in shift.sentence
    assert replace(shift, hints="none").sentence == CALM_SAID.format("3")
    assert "IHI" not in replace(shift, hints="nhs").sentence


def test_too_few_runs_by_the_table_are_always_a_signal_so_the_hint_is_never_missed() -> None:
    fewest = {USEFUL_NEEDED + at: least for at, (least, _most) in enumerate(RUNS_TABLE)}
    assert [useful for useful, least in fewest.items() if least - 1 > crossings_min(useful)] == []


def test_hints_stand_beside_no_signal_alone() -> None:
    assert "Worth talking about" not in view(STEP_DOWN).sentence
    assert "Worth talking about" not in view(STEP_DOWN, hints="nhs").sentence


def test_what_the_nhs_rules_find_is_what_their_module_finds() -> None:
    points = xmr_chart([2, 4, 2, 2, 2, 1, 4, 7, 9, 6, 3, 8, 4, 8, 6, 6])
    flagged = tuple(at for at, point in enumerate(points) if point.cause == "shift_below")
    assert CASES["NHS, a shift downwards"].facts.clues[0].points == flagged == tuple(range(7))


def test_a_month_that_is_not_over_and_a_point_left_out_are_not_read() -> None:
    shown = CASES["A month that is not over"]
    assert shown.sentence == view(CALM).sentence
    assert CASES["A point left out"].facts.left_out == (10,)


def test_what_is_cut_off_is_not_dated() -> None:
    whole, shown = view(LONG_AGO), cut(view(LONG_AGO))
    assert (whole.facts.since, shown.facts.since) == ("2026-03", "")


def test_only_the_newest_of_the_pooled_periods_is_counted_and_no_team_is_named() -> None:
    found: ChartView = CASES["All teams, a count"]
    points = [*found.points[:-1], replace(found.points[-1], reporting=0)]
    assert "0 of 11 teams reported in Feb 2025." in replace(found, points=points).sentence
    waiting = [*found.points[:-1], replace(points[-1], value=None, state="not_handed_in")]
    assert "9 of 11 teams reported in Jan 2025." in replace(found, points=waiting).sentence
    assert "report" not in view(CALM).sentence
