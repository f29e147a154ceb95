"""The Excel book, read back."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from metrics.files.book import book
from tests.metrics.files.conftest import ADDRESS, act, chart, content


def opened(made: bytes) -> Any:
    return load_workbook(io.BytesIO(made))


def day(text: str) -> datetime:
    """As a book has it: midnight, in no time zone."""
    return datetime.fromisoformat(text)


def about(made: bytes) -> dict[str, Any]:
    return {label.value: cell.value for label, cell in opened(made)["About"].iter_rows()}


def test_the_first_sheet_holds_real_days_and_numbers() -> None:
    sheet = opened(book(content()))["Numbers"]
    head, *lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert ", ".join(head) == (
        "period, first day, last day, numerator, denominator, value, state, median, centre line, "
        "lower limit, upper limit, left out, phase, teams that reported, teams, median of the teams"
    )
    assert lines[1] == [
        *("2026-02", day("2026-02-01"), day("2026-02-28"), 3, 4, 0.75, "shown", 0.25, 0.25),
        *(None, None, "yes", 1, None, None, None),
    ]
    assert [line[5] for line in lines] == [0.25, 0.75, None, 0.5]
    assert (sheet["F2"].number_format, sheet["B2"].number_format) == ("0.0%", "yyyy-mm-dd")
    assert sheet.freeze_panes == "B2"


def test_the_second_sheet_says_what_the_numbers_are() -> None:
    view = chart(acts=[act("A flood")], goal=Decimal("0.8"))
    found = about(book(content(view)))
    computed = found.pop("How it is computed")
    assert found == {
        "Chart": "Calm corner · Maple",
        "What it says": view.sentence,
        "Goal": "80%",
        "What is counted, from 2026-01 on": "used it / here",
        "2026-02": "A flood (Mia, 2026-03-02)",
        "What one point is": "month",
        "Kind of chart": "run chart",
        "Address of this view": ADDRESS,
        "Made on": day("2026-04-20"),
    }
    assert computed.startswith("The centre line of a run chart is the median")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "{=1}", "https://x.org"])
def test_what_a_person_wrote_becomes_no_formula_and_no_link(text: str) -> None:
    made = book(content(chart(title=text, acts=[act(text)])))
    cell = opened(made)["About"]["B1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert book(content()) == book(content())
