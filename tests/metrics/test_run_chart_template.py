"""What a person reads of a chart: the sentence, the drawing, the table; in their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.utils import translation

from metrics.chart import Marker
from metrics.chartview import ChartPoint, ChartView, Link, sentence
from metrics.months import Month
from metrics.runchart import analyse
from metrics.wording import month_text, number_text, short_month, verdict_text

STEP_DOWN = [9, 8, 9, 8, 9, 8, 9, 8, 3, 2, 3, 2, 3, 2, 3, 2]
CALM = [5, 2, 7, 1, 6, 3, 4, 7, 2, 7, 9, 1, 8, 2]
SHIFT = [5, 2, 7, 1, 6, 3, 4, 7, 8, 7, 9, 8, 7, 2, 8, 1, 3, 2]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def view(values: list[Any], **more: Any) -> ChartView:
    """Months from October 2025 on; None is missing."""
    points = [
        ChartPoint(str(Month(2025, 10).plus(at)), value, None, value, "missing" if value is None else "shown")
        for at, value in enumerate(map(decimal, values))
    ]
    fields = {"key": "calm", "title": "Calm corner", "unit": "count", "direction": "down", "points": points}
    fields["chart"] = analyse([point.value for point in points])
    return ChartView(**(fields | more))


def decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def render(tag: str, chart: ChartView) -> str:
    template = engines["django"].from_string("{% load charts %}{% " + tag + " view %}")
    return " ".join(template.render({"view": chart}).split())


def drawings(html: str) -> list[ElementTree.Element]:
    """Every drawing with a role, parsed as XML: a broken attribute would not parse."""
    found = re.findall(r'<svg class="plot.*?</svg>', html)
    return [ElementTree.fromstring(svg) for svg in found]  # noqa: S314 - our own template's output


def texts(drawing: ElementTree.Element) -> list[str]:
    return [(text.text or "").strip() for text in drawing.iter("text")]


# --- The sentence ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "direction", "said"),
    [
        pytest.param(
            STEP_DOWN,
            "down",
            "Signal for the better (Anhøj rules): the later months lie mostly below the median of 5.5, "
            "and less is better here.",
            id="better",
        ),
        pytest.param(
            STEP_DOWN,
            "up",
            "Signal for the worse (Anhøj rules): the later months lie mostly below the median of 5.5, "
            "and more is better here.",
            id="worse",
        ),
        pytest.param(
            STEP_DOWN[::-1],
            "down",
            "Signal for the worse (Anhøj rules): the later months lie mostly above the median of 5.5, "
            "and less is better here.",
            id="worse upwards",
        ),
        pytest.param(
            STEP_DOWN[::-1],
            "up",
            "Signal for the better (Anhøj rules): the later months lie mostly above the median of 5.5, "
            "and more is better here.",
            id="better upwards",
        ),
        pytest.param(
            STEP_DOWN,
            "none",
            "Signal of a change (Anhøj rules): the later months lie mostly below the median of 5.5.",
            id="without a direction of good it is a change",
        ),
        pytest.param(
            [2, 3] * 3 + [8, 9] * 6 + [3, 2] * 3,
            "down",
            "Signal of a change (Anhøj rules): the months stay on one side of the median of 5.5 longer, "
            "or cross it less often, than chance alone would do.",
            id="up and back",
        ),
        pytest.param(
            CALM,
            "down",
            "No signal: the months go up and down around the median of 4.5, as chance alone can do.",
            id="nothing",
        ),
        pytest.param(
            SHIFT,
            "down",
            "No signal: the months go up and down around the median of 5.5, as chance alone can do. "
            "Worth talking about: six or more months in a row on one side of the median (IHI shift).",
            id="a shift is a hint",
        ),
        pytest.param(
            [9, 1, 8, 2, 3, 4, 5, 6, 1, 9, 2, 8],
            "down",
            "No signal: the months go up and down around the median of 4.5, as chance alone can do. "
            "Worth talking about: five or more months in a row that all rise or all fall (IHI trend).",
            id="a trend is a hint",
        ),
        pytest.param(
            [5, 9] * 6,
            "down",
            "No signal: the months go up and down around the median of 7, as chance alone can do. "
            "Worth talking about: the line crosses the median more often than expected (IHI: too many runs).",
            id="too many runs",
        ),
        pytest.param(
            [1, 2, 9, 8, 9, 8, 9, 1, 2, 1],
            "down",
            "No signal: the months go up and down around the median of 5, as chance alone can do.",
            id="three runs of ten are enough",
        ),
        pytest.param(
            [3, 5, 9],
            "down",
            "Too early to tell: it takes 10 months off the median, and there are 2 so far.",
            id="too early",
        ),
        pytest.param(
            [3, 3, 9],
            "down",
            "Too early to tell: it takes 10 months off the median, and there is 1 so far.",
            id="one month",
        ),
        pytest.param(
            [None, None], "down", "Nothing is counted yet, so there is nothing to read here.", id="none"
        ),
        pytest.param([], "down", "Nothing is counted yet, so there is nothing to read here.", id="no month"),
    ],
)
def test_the_sentence(values: list[float | None], direction: Any, said: str) -> None:
    assert sentence(analyse(values), "count", direction) == said


def test_the_sentence_speaks_of_the_last_phase_alone() -> None:
    chart = analyse([*STEP_DOWN, 1, 2, 3], phases=[16])
    assert sentence(chart, "count", "down") == (
        "Too early to tell: it takes 10 months off the median, "
        "and since the last change in how we count there are 2."
    )


def test_the_median_of_a_proportion_is_said_in_per_cent() -> None:
    chart = analyse([Decimal(value) / 100 for value in CALM])
    assert sentence(chart, "proportion", "up") == (
        "No signal: the months go up and down around the median of 4.5%, as chance alone can do."
    )


def test_no_sentence_names_a_cause() -> None:
    charts = [analyse(values) for values in (STEP_DOWN, CALM, SHIFT, [1], [None])]
    said = " ".join(sentence(chart, "count", way) for chart in charts for way in ("up", "down", "none"))
    assert re.findall(r"because|due to|thanks to|caused|worked", said) == []


@pytest.mark.parametrize(
    ("values", "direction", "said"),
    [
        (STEP_DOWN, "down", "Signal: for the better"),
        (STEP_DOWN, "up", "Signal: for the worse"),
        (STEP_DOWN, "none", "Signal: a change"),
        (SHIFT, "down", "No signal"),
        ([1, 2], "down", "Too early to tell"),
    ],
)
def test_a_small_chart_says_it_in_few_words(values: list[float], direction: Any, said: str) -> None:
    assert verdict_text(analyse(values), direction) == said


# --- Numbers and months ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "english", "spanish"),
    [
        ("0.12449", "proportion", None, "12.4%", "12,4%"),
        ("1", "proportion", None, "100%", "100%"),
        ("0.00004", "proportion", None, "0.004%", "0,004%"),
        ("43.25", "rate", None, "43.3", "43,3"),
        ("0.0433", "rate", None, "0.0433", "0,0433"),
        ("1234567", "count", None, "1,234,567", "1 234 567"),
        ("12.0", "count", None, "12", "12"),
        ("0", "count", None, "0", "0"),
        ("0.30", "rate", 4, "0.3", "0,3"),
        ("100", "rate", None, "100", "100"),
        ("-2.5", "score", None, "-2.5", "-2,5"),
    ],
)
def test_numbers_follow_the_language(
    value: str, unit: Any, decimals: int | None, english: str, spanish: str
) -> None:
    assert number_text(Decimal(value), unit, decimals) == english
    with translation.override("es"):
        assert number_text(Decimal(value), unit, decimals).replace("\xa0", " ").replace(" %", "%") == spanish


def test_months_follow_the_language() -> None:
    assert (month_text("2026-01"), short_month("2026-01")) == ("Jan 2026", "Jan")
    with translation.override("es"):
        assert (month_text("2026-01"), short_month("2026-01")) == ("ene. 2026", "ene")


# --- The drawing ----------------------------------------------------------------------------------------


def test_a_chart_is_drawn_wide_and_narrow_and_each_has_its_title() -> None:
    wide, narrow = drawings(render("run_chart", view(STEP_DOWN)))
    assert [drawing.get("role") for drawing in (wide, narrow)] == ["img", "img"]
    assert [drawing.get("aria-labelledby") for drawing in (wide, narrow)] == ["calm-wide", "calm-narrow"]
    for drawing in (wide, narrow):
        title = drawing[0]
        assert title.get("id") == drawing.get("aria-labelledby")
        assert (title.text or "").strip() == f"Calm corner. {view(STEP_DOWN).sentence}"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("tag", ["run_chart", "small_chart"])
def test_no_language_turns_a_coordinate_into_words(tag: str, language: str) -> None:
    chart = view(
        [1234.5, None, 2000.25, 1999.125] * 4, goal=Decimal("1500.5"), sessions=[Marker("2026-02-03", "2")]
    )
    with translation.override(language):
        found = drawings(render(tag, chart))
    plain = re.compile(r"[MHVvlahmz0-9. -]*")
    for drawing in found:
        assert re.fullmatch(r"0 0 \d+ \d+", drawing.get("viewBox") or "")
        assert re.fullmatch(r"\d+(\.\d+)?", drawing.get("font-size") or "")
        assert [
            path.get("d") for path in drawing.iter("path") if not plain.fullmatch(path.get("d") or "")
        ] == []
        for text in drawing.iter("text"):
            assert re.fullmatch(r"\d+(\.\d)? \d+(\.\d)?", f"{text.get('x')} {text.get('y')}")


def test_labels_are_written_in_the_language_and_coordinates_stay() -> None:
    chart = view([0.5, 1.5, 2.5] * 4)
    with translation.override("es"):
        spanish = drawings(render("run_chart", chart))[0]
    english = drawings(render("run_chart", chart))[0]
    assert [label.replace(".", ",") for label in texts(english)[:4]] == texts(spanish)[:4]
    assert [line.get("points") for line in english.iter("polyline")] == [
        line.get("points") for line in spanish.iter("polyline")
    ]


def test_the_drawing_names_median_goal_months_years_and_sessions() -> None:
    chart = view([4, 6] * 6, goal=Decimal(2), sessions=[Marker("2026-02-03", "Session 2")])
    months = ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"]
    assert texts(drawings(render("run_chart", chart))[0]) == [
        *map(str, range(7)), *months, "2025", "2026", "Median", "5", "Goal", "2", "Session 2",
    ]  # fmt: skip


def test_each_dot_says_its_month_and_value() -> None:
    wide, narrow = drawings(render("run_chart", view([4, None, 6])))
    assert [title.text for title in wide.iter("title")][1:] == ["Oct 2025: 4", "Dec 2025: 6"]
    assert len(list(narrow.iter("title"))) == 1


def test_a_running_month_is_hollow_and_explained() -> None:
    points = [
        ChartPoint("2025-10", Decimal(4), None, Decimal(4)),
        ChartPoint("2025-11", Decimal(1), None, Decimal(1), "running", hollow=True),
    ]
    html = render("run_chart", view([], points=points, chart=analyse([4, None])))
    assert html.count("plot__dot--hollow") == 2
    assert html.count("a month that is not over or not handed in: it does not count yet") == 1
    assert "plot__dot--hollow" not in render("run_chart", view([4]))


def test_the_mark_of_a_session_is_explained_where_there_is_one() -> None:
    chart = view([4, 6], sessions=[Marker("2025-11-03", "Session 1", "1")])
    assert render("run_chart", chart).count("</svg> learning session") == 1
    assert "learning session" not in render("run_chart", view([4, 6]))


def marked(chart: ChartView) -> list[int]:
    return [at for at, point in enumerate(chart.series().points) if point.marked]


def test_of_a_signal_the_runs_that_are_too_long_are_marked() -> None:
    assert marked(view(STEP_DOWN)) == list(range(16))
    assert marked(view([1, 2, 1, 2, 1, 2, 1, 8, 9, 8, 9, 8, 3, 9])) == []  # a signal of too few crossings


def test_without_a_signal_a_shift_is_marked_on_the_big_chart_alone() -> None:
    chart = view(SHIFT)
    assert marked(chart) == list(range(7, 13))
    assert render("run_chart", chart).count("months of a shift or a trend") == 1
    assert "plot__dot--marked" not in render("small_chart", chart)
    assert "plot__dot--marked" in render("small_chart", view(STEP_DOWN))


@pytest.mark.parametrize("values", [[], [None], [None] * 9])
def test_without_a_count_there_is_no_drawing_but_what_comes_next(values: list[None]) -> None:
    html = render("run_chart", view(values))
    assert drawings(html) == []
    assert "The line starts with the first month that has a count." in html
    assert drawings(render("small_chart", view(values))) == []
    assert "Nothing counted yet" in render("small_chart", view(values))


def test_a_title_is_text_never_markup() -> None:
    chart = view([1, 2], title='<b>"&', url="/x/?a=1&b=2", links=[Link("<i>", 'javascript:"')])
    html = render("run_chart", chart) + render("small_chart", chart) + render("run_chart_table", chart)
    assert re.findall(r"<b>|<i>|[?]a=1&b|javascript:\"", html) == []
    assert drawings(html)[0][0].text == f'<b>"&. {chart.sentence}'


def test_nothing_is_styled_or_scripted_inline() -> None:
    chart = view(STEP_DOWN, goal=Decimal(2), links=[Link("CSV", "data.csv")], url="/x/")
    html = render("run_chart", chart) + render("small_chart", chart) + render("run_chart_table", chart)
    assert re.findall(r"style=|<style|<script| on\w+=", html) == []
    assert re.findall(r'href="([^"]*)"', html) == ["data.csv", "/x/"]


def test_sixty_small_charts_stay_light() -> None:
    html = render("small_chart", view(STEP_DOWN + CALM[:8], unit="rate", url="/x/"))
    assert len(html) < 6000


# --- The table ------------------------------------------------------------------------------------------


def rows(html: str) -> list[list[str]]:
    found = re.findall(r"<tr>(.*?)</tr>", html)
    return [
        [re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in found
    ]


def test_the_table_says_every_point() -> None:
    points = [
        ChartPoint("2025-12", Decimal(1234), Decimal("5000.5"), Decimal("0.2468"), reporting=5, teams=6),
        ChartPoint("2026-01", None, None, None, "missing", reporting=0, teams=6),
        ChartPoint(
            "2026-02", Decimal(0), Decimal(8), Decimal(0), "running", hollow=True, reporting=1, teams=6
        ),
        ChartPoint("2026-03", None, None, None, "held_back", reporting=3, teams=6),
        ChartPoint("2026-04", None, None, None, "not_handed_in", reporting=2, teams=6),
    ]
    chart = view([], points=points, unit="proportion", chart=analyse([Decimal("0.2468"), *[None] * 4]))
    assert rows(render("run_chart_table", chart)) == [
        ["Month", "Counted", "Out of", "Value", "Teams", "State"],
        ["Dec 2025", "1,234", "5,000.5", "24.7%", "5 of 6", "counted"],
        ["Jan 2026", "", "", "", "0 of 6", "nothing counted"],
        ["Feb 2026", "0", "8", "0%", "1 of 6", "still running"],
        ["Mar 2026", "", "", "", "3 of 6", "held back, to protect people"],
        ["Apr 2026", "", "", "", "2 of 6", "not handed in yet"],
    ]


def test_a_count_needs_no_denominator_and_no_teams() -> None:
    assert rows(render("run_chart_table", view([7]))) == [
        ["Month", "Counted", "Value", "State"],
        ["Oct 2025", "7", "7", "counted"],
    ]


def test_an_empty_table_says_so() -> None:
    assert rows(render("run_chart_table", view([])))[1:] == [["Nothing is counted yet."]]
