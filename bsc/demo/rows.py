"""Saving rows of the demonstration: the same ids and times every time, and history as it would be."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from teams.models import Participant, Versioned

NAMESPACE = uuid5(NAMESPACE_URL, "a made-up collaborative")
Row = TypeVar("Row", bound=Versioned)


def fixed_uuid(*path: object) -> UUID:
    return uuid5(NAMESPACE, "/".join(str(part) for part in path))


def keep(row: Row, by: Participant | None, at: datetime, reason: str = "") -> Row:
    """Save as this participant at that time; a public id follows from what the row is."""
    if row.pk is None and hasattr(row, "uuid"):
        row.uuid = fixed_uuid(row._meta.label_lower, *_identity(row))  # noqa: SLF001
    row._history_date = at  # type: ignore[attr-defined]  # noqa: SLF001 - asked for so
    row._change_reason = reason or None  # type: ignore[attr-defined]  # noqa: SLF001 - the same
    row.save_by(by)
    return row


def _identity(row: Versioned) -> list[str]:
    """What was set on a new row, the uuids of what it refers to in place of their numbers."""
    said = []
    for field in row._meta.concrete_fields:  # noqa: SLF001
        if field.name in ("id", "uuid", "version"):
            continue
        value = getattr(row, field.name)
        said.append(_name(value) if field.is_relation and value is not None else str(value))
    return said


def _name(related: object) -> str:
    """What is referred to: by its uuid, or by its slug in its collaborative."""
    home = getattr(related, "collaborative", None)
    slugs = f"{getattr(home, 'slug', '')}/{getattr(related, 'slug', '')}"
    return str(getattr(related, "uuid", slugs))
