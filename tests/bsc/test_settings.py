"""The settings as a process with TLS sees them. What the environment may not say: `test_environment.py`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
from django.conf import settings
plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
django.setup()
from django.test import Client
plain = Client().get("/accounts/login/", headers={"host": "bsc.example.org"})
page = Client().get("/accounts/login/", secure=True, headers={"host": "bsc.example.org"})
print(json.dumps({
    "redirect": [plain.status_code, plain.headers["Location"]],
    "hsts": page.headers["Strict-Transport-Security"],
    "secure": [bool(page.cookies["csrftoken"]["secure"]), settings.SESSION_COOKIE_SECURE],
    "status": page.status_code,
}))
"""


def run(tmp_path: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "BSC_IGNORE_DOTENV": "True",
        "SECRET_KEY": "8jK2#mZ-0qPw!vTr5yXb9nLc3dFg7hSa1eUi4oBk6tQ_random_enough",
        "BASE_URL": "https://bsc.example.org",
        "BSC_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "bsc.settings",
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_check_deploy_is_clean(tmp_path: Path) -> None:
    found = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (found.returncode, found.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_with_tls_everything_stays_on_tls(tmp_path: Path) -> None:
    answer = run(tmp_path, "-c", ASK)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == {
        "redirect": [301, "https://bsc.example.org/accounts/login/"],
        "hsts": "max-age=31536000; includeSubDomains; preload",
        "secure": [True, True],
        "status": 200,
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMAIL_PORT", "many"),
        ("BSC_DEMO", "perhaps"),
        ("EMAIL_USE_TLS", "sometimes"),
        ("PORT", "eighty"),
        ("TRUSTED_PROXIES", "one"),
        ("BSC_SCHEDULE_THREAD", "2"),
        ("REDIS_URL", "http://localhost"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_value_that_is_none_is_named(tmp_path: Path, name: str, value: str) -> None:
    stopped = run(tmp_path, "manage.py", "check", **{name: value})
    assert stopped.returncode == 1
    [sentence] = stopped.stderr.splitlines()
    assert sentence.startswith("bsc cannot start: ")
    assert name in sentence
