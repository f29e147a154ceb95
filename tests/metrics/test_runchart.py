"""What the rules say of a series: the verdict, its side, and the hints beside it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metrics.runchart import Hint, Phase, RunChart, analyse, ihi_rules, is_same, side_of


def test_a_chart_without_points_is_too_early_and_has_one_phase() -> None:
    empty = Phase(0, -1, None, 0, 0, None, 0, None, "too_early", "none", ())
    assert analyse([]) == RunChart(0, (empty,))


def test_nothing_counted_is_too_early() -> None:
    assert analyse([None, None]).last == Phase(0, 1, None, 0, 0, None, 0, None, "too_early", "none", ())


def test_all_equal_is_too_early_however_long() -> None:
    phase = Phase(0, 23, Decimal("0.1"), 0, 0, None, 0, None, "too_early", "none", ())
    assert analyse([Decimal("0.1")] * 24).last == phase
    assert analyse([0.1] * 24).last == phase.__class__(
        0, 23, 0.1, 0, 0, None, 0, None, "too_early", "none", ()
    )


def test_nine_useful_points_are_too_early_whatever_the_rules_say() -> None:
    phase = analyse([1, 2, 3, 4, 5, 6, 7, 8, 9, 10][:9]).last
    assert (phase.useful, phase.verdict, phase.hints) == (8, "too_early", ())


def test_a_step_down_is_a_signal_whose_later_half_lies_below() -> None:
    chart = analyse([9, 8, 9, 8, 9, 8, 9, 8, 3, 2, 3, 2, 3, 2, 3, 2])
    assert chart.last == Phase(
        0, 15, 5.5, 16, 8, 7, 1, 4, "signal", "below",
        (Hint("shift", 0, 7), Hint("shift", 8, 15), Hint("too_few_runs", 0, 15)),
    )  # fmt: skip
    assert chart.verdict == "signal"


@pytest.mark.parametrize(
    ("values", "side"),
    [
        pytest.param(
            [9] * 9 + [2] * 7, "below", id="a longer run at the start: the change went away from it"
        ),
        pytest.param([2] * 9 + [9] * 7, "above", id="the same upwards"),
        pytest.param([5, 1, 5, 1] * 5 + [9] * 10, "above", id="a run that is too long and still going"),
        pytest.param([2] * 6 + [9] * 12 + [2] * 6, "none", id="up and back again"),
    ],
)
def test_the_side_of_a_signal(values: list[float], side: str) -> None:
    # A little unevenness keeps every point off the median.
    phase = analyse([value + at % 2 / 10 for at, value in enumerate(values)]).last
    assert (phase.verdict, phase.side) == ("signal", side)


@pytest.mark.parametrize(
    ("lengths", "side"),
    [
        pytest.param((9, 6, 3), "above", id="six of the later nine above: two thirds"),
        pytest.param((9, 3, 6), "below", id="six of the later nine below"),
        pytest.param((9, 5, 4), "none", id="five above"),
        pytest.param((9, 4, 5), "none", id="five below"),
        pytest.param((10, 6, 3), "above", id="of nineteen, nine are the later half"),
        pytest.param((9, 1, 8), "below", id="a last run that is too long itself"),
        pytest.param((10, 2, 2, 2, 12, 8), "none", id="a last run as long as chance explains"),
    ],
)
def test_two_thirds_of_the_later_half_tell_the_side(lengths: tuple[int, ...], side: str) -> None:
    values = [(-1) ** (at + 1) for at, length in enumerate(lengths) for _ in range(length)]
    phase = analyse(values, centres={0: 0}).last
    assert (phase.longest_run, phase.verdict, phase.side) == (max(lengths), "signal", side)


def test_what_rounding_leaves_is_no_difference() -> None:
    one, more, too_much = Decimal(1), Decimal("1.000000000001"), Decimal("1.0000000000011")
    assert [is_same(one, other) for other in (one, more, too_much, -one)] == [True, True, False, False]
    assert [is_same(other, one) for other in (more, too_much)] == [True, False]
    assert [is_same(-one, -other) for other in (more, too_much)] == [True, False]
    assert [is_same(one, Decimal(less)) for less in ("0.999999999999", "0.9999999999989")] == [True, False]
    assert [is_same(Decimal("1e6"), 10**6 + off) for off in (Decimal("1e-7"), Decimal("2e-6"))] == [
        True,
        False,
    ]
    assert is_same(Decimal(0), Decimal(0))
    assert not is_same(Decimal(0), Decimal("1e-30"))
    assert [side_of(1 + off, 1.0) for off in (5e-13, -5e-13, 2e-12, -2e-12)] == [0, 0, 1, -1]
    assert [side_of(-1 + off, -1.0) for off in (5e-13, -5e-13, 2e-12, -2e-12)] == [0, 0, 1, -1]
    assert [side_of(value, 0.0) for value in (0.0, 1e-300, -1e-300)] == [0, 1, -1]


def test_runs_and_trends_have_the_same_tolerance_on_either_side_of_zero() -> None:
    for line in (1.0, -1.0):
        on_it = [line + off for off in (5e-13, -5e-13)] * 6
        off_it = [line + off for off in (2e-12, -2e-12)] * 6
        assert [analyse(values, centres={0: line}).last.useful for values in (on_it, off_it)] == [0, 12]
    for first in (1.0, -1.0, 100.0):
        steps = (0.0, 5e-13, 2e-12, 4e-12, 6e-12, 8e-12)
        assert ihi_rules([first + off * abs(first) for off in steps]).trends == ((0, 2, 3, 4, 5),)


def test_a_zigzag_has_too_many_runs_but_no_signal() -> None:
    phase = analyse([5, 9] * 6).last
    assert (phase.verdict, phase.side, phase.hints) == ("none", "none", (Hint("too_many_runs", 0, 11),))


@pytest.mark.parametrize(
    ("values", "trends"),
    [
        pytest.param([3, 4, 4, 5, 6, 7, 2, 8, 1, 9, 0, 3], [(0, 5)], id="a repeat does not break a trend"),
        pytest.param([3, 4, None, 5, 6, 7, 2, 8, 1, 9, 0, 3], [(0, 5)], id="nor does a missing month"),
        pytest.param([3, 4, 5, 6, 1, 8, 2, 9, 1, 9, 0, 3], [], id="four points are none"),
        pytest.param([1, 2, 3, 4, 5, 4, 3, 2, 1, 9, 0, 9], [(0, 4), (4, 8)], id="a turning point is in both"),
    ],
)
def test_trends(values: list[float | None], trends: list[tuple[int, int]]) -> None:
    found = [(hint.first, hint.last) for hint in analyse(values).last.hints if hint.kind == "trend"]
    assert found == trends


def test_missing_months_and_months_on_the_median_bridge_a_shift() -> None:
    phase = analyse([1, 9, 1, 9, 1, 7, None, 8, 6, 9, 7, 8, 7, 1, 2, 1, 2, 3]).last
    assert (phase.median, phase.useful) == (6, 16)
    assert [hint for hint in phase.hints if hint.kind == "shift"] == [Hint("shift", 5, 12)]


def test_each_phase_is_judged_by_itself() -> None:
    chart = analyse([1, 2] * 6 + [8, 9] * 6, phases=[12])
    assert [(phase.first, phase.last, phase.median, phase.verdict) for phase in chart.phases] == [
        (0, 11, 1.5, "none"),
        (12, 23, 8.5, "none"),
    ]
    assert chart.last is chart.phases[1]


def test_starts_of_phases_outside_the_series_are_ignored() -> None:
    values = [1, 2, 3, 4]
    assert analyse(values, phases=[2, 0, 2, -3, 4, 99]) == analyse(values, phases=[2])
    assert [phase.first for phase in analyse(values, phases=[3, 1]).phases] == [0, 1, 3]


def test_equal_proportions_of_different_denominators_are_on_the_same_line() -> None:
    thirds = [Decimal(1) / 3, Decimal(2) / 6, Decimal(5) / 15] * 4
    assert analyse(thirds).last.useful == 0
    assert analyse([2 / 7, 1 / 7, 3 / 14] * 4).last.useful == 8  # the four in the middle lie on it


def test_a_median_between_two_decimals_is_exact() -> None:
    assert analyse([Decimal("87.1"), Decimal("87.3"), Decimal("87.2")] * 2).last.useful == 4
    assert analyse([87.1, 87.3, 87.2, 87.2]).last.useful == 2


def test_the_median_of_equal_values_is_that_value_to_the_last_digit() -> None:
    """Two thirds and two thirds, halved, would have lost one."""
    thirds = [Decimal(2) / 3, Decimal(4) / 6]
    assert analyse(thirds).last.median == Decimal(2) / 3
    assert analyse([*thirds, Decimal(6) / 9]).last.median == Decimal(2) / 3


def test_the_kind_of_number_comes_back() -> None:
    assert [type(analyse(values).last.median) for values in ([Decimal(1)], [1.5], [1])] == [
        Decimal,
        float,
        float,
    ]


@pytest.mark.parametrize("nothing", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_missing(nothing: Decimal | float) -> None:
    assert analyse([1.0, nothing, 2.0]) == analyse([1.0, None, 2.0])
