"""What in a free text could point to a person. It only ever warns: words stay their writer's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from teams.givennames import COMMON, WORD, folded, given_names

Kind = Literal["name", "birth", "phone", "address"]

_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|"
    "ene|abr|ago|dic|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_BIRTH = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b"
    r"|\b(?:19|20)\d\d-\d{1,2}-\d{1,2}\b"
    rf"|\b\d{{1,2}}\.? (?:de )?(?:{_MONTHS})[a-z]*\.?,? (?:de )?(?:19|20)\d\d\b"
    rf"|\b(?:{_MONTHS})[a-z]* \d{{1,2}},? (?:19|20)\d\d\b"
    r"|\b(?:born|birthday|birth date|date of birth|dob|nacid[oa]|nació|cumpleaños|fecha de nacimiento)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d{2,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\w)")
_ADDRESS = re.compile(
    r"\b\d{1,5}[a-z]? (?:[\w'’.]+ ){1,3}"
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|pl)\b"
    r"|\b(?:calle|avenida|avda|carrera|plaza|paseo) [\w'’.]+(?: [\w'’.]+){0,3},? (?:n[.º°o]* ?)?\d+"
    r"|[\w.+-]+@[\w-]+\.[\w.]+",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?i:\b(?:called|named|child|boy|girl|baby|se llama|llamad[oa]|niñ[oa]|bebé) )[A-ZÁÉÍÓÚÑ]\w+"
)
_CAPITAL_INSIDE = re.compile(r"(?<=[a-záéíóúñü,;] )[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{1,}(?!\w)")
_TWO_CAPITALS = re.compile(r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+ [A-ZÁÉÍÓÚÑ](?:[a-záéíóúñü]+|\.)(?!\w)")
# Days and months begin with a capital in English and name nobody; so do a few words of every note.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOBODY = {
    *_DAYS,
    *(f"{day}s" for day in _DAYS),
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Christmas",
    "Easter",
    "Thanksgiving",
    "Halloween",
    "English",
    "Spanish",
    "PDSA",
    "Covid",
    "Lunes",
    "Martes",
    "Miércoles",
    "Jueves",
    "Viernes",
    "Sábado",
    "Domingo",
    "Navidad",
    "I",
}


def kinds_in(
    text: str, known: frozenset[str] = frozenset(), people: frozenset[str] = frozenset()
) -> tuple[Kind, ...]:
    """What the text seems to hold. `known` are words that name no child: classrooms, the center; `people` are
    asked about by their first names too, however they are written."""
    found: list[Kind] = []
    if next(_names(text, known, people), None):
        found.append("name")
    if _BIRTH.search(text):
        found.append("birth")
    if any(7 <= sum(c.isdigit() for c in hit) <= 15 for hit in _PHONE.findall(_BIRTH.sub(" ", text))):
        found.append("phone")
    if _ADDRESS.search(text):
        found.append("address")
    return tuple(found)


def passages_in(
    text: str, known: frozenset[str] = frozenset(), people: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The passages themselves, in their order: what somebody may want to black out."""
    spans = list(_names(text, known, people))
    for pattern in (_BIRTH, _PHONE, _ADDRESS):
        found = ((hit.start(), hit[0]) for hit in pattern.finditer(text))
        spans += [one for one in found if any(map(str.isdigit, one[1])) or "@" in one[1]]
    kept: dict[str, None] = {}
    reached = -1
    for at, passage in sorted(spans, key=lambda one: (one[0], -len(one[1]))):
        if at >= reached:  # else it is a part of the one before
            kept[passage], reached = None, at + len(passage)
    return tuple(kept)


def _names(text: str, known: frozenset[str], people: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where, and what."""
    harmless = _NOBODY | {word for phrase in known for word in phrase.split()}
    for pattern in (_TWO_CAPITALS, _CALLED, _CAPITAL_INSIDE):
        for hit in pattern.finditer(text):
            passage = hit[0].split()[-1] if pattern is _CALLED else hit[0]
            if harmless.isdisjoint(passage.split()):
                yield hit.end() - len(passage), passage
    asked = given_names(people)
    for hit in WORD.finditer(text):
        word = folded(hit[0])
        is_common = word in COMMON and hit[0][0].isupper() and hit[0] not in harmless
        if is_common or word in asked:
            yield hit.start(), hit[0]
