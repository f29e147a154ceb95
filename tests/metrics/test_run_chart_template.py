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
from metrics.chartview import ChartPoint, ChartView, Link
from metrics.months import Month
from metrics.runchart import analyse

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
    plain = re.compile(r"[MHVLvlahmz0-9., -]*")
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


def hollow_dots(drawing: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (path for path in drawing.iter("path") if "plot__dot--hollow" in (path.get("class") or ""))


def test_a_running_month_is_hollow_and_explained() -> None:
    points = [
        ChartPoint("2025-10", Decimal(4), None, Decimal(4)),
        ChartPoint("2025-11", Decimal(1), None, Decimal(1), "running", hollow=True),
    ]
    html = render("run_chart", view([], points=points, chart=analyse([4, None])))
    assert [len(list(found)) for found in map(hollow_dots, drawings(html))] == [1, 1]
    assert html.count("a point that is not over or not handed in: it does not count yet") == 1
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
    assert render("run_chart", chart).count("points that are worth talking about") == 1
    assert "plot__dot--marked" not in render("small_chart", chart)
    assert "plot__dot--marked" in render("small_chart", view(STEP_DOWN))


@pytest.mark.parametrize("values", [[], [None], [None] * 9])
def test_without_a_count_there_is_no_drawing_but_what_comes_next(values: list[None]) -> None:
    html = render("run_chart", view(values))
    assert drawings(html) == []
    assert "The line starts with the first point that has a count." in html
    assert drawings(render("small_chart", view(values))) == []
    assert "Nothing counted yet" in render("small_chart", view(values))
    finer = render("small_chart", view(values, points_are="sample"))
    assert ("Nothing counted yet" in finer, "No counts of single days" in finer) == (False, True)


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
        ["Month", "Counted", "Value"],
        ["Oct 2025", "7", "7"],
    ]


def test_where_every_point_is_counted_the_table_has_no_state() -> None:
    heads = [rows(render("run_chart_table", view(values)))[0] for values in ([7, 8], [7, None, 8])]
    assert heads == [["Month", "Counted", "Value"], ["Month", "Counted", "Value", "State"]]


def test_an_empty_table_says_so() -> None:
    assert rows(render("run_chart_table", view([])))[1:] == [["Nothing is counted yet."]]
