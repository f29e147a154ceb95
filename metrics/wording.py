"""Numbers and periods in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metrics.periods import Period
from metrics.scale import Unit, as_decimal, significant


def number_text(value: Decimal | float, unit: Unit, decimals: int | None = None) -> str:
    """With at most so many decimals, else three digits that mean something; a proportion is per cent."""
    exact = as_decimal(value)
    places = significant(exact, unit) if decimals is None else decimals
    shown = exact * 100 if unit == "proportion" else exact
    rounded = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    number = number_format(rounded.to_integral_value() if whole else rounded.normalize(), force_grouping=True)
    # Translators: a share in per cent, such as 12.4%.
    return _("%(number)s%%") % {"number": number} if unit == "proportion" else number


def month_text(label: str) -> str:
    """A point's period: a month (its sample week too), a week by its Monday, or a day."""
    first = Period.parse(label).first
    if len(label) == len("2026-03"):
        # Translators: how such a month is written, in Django's letters: M is "Nov", N "Nov." and b "nov".
        return date_format(first, pgettext("format of Nov 2026", "M Y"))
    # Translators: a week of a chart, by its Monday, within a sentence: "since the week of Mar 16, 2026".
    return _("the week of %(day)s") % {"day": day_text(first)} if "W" in label else day_text(first)


def stretch_text(first: str, last: str) -> str:
    """Two periods with all between them; or the one that is both."""
    if first == last:
        return month_text(first)
    # Translators: two periods, such as "Jan 2026 to May 2026".
    return _("%(first)s to %(last)s") % {"first": month_text(first), "last": month_text(last)}


def day_text(day: date) -> str:
    # Translators: how such a day is written, in Django's letters: j is "9", M is "Nov" and b "nov".
    return date_format(day, pgettext("format of Nov 9, 2026", "M j, Y"))


def short_month(label: str) -> str:
    return date_format(Period.parse(label).first, pgettext("format of Nov", "M"))
