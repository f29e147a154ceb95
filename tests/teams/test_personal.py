"""What looks like a person in a free text. It warns; a miss and a false alarm are both possible."""

from __future__ import annotations

import pytest

from teams.personal import kinds_in

KNOWN = frozenset({"Sunroom", "Little Ducks", "Maple"})


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Fire drill in the morning", ()),
        ("Many were tired after the long weekend. We went outside early.", ()),
        ("Two new children since Monday, 14 present", ()),
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
