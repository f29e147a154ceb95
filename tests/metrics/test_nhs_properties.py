"""What must hold for the NHS rules of any series; `test_nhs.py` holds them to numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.limits import Settings, Subgroup, control_chart
from metrics.nhs import XmrPoint, xmr_chart
from tests.metrics.any_series import near

xmr_values = st.lists(st.integers(-15, 15).map(float), min_size=1, max_size=40)
starts = st.lists(st.integers(-1, 41), max_size=2)
fixes = st.none() | st.integers(12, 20)
TRENDS = ("rising", "falling")


def flags(point: XmrPoint) -> tuple[Any, ...]:
    return (point.group, point.side, point.near, point.cause, point.short)


@given(xmr_values, starts, fixes, st.integers(1, 100), st.integers(-500, 500))
def test_moved_and_stretched_the_nhs_rules_say_the_same(
    values: list[float], starts: list[int], fix: int | None, times: int, by: int
) -> None:
    plain = xmr_chart(values, starts, fix_after=fix)
    other = xmr_chart([one * times + by for one in values], starts, fix_after=fix)
    assert [flags(one) for one in other] == [flags(one) for one in plain]
    for before, after in zip(plain, other, strict=True):
        wanted = [
            None if one is None else one * times + by for one in (before.mean, before.lower, before.upper)
        ]
        assert [after.mean, after.lower, after.upper] == near(wanted)


@given(xmr_values)
def test_backwards_in_time_the_nhs_rules_mark_the_same_points(values: list[float]) -> None:
    """A trend turns round with time; where two meet, the turning point takes the later one."""
    plain, back = xmr_chart(values), xmr_chart(values[::-1])[::-1]
    for before, after in zip(plain, back, strict=True):
        assert (after.side, after.near, after.outside) == (before.side, before.near, before.outside)
        assert (after.cause in TRENDS) == (before.cause in TRENDS)
        if before.cause not in TRENDS:
            assert after.cause == before.cause


@given(xmr_values, starts, fixes)
def test_each_nhs_group_is_a_chart_of_its_own(
    values: list[float], starts: list[int], fix: int | None
) -> None:
    whole = xmr_chart(values, starts, fix_after=fix)
    bounds = [0, *sorted({start for start in starts if 0 < start < len(values)}), len(values)]
    alone = [xmr_chart(values[first:end], fix_after=fix) for first, end in pairwise(bounds)]
    assert [replace(one, group=0) for one in whole] == [one for group in alone for one in group]
    assert [one.group for one in whole] == [at for at, group in enumerate(alone) for _ in group]


@given(xmr_values, st.integers(0, 9))
def test_a_baseline_of_the_whole_nhs_group_is_no_baseline(values: list[float], more: int) -> None:
    assert xmr_chart(values, fix_after=len(values) + more) == xmr_chart(values)


@given(xmr_values, fixes, st.integers(1, 40))
def test_what_comes_after_an_nhs_baseline_moves_none_of_its_lines(
    values: list[float], fix: int | None, kept: int
) -> None:
    if fix is None:
        return
    whole, until = (xmr_chart(some, fix_after=fix) for some in (values, values[: max(kept, fix)]))
    assert [(one.mean, one.lower, one.upper) for one in whole[: len(until)]] == [
        (one.mean, one.lower, one.upper) for one in until
    ]


@given(xmr_values)
def test_the_nhs_and_the_i_chart_differ_only_in_their_width(values: list[float]) -> None:
    """2.66 mean moving ranges, and 3 / 1.128 of them."""
    ours = xmr_chart(values)
    theirs = control_chart([Subgroup(one) for one in values], Settings("i")).points
    for one, other in zip(ours, theirs, strict=True):
        assert one.mean == other.centre
        assert (one.upper is None) == (other.upper is None)
        if one.upper is not None and other.upper is not None:
            assert (one.upper - one.mean) * 3 / 1.128 == pytest.approx((other.upper - one.mean) * 2.66)
