"""A card of somebody who is known elsewhere never opens what they have there."""

from __future__ import annotations

import pytest

from teams.models import Membership, Participant, Person, Role
from teams.models.carding import CardClosedError, find_open, use
from tests.conftest import Cast, add_role
from tests.teams.printed import a_card, as_person, go_in, newcomer, signed_in_as

pytestmark = pytest.mark.usefixtures("fresh_limits")


def known_in_harbor(cast: Cast, lena: Participant) -> Person:
    """Lena came in with a card here, and takes part in Harbor with the same account."""
    phone = go_in(a_card(cast, lena))
    person = signed_in_as(phone)
    assert person is not None
    there = Participant.objects.create(collaborative=cast.harbor, name="Lena", person=person)
    add_role(there, Role.DIRECTOR, cast.pine)
    return person


def test_a_card_never_opens_what_the_person_has_elsewhere(cast: Cast, lena: Participant) -> None:
    known = known_in_harbor(cast, lena)
    phone = as_person(known)
    card = a_card(cast, lena)
    # The old device keeps Harbor, and has lost this place at once.
    assert phone.get("/c/harbor/teams/pine/").status_code == 200
    assert phone.get("/c/riverside/teams/maple/").status_code == 404

    new = go_in(card)
    assert signed_in_as(new) not in (known, None)
    assert new.get("/c/riverside/teams/maple/").status_code == 200
    assert new.get("/c/harbor/teams/pine/").status_code == 404
    assert Participant.objects.get(person=known).collaborative == cast.harbor


def test_nor_when_it_was_printed_before_the_person_was_known_there(cast: Cast, lena: Participant) -> None:
    go_in(a_card(cast, lena))
    card = a_card(cast, lena)
    lena.refresh_from_db()
    known = lena.person
    Participant.objects.create(collaborative=cast.harbor, name="Lena", person=known)
    assert signed_in_as(go_in(card)) != known


def test_a_card_is_closed_once_the_person_signs_in_by_e_mail(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    Participant.objects.filter(pk=lena.pk).update(person=Person.objects.create_user("lena@example.org"))
    assert find_open(card.code) is None
    with pytest.raises(CardClosedError):
        use(card, "en")


def test_a_card_is_closed_once_its_person_holds_more_than_its_printer_may_open(
    cast: Cast, lena: Participant
) -> None:
    mine, by_cora = a_card(cast, lena), newcomer(cast, "Carl")
    hers = a_card(cast, by_cora, cast.cora)
    for who in (lena, by_cora):
        add_role(who, Role.FACULTY)
    assert [find_open(mine.code), find_open(hers.code)] == [None, hers]


def test_the_cards_of_a_director_who_left_open_nothing(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    Membership.objects.filter(participant=cast.participant(cast.dee)).update(until_day=cast.today)
    assert find_open(card.code) is None
