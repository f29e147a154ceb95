"""Guessing is slowed for one account, over all processes; a whole center behind one address gets in."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests import services
from tests.conftest import Cast
from tests.teams.test_sign_in import PASSWORD, give_password, try_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def test_a_failed_sign_in_is_logged_without_the_password(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    give_password(cast.mia)
    with caplog.at_level(logging.WARNING):
        try_in(client, cast.mia, "not my secret at all")
    assert [record.getMessage() for record in caplog.records if record.name == "teams.adapter"] == [
        "sign-in failed: 'mia@example.org' from 127.0.0.1"
    ]
    assert "not my secret" not in caplog.text


def test_one_account_is_slowed_after_five_failures_and_says_so(client: Client, cast: Cast) -> None:
    give_password(cast.mia)
    for _ in range(5):
        try_in(client, cast.mia, "wrong")
    form = try_in(client, cast.mia).context["form"]
    assert form.non_field_errors() == ["Too many failed login attempts. Try again later."]
    give_password(cast.dee)
    assert try_in(client, cast.dee).headers["Location"] == "/"


def test_guessing_the_second_step_is_slowed_too(
    client: Client, cast: Cast, code_of: Callable[[str], str]
) -> None:
    give_password(cast.mia)
    TOTP.activate(cast.mia, "JBSWY3DPEHPK3PXP")
    try_in(client, cast.mia)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert "_auth_user_id" not in client.session


def test_asking_for_codes_is_slowed_for_one_address_alone(cast: Cast) -> None:
    for _ in range(6):
        Client().post("/accounts/login/code/", {"email": "mia@example.org"})
    Client().post("/accounts/login/code/", {"email": "dee@example.org"})
    sent = [letter.to[0] for letter in mail.outbox]
    assert (sent.count("mia@example.org"), sent.count("dee@example.org")) == (3, 1)


START = """
import json, sys
import django
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
django.setup()
from django.contrib.auth.hashers import Argon2PasswordHasher as Hasher
Hasher.time_cost, Hasher.memory_cost, Hasher.parallelism = 1, 8, 1
from django.core.management import call_command
from django.test import Client
from teams.models import Person
"""
PREPARE = """
from django.apps import apps
settings.MIGRATION_MODULES = dict.fromkeys(app.label for app in apps.get_app_configs())  # the last at once
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable")
for email, password in json.loads(sys.argv[1]):
    Person.objects.create_user(email, password)
"""
TRY = """
found = []
for email, password in json.loads(sys.argv[1]):
    client = Client(headers={"host": "localhost"})
    client.post("/accounts/login/", {"login": email, "password": password})
    found.append("_auth_user_id" in client.session)
print(json.dumps(found))
"""


def process(environment: dict[str, str], script: str, words: list[tuple[str, str]]) -> str:
    """A process of its own, at the same address as all others."""
    ran = subprocess.run(
        [sys.executable, "-c", START + script, json.dumps(words)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str]]:
    """A database file with 41 people, and the environment of its processes."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "SECRET_KEY", "BASE_URL", "BSC_HTTPS")},
        "BSC_IGNORE_DOTENV": "True",
        "BSC_DATA_DIR": str(tmp_path_factory.mktemp("installation")),
        "DJANGO_SETTINGS_MODULE": "bsc.settings",
    }
    people = [f"{uuid4().hex[:8]}@example.org" for _ in range(41)]
    process(environment, PREPARE, [(email, PASSWORD) for email in people])
    return environment, people


@pytest.mark.stack
@pytest.mark.parametrize("shared", ["database", "redis"])
def test_processes_count_failures_together_and_let_a_whole_center_in(
    installation: tuple[dict[str, str], list[str]], shared: str
) -> None:
    environment, (one, *others) = installation
    if shared == "redis":
        environment = environment | {"REDIS_URL": f"{services.redis_url()}/13"}
    center = [(email, PASSWORD) for email in others]
    first = process(environment, TRY, [(one, "wrong")] * 3)
    second = process(environment, TRY, [(one, "wrong")] * 2 + [(one, PASSWORD), *center])
    assert json.loads(first) + json.loads(second) == [False] * 6 + [True] * 40
