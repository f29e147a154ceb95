"""Saving rows of the demonstration: the same ids and times every time, and history as it would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from teams.models import Participant, Team, Versioned, Writing, Written

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


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its moment; `key` tells it from another of the same moment and words."""

    text: str
    at: datetime
    key: str = ""
    choice: str = ""


def say(model: type[Written], team: Team, by: Participant, said: Said) -> Writing:
    """A writing of the team, shown at once; the row that holds it is the caller's."""
    home = (team.collaborative.slug, team.slug, by.uuid)
    return Writing.objects.create(
        uuid=fixed_uuid(model.kind, *home, said.at, said.text, said.key),
        collaborative=team.collaborative,
        team=team,
        kind=model.kind,
        author=by,
        text=said.text,
        choice=said.choice,
        at=said.at,
        changed_at=said.at,
        shown_at=said.at,
    )


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
