"""Everything that is known about one point, in lines to read: beside the mouse, and aloud by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from metrics.chartview import Act, ChartPoint, ChartView, Unit
from metrics.periods import Period
from metrics.series import Point, Series
from metrics.templatetags.charts import line_name
from metrics.windows import Window
from metrics.wording import number_text


def texts_of(view: ChartView) -> list[list[str]]:
    """For each point its period and value first; then how it came about, and what lies there."""
    series = view.series()
    return [
        [
            view.point_text(at),
            *_counted(point, view.unit),
            *_teams(point, view.panel),
            *_state(point, series.points[at]),
            *_lines(series, at),
            *_what_lies_there(view, Period.parse(point.period)),
            *_acts(view, point.period),
        ]
        for at, point in enumerate(view.points)
    ]


def _counted(point: ChartPoint, unit: Unit) -> Iterator[str]:
    if point.num is not None and point.den is not None:
        parts = _("%(num)s out of %(den)s")
        words = parts if unit == "proportion" else _("Counted: %(num)s, divided by %(den)s")
        yield words % {"num": _amount(point.num), "den": _amount(point.den)}
    elif point.num is not None and point.num != point.value:
        yield _("Counted: %(num)s") % {"num": _amount(point.num)}


def _teams(point: ChartPoint, of_panel: bool) -> Iterator[str]:
    if point.teams is not None:
        # Translators: of a panel, which has the same teams at every point; others may have reported too.
        words = (
            _("%(reporting)s of %(teams)s teams")
            if of_panel
            else _("%(reporting)s of %(teams)s teams reported")
        )
        yield words % {"reporting": point.reporting or 0, "teams": point.teams}


def _amount(value: Decimal) -> str:
    return number_text(value, "count", 4)


def _state(point: ChartPoint, mark: Point) -> Iterator[str]:
    if point.value is not None and point.state != "shown":
        yield capfirst(point.state_text)
    if mark.out:
        yield _("Left out of the median and of the rules")
    elif mark.beyond:
        yield _("Above the limits") if mark.beyond == "above" else _("Below the limits")
    elif mark.marked:
        yield _("In a row that deserves a look")


def _lines(series: Series, at: int) -> Iterator[str]:
    """The lines at this point, as numbers."""
    unit = series.unit
    for line in series.medians:
        if line.first <= at <= line.last and line.value is not None:
            words = {"name": line_name(line.name), "value": number_text(line.value, unit)}
            yield _("%(name)s: %(value)s") % words
    if series.limits is not None:
        lower, upper = series.limits.lower[at], series.limits.upper[at]
        if lower is not None and upper is not None:
            said = {"lower": number_text(lower, unit), "upper": number_text(upper, unit)}
            trial, firm = _("Trial limits: %(lower)s to %(upper)s"), _("Limits: %(lower)s to %(upper)s")
            yield (trial if series.limits.trial else firm) % said
    second = series.teams[at] if series.teams else None
    if second is not None:
        yield _("%(name)s: %(value)s") % {"name": line_name("teams"), "value": number_text(second, unit)}


def _what_lies_there(view: ChartView, period: Period) -> Iterator[str]:
    yield from (one.label for one in view.sessions if _touches(period, str(one.at)))
    tests = [one.label for one in view.windows if one.first <= period.last and one.end >= period.first]
    if tests:
        yield _("Tests: %(numbers)s") % {"numbers": ", ".join(tests)}


def _touches(period: Period, day: str) -> bool:
    return period.first <= date.fromisoformat(day) <= period.last


def _acts(view: ChartView, label: str) -> Iterator[str]:
    for act in view.acts:
        if _stands_at(act, label):
            yield act_text(act)


def act_text(act: Act) -> str:
    """With the number by which the figure and the list refer to it."""
    words = _("%(what)s: %(text)s (%(by)s, %(day)s)")
    day = date_format(act.day, "SHORT_DATE_FORMAT")
    said = words % {"what": _what(act), "text": act.text, "by": act.by, "day": day}
    return f"{act.number} · {said}" if act.number else said


def days_text(test: Window) -> str:
    """The days of a test."""
    first = date_format(test.first, "SHORT_DATE_FORMAT")
    if test.last is None:
        return _("since %(first)s") % {"first": first}
    if test.last == test.first:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": date_format(test.last, "SHORT_DATE_FORMAT")}


def _stands_at(act: Act, label: str) -> bool:
    """A note where its first day is, whatever one point is; what changes the analysis on its own point."""
    if act.what != "note":
        return act.period == label
    here, there = Period.parse(label), Period.parse(act.period)
    return here.first <= there.first <= here.last


def _what(act: Act) -> str:
    return {
        "baseline": _("The baseline ends here"),
        "phase": _("A new phase starts here"),
        "left_out": _("Left out"),
        "centre": _("Line set by hand"),
        "note": _("Note"),
    }[act.what]
