"""A pasted or uploaded list of people, read into lines. No database: `enrolment` says what each means."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from teams.models.membership import Role

MOST_LINES = 1000
EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)
FIELDS: tuple[str, ...] = ("name", "email", "role", "team", "classroom", "from")

HEADERS = {
    "name": "name, full name, nombre, nombre completo",
    "email": "email, e-mail, e-mail address, email address, mail, correo, correo electronico",
    "role": "role, rol, papel, funcion",
    "team": "team, center, centre, equipo, centro",
    "classroom": "classroom, room, aula, salon, clase",
    "from": "from, since, start, start date, desde, a partir de, inicio, fecha de inicio",
}
ROLES = {
    Role.TEACHER: "teacher, docente, maestra, maestro, profesora, profesor, educadora, educador",
    Role.PARENT: "parent, family, caregiver, madre, padre, madre o padre, familia, cuidadora, cuidador",
    Role.DIRECTOR: "director, directora, direccion",
    Role.STAFF: "staff, personal",
    Role.FACULTY: "faculty, facultad, asesora, asesor, equipo asesor",
    Role.COORDINATOR: "coordinator, coordinadora, coordinador, coordinacion",
    Role.EVALUATOR: "evaluator, evaluadora, evaluador, evaluacion",
}


@dataclass(frozen=True, slots=True)
class RosterLine:
    number: int  # where it begins in the text
    name: str
    email: str
    role: str
    team: str
    classroom: str
    from_day: date | None


@dataclass(frozen=True, slots=True)
class Problem:
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Roster:
    lines: tuple[RosterLine, ...]
    problems: tuple[Problem, ...]


class BadLineError(Exception):
    """Why a line cannot be read, in words for who typed it."""


def decode(content: bytes) -> str:
    """Text as Excel and others write it: UTF-16 and UTF-8 say so at their start, the rest is Windows'."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def plain(text: str) -> str:
    """For comparing: without accents, capitals and doubled spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words.split(", ")}


_HEADER_OF = _words(HEADERS)
_ROLE_OF = _words({str(role): words for role, words in ROLES.items()})


def read(text: str) -> Roster:
    """Every line that can be read, and for every other its number and the reason."""
    lines: list[RosterLine] = []
    problems: list[Problem] = []
    columns = FIELDS
    for position, (number, cells) in enumerate(_rows(text, problems)):
        header = _columns(cells) if position == 0 else None
        if header is not None:
            columns = header
            continue
        if len(lines) + len(problems) >= MOST_LINES:
            problems.append(
                Problem(number, _("A list has at most %(most)d lines. Split it.") % {"most": MOST_LINES})
            )
            break
        try:
            lines.append(_line(number, columns, cells))
        except BadLineError as bad:
            problems.append(Problem(number, str(bad)))
    return Roster(tuple(lines), tuple(problems))


def _rows(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, with the number of the line on which each begins."""
    physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    skipped, separator = _separator(physical)
    reader = csv.reader(
        (line + "\n" for line in physical[skipped:]), delimiter=separator, skipinitialspace=True, strict=True
    )
    begins = 1 + skipped
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield begins, stripped
            begins = reader.line_num + 1 + skipped
    except csv.Error:
        problems.append(
            Problem(begins, _("The quotation marks do not match from here on. Each needs a partner."))
        )


def _separator(physical: list[str]) -> tuple[int, str]:
    """How many lines to skip, and what stands between cells: Excel may say it on a first line of its own."""
    said = re.fullmatch(r'"?sep=(.)"?', physical[0].strip("\ufeff")) if physical else None
    if said:
        return 1, said[1]
    first = re.sub(r'"[^"]*"', "", next((line for line in physical if line.strip()), ""))
    return 0, max("\t;,", key=first.count)


def _columns(cells: list[str]) -> tuple[str, ...] | None:
    """The fields that a header line names; None where it is no header."""
    names = tuple(_HEADER_OF.get(plain(cell).strip("\ufeff :*"), "") for cell in cells)
    return names if "name" in names and "role" in names else None


def _line(number: int, columns: tuple[str, ...], cells: list[str]) -> RosterLine:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        raise BadLineError(
            _("This line has %(found)d cells, and %(wanted)d are known.")
            % {"found": len(cells), "wanted": len(columns)}
        )
    said = dict.fromkeys(FIELDS, "")
    said.update({field: cell for field, cell in zip(columns, cells, strict=False) if field})
    return RosterLine(
        number,
        _name(said["name"]),
        _email(said["email"]),
        _role(said["role"]),
        said["team"],
        said["classroom"],
        _day(said["from"]),
    )


def _name(text: str) -> str:
    if not text:
        raise BadLineError(_("The name is missing."))
    if len(text) > 120 or "\x00" in text:
        raise BadLineError(_("The name is too long. 120 letters are the most."))
    return " ".join(text.split())


def _email(text: str) -> str:
    address = text.removeprefix("mailto:").lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise BadLineError(_("“%(text)s” is not an e-mail address.") % {"text": text}) from None
    return address


def _role(text: str) -> str:
    if not text:
        raise BadLineError(_("The role is missing."))
    role = _ROLE_OF.get(plain(text))
    if role is None:
        known = ", ".join(str(label) for label in Role.labels)
        raise BadLineError(
            _("“%(text)s” is not a role. Roles are: %(known)s.") % {"text": text, "known": known}
        )
    return role


def _day(text: str) -> date | None:
    """2026-03-01, or 3/14/2026 where only one reading is possible."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if "-" in text else _day_with_slashes(text)
        return _checked(day)
    except (ValueError, OverflowError):
        raise BadLineError(_("“%(text)s” is not a date. Write it as 2026-03-01.") % {"text": text}) from None


def _checked(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise BadLineError(_("Is the year of “%(day)s” right?") % {"day": day.isoformat()})
    return day


def _day_with_slashes(text: str) -> date:
    one, other, year = (int(part) for part in re.split(r"[/.]", text))
    if one != other and max(one, other) <= 12:
        raise BadLineError(_("“%(text)s” can be read as two dates. Write it as 2026-03-01.") % {"text": text})
    month, day = sorted((one, other))
    return date(year if year > 99 else 2000 + year, month, day)
