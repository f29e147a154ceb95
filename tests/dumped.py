"""Every row of every table as text: what is kept anywhere at all."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection

Tables = dict[str, list[str]]


def dump() -> Tables:
    """Table → its rows, each as one text; sessions and the cache are read as what they hold."""
    tables = {}
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 - our own tables
            tables[name] = sorted(_text(row) for row in cursor.fetchall())
    tables["sessions, read"] = sorted(
        json.dumps(one.get_decoded(), default=str, ensure_ascii=False) for one in Session.objects.all()
    )
    return tables


def _text(row: Iterable[Any]) -> str:
    return " | ".join(part for cell in row for part in _parts(cell))


def _parts(cell: Any) -> list[str]:
    """A cell as text, JSON without escapes, and what is packed in base64 also unpacked."""
    if isinstance(cell, bytes | memoryview):
        return [bytes(cell).decode("utf-8", "replace")]
    text = str(cell)
    try:
        return [text, base64.b64decode(text, validate=True).decode("utf-8", "replace")]
    except (binascii.Error, ValueError):
        pass
    if "\\u" in text:
        return [text, text.encode("ascii", "backslashreplace").decode("unicode_escape", "replace")]
    return [text]


def holding(tables: Tables, *needles: str) -> dict[str, list[str]]:
    """Rows in which one of these stands, in any letters."""
    wanted = [one.casefold() for one in needles]
    found = {
        name: [row for row in rows if any(one in row.casefold() for one in wanted)]
        for name, rows in tables.items()
    }
    return {name: rows for name, rows in found.items() if rows}
