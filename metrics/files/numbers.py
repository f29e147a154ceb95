"""The numbers behind a chart as CSV: docs/chart-data.md says what each column holds."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from metrics.files.content import Content, Number, Row, rows

COLUMNS = (
    *("date", "numerator", "denominator", "value", "state", "median", "teams_reporting", "teams", "phase"),
    *("first_day", "last_day", "points", "left_out", "centre", "lower_limit", "upper_limit", "teams_median"),
)


def comma_separated(content: Content) -> bytes:
    """Numbers with a point, days as 2026-03-31; no cell holds what a person wrote."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, rows(content.view)))
    return text.getvalue().encode()


def _cells(row: Row) -> list[str]:
    return [
        row.label,
        *map(_text, (row.num, row.den, row.value)),
        row.state,
        _text(row.median),
        *("" if number is None else str(number) for number in (row.reporting, row.teams)),
        str(row.phase),
        *("" if day is None else day.isoformat() for day in (row.first, row.last)),
        row.points,
        "yes" if row.left_out else "no",
        *map(_text, (row.centre, row.lower, row.upper, row.teams_median)),
    ]


def _text(number: Number) -> str:
    return "" if number is None else format(Decimal(str(number)).normalize(), "f")
