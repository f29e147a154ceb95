"""The NHS rules at their edges: one point fewer, and nothing is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.nhs import Cause, Direction, assurance, xmr_chart

BASE = [0.0, 1.0, -1.0, 0.5, -0.5] * 4


def causes(values: list[float], **more: Any) -> list[Cause]:
    return [point.cause for point in xmr_chart(values, **more)]


def test_limits_by_hand() -> None:
    """Values 10, 12, 11, 13: mean 11.5, mean range 5/3, times 2.66."""
    first = xmr_chart([10.0, 12.0, 11.0, 13.0])[0]
    assert (first.mean, first.lower, first.upper) == pytest.approx(
        (11.5, 11.5 - 4.43333333, 11.5 + 4.43333333)
    )
    assert (first.group, first.side, first.near, first.outside, first.short) == (0, -1, False, False, True)


@pytest.mark.parametrize(("length", "said"), [(6, "none"), (7, "shift_above")])
def test_seven_on_one_side_are_a_shift_and_six_are_not(length: int, said: str) -> None:
    values = [-1.0, 1.0] * 8 + [-1.0] + [1.0, 2.0] * (length // 2) + [1.0] * (length % 2) + [-1.0, -2.0] * 6
    middle = causes(values)[17 : 17 + length]
    assert middle == [said] * length


@pytest.mark.parametrize(("length", "said"), [(6, "none"), (7, "rising")])
def test_seven_rising_are_a_trend_and_six_are_not(length: int, said: str) -> None:
    jumps = [-30.0, 30.0] * 6
    values = [*jumps, *(float(at) for at in range(length)), *jumps]
    assert causes(values)[12 : 12 + length] == [said] * length


def test_a_tie_breaks_a_trend() -> None:
    jumps = [30.0, -30.0] * 6
    assert "rising" not in causes([*jumps, 0, 1, 2, 3, 3, 4, 5, 6, *jumps])


def test_a_turning_point_belongs_to_the_later_trend() -> None:
    jumps = [90.0, -90.0] * 8
    found = causes([*jumps, *map(float, [0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0]), *jumps[::-1]])
    assert (found[17], found[22], found[23]) == ("rising", "falling", "falling")


def test_two_of_three_near_a_limit_need_all_three_on_its_side() -> None:
    with_them = causes([*BASE, 3.2, 1.0, 3.2, *BASE], fix_after=20)
    across = causes([*BASE, 3.2, -1.0, 3.2, *BASE], fix_after=20)
    assert (with_them[20:23], across[20:23]) == (["near_above", "none", "near_above"], ["none"] * 3)


@pytest.mark.parametrize("before", [[], [0.0]])
def test_two_of_the_last_three_are_near_too(before: list[float]) -> None:
    found = causes([*BASE, *before, 3.2, 1.0, 3.2], fix_after=20)
    assert found[20 + len(before) :] == ["near_above", "none", "near_above"]


def test_a_point_on_a_limit_is_inside_and_two_thirds_of_the_way_is_not_near() -> None:
    first = xmr_chart(BASE)[0]
    assert first.upper is not None
    assert first.lower is not None
    for limit in (first.upper, first.lower):
        on_it, on_the_way = limit, first.mean + (limit - first.mean) * 2 / 3
        found = [xmr_chart([*BASE, value], fix_after=20)[-1] for value in (on_it, on_the_way)]
        assert [(one.cause, one.near) for one in found] == [("none", True), ("none", False)]


def test_groups_are_judged_apart() -> None:
    found = xmr_chart([1.0, 2.0, 1.0, 11.0, 12.0, 11.0], [3, 0, 9, -2])
    assert [(one.group, round(one.mean, 3)) for one in found] == [(0, 1.333)] * 3 + [(1, 11.333)] * 3
    first, *others = xmr_chart([1.0, 11.0, 12.0, 11.0], [1])
    assert (first.group, first.mean, {one.group for one in others}) == (0, 1.0, {1})


def test_what_never_moves_has_no_limits_and_no_cause() -> None:
    found = xmr_chart([0.1] * 20)
    assert {(one.lower, one.upper, one.side, one.cause, one.short) for one in found} == {
        (None, None, 0, "none", False)
    }
    assert xmr_chart([]) == ()


@pytest.mark.parametrize(
    ("target", "direction", "said"),
    [
        (100, "increase", "fail"),
        (100, "decrease", "pass"),
        (-100, "increase", "pass"),
        (-100, "decrease", "fail"),
        (11.5, "increase", "inconsistent"),
        (100, "neutral", None),
        (None, "increase", None),
    ],
)
def test_assurance_compares_the_target_with_the_last_limits(
    target: float | None, direction: Direction, said: str | None
) -> None:
    assert assurance(xmr_chart([10.0, 12.0, 11.0, 13.0])[-1], direction, target) == said
    assert assurance(xmr_chart([1.0, 1.0])[-1], direction, target) is None


@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_a_target_on_a_limit_is_reached_now_and_then(direction: Direction) -> None:
    last = xmr_chart([10.0, 12.0, 11.0, 13.0])[-1]
    assert [assurance(last, direction, target) for target in (last.upper, last.lower)] == ["inconsistent"] * 2


UP: dict[Cause, Cause] = {
    "none": "none",
    "above": "below",
    "rising": "falling",
    "near_above": "near_below",
    "shift_above": "shift_below",
}
MIRROR = UP | {down: up for up, down in UP.items()}


@given(st.lists(st.integers(-20, 20).map(float), max_size=40), st.integers(-50, 50).map(float))
def test_moved_the_causes_stay_and_upside_down_they_turn(values: list[float], by: float) -> None:
    found = causes(values)
    assert causes([one + by for one in values]) == found
    assert causes([-one for one in values]) == [MIRROR[one] for one in found]
