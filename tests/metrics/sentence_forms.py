"""A chart for every form of sentence, analysed as in life: months from January 2024 on, None is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from metrics.chartview import ChartPoint, ChartView
from metrics.choosing import Judged, Series, hints_on, judged
from metrics.limits import Kind, Subgroup
from metrics.months import Month
from metrics.reading import last_months
from metrics.runchart import RunChart, analyse
from metrics.why import steps

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = (ROOT / "metrics/sentences.py", *sorted((ROOT / "metrics/why").glob("*.py")))

STEP_DOWN = [9, 8, 9, 8, 9, 8, 9, 8, 3, 2, 3, 2, 3, 2, 3, 2]
CALM = [5, 2, 7, 1, 6, 3, 4, 7, 2, 7, 9, 1, 8, 2]
UP_AND_BACK = [2, 3] * 3 + [8, 9] * 6 + [3, 2] * 3
BLOCKS = [9, 8, 9, 8, 9, 3, 2, 3, 2, 3] * 2
LATE = [9, 8, 9, *[3, 2, 3, 2, 3, 2, 3], 9, 8, 9, 8, 3, 2, 3, 9, 8, 9]  # few crossings; later mostly above
LONG_AGO = [8, 7] * 13 + [3, 2] * 13  # of its last 24 months none lies above


def series(values: Sequence[Any], **how: Any) -> tuple[list[ChartPoint], RunChart]:
    numbers = [None if value is None else Decimal(str(value)) for value in values]
    points = [
        ChartPoint(
            str(Month(2024, 1).plus(at)), number, None, number, "missing" if number is None else "shown"
        )
        for at, number in enumerate(numbers)
    ]
    return points, analyse(numbers, **how)


def view(values: Sequence[Any], how: Mapping[str, Any] | None = None, **more: Any) -> ChartView:
    """`how`: as `runchart.analyse` takes it; `more`: fields of the view."""
    points, chart = series(values, **(how or {}))
    fields = {"key": "one", "title": "One", "unit": "count", "direction": "down"}
    return ChartView(**{**fields, "points": points, "chart": chart, **more})


def limited(values: Sequence[Any], how: Mapping[str, Any] | None = None, **more: Any) -> ChartView:
    """The same as an I chart."""
    plain = view(values, how, **more)
    numbers = [point.value for point in plain.points]
    groups = [Subgroup(None if number is None else float(number)) for number in numbers]
    found = judged(Series("count", "month", groups, numbers), "i", plain.chart)
    return with_limits(plain, found)


def with_limits(plain: ChartView, found: Judged) -> ChartView:
    hints = hints_on(found.kind, plain.hints)
    return replace(
        plain, chart=found.chart, kind=found.kind, control=found.control, trial=found.trial, hints=hints
    )


def pooled(values: Sequence[Any], **more: Any) -> ChartView:
    plain = view(values, **more)
    return replace(plain, points=[replace(point, reporting=9, teams=11) for point in plain.points])


def proportions(kind: Kind, times: int = 10) -> ChartView:
    """Forty children a month, as a P or a P′ chart; a rate is the same numbers by classroom-days."""
    unit = "proportion" if kind in ("p", "pp") else "rate"
    counts = [12, 15, 9, 14, 11, 16, 10, 13, 15, 8] * times
    numbers = [Decimal(count) / 40 for count in counts]
    points = [
        ChartPoint(str(Month(2024, 1).plus(at)), Decimal(count), Decimal(40), number)
        for at, (count, number) in enumerate(zip(counts, numbers, strict=True))
    ]
    groups = [Subgroup(count, 40) for count in counts]
    found = judged(Series(unit, "month", groups, numbers), kind, analyse(numbers))
    return with_limits(replace(view([], direction="up"), points=points, unit=unit), found)


def counted(values: Sequence[int], kind: Kind) -> ChartView:
    plain = view(values)
    numbers = [point.value for point in plain.points]
    found = judged(Series("count", "month", [Subgroup(one) for one in values], numbers), kind, plain.chart)
    return with_limits(plain, found)


def waiting(values: Sequence[Any]) -> ChartView:
    """Its last month is not over."""
    plain = view([*values[:-1], None])
    last = replace(plain.points[-1], value=Decimal(values[-1]), state="running", hollow=True)
    return replace(plain, points=[*plain.points[:-1], last])


def cut(plain: ChartView) -> ChartView:
    return last_months(plain)


def cases() -> dict[str, ChartView]:
    """When → the chart."""
    up = STEP_DOWN[::-1]
    late_fixed = {"centres": {0: Decimal(6)}}
    two = {"phases": [16], "frozen": [20]}
    return {
        "Nothing is counted": view([]),
        "Nothing is counted by day": view([], points_are="week"),
        "A new phase, and no point of it counts yet": view(
            [*CALM, 5], {"phases": [len(CALM)], "left_out": [len(CALM)]}
        ),
        "Too early": view([3, 5, 9]),
        "Too early by one point": view([6, 1, 7, 2, 8, 6, 3, 9, 4, 9, 5]),
        "Too early, about a line that a person set": view([3, 5, 9], late_fixed),
        "Too early: a short baseline": view(CALM, {"frozen": [4]}),
        "Too early: a short baseline before the months shown": cut(view(CALM * 3, {"frozen": [4]})),
        "Less is better, and the points went down": view(STEP_DOWN),
        "More is better, and the points went down": view(STEP_DOWN, direction="up"),
        "Less is better, and the points went up": view(up),
        "More is better, and the points went up": view(up, direction="up"),
        "No direction of good": view(STEP_DOWN, direction="none"),
        "The later half lies on one side": view(LATE, direction="up"),
        "The later half lies on the lower side": view([12 - one for one in LATE], direction="up"),
        "About a fixed line, upwards": view(up, late_fixed, direction="up"),
        "About a fixed line, downwards": view(STEP_DOWN, late_fixed),
        "The change lies before the months shown": cut(view(LONG_AGO)),
        "The same, upwards": cut(view(LONG_AGO[::-1])),
        "The same about a fixed line": cut(view(LONG_AGO, {"centres": {0: Decimal(5)}})),
        "The same about a fixed line, upwards": cut(view(LONG_AGO[::-1], {"centres": {0: Decimal(5)}})),
        "Up and back": view(UP_AND_BACK),
        "Up and back about a fixed line": view(UP_AND_BACK, late_fixed),
        "To and fro in blocks": view(BLOCKS),
        "To and fro in blocks about a fixed line": view(BLOCKS, late_fixed),
        "The longest run is not all shown": cut(view(LONG_AGO[::-1], direction="none")),
        "No signal": view(CALM),
        "No signal about a fixed line": view(CALM, {"centres": {0: Decimal(4)}}, hints="none"),
        "A month that is not over": waiting([*CALM, 3]),
        "IHI shift, upwards": view([5, 2, 1, 1, 2, 1, 2, 1, 8, 9, 12, 7, 7, 4, 2, 8]),
        "IHI shift, downwards": view([7, 5, 9, 4, 3, 2, 3, 2, 3, 5, 6, 0, 3, 9, 8, 5]),
        "IHI trend, upwards": view([2, 7, 9, 7, 1, 2, 4, 5, 6, 7, 0, 3, 5, 9]),
        "IHI trend, downwards": view([7, 8, 5, 7, 2, 11, 9, 8, 7, 6, 2, 1, 3, 3]),
        "IHI, too many runs": view([8, 3, 4, 9, 4, 2, 8, 3, 8, 3, 8, 3]),
        "NHS, a baseline that does not move": limited(
            [*CALM, *[5] * 12, *[4, 6] * 6], {"phases": [14], "frozen": [25]}, hints="nhs"
        ),
        "NHS, nothing": limited(CALM, hints="nhs"),
        "NHS, a point above": limited([6, 7, 2, 9, 5, 20, 4, 3, 7, 9, 5, 8, 3, 5, 2, 5, 8, 6], hints="nhs"),
        "NHS, a point below": limited([8, 7, 8, 6, 8, 9, 9, 2, 1, 5, 6, 8], hints="nhs"),
        "NHS, a shift upwards": limited([9, 4, 5, 6, 9, 6, 7, 6, 9, 9, 2, 9, 8, 4, 2, 2, 7, 3], hints="nhs"),
        "NHS, a shift downwards": limited([2, 4, 2, 2, 2, 1, 4, 7, 9, 6, 3, 8, 4, 8, 6, 6], hints="nhs"),
        "NHS, a trend upwards": limited([6, 4, 7, 4, 2, 8, 1, 2, 3, 5, 7, 10, 12, 9], hints="nhs"),
        "NHS, a trend downwards": limited([8, 3, 6, 8, 5, 12, 11, 9, 8, 6, 5, 1, 7, 2, 8, 4], hints="nhs"),
        "NHS, two of three above": limited([6, 7, 3, 0, 1, 4, 1, 0, 4, 8, 9, 2, 4, 3, 3, 3], hints="nhs"),
        "NHS, two of three below": limited([9, 8, 3, 4, 3, 1, 2, 0, 0, 3, 4, 6, 9, 6, 3, 2], hints="nhs"),
        "By day": view(STEP_DOWN, points_are="day"),
        "By day, about a fixed line": view(STEP_DOWN, late_fixed, points_are="day"),
        "A frozen baseline": view(STEP_DOWN, {"frozen": [11]}),
        "A baseline before the months shown": cut(view(CALM * 3, {"frozen": [11]})),
        "An earlier phase is too short": view([6, 1, 7, *CALM], {"phases": [3]}),
        "Two earlier phases are too short": view([6, 1, 7, 9, *CALM], {"phases": [3, 4]}),
        "A new phase": view([*STEP_DOWN, 1, 2, 3], {"phases": [16]}),
        "Points left out": view(CALM, {"left_out": [0, 10]}),
        "A point left out": view(CALM, {"left_out": [10]}),
        "A control chart": limited(CALM * 2),
        "Trial limits": limited(CALM),
        "Points beyond the limits": limited([*CALM, 5, 4, 30, 5, 6, 31, 4, 6, 5, 3]),
        "Many points beyond the limits": limited([5, 6] * 10 + [30, 5, 31, 6, 32, 5, 33, 6]),
        "A control chart with a signal": limited(STEP_DOWN * 2, {"phases": [16]}),
        "A control chart with a baseline": limited([*CALM, *CALM], {"frozen": [13]}),
        "A control chart, the newest phase too short for limits": limited([*CALM, 5, 6, 7], {"phases": [14]}),
        "A control chart with a short baseline": limited([*STEP_DOWN, *CALM], two),
        "A P chart": proportions("p", 2),
        "A P′ chart": proportions("pp", 2),
        "A U chart": proportions("u", 2),
        "A U′ chart": proportions("up", 2),
        "A C chart": counted(CALM * 2, "c"),
        "A G chart": counted(CALM * 2, "g"),
        "A T chart": counted(CALM * 2, "t"),
        "All teams, a count": pooled(CALM),
        "All teams, a proportion": pooled([one / 10 for one in CALM], unit="proportion"),
        "All teams, a rate": pooled(CALM, unit="rate"),
        "All teams, a score": pooled(CALM, unit="score"),
        "The same teams at every point": replace(pooled(CALM), panel=True),
    }  # fmt: skip


# --- The words as the code has them ---------------------------------------------------------------------
CALLS = {"_": 1, "ngettext": 2}
CAPITAL = "[A-ZÁÉÍÓÚ¿¡]"


def messages() -> list[tuple[str, ...]]:
    """Every marked text of the modules that speak, in order; singular and plural together."""
    return [
        tuple(text for text in map(literal, call.args[: CALLS[call.func.id]]))
        for path in SPOKEN
        for call in sorted(
            (node for node in ast.walk(ast.parse(path.read_text())) if is_mark(node)),
            key=lambda node: (node.lineno, node.col_offset),
        )
    ]


def is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS


def literal(node: ast.expr) -> str:
    text = ast.literal_eval(node)
    assert isinstance(text, str)
    return text


def pattern(message: str) -> re.Pattern[str]:
    """What the message looks like once its numbers and months stand in it: whole sentences of a text."""
    parts = re.split(r"%\(\w+\)s", message)
    said = rf"(?:(?!\. {CAPITAL}).)+?".join(map(re.escape, parts))
    return re.compile(rf"(?:^|(?<=\. )){said}(?= {CAPITAL}|$)")


def spoken(found: ChartView) -> Iterator[str]:

    yield found.sentence
    yield found.verdict
    for step in steps(found):
        yield step.text
