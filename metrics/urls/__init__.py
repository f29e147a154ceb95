"""Addresses of this app, one module a subject; `bsc/urls.py` puts them in their places."""

from datetime import date

from django.urls import register_converter

from metrics.months import Month


class MonthConverter:
    """`2026-03`; anything else is no such page."""

    regex = r"[12]\d{3}-\d\d"

    def to_python(self, value: str) -> Month:
        return Month.parse(value)

    def to_url(self, value: Month | str) -> str:
        return str(value)


class DayConverter:
    """`2026-03-12`; anything else is no such page."""

    regex = r"[12]\d{3}-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(MonthConverter, "month")
register_converter(DayConverter, "day")
