"""What the chart by month says where a view of smaller points says something else, and why it may.

More points show a change sooner. But each rests on fewer counts, so chance moves it more; and weeks in a row
are often alike, while the rules take points for independent: so there are more false alarms.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from metrics.chartview import ByMonth, ChartView
from metrics.facts import entering, outcome_of
from metrics.sentences import verdict_text

MANY = 1.5  # times as many points as months: a week more or less is no reason


def beside_months(view: ChartView, months: ChartView, address: str) -> ChartView:
    """The view, with a sentence about its months where one is due; days have no verdict to compare."""
    text = _text(view, months)
    return replace(view, by_month=ByMonth(text, address)) if text else view


def _text(view: ChartView, months: ChartView) -> str:
    if not months.has_values:
        return ""
    if not view.has_values:
        return _(
            "What was counted stands in the chart by month. Weeks and days are there once single days are "
            "counted."
        )
    there = verdict_text(outcome_of(months))
    if view.points_are == "day" or there == verdict_text(outcome_of(view)):
        return ""
    # Translators: a verdict such as “No signal”, and a sentence on why two charts of one metric may differ.
    return _("By month this chart says: “%(verdict)s”. %(why)s") % {
        "verdict": there,
        "why": _why(view, months),
    }


def _why(view: ChartView, months: ChartView) -> str:
    if _changed(view) != _changed(months):
        return _(
            "In one of the two charts somebody changed a phase, the line or the points that count, and in "
            "the other not."
        )
    if _size(view) >= MANY * _size(months):
        return _of_more_points(view)
    if view.points_are == "sample":
        return _("A sample week holds fewer counts than its month, so chance moves its points more.")
    return _("The points of the two charts are not made of the same counts, so their verdicts can differ.")


def _of_more_points(view: ChartView) -> str:
    if view.meaning:
        return _(
            "More points can show a change sooner. But each of them rests on fewer counts, and points close "
            "in time are often alike, which can look like a signal."
        )
    return _(
        "More points can show a change sooner. But each of them rests on fewer counts, so chance moves it "
        "more and can hide a change."
    )


def _size(view: ChartView) -> int:
    return sum(value is not None for value in entering(view))


def _changed(view: ChartView) -> tuple[int, ...]:
    """What people can do to a chart, and how often it is there; a new wording starts a phase in both."""
    phases = view.chart.phases
    return (
        len(phases),
        sum(phase.frozen is not None for phase in phases),
        sum(phase.fixed for phase in phases),
        len(view.chart.left_out),
    )
