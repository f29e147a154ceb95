"""Files as Excel and its peers write them, and cells that no spreadsheet may take for a formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import csvcells, csvfile
from metrics.csvcells import CellError
from metrics.csvfile import FileError, Line, harmless, read, restored, write

TEXT = "team;ciudad\r\nNiño – “Sol”;Peñón\r\n"
ROWS = (Line(2, ("Niño – “Sol”", "Peñón")),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_excel_writes_are_read(encoding: str) -> None:
    table = read(TEXT.encode(encoding))
    assert (table.header, table.lines, table.separator) == (("team", "ciudad"), ROWS, ";")


def test_utf_16_of_either_byte_order_is_read() -> None:
    little, big = b"\xff\xfe" + TEXT.encode("utf-16-le"), b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert [read(little).lines, read(big).lines] == [ROWS, ROWS]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2", ","),
        ("a;b\n1;2", ";"),
        ("a\tb\n1\t2", "\t"),
        ("sep=;\r\na;b\r\n1;2", ";"),
        ("SEP=,\na,b\n1,2", ","),
        ("sep=\t\na\tb\n1\t2", "\t"),
        ("sep=|\na|b\n1|2", "|"),
        ('"sep=;"\na;b\n1;2', ";"),
        ('"a;a;a",b\n1,2', ","),
        ("\n\na;b\n1;2", ";"),
    ],
)
def test_separators_are_found(text: str, separator: str) -> None:
    table = read(text.encode())
    assert (table.separator, [line.cells for line in table.lines]) == (separator, [("1", "2")])


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    table = read(b'sep=,\r\na,b\r\n1,"two\r\nlines"\r\n\r\n,\r\n3,4\r\n')
    assert table.lines == (Line(3, ("1", "two\r\nlines")), Line(7, ("3", "4")))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    assert read(end.join(["a,b", "1,2", "3,4"]).encode()).lines == (Line(2, ("1", "2")), Line(3, ("3", "4")))


def test_ragged_lines_are_filled_up_and_surplus_is_marked() -> None:
    table = read(b"a,b\n1\n1,2,\n1,2,3\n")
    assert table.lines == (Line(2, ("1", "")), Line(3, ("1", "2")), Line(4, ("1", "2"), surplus=True))


def test_every_heading_can_be_chosen() -> None:
    assert read(b"a,,a, b  c \n1,2,3,4").header == ("a", "column 2", "a (3)", "b c")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Its first line must hold the names of the columns."),
        (b"\xef\xbb\xbf\r\n \r\n", "The file is empty. Its first line must hold the names of the columns."),
        (b"a,b\n,\n", "The file has names of columns and no rows beneath them."),
        (
            b"a,b\n1,\x002",
            "This is no text file: it holds bytes that are no letters. Save it as “CSV UTF-8”.",
        ),
        (
            "a,b\n1,2".encode("utf-16-le"),
            "This is no text file: it holds bytes that are no letters. Save it as “CSV UTF-8”.",
        ),
        (b"a,b\n\x81,2", "The letters in this file cannot be read. Save it as “CSV UTF-8” and try again."),
        (b"\xff\xfea", "The letters in this file cannot be read. Save it as “CSV UTF-8” and try again."),
        (
            b"PK\x03\x04....",
            "This is a workbook. Open it, choose “Save as”, and then “CSV UTF-8”; import that file.",
        ),
        (
            b'a,b\n1,2\n1,"2\n3,4',
            "From line 3 on the file cannot be read: a quotation mark is not closed, or a cell is too long.",
        ),
        (
            b"a,b\n1," + b"2" * 200_000,
            "From line 2 on the file cannot be read: a quotation mark is not closed, or a cell is too long.",
        ),
        (b",".join([b"a"] * 201) + b"\n1", "The file has more than 200 columns."),
        (
            b"a\n" + b"1\n" * 50_001,
            "The file has more than 50,000 rows. Split it into smaller files and import them one by one.",
        ),
        (
            b"a\n" + b"1" * 5 * 1024 * 1024,
            "The file is larger than 5 MB. Split it into smaller files and import them one by one.",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileError) as refused:
        read(content)
    assert str(refused.value) == sentence


def test_as_many_rows_as_allowed_are_read() -> None:
    assert len(read(b"a\n" + b"1\n" * csvfile.MOST_ROWS).lines) == csvfile.MOST_ROWS


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "'=1",
        "\n1",
        "−2",
    ],
)
def test_formulas_are_made_harmless(cell: str) -> None:
    assert (harmless(cell), restored(harmless(cell))) == (f"'{cell}", cell)


@pytest.mark.parametrize("cell", ["", "Oak", "O'Hara", "'Oak'", "a=b", "3-4", "Niño"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert (harmless(cell), restored(cell)) == (cell, cell)


@given(st.text())
def test_what_was_made_harmless_comes_back_as_it_was(cell: str) -> None:
    assert restored(harmless(cell)) == cell
    assert harmless(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@given(
    st.lists(
        st.tuples(
            *[st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)] * 3
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    table = read(write([("a", "b", "c"), ("first", "1", "2"), *rows]))
    kept = [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]
    assert [line.cells for line in table.lines][1:] == kept


def test_excel_opens_what_is_written() -> None:
    rows = [("team", "count"), ("Niño", Decimal("-3.2500")), ("=1", None), ("a\nb", Decimal("100.0000"))]
    assert write(rows) == '\ufeffteam,count\r\nNiño,-3.25\r\n\'=1,\r\n"a\nb",100\r\n'.encode()


@pytest.mark.parametrize(
    ("cell", "grain", "order", "day"),
    [
        ("2017-03-01", "day", "", date(2017, 3, 1)),
        ("2017/3/1", "day", "", date(2017, 3, 1)),
        ("2017-03-01T00:00:00", "day", "", date(2017, 3, 1)),
        ("2017-03-01 00:00", "day", "", date(2017, 3, 1)),
        ("2017-03", "month", "", date(2017, 3, 1)),
        ("2017-03-31", "month", "", date(2017, 3, 1)),
        ("03/2017", "month", "", date(2017, 3, 1)),
        ("3.2017", "month", "", date(2017, 3, 1)),
        ("1.3.2017", "month", "dmy", date(2017, 3, 1)),
        ("3/1/2017", "day", "mdy", date(2017, 3, 1)),
        ("3/3/2017", "day", "unclear", date(2017, 3, 3)),
    ],
)
def test_dates_are_read(cell: str, grain: str, order: str, day: date) -> None:
    assert csvcells.day(cell, grain, order) == day


@pytest.mark.parametrize(
    "cell",
    ["17-03-01", "2017-13-01", "2017-02-29", "0001-01-01", "٢٠١٧-٠٣-٠١", "2017-03-01 14:00", "42795", "=A1"],
)
def test_no_date_is_guessed(cell: str) -> None:
    with pytest.raises(CellError):
        csvcells.day(cell, "day", "")


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2017-03-01"], ""),
        (["3/4/2017", "13/4/2017"], "dmy"),
        (["3/4/2017", "4/13/2017"], "mdy"),
        (["3/4/2017"], "unclear"),
        (["3/3/2017"], "dmy"),
        (["13/4/2017", "4/13/2017"], "unclear"),
        (["13/4/2017", "99/99/2017"], "dmy"),
    ],
)
def test_the_order_is_what_the_whole_file_allows(cells: list[str], order: str) -> None:
    assert csvcells.order_of(cells) == order


@pytest.mark.parametrize(
    ("cell", "separator", "value"),
    [
        ("", ",", None),
        ("0", ",", Decimal(0)),
        ("-0", ",", Decimal(0)),
        ("007", ",", Decimal(7)),
        ("12.50", ",", Decimal("12.5")),
        ("12,5", ";", Decimal("12.5")),
        ("1,234", ";", Decimal("1.234")),
        ("1.234", ",", Decimal("1.234")),
        ("0.125", ";", Decimal("0.125")),
        ("0" * 60 + "5", ",", Decimal(5)),
    ],
)
def test_numbers_are_read(cell: str, separator: str, value: Decimal | None) -> None:
    assert csvcells.number(cell, separator, whole=False) == value


@pytest.mark.parametrize(
    ("cell", "separator"),
    [
        ("1,234", ","),
        ("1,234", "\t"),
        ("1.234", ";"),
        ("1.23456", ","),
        ("NaN", ","),
        ("Infinity", ","),
        ("1_0", ","),
        ("٣", ","),
        ("1 234", ","),
        ("1,234.5", ","),
        ("−1", ","),
        ("1" * 900, ","),
        ("12%", ","),
    ],
)
def test_no_number_is_guessed(cell: str, separator: str) -> None:
    with pytest.raises(CellError):
        csvcells.number(cell, separator, whole=False)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("", ""),
        ("Counted", "counted"),
        ("NOT  counted", "not_counted"),
        ("not_counted", "not_counted"),
        ("Contada", "counted"),
        ("no contado", "not_counted"),
        ("cerrado", "closed"),
        ("closed", "closed"),
    ],
)
def test_states_are_read_in_both_languages(cell: str, state: str) -> None:
    assert csvcells.state(cell) == state


def test_columns_are_guessed_by_heading_and_by_the_metrics_own_words() -> None:
    header = ("period", "org_code", "type", "attendances", "breaches", "admissions")
    assert csvcells.guess_columns(header, "Breaches of four hours", "All attendances") == {
        "date": "period",
        "team": "org_code",
        "numerator": "breaches",
        "denominator": "attendances",
    }
    spanish = ("Equipo", "Día", "Numerador", "Denominador", "Estado", "Aula")
    assert csvcells.guess_columns(spanish, "", "") == {
        "team": "Equipo",
        "date": "Día",
        "numerator": "Numerador",
        "denominator": "Denominador",
        "state": "Estado",
        "classroom": "Aula",
    }
