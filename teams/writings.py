"""Free text in one storage: which rows hold it. Each app says so at start-up; this app never names them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from teams.access import Request
from teams.models.writing import Writing, Written

_holders: dict[str, type[Written]] = {}


def register(*models: type[Written]) -> None:
    """Say that rows of these models hold a writing of the kind that they name."""
    for model in models:
        _holders[model.kind] = model


def holders() -> dict[str, type[Written]]:
    """Kind of writing → the model whose rows hold it."""
    return dict(_holders)


def find_held(request: Request, collaborative: str, uuid: UUID) -> Any:
    """The row that holds this writing, if the person may read it; else 404. The row's `writing` is loaded."""
    writing = get_object_or_404(Writing, uuid=uuid, collaborative__slug=collaborative)
    model = _holders.get(writing.kind)
    if model is None:
        raise Http404
    rows: Any = model._default_manager  # noqa: SLF001
    found = rows.visible_to(request.access).filter(writing=writing)
    row = found.select_related(
        "writing__collaborative", "writing__author", "writing__typed_by", "writing__changed_by"
    ).first()
    if row is None:
        raise Http404
    return row
