"""The rules against qicharts2 and the published table."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import Any

import pytest

from metrics.runchart import RUNS_TABLE, Phase, RunChart, analyse, crossings_min, longest_run_max, runs_limits
from tests.metrics.golden import cases, run_charts, runs_table


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


def expected_numbers(part: dict[str, Any], phase: Phase) -> dict[str, Any]:
    """Below ten useful points the reference still speaks, and after a baseline shorter than ten as well;
    this product says that it is too early.

    Without a useful point the reference gives no counts; here there are 0 runs and 0 crossings.
    """
    return {
        "n_useful": part["n_useful"],
        "longest_run": part["longest_run"] or 0,
        "longest_run_max": part["longest_run_max"],
        "n_crossings": part["n_crossings"] or 0,
        "n_crossings_min": part["n_crossings_min"],
        "runs_signal": part["runs_signal"] and part["n_useful"] >= 10 and not phase.early,
    }


def judged(case: dict[str, Any], values: list[Any], number: type) -> RunChart:
    """No case has phases beside a baseline: there the reference drops the baseline, and we do not."""
    asked = case["inputs"]
    assert not (asked["part"] and asked["freeze"])
    line = asked["cl"]
    return analyse(
        values,
        phases=asked["part"] or (),
        frozen=[] if asked["freeze"] is None else [asked["freeze"] - 1],
        centres=None if line is None else {0: number(str(line))},
        left_out=[at - 1 for at in asked["exclude"] or ()],
    )


def test_the_runs_table_is_the_published_one() -> None:
    assert runs_table() == list(enumerate(RUNS_TABLE, 10))
    assert [runs_limits(useful) for useful in (10, 60)] == [RUNS_TABLE[0], RUNS_TABLE[-1]]
    assert {runs_limits(useful) for useful in (0, 9, 61, 62, 1000)} == {(None, None)}


def test_the_limits_are_those_of_the_published_rule() -> None:
    written = "10:6/2 11:6/2 12:7/3 16:7/4 22:7/7 23:8/7 24:8/8 36:8/13 45:8/17 46:9/17 60:9/23"
    limits = [
        f"{useful}:{longest_run_max(useful)}/{crossings_min(useful)}" for useful in (10, 11, 12, 16, 22)
    ]
    limits += [
        f"{useful}:{longest_run_max(useful)}/{crossings_min(useful)}" for useful in (23, 24, 36, 45, 46, 60)
    ]
    assert " ".join(limits) == written


def test_every_golden_run_chart_is_there() -> None:
    asked = [case["inputs"] for case in run_charts()]
    assert len(asked) == 185
    assert [sum(one[key] is not None for one in asked) for key in ("part", "freeze", "exclude", "cl")] == [
        9, 10, 8, 30,
    ]  # fmt: skip
    assert len(cases("ihi_rules__*.json")) == 65


@pytest.mark.parametrize("number", [Decimal, float])
def test_every_run_chart_agrees_with_qicharts2(number: type) -> None:
    for case in run_charts():
        expected = case["expected"]
        values = pooled(case["inputs"], number)
        chart = judged(case, values, number)
        assert [numbers_of(phase) for phase in chart.phases] == [
            expected_numbers(part, phase) for part, phase in zip(expected["parts"], chart.phases, strict=True)
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
