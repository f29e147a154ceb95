"""A card opens one place, once; for who is signed in already too, and when two use it at once."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from teams.models import Card, Invitation, Participant, Person
from teams.models.carding import CardClosedError, find_open, join, use
from tests.conftest import Cast
from tests.metrics.test_recording import at_once
from tests.teams.printed import DESK, a_card, as_person, go_in, newcomer, page, signed_in_as

pytestmark = pytest.mark.usefixtures("fresh_limits")


def test_a_card_lets_its_person_in_for_half_a_year_in_their_language(cast: Cast, lena: Participant) -> None:
    card, client = a_card(cast, lena), Client()
    answer = client.post(page(card), {"language": "es"})
    assert answer["Location"] == "/welcome/"
    assert int(answer.cookies["sessionid"]["max-age"]) == 180 * 24 * 60 * 60
    person = signed_in_as(client)
    assert person is not None
    assert (person.email, person.language, person.has_usable_password()) == (None, "es", False)
    assert Participant.objects.get(person=person) == lena
    assert client.get("/c/riverside/teams/maple/").status_code == 200


def test_who_came_in_with_a_card_can_add_a_passkey(cast: Cast, lena: Participant) -> None:
    client = go_in(a_card(cast, lena))
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    assert [one["method"] for one in client.session["account_authentication_methods"]] == ["card"]


def test_a_card_works_once(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    go_in(card)
    again = Client()
    assert again.get(page(card)).status_code == again.post(page(card), {"language": "en"}).status_code == 404
    assert signed_in_as(again) is None


def test_a_card_runs_out(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    Card.objects.update(expires_at=timezone.now())
    with pytest.raises(CardClosedError):
        use(card, "en")
    assert Client().post(page(card), {"language": "en"}).status_code == 404


def test_a_scanner_that_opens_every_link_uses_nothing_up(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    scanner = Client(enforce_csrf_checks=True)
    for ask in (scanner.get, scanner.head, scanner.get):
        assert ask(page(card), headers={"Purpose": "prefetch"}).status_code == 200
    assert scanner.post(page(card), {"language": "en"}).status_code == 403  # without the page's own token
    assert Client().post(page(card), {}).status_code == 422
    assert find_open(card.code) == card
    go_in(card)


def test_the_page_says_for_whom_and_by_whom_and_not_the_code(cast: Cast, lena: Participant) -> None:
    html = Client().get(page(a_card(cast, lena))).content.decode()
    text = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "This card is for Lena, parent at Maple. Dee printed it." in text


def test_wrong_used_withdrawn_and_too_old_look_the_same(cast: Cast, lena: Participant) -> None:
    used, old = a_card(cast, lena), a_card(cast, newcomer(cast, "Olga"))
    withdrawn = a_card(cast, newcomer(cast, "Wim"))
    Card.objects.filter(pk=used.pk).update(used_at=timezone.now())
    Card.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    Card.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    codes = ["000-000-000", used.code, old.code, withdrawn.code]
    answers = [Client().get(reverse("card", args=[code])) for code in codes]
    assert {answer.status_code for answer in answers} == {404}
    token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    pages = zip(codes, answers, strict=True)  # each knows its own address, to come back to it in Spanish
    assert len({token.sub(b"", page.content).replace(code.encode(), b"") for code, page in pages}) == 1
    typed = [Client().post("/card/", {"code": code}) for code in codes]
    assert len({(answer.status_code, str(answer.context["form"].errors)) for answer in typed}) == 1


def test_a_typed_code_leads_to_the_card_however_it_is_written(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    sloppy = card.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert Client().post("/card/", {"code": f" {sloppy} "})["Location"] == page(card)
    refused = Client().post("/card/", {"code": "mine?"})
    assert (refused.status_code, refused.context["form"]["code"].value()) == (422, "mine?")


def test_a_forwarded_card_shows_in_the_list_as_used(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    go_in(card)
    html = as_person(cast.dee).get(DESK).content.decode()
    day = cast.riverside.day(timezone.now())
    assert f"used on {date_format(day, 'DATE_FORMAT')}" in html
    # And a new one ends it, whoever it was.
    assert find_open(a_card(cast, lena).code) is not None


def test_an_invitation_that_waits_is_withdrawn_once_the_card_is_used(cast: Cast, lena: Participant) -> None:
    invitation = Invitation.invite(lena, "lena@example.org", cast.participant(cast.dee))
    go_in(a_card(cast, lena))
    invitation.refresh_from_db()
    assert not invitation.is_open


# --- Somebody who is signed in already ---------------------------------------------------------------------
def test_who_is_signed_in_adds_the_place_to_their_account(cast: Cast, lena: Participant) -> None:
    card, client = a_card(cast, lena), as_person(cast.stu)
    assert client.get(page(card)).status_code == 200
    assert client.post(page(card), {}).status_code == 422  # without the button nothing happens
    assert client.post(page(card), {"join": "1"})["Location"] == "/welcome/"
    lena.refresh_from_db()
    assert lena.person == cast.stu
    assert client.post(page(card), {"join": "1"}).status_code == 404


def test_who_is_here_already_gets_the_role_and_stays_who_they_are(cast: Cast, lena: Participant) -> None:
    join(a_card(cast, lena), cast.oda)
    oda = Participant.objects.get(person=cast.oda, collaborative=cast.riverside)
    held = {(row.role, row.team.slug) for row in oda.memberships.select_related("team") if row.team}
    assert held == {("teacher", "oak"), ("parent", "maple")}


def test_who_printed_it_cannot_take_its_place(cast: Cast, lena: Participant) -> None:
    card, client = a_card(cast, lena), as_person(cast.dee)
    assert client.get(page(card)).status_code == 200
    assert client.post(page(card), {"join": "1"}).status_code == 403
    with pytest.raises(CardClosedError):
        join(card, cast.dee)
    assert find_open(card.code) == card


# --- Two at once -------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_who_use_one_card_at_once_get_one_place(cast: Cast, lena: Participant) -> None:
    card, clients = a_card(cast, lena), [Client(), Client()]
    got: list[int] = []

    def enter(client: Client) -> None:
        got.append(client.post(page(card), {"language": "en"}).status_code)

    assert at_once(*(lambda one=one: enter(one) for one in clients)) == []
    assert sorted(got) == [302, 404]
    assert Person.objects.filter(email=None).count() == 1
    assert sum(signed_in_as(client) is not None for client in clients) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_print_for_one_person_at_once_leave_one_card_open(cast: Cast, lena: Participant) -> None:
    both = (lambda: a_card(cast, lena), lambda: a_card(cast, lena, cast.cora))
    assert at_once(*both) == []
    assert (Card.objects.count(), Card.objects.open().count()) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_new_card_and_the_old_one_used_at_once_leave_no_old_device(cast: Cast, lena: Participant) -> None:
    for _round in range(5):
        old, client = a_card(cast, lena), Client()
        at_once(lambda: a_card(cast, lena), lambda: client.post(page(old), {"language": "en"}))  # noqa: B023
        assert client.get("/account/").status_code == 302
