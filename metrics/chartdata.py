"""The numbers behind a chart as CSV, in the columns of `COLUMNS`."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from django.http import HttpResponse

from metrics.chartview import ChartPoint, ChartView
from metrics.runchart import RunChart

COLUMNS = (
    "date", "numerator", "denominator", "value", "state", "median", "teams_reporting", "teams", "phase",
)  # fmt: skip
STATES = {"held_back": "held back", "not_handed_in": "not handed in"}


def csv_response(view: ChartView, name: str) -> HttpResponse:
    """Every month of the chart, oldest first; numbers with a point, months as 2026-03."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for at, point in enumerate(view.points):
        writer.writerow(_row(view.chart, at, point))
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _row(chart: RunChart, at: int, point: ChartPoint) -> list[str]:
    number, median = next(
        (
            (number, phase.median)
            for number, phase in enumerate(chart.phases, 1)
            if phase.first <= at <= phase.last
        ),
        (len(chart.phases), None if point.hollow else chart.last.median),
    )
    return [
        point.month,
        _text(point.num),
        _text(point.den),
        _text(point.value),
        STATES.get(point.state, point.state),
        _text(None if point.hollow else median),
        "" if point.reporting is None else str(point.reporting),
        "" if point.teams is None else str(point.teams),
        str(number),
    ]


def _text(number: Decimal | float | None) -> str:
    return "" if number is None else format(Decimal(str(number)).normalize(), "f")
