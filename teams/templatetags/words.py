"""What one text offers to who reads it; asks the database nothing, however many texts a page has."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from teams.models import Access, Written

register = template.Library()


@register.simple_tag(takes_context=True)
def offered(context: dict[str, Any], row: Written) -> dict[str, Any]:
    """The addresses of a text's own pages, each where the person may go there.

    Where a page knows who rewords (`may_change`), that counts; else who wrote it is offered to.
    """
    access: Access | None = context.get("access")
    writing = row.writing
    slug = _slug(access, writing.collaborative_id)
    if access is None or not slug or context.get("link") is False:
        return {}
    may_change = context.get("may_change")
    if may_change is None:
        own = writing.is_of(access) and writing.is_open_to(access)
        may_change = own and not getattr(row, "is_locked", False)
    return {
        "words": reverse("words", args=[slug, writing.uuid]),
        "is_changed": writing.version > 1,
        "may_change": may_change,
        "black_out": reverse("black_out", args=[slug, writing.uuid])
        if writing.may_be_blacked_out_by(access)
        else "",
    }


def _slug(access: Access | None, collaborative_id: int) -> str:
    holds = access.holds if access else ()
    return next((one.collaborative_slug for one in holds if one.collaborative_id == collaborative_id), "")
