"""The days of the demonstration, all derived from the one day that is called today. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from metrics.months import Month

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Timeline:
    """Eighteen months, of which `today` lies in the sixteenth; a shorter past for a younger collaborative."""

    today: date
    zone: ZoneInfo
    months_before: int = 15
    length: int = 18
    sessions: tuple[int, ...] = (1, 6, 11)  # in the months with these positions, from 0

    @cached_property
    def months(self) -> tuple[Month, ...]:
        first = Month.of(self.today).plus(-self.months_before)
        return tuple(first.until(first.plus(self.length - 1)))

    @property
    def past(self) -> range:
        """Positions of the months that are over."""
        return range(self.months_before)

    @property
    def begun(self) -> range:
        """Positions of the months that are over, and of the running one."""
        return range(self.months_before + 1)

    @property
    def starts(self) -> date:
        return self.months[0].first

    @property
    def ends(self) -> date:
        return self.months[-1].last

    @property
    def now(self) -> datetime:
        """The moment as of which all is told: today has only just begun, so nothing of it is counted."""
        return self.at(self.today, time(0, 1))

    def at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self.zone)

    def day(self, position: int, number: int) -> date:
        """The weekday on or after the n-th day of a month, but within it."""
        return weekday_from(self.months[position].first + (number - 1) * DAY)

    def leaving(self, position: int) -> date:
        """When a team leaves in this month: after the last one was handed in, before the sample week."""
        return self.months[position].first + 9 * DAY

    def session(self, position: int) -> tuple[date, date]:
        """Two days, from the second Thursday on; the second date is the day after."""
        first = self.months[position].first
        thursday = first + ((3 - first.weekday()) % 7 + 7) * DAY
        return thursday, thursday + 2 * DAY

    def sample(self, position: int) -> tuple[date, date]:
        """First and last day of the sample week: the running month's has today in its middle."""
        if position == self.months_before:
            return self._sample_around_today()
        first = self.months[position].first + 10 * DAY
        monday = first + (-first.weekday() % 7) * DAY
        return monday, monday + 4 * DAY

    def _sample_around_today(self) -> tuple[date, date]:
        month = Month.of(self.today)
        first = last = self.today
        for _step in range(2):
            first, last = weekday_before(first), weekday_from(last + DAY)
        return max(first, month.first), min(last, month.last)

    def counted_days(self, position: int) -> list[date]:
        """The days of the sample week that are over: weekdays."""
        first, last = self.sample(position)
        days = (first + step * DAY for step in range((last - first).days + 1))
        return [day for day in days if day.weekday() < 5 and day < self.today]


def weekday_from(day: date) -> date:
    while day.weekday() > 4:
        day += DAY
    return day


def weekday_before(day: date) -> date:
    day -= DAY
    while day.weekday() > 4:
        day -= DAY
    return day


def nth_monday(month: Month, number: int) -> date:
    return month.first + (-month.first.weekday() % 7) * DAY + 7 * (number - 1) * DAY


def holidays(year: int) -> dict[date, str]:
    """Days on which every center is closed."""
    thanksgiving = date(year, 11, 1) + ((3 - date(year, 11, 1).weekday()) % 7 + 21) * DAY
    return {
        date(year, 1, 1): "New Year",
        nth_monday(Month(year, 1), 3): "Martin Luther King Day",
        nth_monday(Month(year, 2), 3): "Presidents’ Day",
        nth_monday(Month(year, 6), 1) - 7 * DAY: "Memorial Day",
        date(year, 6, 19): "Juneteenth",
        date(year, 7, 4): "Fourth of July",
        nth_monday(Month(year, 9), 1): "Labor Day",
        nth_monday(Month(year, 10), 2): "Indigenous Peoples’ Day",
        date(year, 11, 11): "Veterans Day",
        thanksgiving: "Thanksgiving",
        thanksgiving + DAY: "Thanksgiving",
        date(year, 12, 25): "Christmas",
    }
