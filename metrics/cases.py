"""Reference cases: what these modules compute, in the form in which the references give it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from metrics import nhs
from metrics.limits import (
    Combined,
    ControlChart,
    LimitPoint,
    NotPositiveError,
    Settings,
    Subgroup,
    control_chart,
    plotted,
    pool,
)
from metrics.runchart import Phase, RunChart, Runs, analyse, ihi_rules

Case = dict[str, Any]
NHS_NAMES: dict[nhs.Cause, str] = {
    "none": "Common Cause",
    "above": "Above UCL",
    "below": "Below LCL",
    "rising": "7 Point Trend (Increasing)",
    "falling": "7 Point Trend (Decreasing)",
    "near_above": "2 in 3 Above CL",
    "near_below": "2 in 3 Below CL",
    "shift_above": "7 Points Above CL",
    "shift_below": "7 Points Below CL",
}


def answer(case: Case) -> Case:
    """What this product computes for one case, as its `expected`. KeyError for a tool that is not known."""
    tools: dict[str, Callable[[Case], Case]] = {
        "qicharts2": _qicharts2,
        "NHSRplotthedots": _nhs,
        "ihi-rules": _ihi,
    }
    return tools[case["tool"]](case)


def _qicharts2(case: Case) -> Case:
    return _run_chart(case) if case["chart"] == "run" else by_limits(case)


def by_limits(case: Case) -> Case:
    """A case of qicharts2 by `limits.control_chart`, which also knows the run chart."""
    asked = case["inputs"]
    settings = Settings(
        kind=case["chart"],
        part=tuple(asked["part"] or ()),
        freeze=asked["freeze"],
        exclude=frozenset(asked["exclude"] or ()),
        centre=asked["cl"],
        multiply=asked["multiply"],
        screened=asked["screened_mr"],
    )
    try:
        chart = control_chart(_pooled(case), settings)
    except NotPositiveError as refused:
        return {"points": None, "parts": None, "error": str(refused)}
    parts = [_part(phase.points, phase.runs, signal=phase.signal) for phase in chart.phases]
    return {"points": _points(chart, asked["x"]), "parts": _numbered(parts), "error": None}


def _pooled(case: Case) -> list[Subgroup]:
    asked = case["inputs"]
    how: Combined = "sum" if case["chart"] == "c" else asked["agg_fun"]
    return pool(asked["x"], asked["y"], asked["n"], how)


def _keys(given: Sequence[Any]) -> list[Any] | None:
    """The axis, where it is not what was given."""
    keys = sorted({key for key in given if key is not None})
    return None if keys == list(given) else keys


def _points(chart: ControlChart, given: Sequence[Any]) -> Case:
    numbers: dict[str, Callable[[LimitPoint], float | None]] = {
        "y": lambda point: point.value,
        "cl": lambda point: point.centre,
        "lcl": lambda point: point.lower,
        "ucl": lambda point: point.upper,
        "lcl95": lambda point: point.lower95,
        "ucl95": lambda point: point.upper95,
    }
    flags: dict[str, Callable[[LimitPoint], int]] = {
        "sigma_signal": lambda point: int(point.beyond),
        "part": lambda point: point.phase,
        "baseline": lambda point: int(point.in_baseline),
        "include": lambda point: int(point.included),
    }
    shown = {name: _or_none([of(point) for point in chart.points]) for name, of in numbers.items()}
    said = {name: [flag(point) for point in chart.points] for name, flag in flags.items()}
    return {"x": _keys(given), **shown, **said}


def _or_none(values: list[Any]) -> list[Any] | None:
    """A list without a value at any point is null."""
    return None if all(value is None for value in values) else values


def _part(points: int, runs: Runs, *, signal: bool) -> Case:
    return {
        "n_obs": points,
        "n_useful": runs.useful,
        "longest_run": runs.longest or None,
        "longest_run_max": runs.longest_max,
        "n_crossings": runs.crossings if runs.useful else None,
        "n_crossings_min": runs.crossings_min,
        "runs_signal": signal,
    }


def _numbered(parts: Sequence[Case]) -> list[Case]:
    return [{"part": number, **part} for number, part in enumerate(parts, start=1)]


def _run_chart(case: Case) -> Case:
    """By `runchart.analyse`, as every page has it. The reference drops a baseline beside phases."""
    asked = case["inputs"]
    values, part = plotted("run", _pooled(case)), asked["part"] or ()
    baseline = len(values) if part or asked["freeze"] is None else asked["freeze"]
    chart = analyse(
        values,
        phases=part,
        frozen=[baseline - 1],
        centres={} if asked["cl"] is None else dict.fromkeys([0, *part], asked["cl"]),
        left_out=[at - 1 for at in asked["exclude"] or ()],
    )
    points = _run_points(chart, values, baseline, asked["multiply"])
    parts = [
        _part(_included(chart, phase), _runs(phase), signal=_runs(phase).signal) for phase in chart.phases
    ]
    return {"points": {"x": _keys(asked["x"]), **points}, "parts": _numbered(parts), "error": None}


def _runs(phase: Phase) -> Runs:
    """The reference judges any number of points; the product says "too early" below ten."""
    return Runs(phase.useful, phase.longest_run, phase.longest_run_max, phase.crossings, phase.crossings_min)


def _included(chart: RunChart, phase: Phase) -> int:
    return sum(at not in chart.left_out for at in range(phase.first, phase.last + 1))


def _run_points(chart: RunChart, values: Sequence[float | None], baseline: int, times: float) -> Case:
    numbers = [
        number
        for number, phase in enumerate(chart.phases, start=1)
        for _ in range(phase.first, phase.last + 1)
    ]
    lines = [chart.phases[number - 1].median for number in numbers]
    return {
        "y": _or_none([None if value is None else value * times for value in values]),
        "cl": _or_none([None if line is None else float(line) * times for line in lines]),
        **dict.fromkeys(("lcl", "ucl", "lcl95", "ucl95")),
        "sigma_signal": [0] * chart.points,
        "part": numbers,
        "baseline": [int(at < baseline) for at in range(chart.points)],
        "include": [int(at not in chart.left_out) for at in range(chart.points)],
    }


def _ihi(case: Case) -> Case:
    values = case["inputs"]["y"]
    found = ihi_rules(values)
    return {
        "median": None if found.median is None else float(found.median),
        "n_useful": found.useful,
        "n_runs": found.runs,
        "runs_lower": found.fewest,
        "runs_upper": found.most,
        "runs_verdict": _runs_verdict(found.runs, found.fewest, found.most),
        "shift_points": _marked(len(values), found.shifts),
        "trend_points": _marked(len(values), found.trends),
        "shift_signal": bool(found.shifts),
        "trend_signal": bool(found.trends),
    }


def _runs_verdict(runs: int, fewest: int | None, most: int | None) -> str:
    if fewest is None or most is None:
        return "not_tested"
    return "too_few" if runs < fewest else "too_many" if runs > most else "expected"


def _marked(size: int, groups: Sequence[Sequence[int]]) -> list[int]:
    marked = {at for group in groups for at in group}
    return [int(at in marked) for at in range(size)]


def _nhs(case: Case) -> Case:
    asked = case["inputs"]
    rows = sorted(
        (day, value) for day, value in zip(asked["x"], asked["y"], strict=True) if value is not None
    )
    days = [day for day, _ in rows]
    starts = [sum(day < first for day in days) for first in asked["rebase_dates"] or ()]
    points = nhs.xmr_chart(
        [value for _, value in rows],
        starts,
        fix_after=asked["fix_after_n_points"],
        screened=asked["screen_outliers"],
    )
    direction = asked["improvement_direction"]
    shown = {"x": None if days == asked["x"] else days, **_xmr_points(points, direction)}
    return {"points": shown, "icons": _icons(points[-1], direction, asked["target"]), "error": None}


def _xmr_points(points: Sequence[nhs.XmrPoint], direction: nhs.Direction) -> Case:
    return {
        "y": [point.value for point in points],
        "mean": [point.mean for point in points],
        "lpl": [point.lower for point in points],
        "upl": [point.upper for point in points],
        "rebase_group": [point.group for point in points],
        "outside_limits": [_where_limited(point, flag=point.outside) for point in points],
        "relative_to_mean": [point.side for point in points],
        "close_to_limits": [_where_limited(point, flag=point.near) for point in points],
        "special_cause_type": [NHS_NAMES[point.cause] for point in points],
        "special_cause_flag": [int(point.cause != "none") for point in points],
        "point_type": [_type(point.cause, direction) for point in points],
        "short_group_warning": [int(point.short) for point in points],
    }


def _where_limited(point: nhs.XmrPoint, *, flag: bool) -> int | None:
    return None if point.upper is None else int(flag)


def _meaning(cause: nhs.Cause, direction: nhs.Direction) -> str:
    if direction == "neutral":
        return "neutral"
    return "improvement" if (cause in nhs.HIGH) == (direction == "increase") else "concern"


def _height(cause: nhs.Cause) -> str:
    return "high" if cause in nhs.HIGH else "low"


def _type(cause: nhs.Cause, direction: nhs.Direction) -> str:
    if cause == "none":
        return "common_cause"
    means = _meaning(cause, direction)
    return f"special_cause_{means}" + (f"_{_height(cause)}" if means == "neutral" else "")


def _icons(last: nhs.XmrPoint, direction: nhs.Direction, target: float | None) -> Case:
    """Variation is said of the last point alone."""
    reaches = nhs.assurance(last, direction, target)
    varies = (
        "common_cause" if last.cause == "none" else f"{_meaning(last.cause, direction)}_{_height(last.cause)}"
    )
    kinds = {"pass": "consistent_pass", "fail": "consistent_fail", "inconsistent": "inconsistent"}
    return {
        "variation": varies,
        "assurance": reaches,
        "assurance_type": None if reaches is None else kinds[reaches],
    }
