"""Rows that many tests begin with: made once in a process, then written again as they were, keys and all."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField, Model
from django.db.models.sql import InsertQuery
from django.utils import timezone

ZONE = "America/New_York"
Made = TypeVar("Made")
AT_ONCE = 500  # rows; SQLite takes no more than 32766 values at once
KEPT: dict[Hashable, Kept] = {}


@dataclass(frozen=True)
class Kept:
    """What was made, and how its rows are written."""

    made: bytes
    inserts: list[tuple[str, Any]]
    beyond: str  # moves each sequence beyond the keys, should it have begun again

    def write(self) -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, values in self.inserts:
                cursor.execute(sql, values)
            if self.beyond:
                cursor.execute(self.beyond)
        return pickle.loads(self.made)  # noqa: S301 - our own


def kept(name: str, make: Callable[[], Made]) -> Made:
    """What `make` returns, its rows in the database. It only adds rows, and those are of this day."""
    now = timezone.now()
    key = (name, now.date(), now.astimezone(ZoneInfo(ZONE)).date())
    if key in KEPT:
        written: Made = KEPT[key].write()
        return written
    before = _keys()
    made = make()
    KEPT[key] = _keep(made, before)
    return made


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _keys() -> dict[type[Model], set[Any]]:
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in _models()}


def _keep(made: Any, before: dict[type[Model], set[Any]]) -> Kept:
    inserts, beyond = [], []
    for model, there in before.items():
        rows = [row for row in model._base_manager.order_by("pk") if row.pk not in there]
        if not rows:
            continue
        inserts += _insert(model, rows)
        if connection.vendor == "postgresql" and isinstance(model._meta.pk, AutoField):
            beyond.append(_move_beyond(model, rows[-1].pk))
    return Kept(pickle.dumps(made), inserts, "".join(beyond))


def _insert(model: type[Model], rows: list[Any]) -> list[tuple[str, Any]]:
    fields, inserts = model._meta.local_concrete_fields, []
    for start in range(0, len(rows), AT_ONCE):
        query = InsertQuery(model)
        query.insert_values(fields, rows[start : start + AT_ONCE], raw=True)
        inserts += query.get_compiler(connection=connection).as_sql()
    return inserts


def _move_beyond(model: type[Model], last: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', model._meta.pk.column]
        )
        sequence = cursor.fetchone()[0]
    return f"SELECT setval('{sequence}', {last}) FROM {sequence} WHERE last_value < {last};"  # noqa: S608 - our own names
