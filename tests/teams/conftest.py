"""Fixtures of the tests of cards and of signing in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from teams.models import Participant
from tests.conftest import Cast
from tests.teams.printed import newcomer


@pytest.fixture
def fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def code_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What an app shows for its secret. Its half minute lasts, so no code lapses while it is typed."""
    step = 60_000_000
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time", lambda: iter([step]))
    return lambda secret: str(format_hotp_value(hotp_value(secret, step)))


@pytest.fixture
def lena(cast: Cast) -> Participant:
    """A parent of Maple without e-mail, and without a way in."""
    return newcomer(cast, "Lena")
