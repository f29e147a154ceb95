"""A day and a time by somebody's clock become one moment; where clocks are changed, some do not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_name
from django.utils.translation import get_language


class SkippedError(ValueError):
    """The clocks are put forward: this time does not come that day."""


class TwiceError(ValueError):
    """The clocks are put back: this time comes twice that day."""


def moment(day: date, at: time, zone: str) -> datetime:
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    there_and_back = local.astimezone(UTC).astimezone(local.tzinfo)
    if there_and_back.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
        raise SkippedError
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        raise TwiceError
    return local.astimezone(UTC)


def zone_name(local: datetime) -> str:
    """As people call it on that day, in the reader's language: Eastern Standard Time."""
    try:
        locale = Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return get_timezone_name(local, locale=locale)
