"""What looks like a person in a free text. It warns; a miss and a false alarm are both possible."""

from __future__ import annotations

import pytest

from teams.personal import kinds_in, passages_in

KNOWN = frozenset({"Sunroom", "Little Ducks", "Maple"})


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Fire drill in the morning", ()),
        ("Many were tired after the long weekend. We went outside early.", ()),
        ("Two new children since Monday, 14 present", ()),
        ("On Fridays after five nobody covers for us, and on Mondays one does", ()),
        ("The Sunroom and the Little Ducks were together", ()),
        ("We counted 12 of 14, and 3 more in March", ()),
        ("Hubo simulacro de incendio el lunes por la mañana", ()),
        ("Today Emma bit a friend", ("name",)),
        ("a boy called Noah", ("name",)),
        ("Emma Smith was sad", ("name",)),
        ("una niña que se llama Lucía", ("name",)),
        ("turned four on 12/03/2022", ("birth",)),
        ("born in spring", ("birth",)),
        ("nacida el 12 de marzo de 2022", ("birth",)),
        ("her birthday is 2022-03-12", ("birth",)),
        ("call 617-555-0142", ("phone",)),
        ("call (617) 555 0142 at noon", ("phone",)),
        ("llamar al +34 600 123 456", ("phone",)),
        ("lives at 12 elm street", ("address",)),
        ("vive en la calle mayor 12", ("address",)),
        ("write to parent@example.org", ("address",)),
        ("call Emma, 617-555-0142", ("name", "phone")),
        ("", ()),
    ],
)
def test_what_a_text_seems_to_hold(text: str, kinds: tuple[str, ...]) -> None:
    assert kinds_in(text, KNOWN) == kinds


@pytest.mark.parametrize(
    "text",
    ["Anna was ill", "It rained. Anna’s mother came.", "ANNA", "Ánna came late", "José and the others"],
)
def test_a_common_first_name_is_seen_where_a_sentence_begins(text: str) -> None:
    assert kinds_in(text, KNOWN) == ("name",)


@pytest.mark.parametrize(
    "text",
    [
        "May was quiet",
        "Grace period until noon",
        "Will try again on Monday. Hope it holds.",
        "Rosa y azul son los colores nuevos",
        "Ella vino tarde",
        "Mark the calendar",
        "anna",  # without a capital it may be half a word
    ],
)
def test_ordinary_words_are_not_taken_for_names(text: str) -> None:
    assert kinds_in(text, KNOWN) == ()


def test_a_name_that_is_known_here_is_no_child_s() -> None:
    assert kinds_in("Anna was ill", KNOWN | {"Anna Berg"}) == ()


PEOPLE = frozenset({"Anna Berg", "José Cabrera", "Mei-Ling Zhou", "Grace Okafor", "May Chen", "Bo Lund"})


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Anna forgot", ("Anna",)),
        ("we asked anna", ("anna",)),
        ("ANNA’S day off, and Anna's week", ("ANNA", "Anna")),
        ("with jose and José", ("jose", "José")),
        ("Mei-Ling was away", ("Mei",)),
        ("and then Grace left", ("Grace",)),
        ("Anna Berg left", ("Anna Berg",)),
        ("Grace period", ()),
        ("May was quiet, and so was May", ()),
        ("a bo box, an annal, the annals", ()),
    ],
)
def test_people_are_asked_about_by_their_first_names_however_they_are_written(
    text: str, passages: tuple[str, ...]
) -> None:
    assert passages_in(text, KNOWN, PEOPLE) == passages
    assert kinds_in(text, KNOWN, PEOPLE) == (("name",) if passages else ())
