"""Charts to explore, from none at all to many-sided ones, and what plotly says of their figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import plotly.graph_objects as go
from django.utils.formats import date_format

from metrics.chart import Marker
from metrics.chartview import Act, ChartPoint, ChartView
from metrics.chosen import as_chosen
from metrics.looking import Looking
from metrics.months import Month
from metrics.runchart import analyse
from metrics.windows import Window

ALL = Looking()
UP_AND_DOWN = [(one, 40) for one in (12, 20, 9, 22, 11, 24, 10, 21, 13, 25, 12, 20, 9, 23)]
TODAY = date(2028, 3, 20)


def point(label: str, num: int | None, den: int | None, **more: Any) -> ChartPoint:
    if num is None or den is None:
        return ChartPoint(label, None, None, None, "missing")
    return ChartPoint(label, Decimal(num), Decimal(den), Decimal(num) / Decimal(den), **more)


def view(counts: list[Any], labels: list[str] | None = None, **more: Any) -> ChartView:
    """Proportions, by month from October 2025 on; (None, None) is missing."""
    labels = labels or [str(Month(2025, 10).plus(at)) for at in range(len(counts))]
    points = [point(label, *count) for label, count in zip(labels, counts, strict=True)]
    fields = {"key": "talks", "title": "Talks", "unit": "proportion", "direction": "up", "points": points}
    fields["chart"] = analyse([one.value for one in points])
    return ChartView(**(fields | more))


def traces(found: dict[str, Any], role: str) -> list[dict[str, Any]]:
    return [trace for trace in found["data"] if trace["meta"]["role"] == role]


def points(found: dict[str, Any]) -> dict[str, Any]:
    [trace] = traces(found, "points")
    return trace


def check(found: dict[str, Any]) -> None:
    """plotly raises where a name or a value is none of its own; and what it keeps is what we sent."""
    kept = go.Figure(data=found["data"], layout=found["layout"] | {"template": "none"}).to_plotly_json()
    assert kept["data"] == found["data"]
    sent = {name: value for name, value in found["layout"].items() if value != []}
    assert kept["layout"] == sent | {"template": kept["layout"]["template"]}


def weeks(number: int) -> list[str]:
    return [f"2026-W{one:02}" for one in range(1, number + 1)]


def many_sided() -> ChartView:
    """Phases, a baseline, a gap, a point left out, a running month, a goal, sessions, a note, tests."""
    counts = [(None, None), *UP_AND_DOWN, *[(one + 8, 40) for one, _ in UP_AND_DOWN], (3, 9)]
    whole = view(counts)
    running = replace(whole.points[-1], hollow=True, state="running")
    values = [one.value for one in whole.points[:-1]]
    return replace(
        whole,
        points=[*whole.points[:-1], running],
        chart=replace(analyse(values, phases=[15], frozen=[26], left_out=[4]), points=len(counts)),
        goal=Decimal("0.8"),
        sessions=[Marker("2026-02-03", "Session 1", "LS1"), Marker("2024-01-01", "Session 0", "LS0")],
        acts=[Act(UUID(int=1), "note", "2026-03", "A <b>new</b> form", "Dee", date(2026, 4, 2), number=1)],
        windows=[
            Window("1", "Ask at <b>pick-up</b>", date(2026, 3, 2), date(2026, 3, 6), "/1/", TODAY),
            Window("2", "Ask at drop-off", date(2026, 3, 5), date(2026, 3, 5), "/2/", TODAY),
            Window("3", "Ask by card", date(2028, 3, 6), None, "/3/", TODAY),
        ],
    )


def every_view() -> dict[str, ChartView]:
    run = view(UP_AND_DOWN)
    short = view(UP_AND_DOWN[:3], ["2026-01-05", "2026-01-06", "2026-01-08"], points_are="day")
    rate, count = replace(run, unit="rate"), replace(run, unit="count")
    return {
        "empty": view([]),
        "nothing counted": view([(None, None)] * 3),
        "run": run,
        "many-sided": many_sided(),
        "weeks": view(UP_AND_DOWN, weeks(14), points_are="week"),
        "days": short,
        "second line": replace(run, teams_median=[*[one.value for one in run.points][:-1], None]),
        **{kind: as_chosen(run, kind, "ihi").view for kind in ("p", "pp")},
        **{kind: as_chosen(rate, kind, "none").view for kind in ("u", "up")},
        **{kind: as_chosen(count, kind, "nhs").view for kind in ("i", "c", "g", "t")},
    }


def said(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
