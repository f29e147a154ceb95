"""The names of months and days for Plotly's time axis, from Django's own translations."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format, get_format

from metrics.wording import short_month

SUNDAY = 4  # January 2026 began on a Thursday: its first Sunday


def locale() -> dict[str, Any]:
    """As `Plotly.register` takes it; the format letters are those of d3."""
    months = [date(2026, number, 1) for number in range(1, 13)]
    days = [date(2026, 1, SUNDAY + number) for number in range(7)]
    day_first = str(get_format("MONTH_DAY_FORMAT")).startswith(("j", "d"))
    day_month = "%-d %b" if day_first else "%b %-d"
    return {
        "moduleType": "locale",
        "name": "reader",
        "dictionary": {},
        "format": {
            "months": [date_format(month, "F") for month in months],
            "shortMonths": [short_month(f"{month:%Y-%m}") for month in months],
            "days": [date_format(day, "l") for day in days],
            "shortDays": [date_format(day, "D") for day in days],
            "year": "%Y",
            "month": "%b %Y",
            "dayMonth": day_month,
            "dayMonthYear": f"{day_month} %Y" if day_first else f"{day_month}, %Y",
            "decimal": str(get_format("DECIMAL_SEPARATOR")),
            "thousands": str(get_format("THOUSAND_SEPARATOR")),
            "grouping": [3],
            "currency": ["", ""],
            "date": "%x",
        },
    }
