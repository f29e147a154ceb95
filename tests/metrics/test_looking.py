"""What an explorer's address says, and that junk in it is left out."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from metrics.looking import Looking
from metrics.months import Month

MONTHS = [str(Month(2025, 10).plus(at)) for at in range(12)]


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-01&to=2026-03",
        "from=2026-W02&to=2026-W09&teams=elm,oak",
        "beside=team:maple&teams=~",
        "",
    ],
)
def test_an_address_is_read_and_written_the_same(query: str) -> None:
    assert Looking.parse(dict(parse_qsl(query))).query == query


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-01"},
        {"from": "2026-03", "to": "2026-01"},
        {"from": "yesterday", "to": "2026-01"},
        {"from": "9999-12-31", "to": "9999-W99"},
        {"from": "2026-13", "to": "2026-01-32"},
        {"teams": ""},
    ],
)
def test_junk_is_left_out(query: dict[str, str]) -> None:
    assert Looking.parse(query) == Looking()


def test_a_stretch_holds_whichever_period_has_its_middle_inside() -> None:
    assert Looking("2026-01", "2026-03").stretch(MONTHS) == (3, 5)
    weeks = [f"2026-W{number:02}" for number in range(1, 20)]
    assert Looking("2026-02", "2026-02").stretch(weeks) == (5, 8)
    assert Looking("2026-W04", "2026-W12").stretch(MONTHS) == (4, 5)


@pytest.mark.parametrize("looking", [Looking(), Looking("2020-01", "2020-12"), Looking("2025-10", "2026-09")])
def test_where_a_stretch_holds_nothing_or_everything_all_is_shown(looking: Looking) -> None:
    assert looking.stretch(MONTHS) is None
