"""Whatever is sent to whichever form: never a server error, nothing lost, nothing written by who may not.

`make fuzz` runs ten thousand; the suite runs a fixed sample.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest
from allauth.account.models import EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import int_to_base36
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teams.models import Collaborative, Invitation, Person
from tests.fuzz.forms import FILES, JUNK, NOT_FORMS, TARGETS, Fields, Page, Payload, payloads, routes
from tests.scene import Scene, scene_again
from tests.subjects import SUBJECTS
from tests.test_one_collaborative import all_models, crossings, path_of

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]
RUNS = int(os.environ.get("BSC_FUZZ_RUNS") or 1000)
for _subject in SUBJECTS:
    TARGETS |= _subject.TARGETS
EACH_FORM = max(RUNS // len(TARGETS), 1)
fuzzed: dict[str, Any] = {
    "derandomize": "BSC_FUZZ_RUNS" not in os.environ,
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "database": None,
}
PASSWORD = make_password("four plain words and one more")
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 410, 413, 422, 429}
REFUSALS = {302, 400, 403, 404, 405}
# What signing in, looking and being limited write in any case; and a place, made when it is first named.
OWN_TABLES = re.compile(
    r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(?:django_session|usersessions_\w+|bsc_cache)"'
    r'|^INSERT (?:OR IGNORE )?INTO "metrics_place"'
)
WRITES = re.compile(r"^(?:INSERT|UPDATE|DELETE)")


@pytest.fixture
def scene(db: None) -> Scene:
    cache.clear()
    found = scene_again()
    cast = found.cast
    invitee = Invitation.objects.get().participant
    cast.mia.password = PASSWORD
    cast.mia.save()
    key = f"{int_to_base36(cast.mia.pk)}-{default_token_generator.make_token(cast.mia)}"
    for person in filter(None, found.people.values()):
        person.emailaddress_set.create(email=person.email, primary=True, verified=True)
    unproven = cast.pat.emailaddress_set.create(email="pat@example.net")
    passkey = {"name": "Phone", "credential": a_credential(), "passwordless": True}
    phone = Authenticator.objects.create(user=cast.mia, type=Authenticator.Type.WEBAUTHN, data=passkey)
    found.names.update(
        invitee=invitee.uuid,
        uidb36=key.split("-", 1)[0],
        key=key.split("-", 1)[1],
        confirmation=EmailConfirmationHMAC(unproven).key,
        object_id=cast.gus.pk,
        pk=phone.pk,
        app_label="teams",
        content_type_id=1,
    )
    return found


def address(scene: Scene, route: str, pattern: str) -> str:
    """The address of the route in the scene."""
    names = scene.names | {"key": scene.names["confirmation"]} if "confirm-email" in pattern else scene.names
    target = TARGETS.get(route)
    instead = target.names if target else {}
    wanted = re.findall(r"[<](?:\w+:)?(\w+)[>]", pattern)
    return reverse(route, kwargs={name: names[instead.get(name, name)] for name in wanted})


PATTERNS = dict(routes())


def a_credential() -> dict[str, Any]:
    """What a device says when it makes a passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid.NONE, b"phone", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, made)
    said = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost:8000")
    attested = AttestationObject.create("none", data, {})
    response = AuthenticatorAttestationResponse(client_data=said, attestation_object=attested)
    return dict(RegistrationResponse(raw_id=b"phone", response=response))


class Visitor(Client):
    """Keeps its session: what an answer takes away, the next example has again."""

    def __init__(self, person: Person | None) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        if person is not None:
            self.force_login(person)
            session = self.session  # who has just said the password once more
            said = {"method": "password", "at": time.time(), "reauthenticated": True}
            session["account_authentication_methods"] = [said]
            session["account_authentication_methods_user"] = str(person.pk)
            session.save()
            self.kept = {name: morsel.value for name, morsel in self.cookies.items()}

    def look(self, path: str) -> Any:
        """What looking leaves in the session (a challenge, for example) is there for each example."""
        response = self.get(path)
        self.kept |= {name: morsel.value for name, morsel in self.cookies.items()}
        return response

    def request(self, **request: Any) -> Any:
        self.cookies = SimpleCookie(self.kept)
        return super().request(**request)


def signed_in(scene: Scene, who: str) -> Visitor:
    return Visitor(scene.people[who])


def strangers(scene: Scene) -> list[str]:
    """Keys of rows of both collaboratives, whatever a field may refer to."""
    found = []
    for model in all_models():
        path = path_of(model)
        if path is None or model is Collaborative:
            continue
        names = [name for name in ("pk", "uuid", "slug") if name == "pk" or hasattr(model, name)]
        for row in model._default_manager.filter(**{path: scene.cast.harbor.pk}).values_list(*names)[:2]:
            found += [str(value) for value in row]
    return sorted(set(found))


@contextmanager
def taken_back() -> Iterator[None]:
    """Each example finds the database as the first one did."""
    cache.clear()
    connection.queries_log.clear()  # else it is full one day
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything_of(collaborative: Collaborative) -> dict[str, list[Any]]:
    paths = {model: path_of(model) for model in all_models()}
    rows = {
        model.__name__: model._default_manager.filter(**{path: collaborative.pk}).values_list()
        for model, path in paths.items()
        if path is not None
    }
    return {name: sorted(values, key=repr) for name, values in rows.items()}


def send(client: Client, path: str, sent: Payload, file: bytes | None, htmx: bool) -> tuple[Any, list[str]]:
    """The answer, and what was written beside sessions. Jobs run as they would after the commit."""
    body: dict[str, Any] = dict(sent)
    if file is not None:
        body["file"] = SimpleUploadedFile("list.csv", file)
    headers = {"HX-Request": "true"} if htmx else {}
    with CaptureQueriesContext(connection) as asked, TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(path, body, headers=headers)
    return response, written_in(asked)


def written_in(asked: CaptureQueriesContext) -> list[str]:
    told = [query["sql"] for query in asked]
    return [sql for sql in told if WRITES.match(sql) and not OWN_TABLES.match(sql)]


def same_text(text: str) -> str:
    """A browser sends and shows one kind of line end; a parser knows no NUL."""
    return re.sub(r"\r\n?", "\n", text).strip()


def of_one_form(fields: Fields, named_by: str, sent: Payload) -> Fields:
    """A browser sends one form. Where a page has several for one address, a field says which."""
    if not named_by:
        return fields
    prefix = f"{(sent.get(named_by) or [''])[-1]}-"
    return {name: field for name, field in fields.items() if name.startswith(prefix)}


def beside_the_press(fields: Fields, sent: Payload) -> Fields:
    """A press on a counter counts on from the number typed beside it: what the page then shows is the sum."""
    packed = QueryDict((sent.get("tap") or [""])[-1])
    pressed = packed.get("component") or (sent.get("component") or [""])[-1]
    return {name: field for name, field in fields.items() if name != pressed}


def check_nothing_is_lost(response: Any, path: str, fields: Fields, sent: Payload) -> None:
    page = Page(response.content.decode(), path)
    shown = {same_text(text) for text in page.shown}
    lost = {
        name: values[-1]
        for name, values in sent.items()
        if values and name in fields and fields[name].is_typed and same_text(values[-1]) not in shown
    }
    assert lost == {}


def test_every_route_that_takes_a_post_has_a_strategy(scene: Scene) -> None:
    clients = {who: signed_in(scene, who) for who in ("coordinator", "director", "administrator")}
    taken = set()
    for route, pattern in PATTERNS.items():
        path = address(scene, route, pattern)
        asked = ("administrator",) if route.startswith("admin:") else ("coordinator", "director")
        with taken_back():
            if 405 not in {clients[who].post(path).status_code for who in asked}:
                taken.add(route)
    unknown = taken - set(TARGETS) - set(NOT_FORMS)
    assert (unknown, set(TARGETS) - set(PATTERNS)) == (set(), set())


@pytest.mark.parametrize("route", TARGETS)
def test_no_form_breaks_loses_or_lets_in(scene: Scene, route: str) -> None:
    target = TARGETS[route]
    path = address(scene, route, PATTERNS[route])
    people = {who: signed_in(scene, who) for who in (target.may, *target.may_not)}
    fields = form_on_page(scene, route, people[target.may], path)
    harbor = scene.cast.harbor
    before = everything_of(harbor)

    @given(
        sent=payloads(fields, target.extra, strangers(scene)),
        file=st.one_of(st.none(), FILES) if "file" in fields else st.none(),
        other=st.sampled_from(target.may_not or ("",)),
        htmx=st.booleans(),
    )
    @settings(max_examples=EACH_FORM, **fuzzed)
    def run(sent: Payload, file: bytes | None, other: str, htmx: bool) -> None:
        with taken_back():
            response, written = send(people[target.may], path, sent, file, htmx)
            assert response.status_code in ANSWERS
            if response.status_code in {200, 409, 422}:
                typed = of_one_form(fields, target.one_of, sent)
                kept = beside_the_press(typed, sent) if written else typed
                check_nothing_is_lost(response, path, kept, sent)
            if response.status_code in {409, 422}:
                assert written == []
            elif written:
                assert list(crossings()) == []
                assert everything_of(harbor) == before
        if other:
            with taken_back():
                response, written = send(people[other], path, sent, file, htmx)
                assert response.status_code in REFUSALS, other
                assert written == [], other

    with taken_back():
        run()


def form_on_page(scene: Scene, route: str, client: Visitor, path: str) -> Fields:
    """The form as its page shows it to who may send it: so every new field is fuzzed too."""
    shown_on = TARGETS[route].page or route
    pattern = PATTERNS[shown_on]
    where = address(scene, shown_on, pattern)
    client.look(path)
    response = client.look(where)
    return Page(response.content.decode(), where).forms.get(path, {})


# --- Addresses ---------------------------------------------------------------------------------------------
KEYS = ("page", "q", "team", "role", "what", "months", "metric", "place", "day", "before", "next", "grain")
KEYS += ("stage", "driver", "parent", "as", "points", "chart", "panel", "line")
COLUMNS = ("date", "classroom", "numerator", "denominator", "state", "order", "create_teams")
LOOKING = ("anonymous", "teacher", "director", "former member", "faculty", "coordinator", "evaluator")
QUERIES = st.lists(st.tuples(st.one_of(st.sampled_from(KEYS + COLUMNS), JUNK), JUNK), max_size=4)
SEGMENTS = st.one_of(
    st.none(),
    st.none(),
    JUNK,
    st.sampled_from(["0001-01-01", "1000-01-01", "2999-12-31", "2026-02-30", "9999-12-31"]),
    st.sampled_from(["2999-13", "1900-01", "2999-12", "1899-12", "0000-00"]),
)


def test_no_address_breaks_a_page(scene: Scene) -> None:
    """Garbage after the question mark, and in place of any part of the path."""
    clients = {who: signed_in(scene, who) for who in LOOKING}
    paths = {route: address(scene, route, pattern) for route, pattern in PATTERNS.items()}

    @given(
        route=st.sampled_from(sorted(paths)),
        who=st.sampled_from(LOOKING),
        query=QUERIES,
        segment=SEGMENTS,
        place=st.integers(0, 20),
    )
    @settings(max_examples=max(RUNS // 2, 1), **fuzzed)
    def run(route: str, who: str, query: list[tuple[str, str]], segment: str | None, place: int) -> None:
        parts = paths[route].split("/")
        if segment is not None:
            parts[place % len(parts)] = quote(segment[:400], safe="")
        with taken_back(), CaptureQueriesContext(connection) as asked:
            response = clients[who].get("/" + "/".join(parts).lstrip("/"), query_params=query)
        assert response.status_code < 500
        assert written_in(asked) == []

    with taken_back():
        run()
