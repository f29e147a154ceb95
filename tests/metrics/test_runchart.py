"""The rules against qicharts2, the published table, and what must hold for any series."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from metrics.runchart import RUNS_TABLE, Phase, analyse

GOLDEN = Path(__file__).resolve().parents[2].parent / "shared" / "golden"


def cases(pattern: str) -> list[dict[str, Any]]:
    return [case for file in sorted(GOLDEN.glob(pattern)) for case in json.loads(file.read_text())]


@cache
def plain_run_charts() -> list[dict[str, Any]]:
    """Without a frozen baseline, exclusions or a fixed line: those come with the control limits."""
    return [
        case
        for case in cases("qicharts2__*.json")
        if case["chart"] == "run" and not any(case["inputs"][key] for key in ("freeze", "exclude", "cl"))
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
    """Below ten useful points the reference still speaks; this product says that it is too early."""
    speaks = part["runs_signal"] and part["n_useful"] >= 10
    return {key: part[key] for key in numbers_of(analyse([]).last)} | {"runs_signal": speaks}


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
    published = json.loads((GOLDEN / "ihi-runs-table.json").read_text())
    table = published.get("table", published)
    rows = {int(n): tuple(limits) if isinstance(limits, list) else limits for n, limits in rows_of(table)}
    assert {n: limits for n, limits in zip(range(10, 61), RUNS_TABLE, strict=True)} == rows


def rows_of(table: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(table, dict):
        yield from table.items()
        return
    for row in table:
        yield (row["n"], (row["lower"], row["upper"]))
