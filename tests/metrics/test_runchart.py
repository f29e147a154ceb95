"""The rules against qicharts2, the published table, and what must hold for any series."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.runchart import RUNS_TABLE, Hint, Phase, RunChart, analyse, crossings_min, longest_run_max

GOLDEN = Path(__file__).resolve().parents[2].parent / "shared" / "golden"


def cases(pattern: str) -> list[dict[str, Any]]:
    return [case for file in sorted(GOLDEN.glob(pattern)) for case in json.loads(file.read_text())]


@cache
def plain_run_charts() -> list[dict[str, Any]]:
    """Without a frozen baseline, exclusions or a fixed line: those come with the control limits."""
    return [
        case
        for case in cases("qicharts2__*.json")
        if case["chart"] == "run" and all(case["inputs"][key] is None for key in ("freeze", "exclude", "cl"))
    ]


def pooled(inputs: dict[str, Any], number: type) -> list[Any]:
    """Rows of the same x are one point: sums before ratios, and a row counts only where both are there."""
    rows: dict[str, list[tuple[Any, Any]]] = {}
    for place, (x, y) in enumerate(zip(inputs["x"], inputs["y"], strict=True)):
        n = inputs["n"][place] if inputs["n"] else 1
        rows.setdefault(str(x), [])
        if y is not None and n is not None:
            rows[str(x)].append((number(str(y)), number(str(n))))
    return [point(group, inputs) for _, group in sorted(rows.items(), key=lambda row: position(row[0]))]


def position(x: str) -> tuple[int, str]:
    return (int(x), "") if x.isdigit() else (0, x)


def point(group: list[tuple[Any, Any]], inputs: dict[str, Any]) -> Any:
    if not group:
        return None
    values, sizes = [y for y, _ in group], [n for _, n in group]
    if inputs["n"]:
        return sum(values) / sum(sizes) * inputs["multiply"] if sum(sizes) else None
    how = {
        "mean": lambda: sum(values) / len(values),
        "median": lambda: median(values),
        "sum": lambda: sum(values),
    }
    return how[inputs["agg_fun"]]() * inputs["multiply"]


def is_close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1e-3)


def numbers_of(phase: Phase) -> dict[str, Any]:
    return {
        "n_useful": phase.useful,
        "longest_run": phase.longest_run,
        "longest_run_max": phase.longest_run_max,
        "n_crossings": phase.crossings,
        "n_crossings_min": phase.crossings_min,
        "runs_signal": phase.verdict == "signal",
    }


def expected_numbers(part: dict[str, Any]) -> dict[str, Any]:
    """Below ten useful points the reference still speaks; this product says that it is too early.

    Without a useful point the reference gives no counts; here there are 0 runs and 0 crossings.
    """
    return {
        "n_useful": part["n_useful"],
        "longest_run": part["longest_run"] or 0,
        "longest_run_max": part["longest_run_max"],
        "n_crossings": part["n_crossings"] or 0,
        "n_crossings_min": part["n_crossings_min"],
        "runs_signal": part["runs_signal"] and part["n_useful"] >= 10,
    }


def test_every_golden_run_chart_is_there() -> None:
    assert len(plain_run_charts()) == 139
    assert len(cases("ihi_rules__*.json")) == 65


@pytest.mark.parametrize("number", [Decimal, float])
def test_every_plain_run_chart_agrees_with_qicharts2(number: type) -> None:
    for case in plain_run_charts():
        expected = case["expected"]
        values = pooled(case["inputs"], number)
        chart = analyse(values, phases=case["inputs"]["part"] or ())
        assert [numbers_of(phase) for phase in chart.phases] == [
            expected_numbers(part) for part in expected["parts"]
        ], case["id"]
        for got, wanted in zip(values, expected["points"]["y"], strict=True):
            assert (got is None) == (wanted is None), case["id"]
            assert got is None or is_close(float(got), wanted), case["id"]
        for phase in chart.phases:
            line = expected["points"]["cl"][phase.first]
            assert (phase.median is None) == (line is None), case["id"]
            assert phase.median is None or is_close(float(phase.median), line), case["id"]


@pytest.mark.parametrize("number", [Decimal, float])
def test_every_hint_agrees_with_the_exact_ihi_rules(number: type) -> None:
    for case in cases("ihi_rules__*.json"):
        values = [None if y is None else number(str(y)) for y in case["inputs"]["y"]]
        phase, expected = analyse(values).last, case["expected"]
        assert phase.useful == expected["n_useful"], case["id"]
        assert is_close(float(phase.median or 0), expected["median"] or 0), case["id"]
        if phase.useful < 10:
            assert phase.hints == (), case["id"]
            continue
        assert marked(phase, values, "shift") == expected["shift_points"], case["id"]
        assert marked(phase, values, "trend") == expected["trend_points"], case["id"]
        assert runs_verdict(phase) == expected["runs_verdict"], case["id"]


def runs_verdict(phase: Phase) -> str:
    kinds = {hint.kind for hint in phase.hints}
    if phase.useful > 60:
        return "not_tested"
    return next((kind for kind in ("too_few", "too_many") if f"{kind}_runs" in kinds), "expected")


def marked(phase: Phase, values: list[Any], kind: str) -> list[int]:
    """The points that a hint names: on the median (shift) or a repeat (trend) is inside, but not named."""
    flags = [0] * len(values)
    for hint in phase.hints:
        if hint.kind == kind:
            before = None
            for at in range(hint.first, hint.last + 1):
                value = values[at]
                skipped = phase.median if kind == "shift" else before
                if value is not None and (
                    skipped is None or abs(value - skipped) > abs(value) * type(value)("1e-12")
                ):
                    flags[at] = 1
                before = value if value is not None else before
    return flags


def test_the_runs_table_is_the_published_one() -> None:
    rows = json.loads((GOLDEN / "ihi-runs-table.json").read_text())["rows"]
    assert [(row["n"], (row["lower"], row["upper"])) for row in rows] == list(enumerate(RUNS_TABLE, 10))


def test_the_limits_are_those_of_the_published_rule() -> None:
    written = "10:6/2 11:6/2 12:7/3 16:7/4 22:7/7 23:8/7 24:8/8 36:8/13 45:8/17 46:9/17 60:9/23"
    limits = [
        f"{useful}:{longest_run_max(useful)}/{crossings_min(useful)}" for useful in (10, 11, 12, 16, 22)
    ]
    limits += [
        f"{useful}:{longest_run_max(useful)}/{crossings_min(useful)}" for useful in (23, 24, 36, 45, 46, 60)
    ]
    assert " ".join(limits) == written


# --- What is said ---------------------------------------------------------------------------------------


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


def test_equal_proportions_of_different_denominators_are_on_the_same_line() -> None:
    thirds = [Decimal(1) / 3, Decimal(2) / 6, Decimal(5) / 15] * 4
    assert analyse(thirds).last.useful == 0
    assert analyse([2 / 7, 1 / 7, 3 / 14] * 4).last.useful == 8  # the four in the middle lie on it


def test_a_median_between_two_decimals_is_exact() -> None:
    assert analyse([Decimal("87.1"), Decimal("87.3"), Decimal("87.2")] * 2).last.useful == 4
    assert analyse([87.1, 87.3, 87.2, 87.2]).last.useful == 2


def test_the_kind_of_number_comes_back() -> None:
    assert [type(analyse(values).last.median) for values in ([Decimal(1)], [1.5], [1])] == [
        Decimal,
        float,
        float,
    ]


@pytest.mark.parametrize("nothing", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_missing(nothing: Decimal | float) -> None:
    assert analyse([1.0, nothing, 2.0]) == analyse([1.0, None, 2.0])


# --- What must hold for any series ----------------------------------------------------------------------

points = st.lists(st.none() | st.integers(-40, 40).map(Decimal), max_size=70)
parts = st.lists(st.integers(0, 70), max_size=3)


def flags(chart: RunChart) -> list[tuple[Any, ...]]:
    return [
        (p.useful, p.longest_run, p.longest_run_max, p.crossings, p.crossings_min, p.verdict, p.side, p.hints)
        for p in chart.phases
    ]


@given(points, parts, st.decimals("-1000", "1000", places=3), st.decimals("0.001", "1000", places=3))
def test_shifting_and_scaling_change_no_flag(values: Any, starts: Any, by: Decimal, times: Decimal) -> None:
    moved = [None if value is None else value * times + by for value in values]
    assert flags(analyse(moved, phases=starts)) == flags(analyse(values, phases=starts))


@given(points)
def test_turning_the_chart_upside_down_swaps_the_sides(values: Any) -> None:
    turned = analyse([None if value is None else -value for value in values]).last
    phase = analyse(values).last
    swapped = {"above": "below", "below": "above", "none": "none"}[phase.side]
    assert (turned.verdict, turned.side, turned.hints) == (phase.verdict, swapped, phase.hints)


@given(points)
def test_reversing_time_keeps_the_counts_of_runs(values: Any) -> None:
    there, back = analyse(values).last, analyse(values[::-1]).last
    assert (back.useful, back.longest_run, back.crossings, back.verdict) == (
        there.useful, there.longest_run, there.crossings, there.verdict,
    )  # fmt: skip
    assert sorted(hint.kind for hint in back.hints) == sorted(hint.kind for hint in there.hints)


@given(points, st.lists(st.integers(0, 70), max_size=8))
def test_points_on_the_median_change_no_run(values: Any, places: list[int]) -> None:
    phase = analyse(values).last
    more = list(values)
    for place in places:
        more.insert(place, phase.median)
    added = analyse(more).last
    assert (added.median, added.useful, added.longest_run, added.crossings, added.verdict, added.side) == (
        phase.median, phase.useful, phase.longest_run, phase.crossings, phase.verdict, phase.side,
    )  # fmt: skip


@given(points, parts)
def test_floats_say_what_decimals_say(values: Any, starts: Any) -> None:
    tenths = [None if value is None else value / 10 for value in values]
    as_floats = [None if value is None else float(value) for value in tenths]
    assert flags(analyse(as_floats, phases=starts)) == flags(analyse(tenths, phases=starts))


@given(points, parts)
def test_the_numbers_agree_with_fractions_counted_by_hand(values: Any, starts: Any) -> None:
    for phase in analyse(values, phases=starts).phases:
        inside = [Fraction(value) for value in values[phase.first : phase.last + 1] if value is not None]
        assert phase.median == (median(inside) if inside else None)
        sides = [value > phase.median for value in inside if value != phase.median]
        crossings = sum(one != other for one, other in pairwise(sides))
        assert (phase.useful, phase.crossings) == (len(sides), crossings)
