"""A chart as JSON, by the schema in docs/chart.schema.json; what it says is told in docs/chart-data.md."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from metrics.chartview import ChartView
from metrics.files.content import Content, Number, Row, rows
from metrics.runchart import Phase

VERSION = 1  # of the schema; a field that is new does not change it


def record(content: Content) -> bytes:
    view = content.view
    told = {
        "version": VERSION,
        "title": view.title,
        "sentence": view.sentence,
        "language": get_language(),
        "address": content.address,
        "made": content.made.isoformat(),
        "unit": view.unit,
        "direction": view.direction,
        "goal": _number(view.goal),
        "points_are": view.points_are,
        "chart": view.kind,
        "trial_limits": view.trial,
        "hints": view.hints,
        "pooled": content.how or None,
        "points": [_point(row) for row in rows(view)],
        "phases": [_phase(view, number, phase) for number, phase in enumerate(view.chart.phases, 1)],
        "acts": [_act(act) for act in view.acts],
        "definitions": [
            {"from": one.from_month, "numerator": one.numerator_text, "denominator": one.denominator_text}
            for one in content.definitions
        ],
        "sessions": [{"day": str(session.at), "label": session.label} for session in view.sessions],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _point(row: Row) -> dict[str, Any]:
    return {
        "period": row.label,
        "first_day": _day(row.first),
        "last_day": _day(row.last),
        "numerator": _number(row.num),
        "denominator": _number(row.den),
        "value": _number(row.value),
        "state": row.state,
        "left_out": row.left_out,
        "phase": row.phase,
        "median": _number(row.median),
        "centre": _number(row.centre),
        "lower_limit": _number(row.lower),
        "upper_limit": _number(row.upper),
        "teams_reporting": row.reporting,
        "teams": row.teams,
        "teams_median": _number(row.teams_median),
    }


def _phase(view: ChartView, number: int, phase: Phase) -> dict[str, Any]:
    return {
        "number": number,
        "first": _label(view, phase.first),
        "last": _label(view, phase.last),
        "median": _number(phase.median),
        "median_is": "fixed" if phase.fixed else "computed",
        "baseline_through": _label(view, phase.frozen),
        "baseline_is_early": phase.early,
        "useful_points": phase.useful,
        "longest_run": phase.longest_run,
        "longest_run_at_most": phase.longest_run_max,
        "crossings": phase.crossings,
        "crossings_at_least": phase.crossings_min,
        "verdict": phase.verdict,
        "side": phase.side,
        "hints": [
            {"kind": hint.kind, "first": _label(view, hint.first), "last": _label(view, hint.last)}
            for hint in phase.hints
        ],
    }


def _act(act: Any) -> dict[str, Any]:
    return {
        "number": act.number,
        "what": act.what,
        "period": act.period,
        "text": act.text,
        "by": act.by,
        "day": act.day.isoformat(),
        "value": _number(act.value),
    }


def _label(view: ChartView, at: int | None) -> str | None:
    """Of a point's place; None where there is no such point, as in an empty chart."""
    return view.points[at].period if at is not None and 0 <= at < len(view.points) else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(number: Number) -> int | float | None:
    if number is None:
        return None
    exact = Decimal(str(number))
    return int(exact) if exact == exact.to_integral_value() else float(exact)
