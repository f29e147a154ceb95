"""What the numbers of a chart are stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from metrics.counted import Wording, counted_lines
from tests.metrics.test_run_chart_template import CALM, render, view

FIRST = Wording("2025-01", "Greeted by name", "Children here")
CLOSER = Wording("2026-02", "Greeted by name, eye to eye", "Children here")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("wording", "line"),
    [
        (
            Wording("2025-01", "Moments", "Rooms and days", is_rate=True),
            "Moments · For each of: Rooms and days",
        ),
        (FIRST, "Greeted by name · Out of: Children here"),
        (Wording("2025-01", "Sent home"), "Sent home"),
    ],
)
def test_a_line_says_what_is_counted_and_out_of_what(wording: Wording, line: str) -> None:
    assert counted_lines([wording], ["2026-01", "2026-03"]) == [line]


@pytest.mark.parametrize(
    ("periods", "lines"),
    [
        pytest.param(["2025-11", "2026-01"], [FIRST.text], id="before the new one"),
        pytest.param(["2026-02", "2026-05"], [CLOSER.text], id="since the new one"),
        pytest.param(
            ["2026-W01", "2026-W20"],
            [f"From Jan 2025: {FIRST.text}", f"From Feb 2026: {CLOSER.text}"],
            id="both, each with its month",
        ),
        pytest.param(["2024-01", "2024-12"], [], id="before any"),
        pytest.param([], [], id="without a point"),
    ],
)
def test_only_wordings_that_hold_at_the_points_shown_are_said(periods: list[str], lines: list[str]) -> None:
    assert counted_lines([FIRST, CLOSER], periods) == lines


def test_a_metric_without_words_says_nothing() -> None:
    assert counted_lines([Wording("2025-01", "")], ["2026-01"]) == []


def test_it_stands_above_the_drawing() -> None:
    html = render("run_chart", view(CALM, wordings=[Wording("2025-01", "Sent home")]))
    assert html.index("Sent home") < html.index('<svg class="plot')


def test_in_the_readers_language() -> None:
    with translation.override("es"):
        assert counted_lines([FIRST, CLOSER], ["2026-01", "2026-03"])[0].startswith("Desde ")
