"""Many rows into one table: COPY on PostgreSQL, batches of INSERT elsewhere. Neither returns their ids.

Large texts: PostgreSQL gets them beside the statement, not inside it, and packs them quickly where it can.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import Any

import psycopg
from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

BATCH = 500


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """`names` are attributes (`place_id`), and `rows` their values in that order; JSON as Python has it."""
    if connection.vendor == "postgresql":
        _copy(model, names, rows)
    else:
        _create(model, names, rows)


def _copy(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    fields = [_field(model, name) for name in names]
    is_json = [at for at, field in enumerate(fields) if isinstance(field, models.JSONField)]
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),  # noqa: SLF001 - Django's documented door to the table's name
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields),
    )
    with connection.cursor() as cursor, cursor.cursor.copy(into) as copy:
        for row in rows:
            values = list(row)
            for at in is_json:
                values[at] = Jsonb(values[at])
            copy.write_row(values)


def _field(model: type[models.Model], name: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == name)  # noqa: SLF001


def _create(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    every = iter(rows)
    while batch := list(islice(every, BATCH)):
        objects: Any = model._default_manager  # noqa: SLF001 - documented
        objects.bulk_create(model(**dict(zip(names, row, strict=True))) for row in batch)


@contextmanager
def many_small_objects() -> Iterator[None]:
    """Without Python's search for cycles: it finds none among rows, and took a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:  # of two threads at once, whoever came first
            gc.enable()


def writing_large_texts() -> Any:
    """A cursor, for the rest of the transaction."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    there: Any = connection  # of PostgreSQL's own kind, which the stubs do not say
    if "lz4" in _packings(there.pg_version):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL default_toast_compression = lz4")
    there.ensure_connection()
    return there.make_cursor(psycopg.Cursor(there.connection))


@cache
def _packings(_version: int) -> Sequence[str]:
    """How this server can pack what is large."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression'")
        return [name for (names,) in cursor.fetchall() for name in names]
