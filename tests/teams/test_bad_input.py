"""What the fuzz found once, by name."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import Cast


@pytest.mark.parametrize("path", ["a\0b", "account_login", "/account/"])
def test_the_language_switch_goes_back_to_an_address_whatever_it_looks_like(
    client: Client, db: None, path: str
) -> None:
    response = client.post("/language/", {"language": "es", "next": path})
    assert (response.status_code, response.url) == (302, path.replace("\0", "%00"))  # type: ignore[attr-defined]


NO_ANSWERS = ["9" * 5000, "[" * 100_000, '{"id": "x"}', '{"id": 1, "rawId": [], "response": {}}', "null", ""]


@pytest.mark.parametrize("said", NO_ANSWERS, ids=["long", "deep", "part", "shape", "null", "empty"])
def test_what_no_device_says_is_no_passkey(client: Client, cast: Cast, said: str) -> None:
    assert client.post("/accounts/2fa/webauthn/login/", {"credential": said}).status_code == 302
    client.force_login(cast.mia)
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    assert (
        client.post("/accounts/2fa/webauthn/add/", {"credential": said, "name": "Phone"}).status_code == 200
    )
    assert not Authenticator.objects.filter(user=cast.mia).exists()


def test_a_list_beside_a_file_is_not_swallowed(client: Client, cast: Cast) -> None:
    client.force_login(cast.cora)
    response = client.post(
        "/c/riverside/setup/people/roster/",
        {
            "file": SimpleUploadedFile("a.csv", b"name,role\nIris,faculty\n"),
            "text": "Pat, parent, Maple",
            "from_day": str(cast.today),
        },
    )
    assert response.status_code == 422
    assert "Pat, parent, Maple" in response.content.decode()
