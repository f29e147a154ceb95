"""A device is known by its cookie; a new one is told, the first of an account is not."""

from __future__ import annotations

import pytest
from django.test import Client

from teams import changes, devices
from teams.models import KnownDevice, Person
from tests.conftest import Cast
from tests.teams.test_sign_in import give_password, try_in


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    told: list[Person] = []
    monkeypatch.setitem(changes._listeners, "device", [told.append])
    return told


def test_the_first_device_is_no_news_and_the_second_is(cast: Cast, heard: list[Person]) -> None:
    give_password(cast.mia)
    try_in(Client(), cast.mia)
    assert (heard, cast.mia.known_devices.count()) == ([], 1)
    try_in(Client(), cast.mia)
    assert (heard, cast.mia.known_devices.count()) == ([cast.mia], 2)


def test_a_device_is_known_when_it_comes_back(cast: Cast, heard: list[Person]) -> None:
    give_password(cast.mia)
    client = Client()
    for _time in range(3):
        try_in(client, cast.mia)
        client.post("/accounts/logout/")
    assert (heard, cast.mia.known_devices.count()) == ([], 1)
    assert client.cookies["device"]["max-age"] == 400 * 24 * 60 * 60


def test_a_cookie_that_somebody_changed_names_a_new_device(cast: Cast, heard: list[Person]) -> None:
    give_password(cast.mia)
    client = Client()
    try_in(client, cast.mia)
    client.post("/accounts/logout/")
    client.cookies["device"] = client.cookies["device"].value[:-2] + "xx"
    try_in(client, cast.mia)
    assert heard == [cast.mia]


def test_who_shares_a_tablet_cannot_be_read_from_the_rows(cast: Cast, heard: list[Person]) -> None:
    tablet = Client()
    for person in (cast.mia, cast.pat):
        give_password(person)
        try_in(tablet, person)
        tablet.post("/accounts/logout/")
    assert len(set(KnownDevice.objects.values_list("token_hash", flat=True))) == 2
    assert heard == []


def test_the_name_of_a_device_is_stored_hashed(cast: Cast) -> None:
    give_password(cast.mia)
    client = Client()
    try_in(client, cast.mia)
    token = client.cookies["device"].value.split(":")[0]
    assert KnownDevice.objects.get().token_hash == devices.hashed(cast.mia, token)
    assert token not in KnownDevice.objects.get().token_hash
