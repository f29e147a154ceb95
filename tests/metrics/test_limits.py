"""Control limits by hand, on series that can be checked on paper; and what must not change them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.limits import (
    ControlChart,
    Kind,
    LimitPoint,
    NotPositiveError,
    Settings,
    Subgroup,
    control_chart,
    pool,
)
from metrics.runchart import Runs


def chart(kind: Kind, values: list[float | None], **settings: Any) -> ControlChart:
    return control_chart([Subgroup(value) for value in values], Settings(kind, **settings))


def ratios(kind: Kind, pairs: list[tuple[float | None, float | None]], **settings: Any) -> ControlChart:
    return control_chart([Subgroup(*pair) for pair in pairs], Settings(kind, **settings))


def lines(point: LimitPoint) -> tuple[float | None, ...]:
    wanted = (point.centre, point.lower, point.upper)
    return tuple(None if one is None else round(one, 6) for one in wanted)


def test_an_i_chart_by_hand() -> None:
    """Values 10, 12, 11, 13: ranges 2, 1, 2, mean 5/3; sigma 5/3 / 1.128."""
    sigma = 5 / 3 / 1.128
    (first, *_rest) = chart("i", [10, 12, 11, 13]).points
    assert lines(first) == (11.5, round(11.5 - 3 * sigma, 6), round(11.5 + 3 * sigma, 6))
    assert (first.lower95, first.upper95) == pytest.approx((11.5 - 2 * sigma, 11.5 + 2 * sigma))


def test_a_range_too_large_is_dropped_once_unless_it_is_said_otherwise() -> None:
    """Ranges 1 × 8 and twice 40: their mean 8.8, limit 28.7; screened the mean is 1."""
    values = [10.0, 11, 10, 11, 10, 50, 10, 11, 10, 11, 10]
    screened, plain = (chart("i", values, screened=one).points[0] for one in (True, False))
    assert (screened.upper, plain.upper) == pytest.approx(
        (sum(values) / 11 + 3 / 1.128, sum(values) / 11 + 3 * 8.8 / 1.128)
    )
    unscreened = chart("i", values, screened=False)
    assert [one.beyond for one in unscreened.points] == [at == 5 for at in range(11)]


def test_a_constant_series_has_no_limits_when_screened_and_its_own_value_when_not() -> None:
    screened, plain = (chart("i", [0.1] * 24, screened=one).points[3] for one in (True, False))
    assert (lines(screened), lines(plain)) == ((0.1, None, None), (0.1, 0.1, 0.1))
    assert chart("i", [0.1] * 24).phases[0].runs == Runs(0, 0, None, 0, None)


def test_moving_ranges_have_limits_and_never_a_signal() -> None:
    found = chart("mr", [1.0, 2, 4, 4, 5])
    assert [one.value for one in found.points] == [None, 1, 2, 0, 1]
    assert lines(found.points[1]) == (1.0, 0, 3.267)
    long = chart("mr", [0.0, *(float(at * at) for at in range(1, 40))])
    assert (long.phases[0].runs.signal, long.phases[0].signal) == (True, False)


def test_proportions_are_sums_before_ratios_and_stay_between_0_and_1() -> None:
    """1 of 2 and 90 of 100 are 91 of 102, and not 70 %."""
    small, large = ratios("p", [(1, 2), (90, 100)]).points
    p = 91 / 102
    assert lines(small) == (round(p, 6), round(p - 3 * math.sqrt(p * (1 - p) / 2), 6), 1)
    assert lines(large)[2] == round(p + 3 * math.sqrt(p * (1 - p) / 100), 6)


def test_rates_have_limits_by_exposure_and_never_below_0() -> None:
    first, second = ratios("u", [(4, 2), (6, 8)]).points
    assert lines(first) == (1.0, 0, round(1 + 3 * math.sqrt(1 / 2), 6))
    assert lines(second)[1] == 0
    assert (first.value, second.value) == (2, 0.75)


def test_a_point_without_exposure_is_missing_and_has_no_limits() -> None:
    _, empty, gap = ratios("p", [(3, 9), (0, 0), (None, 5)]).points
    assert (empty.value, empty.lower, gap.value) == (None, None, None)
    assert gap.lower is not None  # its size is known


def test_a_numerator_without_any_exposure_is_no_ratio() -> None:
    for kind in ("p", "pp", "u", "up"):
        assert [one.value for one in ratios(kind, [(3, None), (4, None)]).points] == [None, None]
    later = ratios("run", [(3, None), (4, None), (1, 2)], part=(2,))
    assert [one.value for one in later.points] == [None, None, 0.5]
    assert [one.value for one in ratios("run", [(3, None), (4, None)]).points] == [3, 4]


def test_laney_widens_by_how_much_the_points_really_vary() -> None:
    pairs: list[tuple[float | None, float | None]] = [(200, 1000), (300, 1000), (200, 1000), (300, 1000)]
    plain, prime = ratios("p", pairs).points[0], ratios("pp", pairs).points[0]
    sigma = math.sqrt(0.25 * 0.75 / 1000)
    wider = 0.1 / sigma / 1.128
    assert plain.upper == pytest.approx(0.25 + 3 * sigma)
    assert prime.upper == pytest.approx(0.25 + 3 * sigma * wider)


def test_where_everybody_or_nobody_counts_laney_has_nothing_to_compare() -> None:
    for kind, value in (("pp", 5), ("pp", 0), ("up", 0)):
        first = ratios(kind, [(value, 5)] * 4, screened=False).points[0]
        assert lines(first) == (value / 5, None, None)


def test_counts_g_and_t_by_hand() -> None:
    assert lines(chart("c", [4, 4, 4, 4]).points[0]) == (4, 0, 10)
    g = chart("g", [2, 4, 12]).points[0]  # median 4, mean 6
    assert lines(g) == (4, 0, round(6 + 3 * math.sqrt(42), 6))
    assert chart("g", [2, 4, 12], centre=10).points[0].centre == pytest.approx(6.93)
    t = chart("t", [1.0, 3.0, 2.0]).points[0]
    moved = [one ** (1 / 3.6) for one in (1.0, 3.0, 2.0)]
    mean, sigma = sum(moved) / 3, (moved[1] - moved[0] + moved[1] - moved[2]) / 2 / 1.128
    assert t.upper == pytest.approx((mean + 3 * sigma) ** 3.6)
    with pytest.raises(NotPositiveError, match="greater than zero"):
        chart("t", [1.0, 0.0])


@pytest.mark.parametrize("value", [0.0, -2.0])
def test_a_time_between_events_is_never_nothing_or_less(value: float) -> None:
    with pytest.raises(NotPositiveError, match="greater than zero"):
        chart("t", [1.0, value])
    assert chart("t", [0.5, 0.25]).points[0].value == 0.5


@pytest.mark.parametrize("kind", ["c", "g"])
def test_what_cannot_be_counted_has_a_centre_and_no_limits(kind: Kind) -> None:
    assert lines(chart(kind, [-0.5, -0.5]).points[0]) == (-0.5, None, None)


def test_few_counts_have_limits_and_none_has_them_at_zero() -> None:
    assert lines(chart("c", [0.0, 1.0]).points[0]) == (0.5, 0, round(0.5 + 3 * math.sqrt(0.5), 6))
    assert [lines(chart(kind, [0.0, 0.0]).points[0]) for kind in ("c", "g")] == [(0, 0, 0)] * 2
    assert lines(chart("g", [0.0, 1.0]).points[0]) == (0.5, 0, round(0.5 + 3 * math.sqrt(0.75), 6))


def test_more_than_everybody_is_no_proportion_and_breaks_nothing() -> None:
    (point,) = ratios("p", [(3, 2)]).points
    assert (lines(point), point.beyond) == ((1.5, 1, 1), True)
    assert lines(ratios("u", [(1, 2)], centre=-1).points[0]) == (-1, 0, 0)


def test_a_frozen_baseline_gives_the_line_and_the_runs_go_on_over_all_points() -> None:
    values = [1.0, 2.0, 1.0, 2.0, *[5.0] * 8]
    found = chart("run", values, freeze=4)
    assert {one.centre for one in found.points} == {1.5}
    assert found.phases[0].runs == Runs(12, 9, 7, 3, 3)
    assert found.phases[0].signal
    assert [one.in_baseline for one in found.points] == [True] * 4 + [False] * 8


def test_phases_have_no_memory_and_a_freeze_beside_them_is_ignored() -> None:
    found = chart("run", [1.0, 2.0, 3.0, 11.0, 12.0, 13.0], part=(3,), freeze=1)
    assert [one.centre for one in found.points] == [2, 2, 2, 12, 12, 12]
    assert [one.phase for one in found.points] == [1, 1, 1, 2, 2, 2]
    assert chart("run", [1.0, 2.0], part=(0, 2, 9)).phases == chart("run", [1.0, 2.0]).phases


def test_what_is_left_out_stays_on_the_chart_and_the_range_bridges_it() -> None:
    found = chart("i", [1.0, 99.0, 2.0, 3.0], exclude=frozenset({2}))
    assert (found.points[1].value, found.points[1].included, found.points[1].beyond) == (99, False, True)
    assert lines(found.points[0]) == (2, round(2 - 3 / 1.128, 6), round(2 + 3 / 1.128, 6))
    assert found.phases[0].points == 3


def test_what_is_missing_is_bridged_by_runs_and_not_by_ranges() -> None:
    found = chart("i", [1.0, 2.0, None, 9.0, 8.0])
    assert found.points[0].upper == pytest.approx(5 + 3 / 1.128)
    assert found.phases[0].runs == Runs(4, 2, 5, 1, 0)
    assert found.phases[0].points == 5


def test_nothing_at_all_is_a_chart_without_lines() -> None:
    for kind in get_args(Kind):
        empty = chart(kind, [None, None])
        lowest = 0 if kind == "mr" else None  # no range is negative: so the reference has it
        assert [lines(one) for one in empty.points] == [(None, lowest, None)] * 2
    assert chart("run", []).points == ()


def test_multiplying_is_for_display_alone() -> None:
    plain, times = ratios("p", [(1, 4), (3, 4)]), ratios("p", [(1, 4), (3, 4)], multiply=100)
    assert times.phases == plain.phases
    assert times.points[0] == replace(
        plain.points[0], value=25.0, centre=50.0, lower=0.0, upper=100.0, lower95=0.0, upper95=100.0
    )


def test_rows_of_one_subgroup_are_pooled_in_order() -> None:
    keys = ["2026-02", "2026-01", "2026-02", None, "2026-03"]
    assert pool(keys, [1, 5, 90, 7, None], [2, 10, 100, 9, 4]) == [
        Subgroup(5, 10),
        Subgroup(91, 102),
        Subgroup(None, None),
    ]
    values = [1, 5, 4, 7, None]
    combined = {how: [one.value for one in pool(keys, values, how=how)] for how in ("mean", "median", "sum")}
    assert combined == {"mean": [5, 2.5, None], "median": [5, 2.5, None], "sum": [5, 5, None]}


numbers = st.lists(st.one_of(st.none(), st.integers(0, 60).map(float)), min_size=1, max_size=40)
KINDS: list[Kind] = ["run", "i", "c"]


@given(numbers, st.integers(-1000, 1000).map(float))
def test_adding_a_constant_moves_every_line_and_changes_no_verdict(
    values: list[float | None], by: float
) -> None:
    for kind in ("run", "i"):
        plain = chart(kind, values)
        moved = chart(kind, [None if one is None else one + by for one in values])
        assert moved.phases == plain.phases
        for before, after in zip(plain.points, moved.points, strict=True):
            assert before.beyond == after.beyond
            if before.upper is not None:
                assert after.upper == pytest.approx(before.upper + by)


@given(numbers, st.integers(1, 1000).map(float))
def test_scaling_scales_every_line_and_changes_no_verdict(values: list[float | None], by: float) -> None:
    for kind in ("run", "i", "mr"):
        plain = chart(kind, values)
        scaled = chart(kind, [None if one is None else one * by for one in values])
        assert scaled.phases == plain.phases
        assert [one.beyond for one in scaled.points] == [one.beyond for one in plain.points]


@given(numbers)
def test_time_reversed_the_lines_and_the_runs_are_the_same(values: list[float | None]) -> None:
    for kind in KINDS:
        plain, back = chart(kind, values), chart(kind, values[::-1])
        assert plain.phases == back.phases
        assert [lines(one) for one in plain.points] == [lines(one) for one in back.points[::-1]]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30)), min_size=1, max_size=20))
def test_splitting_a_subgroup_into_teams_changes_nothing(pairs: list[tuple[int, int]]) -> None:
    """Each numerator and size is divided between two teams that report in the same month."""
    keys = list(range(len(pairs)))
    whole = pool(keys, [num for num, _ in pairs], [den for _, den in pairs])
    parts = [(key, part) for key, pair in zip(keys, pairs, strict=True) for part in _two(pair)]
    split = pool(
        [key for key, _ in parts], [num for _, (num, _den) in parts], [den for _, (_num, den) in parts]
    )
    for kind in ("p", "pp", "u", "up"):
        assert control_chart(split, Settings(kind)) == control_chart(whole, Settings(kind))


def _two(pair: tuple[int, int]) -> list[tuple[int, int]]:
    return [(pair[0] // 2, pair[1] // 3), (pair[0] - pair[0] // 2, pair[1] - pair[1] // 3)]


@given(numbers)
def test_a_point_on_the_median_changes_no_run(values: list[float | None]) -> None:
    plain = chart("run", values)
    if (median := plain.points[0].centre) is None:
        return
    more = chart("run", [*values, median])
    assert more.phases[0].runs == plain.phases[0].runs
