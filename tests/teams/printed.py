"""What the tests of cards share: somebody without a way in, a card, and short ways to use it."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from teams.models import Card, Membership, Participant, Person, Role
from teams.models.carding import Giver, issue
from tests.conftest import Cast, add_role

DESK, SETUP_DESK = "/c/riverside/teams/maple/cards/", "/c/riverside/setup/cards/"


def newcomer(cast: Cast, name: str, role: str = Role.PARENT, **more: Any) -> Participant:
    who = Participant.objects.create(collaborative=cast.riverside, name=name, **more)
    add_role(who, role, cast.maple)
    return who


def member(who: Participant) -> Membership:
    found: Membership = who.memberships.order_by("pk")[0]
    return found


def giver(cast: Cast, person: Person | None = None) -> Giver:
    return Giver.of(cast.participant(person or cast.dee))


def a_card(cast: Cast, who: Participant, by: Person | None = None) -> Card:
    [card] = issue(giver(cast, by), [member(who).uuid], uuid.uuid4())
    return card


def page(card: Card) -> str:
    return reverse("card", args=[card.code])


def go_in(card: Card, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.post(page(card), {"language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, "/welcome/")
    return client


def signed_in_as(client: Client) -> Person | None:
    return Person.objects.filter(pk=client.session.get("_auth_user_id")).first()


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
