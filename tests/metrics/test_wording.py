"""Numbers and periods as a reader's language writes them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from metrics.wording import month_text, number_text, short_month


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


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


def test_a_week_is_named_by_its_monday_and_a_day_by_itself() -> None:
    assert [month_text(label) for label in ("2026-W12", "2026-03-17")] == [
        "the week of Mar 16, 2026",
        "Mar 17, 2026",
    ]
    assert [short_month(label) for label in ("2026-W12", "2026-03-17")] == ["Mar", "Mar"]
