"""One person in front of one counts page, as the tests of that page need it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from metrics.models import MetricDefinition, Observation, Place
from metrics.models.card import Card
from metrics.models.day import read_day
from teams.models import Person
from tests.conftest import Cast


def address(cast: Cast, place: Place, name: str = "count_day", day: date | None = None) -> str:
    return reverse(name, args=["riverside", place.team.slug, place.uuid, day or cast.today])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_press(kind: str, component: str = "num", **fields: Any) -> str:
    return urlencode({"kind": kind, "component": component, "uuid": str(uuid4())} | fields)


UP = {"kind": "add", "amount": "1"}


class Counter:
    """One person in front of one counts page, without JavaScript."""

    def __init__(self, cast: Cast, person: Person, place: Place, day: date | None = None) -> None:
        self.cast, self.place, self.day = cast, place, day or cast.today
        self.client = signed_in(person)
        self.path = address(cast, place, day=self.day)

    def card(self, definition: MetricDefinition) -> Card:
        page = read_day(self.place.team, self.place, self.day, self.cast.today)
        found = page.card(definition.metric.slug)
        assert found is not None
        return found

    def press(self, definition: MetricDefinition, tap: str = "", **typed: str) -> Any:
        """As the form sends it: what was seen, what was typed, the pressed button."""
        card = self.card(definition)
        data = {
            "metric": definition.metric.slug,
            "seen_num": card.seen_num,
            "seen_den": card.seen_den,
            "seen_state": card.seen_state,
            "num": card.num_field,
            "num_was": card.num_text,
            "num_uuid": str(uuid4()),
            "den": card.den_field,
            "den_was": card.den_text,
            "den_uuid": str(uuid4()),
        } | typed
        if not definition.types_denominator:
            data = {name: value for name, value in data.items() if not name.startswith("den")}
        return self.client.post(self.path + "events/", data | ({"tap": tap} if tap else {}))


def observed() -> list[tuple[Any, ...]]:
    return list(Observation.objects.order_by("definition_id").values_list("num", "den", "state"))


def closing(mia: Counter, **data: str) -> Any:
    return mia.client.post(mia.path + "closure/", data)
