"""CSV in and out: bytes to rows and back. Pure: no database, no request; the sentences are translated.

What Excel and its peers write is read: UTF-8 with and without its mark, UTF-16, Windows-1252; comma,
semicolon, tab, and the line "sep=;". What a spreadsheet would take for a formula is made harmless, and read
back as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 1000
SEPARATORS = (",", ";", "\t")
SEPARATOR_LINE = re.compile(r"\A\"?sep=([,;\t|])\"?[ ,;\t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
# How a spreadsheet knows a formula, in its full-width forms too; blanks and apostrophes may stand before it.
FORMULA = re.compile(r"\A'*(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫−]|[ \u00a0\u3000]*[\t\r\n])")


class FileError(Exception):
    """The file cannot be read as a table. Its text is a sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of its first line in the file, and its cells, as many as there are headings."""

    number: int
    cells: tuple[str, ...]
    surplus: bool = False  # there was more than the headings have room for

    def __str__(self) -> str:
        return " | ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]  # every heading once, none empty
    lines: tuple[Line, ...]
    separator: str
    encoding: str


def read(content: bytes) -> Table:
    """The table in a file's bytes. Raises FileError, and nothing else, for what is none."""
    if len(content) > MOST_BYTES:
        raise FileError(
            _("The file is larger than %(most)s MB. Split it into smaller files and import them one by one.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    text, encoding = decode(content)
    body, separator, skipped = _body(text)
    rows = _rows(body, separator, skipped)
    first = next(rows, None)
    if first is None:
        raise FileError(_("The file is empty. Its first line must hold the names of the columns."))
    header = _headings(first[1])
    lines = tuple(_line(number, cells, len(header)) for number, cells in _limited(rows))
    if not lines:
        raise FileError(_("The file has names of columns and no rows beneath them."))
    return Table(header, lines, separator, encoding)


def decode(content: bytes) -> tuple[str, str]:
    """Text and the name of its encoding. A byte order mark decides; else UTF-8, else what Windows writes."""
    _refuse_workbooks(content)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded(content, (name,))
    return _decoded(content, ("utf-8", "cp1252"))


def _refuse_workbooks(content: bytes) -> None:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileError(
            _("This is a workbook. Open it, choose “Save as”, and then “CSV UTF-8”; import that file.")
        )


def _decoded(content: bytes, names: Sequence[str]) -> tuple[str, str]:
    for name in names:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileError(
                _("This is no text file: it holds bytes that are no letters. Save it as “CSV UTF-8”.")
            )
        return text.lstrip("\ufeff"), name
    raise FileError(_("The letters in this file cannot be read. Save it as “CSV UTF-8” and try again."))


def _body(text: str) -> tuple[str, str, int]:
    """The text after Excel's "sep=;" line, the separator, and how many lines were left out."""
    told = SEPARATOR_LINE.match(text)
    if told:
        return text[told.end() :], told[1], 1
    return text, _separator(text), 0


def _separator(text: str) -> str:
    """The one that stands most often outside quotes in the first line that is not empty."""
    first = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _rows(body: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, each with the number of its first line."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    while True:
        number = reader.line_num + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise FileError(
                _(
                    "From line %(line)s on the file cannot be read: "
                    "a quotation mark is not closed, or a cell is too long."
                )
                % {"line": number}
            ) from problem
        if any(cell.strip() for cell in cells):
            yield number, cells


def _limited(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise FileError(
                _(
                    "The file has more than %(most)s rows. "
                    "Split it into smaller files and import them one by one."
                )
                % {"most": f"{MOST_ROWS:,}"}
            )
        yield row


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Every heading can be chosen: an empty one gets its number, a second one of the same name too."""
    if len(cells) > MOST_COLUMNS:
        raise FileError(_("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        name = restored(" ".join(cell.split()))[:LONGEST_CELL] or _("column %(number)s") % {
            "number": position
        }
        while name in names:
            name = f"{name} ({position})"
        names.append(name)
    return tuple(names)


def _line(number: int, cells: Sequence[str], width: int) -> Line:
    """Short lines are filled up; what is empty beyond the last heading is nothing."""
    surplus = any(cell.strip() for cell in cells[width:])
    kept = [restored(cell).strip()[:LONGEST_CELL] for cell in cells[:width]]
    return Line(number, tuple(kept + [""] * (width - len(kept))), surplus)


def harmless(cell: str) -> str:
    """A text that a spreadsheet shows as it is: an apostrophe before what it would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The text that `harmless` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def write(rows: Iterable[Sequence[str | Decimal | int | None]]) -> bytes:
    """UTF-8 with its mark and Windows line ends, which every Excel opens with its accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(cell: str | Decimal | int | None) -> str:
    if isinstance(cell, str):
        return harmless(cell.replace("\0", ""))
    return "" if cell is None else number_text(cell)


def number_text(number: Decimal | int) -> str:
    """Without trailing zeros or exponent: 3.2500 is 3.25, and 100 stays 100."""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
