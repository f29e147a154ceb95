"""Above and beneath the plot of an explorer: numbers of notes, sessions, and the days of tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.utils import translation

from metrics.chart import Marker
from metrics.chartview import Act
from metrics.figure import figure
from metrics.margins import rows
from tests.metrics.explored import ALL, UP_AND_DOWN, many_sided, said, traces, view


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_a_session_stands_beneath_the_plot_where_the_chart_has_its_day() -> None:
    [trace] = traces(figure(many_sided(), ALL), "sessions")
    told = (trace["x"], trace["y"], trace["yaxis"], trace["text"], trace["hovertext"])
    assert told == (["2026-02-03"], [0], "y2", ["Session 1"], ["<b>Session 1</b>"])


def test_sessions_near_each_other_have_their_short_names() -> None:
    near = [Marker("2025-10-20", "Session 1", "LS1"), Marker("2026-02-03", "Session 2", "LS2")]
    far = [near[0], Marker("2026-10-20", "Session 2", "LS2")]
    found = [
        traces(figure(view(UP_AND_DOWN, sessions=some), ALL), "sessions")[0]["text"] for some in (near, far)
    ]
    assert found == [["LS1", "LS2"], ["Session 1", "Session 2"]]


def test_a_test_is_a_bar_of_its_days_with_its_number_and_says_what_it_was() -> None:
    bars, ends = traces(figure(many_sided(), ALL), "tests")
    assert bars["x"] == [
        "2026-03-02", "2026-03-07", None, "2026-03-05", "2026-03-06", None, "2028-03-06", "2028-03-21", None,
    ]  # fmt: skip
    # Under the sessions; the second, in the days of the first, one row further down.
    assert bars["y"] == [1, 1, None, 2, 2, None, 1, 1, None]
    assert (ends["x"], ends["y"], ends["text"]) == (bars["x"][1::3], [1, 2, 1], ["1", "2", "3"])
    since = said(date(2026, 3, 2))
    assert ends["hovertext"] == [
        f"<b>1</b><br>Ask at &lt;b&gt;pick-up&lt;/b&gt;<br>{since} to {said(date(2026, 3, 6))}",
        f"<b>2</b><br>Ask at drop-off<br>{said(date(2026, 3, 5))}",
        f"<b>3</b><br>Ask by card<br>since {said(date(2028, 3, 6))}",
    ]


def test_a_test_that_is_not_over_ends_in_a_point() -> None:
    _bars, ends = traces(figure(many_sided(), ALL), "tests")
    assert ends["marker"]["symbol"] == ["square", "square", "triangle-right"]


def test_a_note_has_its_number_in_a_frame_above_its_point() -> None:
    layout = figure(many_sided(), ALL)["layout"]
    [number] = [one for one in layout["annotations"] if "hovertext" in one]
    assert (number["text"], number["x"], number["hovertext"]) == (
        "<b>1</b>",
        "2026-03-16T12:00",
        f"<b>Mar 2026</b><br>1 · Note: A &lt;b&gt;new&lt;/b&gt; form (Dee,<br>{said(date(2026, 4, 2))})",
    )
    [stem] = [one for one in layout["shapes"] if one.get("layer") == "below"]
    assert (stem["x0"], stem["x1"], stem["y0"]) == ("2026-03-16T12:00", "2026-03-16T12:00", 27.5)
    assert stem["y1"] == layout["yaxis"]["range"][1]


def test_many_notes_on_one_point_are_one_number_from_the_first_to_the_last() -> None:
    acts = [
        Act(UUID(int=at), "note", "2026-03", "New", "Dee", date(2026, 4, 2), number=at) for at in range(1, 5)
    ]
    texts = {
        count: [
            one["text"] for one in figure(view(UP_AND_DOWN, acts=acts[:count]), ALL)["layout"]["annotations"]
        ][:-1]
        for count in (0, 3, 4)
    }
    assert texts == {0: [], 3: ["<b>1,2,3</b>"], 4: ["<b>1–4</b>"]}


def test_the_figure_grows_by_what_stands_around_the_plot() -> None:
    heights = {
        name: figure(one, ALL)["layout"]["meta"]["height"]
        for name, one in (("bare", view(UP_AND_DOWN)), ("full", many_sided()))
    }
    # A row of numbers above; one of sessions and two of tests beneath.
    assert heights["full"] - heights["bare"] == 4 * 20
    assert "yaxis2" not in figure(view(UP_AND_DOWN), ALL)["layout"]


def test_each_row_is_taken_by_what_touches_nothing_there() -> None:
    stretches = [(0.0, 0.1), (0.1, 0.2), (0.15, 0.3), (0.16, 0.17), (0.5, 0.6)]
    assert rows(stretches, 0, 3) == [0, 0, 1, 2, 0]
    assert rows(stretches, 0.1, 3) == [0, 1, 2, 0, 0]


def test_where_every_row_is_taken_the_one_that_is_free_first_is_shared() -> None:
    assert rows([(0.0, 0.9), (0.1, 0.3), (0.2, 0.8)], 0, 2) == [0, 1, 1]
