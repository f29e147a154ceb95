"""The name of a point of a chart, in the reader's language: "Mar 2026", "Week of Mar 16, 2026"."""

from __future__ import annotations

from django.utils.translation import gettext as _

from metrics.periods import Period, Points
from metrics.wording import day_text, month_text


def period_text(label: str, points: Points = "month") -> str:
    """`points` tells a month from its sample week, which have the same labels."""
    period = Period.parse(label)
    if "W" in period.label:
        # Translators: a point of a chart, Monday to Sunday, such as "Week of Mar 16, 2026".
        return _("Week of %(day)s") % {"day": day_text(period.first)}
    if period.first == period.last:
        return day_text(period.first)
    if points == "sample":
        # Translators: a point of a chart, such as "Sample week of Mar 2026".
        return _("Sample week of %(month)s") % {"month": month_text(period.label)}
    return month_text(period.label)


def period_word(points: Points) -> str:
    """What one point stands for, at the head of a column."""
    words = {"month": _("Month"), "sample": _("Sample week"), "week": _("Week"), "day": _("Day")}
    return words[points]
