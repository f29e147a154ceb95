"""Typical mistakes, each of which a few reference answers find; `make mutants` tries what a tool can make."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import metrics.runchart
from metrics import cases as cases_module
from tests.metrics.golden import cases, differences
from tests.mutants.loading import answers_with

RUNCHART, LIMITS, NHS = "metrics/runchart.py", "metrics/limits.py", "metrics/nhs.py"
MISTAKES = {
    "the longest run is rounded down": (RUNCHART, "round(math.log2(", "math.floor(math.log2("),
    "as long as the longest run is a signal": (RUNCHART, "self.longest > long", "self.longest >= long"),
    "n crossings instead of n - 1": (RUNCHART, "crossings, below = useful - 1", "crossings, below = useful"),
    "the 10 % quantile": (RUNCHART, "below * 20 <", "below * 10 <"),
    "points on the line count as below": (RUNCHART, "if abs(number - line) > near]", "]"),
    "a frozen baseline is ignored": (RUNCHART, "if frozen is None or at <= frozen]", "]"),
    "the rules look at the baseline alone": (
        RUNCHART, "runs = _runs(points, None if line is None else float(line))\n    found",
        "runs = _runs(points[: len(baseline)], None if line is None else float(line))\n    found",
    ),
    "what is left out stays in": (RUNCHART, "if point[0] not in out]", "]"),
    "the upper middle value is the median": (RUNCHART, "else (low + high) / 2", "else high"),
    "a shift of seven": (RUNCHART, "SHIFT_LENGTH = 6", "SHIFT_LENGTH = 7"),
    "a trend of six": (RUNCHART, "TREND_LENGTH = 5", "TREND_LENGTH = 6"),
    "2.66 instead of 3 / 1.128": (LIMITS, "D2 = 1.128", "D2 = 3 / 2.66"),
    "ratios before sums": (
        LIMITS, "math.fsum(value for value, _ in both) / sizes if",
        "fmean(value / size for value, size in both if size) if",
    ),
    "ranges bridge what is missing": (
        LIMITS, "strict=True) if use]", "strict=True) if use and value is not None]",
    ),
    "nothing is screened": (LIMITS, "if data.settings.screened and ranges", "if False and ranges"),
    "proportions above 100 %": (
        LIMITS, "lambda p: p * (1 - p), 1)\n    return", "lambda p: p * (1 - p), 9)\n    return",
    ),
    "what is left out enters the centre": (LIMITS, "if use and value is not None]", "if value is not None]"),
    "limits themselves are beyond": (LIMITS, "side_of(one, other) < 0", "side_of(one, other) <= 0"),
    "six on one side": (NHS, "LENGTH = 7", "LENGTH = 6"),
    "two of three on either side": (NHS, " and all(sides[at] == side for at in window)", ""),
    "the NHS limits are never screened": (NHS, "if screened and ranges:", "if False:"),
}  # fmt: skip


@cache
def few() -> list[dict[str, Any]]:
    """Every fifth case of every file."""
    return cases()[::5]


def disagrees(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    return any(any(differences(answer(case), case["expected"])) for case in few())


def test_without_a_mistake_they_agree() -> None:
    with answers_with(RUNCHART, "SHIFT_LENGTH = 6", "SHIFT_LENGTH = 3 + 3") as answer:
        assert not disagrees(answer)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_typical_mistake_is_noticed(mistake: str) -> None:
    with answers_with(*MISTAKES[mistake]) as answer:
        assert disagrees(answer)


def test_the_real_modules_are_back_afterwards() -> None:
    with answers_with(RUNCHART, "SHIFT_LENGTH = 6", "SHIFT_LENGTH = 7") as answer:
        assert answer is not cases_module.answer
    assert sys.modules["metrics.cases"] is cases_module
    assert sys.modules["metrics.runchart"] is metrics.runchart
    assert metrics.runchart.SHIFT_LENGTH == 6
