"""Which days of a month are counted. Pure: standard library only."""

from datetime import date, timedelta

from metrics.months import Month

WEEK = timedelta(days=7)
TO_FRIDAY = timedelta(days=4)


def full_week(month: Month, which: int = 3) -> tuple[date, date]:
    """Monday and Friday of the n-th week whose five weekdays all lie in the month. Every month has three."""
    monday = month.first + timedelta(days=-month.first.weekday() % 7) + (which - 1) * WEEK
    friday = monday + TO_FRIDAY
    if friday > month.last:
        raise ValueError(f"{month} has no full week number {which}")
    return monday, friday
