"""A baseline, a fixed line, and points that are left out."""

from __future__ import annotations

from decimal import Decimal

from metrics.runchart import Hint, Phase, RunChart, analyse

BASE = [4, 6, 4, 6, 4, 6, 4, 6, 4, 6]  # ten points, median 5


def test_a_frozen_baseline_gives_the_median_and_the_rules_go_on_over_all_points() -> None:
    chart = analyse([*BASE, 8, 9, 8, 9, 8, 9], frozen=[9])
    assert chart == RunChart(
        16,
        (Phase(0, 15, 5.0, 16, 7, 7, 9, 4, "none", "none", (Hint("shift", 9, 15),), frozen=9),),
    )
    assert analyse([*BASE, 8, 9, 8, 9, 8, 9]).last.median == 6.0


def test_one_more_point_above_a_frozen_median_is_a_signal() -> None:
    phase = analyse([*BASE, 8, 9, 8, 9, 8, 9, 7], frozen=[9]).last
    assert phase == Phase(0, 16, 5.0, 17, 8, 7, 9, 5, "signal", "above", (Hint("shift", 9, 16),), frozen=9)


def test_a_baseline_of_nine_points_is_early_and_gives_no_verdict() -> None:
    values = [*BASE[:9], 8, 9, 8, 9, 8, 9, 8, 9]
    assert analyse(values, frozen=[8]).last == Phase(
        0, 16, 4.0, 12, 12, 7, 0, 3, "too_early", "none", (), frozen=8, early=True
    )
    assert analyse([None, *BASE[:9], 8, 9, 8, 9, 8, 9, 8, 9], frozen=[9]).last.early
    assert analyse([*BASE, 8, 9, 8, 9, 8, 9], frozen=[9], left_out=[0]).last.early
    assert not analyse([*BASE, 8, 9, 8, 9, 8, 9], frozen=[9], left_out=[10]).last.early
    assert not analyse([*BASE, 8, 9, 8, 9, 8, 9], frozen=[11]).last.early


def test_a_baseline_without_a_number_has_no_line() -> None:
    assert analyse([None, None, *BASE], frozen=[1]).last == Phase(
        0, 11, None, 0, 0, None, 0, None, "too_early", "none", (), frozen=1, early=True
    )


def test_a_baseline_holds_for_the_phase_in_which_it_lies_and_the_last_one_there_counts() -> None:
    values = [*BASE, 7, 8, *[value + 20 for value in BASE], 31, 32]
    chart = analyse(values, phases=[12], frozen=[21, 2, 9])
    assert [(phase.median, phase.frozen, phase.early) for phase in chart.phases] == [
        (5.0, 9, False),
        (25.0, 21, False),
    ]
    assert [phase.frozen for phase in analyse(values, phases=[12], frozen=[0, 12]).phases] == [0, 12]
    one = analyse(values, phases=[12], frozen=[9])
    assert [(phase.median, phase.frozen) for phase in one.phases] == [(5.0, 9), (26.0, None)]


def test_a_baseline_that_ends_with_its_phase_or_outside_the_series_is_none() -> None:
    values = [*BASE, 8, 9]
    assert analyse(values, frozen=[11, -1, 12, 99]) == analyse(values)
    assert analyse(values, phases=[6], frozen=[5]) == analyse(values, phases=[6])


def test_a_fixed_line_replaces_the_median_and_outweighs_a_baseline() -> None:
    expected = Phase(
        0, 11, 3.5, 12, 12, 7, 0, 3, "signal", "above",
        (Hint("shift", 0, 11), Hint("too_few_runs", 0, 11)), fixed=True,
    )  # fmt: skip
    assert analyse([*BASE, 8, 9], centres={0: 3.5}).last == expected
    assert analyse([*BASE, 8, 9], centres={0: 3.5}, frozen=[4]).last == expected
    assert analyse([*BASE, 8, 9], centres={4: 9, 11: 3.5}).last == expected


def test_a_fixed_line_holds_for_its_phase_alone_and_may_be_zero() -> None:
    chart = analyse([*BASE, *BASE], phases=[10], centres={10: 0})
    assert [(phase.median, phase.fixed, phase.verdict) for phase in chart.phases] == [
        (5.0, False, "none"),
        (0.0, True, "signal"),
    ]
    assert analyse(BASE, centres={-1: 2, 10: 2, 3: float("nan")}) == analyse(BASE)


def test_a_fixed_line_comes_back_as_an_exact_decimal_where_decimals_are_at_work() -> None:
    found = [
        analyse(values, centres={0: line}).last.median
        for values, line in (([None], Decimal("0.1")), ([Decimal(2)], 0.1), ([1, 2.5], Decimal("0.1")))
    ]
    assert [(type(line), str(line)) for line in found] == [(Decimal, "0.1")] * 3
    assert analyse([1, 2.5], centres={0: 0.1}).last.median == 0.1


def test_points_on_a_fixed_line_are_on_it_within_what_rounding_leaves() -> None:
    assert analyse([0.1 * 3] * 12, centres={0: 0.3}).last.useful == 0
    assert analyse([0.3 + 3e-12] * 12, centres={0: 0.3}).last.useful == 12


def test_what_is_left_out_enters_no_median_and_no_run_and_its_neighbours_become_adjacent() -> None:
    values = [4, 6, 4, 6, 4, 6, 7, 1, 8, 9, 10, 11]
    chart = analyse(values, left_out=[7, 12, 99, -1])
    phase = Phase(0, 11, 6.0, 8, 5, 6, 1, 1, "too_early", "none", ())
    assert chart == RunChart(12, (phase,), left_out=(7,))
    assert analyse([3, 9, 3, 9, 3, 5, 6, 0, 7, 8, 9, 4], left_out=[7]).last.hints == (Hint("trend", 4, 10),)


def test_what_is_left_out_is_as_if_it_were_missing() -> None:
    values = [4, 6, 4, None, 4, 6, 7, 1, 8, 9, 10, 11]
    gone = [None if at in (0, 7) else value for at, value in enumerate(values)]
    assert analyse(values, phases=[5], left_out=[7, 0]).phases == analyse(gone, phases=[5]).phases
    assert analyse(values, left_out=[3]).left_out == (3,)


def test_a_phase_of_which_everything_is_left_out_has_no_line() -> None:
    assert analyse([1, 2, 3, 4], phases=[2], left_out=[2, 3]).last == Phase(
        2, 3, None, 0, 0, None, 0, None, "too_early", "none", ()
    )
