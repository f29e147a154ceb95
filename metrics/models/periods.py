"""The calendar of charts, in the collaborative's zone: what is closed, what other teams may read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from metrics.months import Month
from teams.models import Collaborative, Team

OPENS_AFTER = timedelta(days=14)


def closed_through(collaborative: Collaborative, now: datetime) -> Month:
    """The last month that is over."""
    return Month.of(collaborative.day(now)).plus(-1)


def open_through(collaborative: Collaborative, now: datetime) -> Month:
    """The last month that other teams read although nobody handed it in: 14 days after its end."""
    return Month.of(collaborative.day(now) - OPENS_AFTER).plus(-1)


def takes_part(team: Team, month: Month) -> bool:
    """Joined before the month's end, and had not left by then."""
    return is_in(team, month.plus(1).first)


def is_in(team: Team, end: date) -> bool:
    """The same, by the day after the month."""
    return bool(team.joined < end and (team.left is None or team.left >= end))
