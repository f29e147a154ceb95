"""The numbers behind a chart as an Excel book: the points, and beside them what they are."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from metrics.files.content import Content, Row, rows
from metrics.limits import Kind
from metrics.models import ChartAct
from metrics.wording import number_text

Cell = str | int | date | Decimal | float | None
# Nothing that a person wrote becomes a formula or a link.
AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class Formats:
    head: Any
    day: Any
    amount: Any
    value: Any  # per cent where the metric is a proportion
    text: Any


def book(content: Content) -> bytes:
    """The same bytes for the same content: it bears the day it was made on, and no hour."""
    target = io.BytesIO()
    with Workbook(target, AS_TEXT) as workbook:
        workbook.set_properties({"title": content.view.title, "created": _midnight(content.made)})
        formats = _formats(workbook, is_share=content.view.unit == "proportion")
        _numbers(workbook.add_worksheet(_("Numbers")), content, formats)
        _about(workbook.add_worksheet(_("About")), content, formats)
    return target.getvalue()


def _formats(workbook: Workbook, *, is_share: bool) -> Formats:
    return Formats(
        head=workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        day=workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        amount=workbook.add_format({"num_format": "General"}),
        value=workbook.add_format({"num_format": "0.0%" if is_share else "0.00"}),
        text=workbook.add_format({"text_wrap": True, "valign": "top"}),
    )


def _numbers(sheet: Any, content: Content, formats: Formats) -> None:
    headings = (
        *(_("period"), _("first day"), _("last day"), _("numerator"), _("denominator"), _("value")),
        *(_("state"), _("median"), _("centre line"), _("lower limit"), _("upper limit"), _("left out")),
        *(_("phase"), _("teams that reported"), _("teams"), _("median of the teams")),
    )
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, formats.head)
    for number, row in enumerate(rows(content.view), 1):
        for column, (cell, how) in enumerate(_cells(row, formats)):
            _write(sheet, (number, column), cell, how)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(headings) - 1, 13)


def _cells(row: Row, formats: Formats) -> Iterator[tuple[Cell, Any]]:
    yield row.label, None
    yield row.first, formats.day
    yield row.last, formats.day
    yield row.num, formats.amount
    yield row.den, formats.amount
    yield row.value, formats.value
    yield row.state, None
    for line in (row.median, row.centre, row.lower, row.upper):
        yield line, formats.value
    yield _("yes") if row.left_out else _("no"), None
    yield row.phase, formats.amount
    yield row.reporting, formats.amount
    yield row.teams, formats.amount
    yield row.teams_median, formats.value


def _about(sheet: Any, content: Content, formats: Formats) -> None:
    for number, (label, cell) in enumerate(_said(content)):
        sheet.write_string(number, 0, label, formats.head)
        _write(sheet, (number, 1), cell, formats.day if isinstance(cell, date) else formats.text)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)


def _said(content: Content) -> Iterator[tuple[str, Cell]]:
    view = content.view
    yield _("Chart"), view.title
    yield _("What it says"), view.sentence
    if content.how:
        yield _("How all teams become one number"), content.how
    if view.goal is not None:
        yield _("Goal"), number_text(view.goal, view.unit)
    for one in content.definitions:
        words = " / ".join(text for text in (one.numerator_text, one.denominator_text) if text)
        yield _("What is counted, from %(month)s on") % {"month": one.from_month}, words
    for act in view.acts:
        yield act.period, f"{act.text} ({act.by}, {act.day.isoformat()})"
    yield _("What one point is"), str(ChartAct.Points(view.points_are).label)
    yield _("Kind of chart"), _kind(view.kind)
    how = _(
        "The centre line of a run chart is the median of the points that count. A signal follows the Anhøj "
        "rules. Points that are left out, still running or held back enter neither."
    )
    yield _("How it is computed"), how
    yield _("Address of this view"), content.address
    yield _("Made on"), content.made


def _kind(kind: Kind) -> str:
    if kind == "run":
        return _("run chart")
    # Translators: "P" or "C′" names a kind of control chart.
    return _("control chart %(kind)s") % {"kind": {"pp": "P′", "up": "U′"}.get(kind, kind.upper())}


def _write(sheet: Any, place: tuple[int, int], cell: Cell, how: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(*place, cell, how)
    elif isinstance(cell, date):
        sheet.write_datetime(*place, _midnight(cell), how)
    elif cell is not None:
        sheet.write_number(*place, float(cell), how)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day of the calendar, in no time zone
