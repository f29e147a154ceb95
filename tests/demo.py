"""The demonstration as a fixture: made once in a process, in the database while a module runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.kept import kept


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tests that use it share its rows and must not change them; jobs run where `make_demo` runs them."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        kept("demo", lambda: call_command("make_demo", verbosity=0))
        yield
        transaction.set_rollback(True)
