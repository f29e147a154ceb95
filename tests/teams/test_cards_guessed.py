"""Guessing codes is slowed, and no code stands in a log."""

from __future__ import annotations

import io
import logging
from typing import Any

import pytest
from django.test import Client

from bsc.logs import WithoutSecrets
from teams.models import Participant
from tests.conftest import Cast
from tests.teams.printed import a_card, go_in, newcomer, page

pytestmark = pytest.mark.usefixtures("fresh_limits")


def test_guessing_is_slowed_by_address(cast: Cast, lena: Participant) -> None:
    card, guesser = a_card(cast, lena), Client()
    found = [guesser.get(f"/card/AAA-AAA-{number:03}/").status_code for number in range(32)]
    assert found == [404] * 30 + [429] * 2
    assert guesser.get(page(card)).status_code == 429
    assert guesser.post("/card/", {"code": card.code}).status_code == 429
    assert guesser.post(page(card), {"language": "en"}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(page(card)).status_code == 200


def test_guessing_from_many_addresses_is_slowed_too(settings: Any, cast: Cast, lena: Participant) -> None:
    settings.CARD_RATE_LIMITS = {"card": "30/300s/ip,8/h/key"}
    card = a_card(cast, lena)
    for number in range(8):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/card/", {"code": f"AAA-AAA-{number:03}"})
    assert Client(REMOTE_ADDR="192.0.2.99").get(page(card)).status_code == 429


def test_right_codes_are_not_counted_however_many_come_in(cast: Cast) -> None:
    """A whole center behind one address, and cards that are looked at again once they are used."""
    cards = [a_card(cast, newcomer(cast, f"Parent {number}")) for number in range(12)]
    for card in cards:
        go_in(card)
        for _look in range(4):
            assert Client().get(page(card)).status_code == 404


def test_no_code_stands_in_a_log(cast: Cast, lena: Participant) -> None:
    card, told = a_card(cast, lena), io.StringIO()
    handler = logging.StreamHandler(told)
    handler.addFilter(WithoutSecrets())
    logging.getLogger().addHandler(handler)
    try:
        Client(enforce_csrf_checks=True).post(page(card), {"language": "en"})
        Client().get("/card/GUE-SSE-D00/")
        Client().post("/card/", {"code": "GUE-SSE-D00"})
        go_in(card)
        Client().get(page(card))
    finally:
        logging.getLogger().removeHandler(handler)
    assert told.getvalue().splitlines() == [
        "Forbidden (CSRF cookie not set.): /card/…/",
        "a card's code that opens nothing, from 127.0.0.1",
        "Not Found: /card/…/",
        "a card's code that opens nothing, from 127.0.0.1",
        "Unprocessable Entity: /card/",
        "Not Found: /card/…/",
    ]


def test_the_console_uses_that_filter() -> None:
    from django.conf import settings  # noqa: PLC0415 - the real ones

    assert settings.LOGGING["handlers"]["console"]["filters"] == ["no_secrets"]
    assert settings.LOGGING["filters"] == {"no_secrets": {"()": "bsc.logs.WithoutSecrets"}}
