"""What the cells of an imported file say: days, months, numbers, states, and which column is which. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?"
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2})" + MIDNIGHT + ")?")
MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})" + MIDNIGHT)
NUMBER = re.compile(r"([+-]?)([0-9]+)(?:([.,])([0-9]+))?")
LARGEST = Decimal(10) ** 10
MOST_DECIMALS = 4

DAY_FIRST, MONTH_FIRST, UNCLEAR = "dmy", "mdy", "unclear"

STATES = {
    "counted": "counted, contado, contada, contados, contadas, se conto",
    "not_counted": "not counted, uncounted, no contado, no contada, no contados, sin contar, no se conto",
    "closed": "closed, cerrado, cerrada, cerrados",
}
HEADINGS = {
    "team": "team, center, centre, organisation, organization, org code, org, site, equipo, centro",
    "classroom": "classroom, room, aula, salon, clase",
    "date": "date, day, month, period, fecha, dia, mes, periodo",
    "numerator": "numerator, count, value, number, num, numerador, conteo, valor, cuenta",
    "denominator": "denominator, out of, den, total, denominador, de un total de",
    "state": "state, status, estado",
}


class CellError(Exception):
    """A cell says nothing that can be counted. Its text is the reason, for the person who imports."""


class UnknownTeamError(CellError):
    """The row names a team that is not here: it may be made, or be a slip of the pen."""

    def __init__(self, name: str) -> None:
        super().__init__(_("There is no team “%(team)s” here.") % {"team": name})
        self.name = name


def plain(text: str) -> str:
    """For comparing what people typed: no accents, no capitals, one blank between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(" " if one in "_-" else one for one in letters if not unicodedata.combining(one))
    return " ".join(kept.split())


def _words(spellings: Mapping[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in spellings.items() for word in words.split(", ")}


STATE_WORDS = _words(STATES)
HEADING_WORDS = _words(HEADINGS)


def state(cell: str) -> str:
    """counted, not_counted or closed; empty where the cell is."""
    word = plain(cell)
    if word and word not in STATE_WORDS:
        raise CellError(
            _("“%(cell)s” is no state. Write counted, not counted or closed, or leave it empty.")
            % {"cell": cell}
        )
    return STATE_WORDS.get(word, "")


def order_of(cells: Iterable[str]) -> str:
    """Which of day and month stands first where the year stands last: "" where no date is written so.

    Said only where the file as a whole leaves one reading, else "unclear".
    """
    pairs = {(int(found[1]), int(found[2])) for cell in cells if (found := YEAR_LAST.fullmatch(cell))}
    pairs = {pair for pair in pairs if 1 <= min(pair) <= 12 and max(pair) <= 31}
    if not pairs:
        return ""
    day_first = all(month <= 12 for _day, month in pairs)
    month_first = all(month <= 12 for month, _day in pairs)
    if day_first and month_first and all(first == second for first, second in pairs):
        return DAY_FIRST
    if day_first != month_first:
        return DAY_FIRST if day_first else MONTH_FIRST
    return UNCLEAR


def day(cell: str, grain: str, order: str) -> date:
    """The day, or for the month grain the first of the month."""
    if not cell:
        raise CellError(_("The date is missing."))
    year, month, day_of_month = _parts(cell, order)
    if day_of_month is None and grain == "day":
        raise CellError(
            _("“%(cell)s” is a month. Counts of a day need the whole date, as in 2026-03-12.")
            % {"cell": cell}
        )
    try:
        found = date(year, month, day_of_month or 1)
    except ValueError as wrong:
        raise CellError(_("“%(cell)s” is no day of the calendar.") % {"cell": cell}) from wrong
    if not 1900 <= found.year <= 2999:
        raise CellError(_("“%(cell)s” is no year in which anything was counted.") % {"cell": cell})
    return found.replace(day=1) if grain == "month" else found


def _parts(cell: str, order: str) -> tuple[int, int, int | None]:
    if found := YEAR_FIRST.fullmatch(cell):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := MONTH_AND_YEAR.fullmatch(cell):
        return int(found[2]), int(found[1]), None
    found = YEAR_LAST.fullmatch(cell)
    if found is None:
        raise CellError(
            _("“%(cell)s” is no date. Write it as 2026-03-12, a month as 2026-03.") % {"cell": cell}
        )
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if order == UNCLEAR and first != second:
        raise CellError(
            _("“%(cell)s” can be read in two ways. Choose whether the day or the month stands first.")
            % {"cell": cell}
        )
    return (year, first, second) if order == MONTH_FIRST else (year, second, first)


def number(cell: str, separator: str, whole: bool) -> Decimal | None:
    """Zero or more; None where the cell is empty. A decimal comma is read where it can be nothing else."""
    if not cell:
        return None
    found = NUMBER.fullmatch(cell.replace("−", "-"))
    if found is None:
        raise CellError(_("“%(cell)s” is no number. Write digits alone, as in 12.") % {"cell": cell})
    sign, digits, mark, decimals = found.groups()
    if _may_be_thousands(digits, mark, decimals, separator):
        raise CellError(
            _("“%(cell)s” can be read in two ways. Write thousands without a separator.") % {"cell": cell}
        )
    value = Decimal(f"{(digits.lstrip('0') or '0')[:12]}.{decimals or '0'}")
    if sign == "-" and value:
        raise CellError(_("“%(cell)s” is below zero.") % {"cell": cell})
    _check_size(cell, value, digits, decimals or "", whole)
    return value


def _may_be_thousands(digits: str, mark: str | None, decimals: str | None, separator: str) -> bool:
    """1,234 in a file of commas, 1.234 in one of semicolons: that is how thousands look there."""
    thousands = "." if separator == ";" else ","
    return mark == thousands and len(decimals or "") == 3 and len(digits) <= 3 and not digits.startswith("0")


def _check_size(cell: str, value: Decimal, digits: str, decimals: str, whole: bool) -> None:
    if len(digits.lstrip("0")) > 10 or value >= LARGEST:
        raise CellError(_("“%(cell)s” is too large.") % {"cell": cell})
    if whole and decimals.strip("0"):
        raise CellError(
            _("“%(cell)s” is no whole number, and this metric counts whole ones.") % {"cell": cell}
        )
    if len(decimals.rstrip("0")) > MOST_DECIMALS:
        raise CellError(_("“%(cell)s” has more than four decimals. Round it first.") % {"cell": cell})


def guess_columns(header: Sequence[str], numerator: str, denominator: str) -> dict[str, str]:
    """What each column is, by its heading; where the usual words fail, the definition's own wording helps."""
    guessed: dict[str, str] = {}
    for heading in header:
        meaning = HEADING_WORDS.get(plain(heading))
        if meaning and meaning not in guessed:
            guessed[meaning] = heading
    for meaning, wording in (("numerator", numerator), ("denominator", denominator)):
        words = set(re.findall(r"\w+", plain(wording)))
        others = set(re.findall(r"\w+", plain(denominator if meaning == "numerator" else numerator)))
        named = [one for one in header if plain(one) in words - others and one not in guessed.values()]
        if meaning not in guessed and len(named) == 1:
            guessed[meaning] = named[0]
    return guessed
