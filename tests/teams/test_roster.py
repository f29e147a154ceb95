from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.models.roster import MOST_LINES, Problem, Roster, RosterLine, decode, read

ANA = RosterLine(2, "Ana Ruíz", "ana@example.org", "teacher", "Maple", "Sunroom", date(2026, 3, 1))
LIST = "name,e-mail,role,team,classroom,from\nAna Ruíz,ana@example.org,teacher,Maple,Sunroom,2026-03-01\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LIST, id="commas"),
        pytest.param(LIST.replace(",", ";"), id="semicolons"),
        pytest.param(LIST.replace(",", "\t"), id="tabs, as pasted from a sheet"),
        pytest.param(LIST.replace("\n", "\r\n"), id="Windows lines"),
        pytest.param(LIST.replace("\n", "\r"), id="old Mac lines"),
        pytest.param(
            "Nombre;Correo electrónico;Función;Equipo;Aula;Desde\n"
            "Ana Ruíz;ANA@example.org;Maestra;Maple;Sunroom;2026-03-01",
            id="Spanish",
        ),
        pytest.param('"name","email","role","team","room","since"\n"Ana Ruíz","ana@example.org","teacher",'
                     '"Maple","Sunroom","2026-03-01"', id="quotes"),
        pytest.param("role,name,team,from,classroom,mail\n teacher , Ana  Ruíz ,Maple,2026-03-01,Sunroom,"
                     "mailto:ana@example.org", id="another order, and spaces"),
        pytest.param("name,shoe size,role,email,team,classroom,from\n"
                     "Ana Ruíz,38,teacher,ana@example.org,Maple,Sunroom,2026-03-01",
                     id="a column that nobody asked for"),
    ],
)  # fmt: skip
def test_one_person_in_many_ways_of_writing(text):
    assert read(text) == Roster((ANA,), ())


def test_excel_may_name_its_separator_and_the_numbers_still_fit():
    assert read("sep=;\n" + LIST.replace(",", ";")).lines[0].number == 3


def test_without_a_header_the_usual_order_holds():
    text = "Ana Ruíz,ana@example.org,teacher,Maple\nLuis,,parent,Maple\n"
    assert read(text) == Roster(
        (
            RosterLine(1, "Ana Ruíz", "ana@example.org", "teacher", "Maple", "", None),
            RosterLine(2, "Luis", "", "parent", "Maple", "", None),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",ana@example.org,teacher,Maple,,", "The name is missing."),
        ("Ana,ana at example,teacher,Maple,,", "“ana at example” is not an e-mail address."),
        ("Ana,,,Maple,,", "The role is missing."),
        (
            "Ana,,boss,Maple,,",
            (
                "“boss” is not a role. Roles are: teacher, parent, director, staff, faculty, coordinator, "
                "evaluator."
            ),
        ),
        ("Ana,,teacher,Maple,,tomorrow", "“tomorrow” is not a date. Write it as 2026-03-01."),
        ("Ana,,teacher,Maple,,2026-13-01", "“2026-13-01” is not a date. Write it as 2026-03-01."),
        ("Ana,,teacher,Maple,,3/4/2026", "“3/4/2026” can be read as two dates. Write it as 2026-03-01."),
        ("Ana,,teacher,Maple,,0206-03-01", "Is the year of “0206-03-01” right?"),
        ("Ana,,teacher,Maple,,,a,b", "This line has 8 cells, and 6 are known."),
        ("A" * 121 + ",,teacher,Maple", "The name is too long. 120 letters are the most."),
    ],
)
def test_a_bad_line_has_its_number_and_its_reason(line, reason):
    text = f"name,e-mail,role,team,classroom,from\n\nBo,,parent,Maple\n{line}\n"
    assert read(text).problems == (Problem(4, reason),)


@pytest.mark.parametrize(
    ("text", "day"),
    [("3/14/2026", date(2026, 3, 14)), ("14.3.26", date(2026, 3, 14)), ("5/5/2026", date(2026, 5, 5))],
)
def test_a_date_with_one_reading_is_taken(text, day):
    assert read(f"Ana,,teacher,Maple,,{text}").lines[0].from_day == day


def test_a_cell_may_hold_a_line_break_and_the_next_number_is_right():
    found = read('name,role,team\n"Ana\nRuíz",teacher,Maple\nBo,boss,Maple\n')
    assert [line.name for line in found.lines] == ["Ana Ruíz"]
    assert [problem.number for problem in found.problems] == [4]


def test_a_quotation_mark_without_its_partner_is_said_and_not_swallowed():
    found = read('name,role,team\nBo,parent,Maple\n"Ana,teacher,Maple\nCy,parent,Maple\n')
    assert [line.name for line in found.lines] == ["Bo"]
    assert found.problems == (
        Problem(3, "The quotation marks do not match from here on. Each needs a partner."),
    )


def test_a_list_has_an_end():
    found = read("Ana,,parent,Maple\n" * (MOST_LINES + 1))
    assert found.problems == (Problem(1001, "A list has at most 1000 lines. Split it."),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_excel_writes(encoding):
    assert decode("Ana Ruíz Ñandú".encode(encoding)).removeprefix("\ufeff") == "Ana Ruíz Ñandú"


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text):
    found = read(text)
    assert all(line.name and line.role for line in found.lines)
    assert all(problem.reason for problem in found.problems)


@given(st.binary(max_size=200))
def test_bytes_are_text_or_said_not_to_be(content):
    with suppress(UnicodeError):
        read(decode(content))
