"""A parent without e-mail gets in on a phone and comes back; ten cards stand on a sheet of either paper."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache

from teams.models import Participant, Role
from teams.models.carding import Giver, issue
from tests.conftest import Cast, add_role
from tests.teams.test_sign_in_browser import (  # noqa: F401 - one of them is a fixture
    Visitor,
    sign_in,
    visitor,
    with_password,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Maximiliana Guadalupe Fernández de Córdoba y Hernández-Whitfield"
# In points, as the printer gets it; rows and columns in CSS pixels.
PAPERS = {"a4": (595, 842, 85 / 25.4, 54 / 25.4), "letter": (612, 792, 3.5, 2.0)}


def newcomers(cast: Cast, *names: str) -> list[Any]:
    made = []
    for name in names:
        who = Participant.objects.create(collaborative=cast.riverside, name=name)
        made.append(add_role(who, Role.PARENT, cast.maple).uuid)
    return made


def as_director(visitor: Visitor, cast: Cast) -> None:  # noqa: F811
    cache.clear()
    with_password(cast.dee)
    visitor.go("/accounts/login/")
    sign_in(visitor, "dee@example.org")
    visitor.page.wait_for_url(visitor.root + "/")


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_ten_cards_stand_on_a_sheet_and_each_holds_its_text(
    visitor: Visitor,  # noqa: F811
    cast: Cast,
    paper: str,
) -> None:
    as_director(visitor, cast)
    newcomers(cast, LONG, *(f"Parent {number}" for number in range(11)))
    page = visitor.page
    visitor.go("/c/riverside/teams/maple/cards/")
    visitor.looks_right("cards-desk")
    page.get_by_label("A4" if paper == "a4" else "US letter").check()
    page.get_by_role("button", name="Make the cards").click()
    page.wait_for_url("**/cards/*/?paper=*")
    assert page.locator(".card-sheet").count() == 2
    visitor.looks_right(f"cards-{paper}")

    wide, high, card_wide, card_high = PAPERS[paper]
    page.emulate_media(media="print", color_scheme="light")
    found = page.locator(".printed-card").evaluate_all(
        "cards => cards.map(one => ({...one.getBoundingClientRect().toJSON(),"
        " full: one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth}))"
    )
    assert all(one["full"] for one in found)
    assert {(round(one["width"]), round(one["height"])) for one in found} == {
        (round(card_wide * 96), round(card_high * 96))
    }
    first = found[:10]
    assert [len({round(one[side]) for one in first}) for side in ("left", "top")] == [2, 5]
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
    boxes = {
        (float(box[0]), float(box[1])) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    }
    assert {(round(one), round(other)) for one, other in boxes} == {(wide, high)}


def test_a_parent_gets_in_with_a_card_and_comes_back_after_the_browser_was_closed(
    visitor: Visitor,  # noqa: F811
    cast: Cast,
) -> None:
    cache.clear()
    [card] = issue(Giver.of(cast.participant(cast.dee)), newcomers(cast, "Lena"), uuid4())
    page = visitor.page
    visitor.go("/accounts/login/")
    page.get_by_role("link", name="I have a printed card").click()
    visitor.looks_right("card-entry")
    page.get_by_label("Code on the card").fill("nothing")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("This code opens nothing").wait_for()
    page.get_by_label("Code on the card").fill(card.code.lower().replace("-", " "))
    page.get_by_role("button", name="Go on").click()
    visitor.looks_right("card")
    page.get_by_role("button", name="Español").click()
    page.get_by_role("button", name="Soy Lena: quiero entrar").wait_for()
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="I am Lena: let me in").click()
    page.wait_for_url("**/welcome/")
    visitor.looks_right("welcome")
    page.get_by_label("My name may stand").check()
    page.get_by_role("button", name="Start").click()
    page.wait_for_url(visitor.root + "/")

    kept = page.context.storage_state()
    again = page.context.browser.new_context(storage_state=kept, reduced_motion="reduce")  # type: ignore[union-attr]
    later = Visitor(again.new_page(), visitor.root)
    later.go("/account/choices/")
    assert later.page.get_by_label("My name may stand").is_checked()
    later.looks_right("choices")
    later.go("/method/")
    later.looks_right("method")
    later.go(f"/card/{card.code}/")
    later.page.get_by_role("heading", name="This card opens nothing").wait_for()
    later.looks_right("card-closed")
    again.close()


def test_a_card_that_somebody_signed_in_opens(visitor: Visitor, cast: Cast) -> None:  # noqa: F811
    as_director(visitor, cast)
    [by_cora] = issue(Giver.of(cast.participant(cast.cora)), newcomers(cast, "Lena"), uuid4())
    [own] = issue(Giver.of(cast.participant(cast.dee)), newcomers(cast, "Olga"), uuid4())
    visitor.go(f"/card/{own.code}/")
    visitor.page.get_by_text("nobody gives themselves a role").wait_for()
    visitor.looks_right("card-own")
    visitor.go(f"/card/{by_cora.code}/")
    visitor.looks_right("card-joining")
    visitor.page.get_by_role("button", name="Sign out first").click()
    visitor.page.get_by_role("button", name="I am Lena: let me in").wait_for()
