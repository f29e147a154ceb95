"""The calendar of charts, in the collaborative's zone: what is closed, what other teams may read."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from metrics.months import Month
from teams.models import Collaborative, Team

OPENS_AFTER = timedelta(days=14)
FOR_EVER = "9999-12"


def closed_through(collaborative: Collaborative, now: datetime) -> Month:
    """The last month that is over."""
    return Month.of(collaborative.day(now)).plus(-1)


def open_through(collaborative: Collaborative, now: datetime) -> Month:
    """The last month that other teams read although nobody handed it in: 14 days after its end."""
    return Month.of(collaborative.day(now) - OPENS_AFTER).plus(-1)


def takes_part(team: Team, month: Month) -> bool:
    """Joined before the month's end, and had not left by then."""
    first, gone = months_in(team)
    return first <= str(month) < gone


def months_in(team: Team) -> tuple[str, str]:
    """The first month that it takes part in, and the first that it does not any more."""
    return _label(team.joined), _label(team.left) if team.left else FOR_EVER


def _label(day: date) -> str:
    return day.isoformat()[:7]
