"""Fixtures of the tests of cards."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from teams.models import Participant
from tests.conftest import Cast
from tests.teams.printed import newcomer


@pytest.fixture
def fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def lena(cast: Cast) -> Participant:
    """A parent of Maple without e-mail, and without a way in."""
    return newcomer(cast, "Lena")
