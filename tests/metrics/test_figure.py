"""The figure of an explorer: plotly's own objects take it as it is, and it says what the chart says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from metrics.chosen import as_chosen
from metrics.figure import figure
from metrics.looking import Looking
from metrics.spots import PALETTE
from metrics.traces import TeamLine
from tests.metrics.explored import (
    ALL,
    UP_AND_DOWN,
    check,
    every_view,
    many_sided,
    points,
    said,
    traces,
    view,
)

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize("name", every_view())
@pytest.mark.parametrize("language", ["en", "es"])
def test_plotly_finds_nothing_wrong(name: str, language: str) -> None:
    shown = every_view()[name]
    with translation.override(language):
        check(figure(shown, ALL, [TeamLine(1, "maple", "Maple", shown, own=True)]))


def test_charts_with_limits_are_among_them() -> None:
    """Else the test above would judge run charts alone."""
    kinds = {name: one.kind for name, one in every_view().items() if one.kind != "run"}
    assert kinds == {name: name for name in ("p", "pp", "u", "up", "i", "c", "g", "t")}


# --- What it says ----------------------------------------------------------------------------------------


def test_a_whole_figure() -> None:
    small = view([(1, 4), (None, None), (3, 4), (2, 4)], goal=Decimal("0.9"))
    found = figure(small, ALL)
    middles = ["2025-10-16T12:00", "2025-11-16T00:00", "2025-12-16T12:00", "2026-01-16T12:00"]
    blank = {"type": "scatter", "connectgaps": False}
    quiet = blank | {"mode": "lines", "hoverinfo": "skip"}
    grey = {"color": "#565d66", "width": 1.5}
    assert found["data"] == [
        quiet
        | {"x": ["2025-10-01", "2026-02-01"], "y": [90.0, 90.0], "meta": {"role": "goal"}}
        | {"line": grey | {"dash": "dashdot"}},
        quiet
        | {"x": ["2025-10-01", "2026-02-01"], "y": [50.0, 50.0], "meta": {"role": "median"}}
        | {"line": grey | {"dash": "solid"}},
        quiet
        | {"x": [*middles[2:], None], "y": [75.0, 50.0, None], "meta": {"role": "line"}}
        | {"line": {"color": "#1c5d99", "width": 2}},
        blank
        | {
            "mode": "markers",
            "x": middles,
            "y": [25.0, None, 75.0, 50.0],
            "meta": {"role": "points"},
            "name": "Talks",
            "cliponaxis": False,
            "hoverinfo": "text",
            "hovertext": [
                "<b>Oct 2025: 25%</b><br>1 out of 4<br>Median: 50%",
                "<b>Nov 2025: nothing counted</b><br>Median: 50%",
                "<b>Dec 2025: 75%</b><br>3 out of 4<br>Median: 50%",
                "<b>Jan 2026: 50%</b><br>2 out of 4<br>Median: 50%",
            ],
            "customdata": [
                "Oct 2025: 25%. 1 out of 4. Median: 50%",
                "Nov 2025: nothing counted. Median: 50%",
                "Dec 2025: 75%. 3 out of 4. Median: 50%",
                "Jan 2026: 50%. 2 out of 4. Median: 50%",
            ],
            "marker": {
                "opacity": 1,
                "symbol": ["circle"] * 4,
                "size": [9] * 4,
                "color": ["#1c5d99"] * 4,
                "line": {"color": ["#ffffff"] * 4, "width": [1] * 4},
            },
        },
    ]
    axis = found["layout"]["yaxis"]
    assert (axis["range"], axis["ticktext"]) == ([0.0, 100.0], ["0%", "20%", "40%", "60%", "80%", "100%"])
    assert found["layout"]["xaxis"]["range"] == ["2025-10-01", "2026-02-01"]
    assert [one["text"] for one in found["layout"]["annotations"]] == [
        "Median<br><b>50%</b>",
        "Goal<br><b>90%</b>",
    ]


def test_lines_break_at_gaps_and_phases_and_are_dashed_to_a_running_point() -> None:
    found = figure(many_sided(), ALL)
    firm, loose = traces(found, "line")
    steps = list(zip(firm["x"][0::3], firm["x"][1::3], strict=True))
    # From the 2nd to the 15th point, without the two at the one that is left out, and from the 16th to the
    # last that counts: no step across the phase.
    assert len(steps) == 13 - 2 + 13
    assert ("2026-12-16T12:00", "2027-01-16T12:00") not in steps
    left_out = ["2026-01-16T12:00", "2026-02-15T00:00", None, "2026-02-15T00:00", "2026-03-16T12:00", None]
    assert loose["x"] == [*left_out, "2028-02-15T12:00", "2028-03-16T12:00", None]
    assert loose["line"]["dash"] == "dot"


def test_medians_belong_to_phases_and_are_dashed_beyond_their_baseline() -> None:
    found = [(one["x"], one["line"]["dash"]) for one in traces(figure(many_sided(), ALL), "median")]
    assert found == [
        (["2025-10-01", "2027-01-01"], "solid"),
        (["2027-01-01", "2028-01-01"], "solid"),
        (["2028-01-01", "2028-04-01"], "dash"),
    ]


def test_shapes_say_what_colours_say() -> None:
    marker = points(figure(many_sided(), ALL))["marker"]
    looks = dict(enumerate(zip(marker["symbol"], marker["color"], strict=True)))
    assert (looks[4], looks[29]) == (("x-thin", "#565d66"), ("circle", "#ffffff"))
    limits = as_chosen(view([*UP_AND_DOWN, (39, 40), (0, 40)]), "p", "ihi").view
    assert points(figure(limits, ALL))["marker"]["symbol"][-2:] == ["triangle-up", "triangle-down"]


def test_a_point_tells_all_that_lies_there_and_what_people_wrote_is_no_markup() -> None:
    trace = points(figure(many_sided(), ALL))
    assert trace["customdata"][5] == (
        "Mar 2026: 27.5%. 11 out of 40. Median: 32.5%. Tests: 1, 2. "
        f"1 · Note: A <b>new</b> form (Dee, {said(date(2026, 4, 2))})"
    )
    note = "1 · Note: A &lt;b&gt;new&lt;/b&gt; form (Dee,"
    assert trace["hovertext"][5].endswith(f"<br>{note}<br>{said(date(2026, 4, 2))})")
    assert trace["customdata"][4].split(". ")[2:4] == [
        "Left out of the median and of the rules",
        "Median: 32.5%",
    ]
    assert trace["customdata"][-1] == "Mar 2028: 33.3%. 3 out of 9. Still running. Tests: 3"


def test_limits_are_steps_and_what_stands_beside_them_is_the_newest() -> None:
    found = figure(as_chosen(view(UP_AND_DOWN), "p", "ihi").view, ALL)
    upper, _lower = traces(found, "limit")
    assert upper["x"][:4] == ["2025-10-01", "2025-11-01", "2025-11-01", "2025-12-01"]
    assert [one["text"].split("<br>")[:2] for one in found["layout"]["annotations"]] == [
        ["Trial", "limit"],
        ["Average", found["layout"]["annotations"][1]["text"].split("<br>")[1]],
        ["Trial", "limit"],
    ]


# --- Teams -----------------------------------------------------------------------------------------------


def lines() -> list[TeamLine]:
    rows = (("maple", True), ("oak", False), ("elm", False))
    return [
        TeamLine(number, slug, slug.title(), view(UP_AND_DOWN), own=own)
        for number, (slug, own) in enumerate(rows, 1)
    ]


def visible(looking: Looking) -> dict[str, Any]:
    found = traces(figure(view(UP_AND_DOWN), looking, lines()), "team")
    return {trace["meta"]["team"]: trace["visible"] for trace in found}


def test_teams_keep_their_order_and_the_own_one_is_shown_first() -> None:
    assert list(visible(ALL).items()) == [("maple", True), ("oak", "legendonly"), ("elm", "legendonly")]


def test_an_address_says_which_teams_are_shown() -> None:
    assert visible(Looking.parse({"teams": "elm,oak,nobody"})) == {
        "maple": "legendonly",
        "oak": True,
        "elm": True,
    }
    assert set(visible(Looking.parse({"teams": "~"})).values()) == {"legendonly"}


def test_teams_share_one_scale_with_the_chart_shown_or_not() -> None:
    high = TeamLine(1, "maple", "Maple", view([(40, 40)] * 14), own=False)
    alone, together = figure(view(UP_AND_DOWN), ALL), figure(view(UP_AND_DOWN), ALL, [high])
    assert alone["layout"]["yaxis"]["range"] == [0.0, 80.0]
    assert together["layout"]["yaxis"]["range"] == [0.0, 100.0]


def test_a_team_is_told_by_its_number_on_each_point() -> None:
    found = traces(figure(view(UP_AND_DOWN), ALL, lines()), "team")
    assert [(trace["name"], trace["text"]) for trace in found] == [("Maple", "1"), ("Oak", "2"), ("Elm", "3")]
    assert found[0]["customdata"][0] == "Maple. Oct 2025: 30%. 12 out of 40. Median: 41.3%"


# --- Colours and words -----------------------------------------------------------------------------------


def test_colours_are_those_of_the_style_sheet() -> None:
    """The page replaces each by its name, so that dark and light are chosen in one place."""
    light = TOKENS.read_text().split("@media")[0]
    tokens = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", light))
    assert {name: tokens[name] for name in PALETTE.values()} == {name: hex_ for hex_, name in PALETTE.items()}


@pytest.mark.parametrize("name", every_view())
def test_no_other_colour_is_used(name: str) -> None:
    shown = every_view()[name]
    written = str(figure(shown, ALL, [TeamLine(1, "maple", "Maple", shown, own=False)]))
    assert set(re.findall(r"#[0-9a-f]{6}", written)) <= set(PALETTE)


def test_months_are_named_in_the_reader_s_language() -> None:
    with translation.override("es"):
        found = figure(view(UP_AND_DOWN), ALL)
    assert found["locale"]["format"]["months"][:2] == ["enero", "febrero"]
    assert found["locale"]["format"]["dayMonth"] == "%-d %b"
    assert figure(view(UP_AND_DOWN), ALL)["locale"]["format"]["dayMonth"] == "%b %-d"
