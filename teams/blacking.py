"""Blacking out a passage: wherever the same person may, in one go; and why, said without the passage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teams import writings
from teams.models.writing import Writing, WritingVersion, pattern_of

if TYPE_CHECKING:
    from teams.models.access import Access
    from teams.models.people import Participant

REASONS: dict[str, Any] = {
    "child": _("it names a child, or shows which child is meant"),
    "person": _("it names a person, or shows who is meant"),
    "reach": _("a birth date, an address or a phone number"),
    "private": _("it was said in confidence"),
    "other": _("another reason"),
}


def reason_of(why: str) -> str:
    """The kept reason in the reader's language: one of the list, own words after it."""
    key, _colon, words = why.partition(": ")
    if key not in REASONS:
        return why
    return f"{REASONS[key]}: {words}" if words else str(REASONS[key])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other texts of the same team that hold a passage, of those that the person may read."""

    mine: tuple[int, ...]  # in which the person may black it out
    others: int


def elsewhere(access: Access, writing: Writing, passages: Sequence[str]) -> Elsewhere:
    rows = Writing.objects.filter(collaborative=writing.collaborative_id, team=writing.team_id)
    rows = rows.exclude(pk=writing.pk)
    readable = _readable(access, _holding(rows, passages))
    mine = tuple(Writing.objects.removable_by(access).filter(pk__in=readable).values_list("pk", flat=True))
    return Elsewhere(mine, len(readable) - len(mine))


@dataclass(frozen=True, slots=True)
class Naming:
    """Texts that seem to name somebody: those in which this person may black words out, and how many more."""

    rows: list[Writing]
    others: int


def naming(access: Access, who: Participant) -> Naming:
    """All of the collaborative in which the name, or a part of it, stands as a word."""
    parts = [part for part in who.name.split() if len(part) > 1] or [who.name]
    patterns = [re.compile(rf"(?<!\w){re.escape(part)}(?!\w)") for part in parts]
    found = _matching(Writing.objects.filter(collaborative=who.collaborative_id), patterns)
    mine = Writing.objects.removable_by(access).filter(pk__in=_readable(access, found))
    rows = list(mine.select_related("author", "team__center"))
    return Naming(rows, len(found) - len(rows))


def _holding(rows: Any, passages: Iterable[str]) -> set[int]:
    """Of these writings those that hold a passage, in the text or in a version of it."""
    return _matching(rows, [pattern_of(one) for one in passages])


def _matching(rows: Any, patterns: list[re.Pattern[str]]) -> set[int]:
    versions = WritingVersion.objects.filter(writing__in=rows.order_by().values("pk"))
    return {
        pk
        for texts in (rows.values_list("pk", "text"), versions.values_list("writing", "text"))
        for pk, text in texts.order_by().iterator()
        if any(one.search(text) for one in patterns)
    }


def _readable(access: Access, found: set[int]) -> set[int]:
    """As the subjects decide: a text is read where its row is."""
    return {
        pk
        for model in writings.holders().values()
        for pk in _rows(model).visible_to(access).filter(writing__in=found).values_list("writing", flat=True)
    }


def _rows(model: Any) -> Any:
    return model._default_manager  # noqa: SLF001


def black_out(
    writing: Writing, passages: Sequence[str], why: str, by: Participant, also: Iterable[int] = ()
) -> int:
    """Remove the passages from this text, from `also`, and from what its writer drafts on the same team.

    Returns how many of the texts that were named held one.
    """
    named = {writing.pk, *also}
    with transaction.atomic():
        drafts = _holding(_drafts(writing), passages)
        rows = Writing.objects.select_for_update().filter(pk__in=named | drafts).order_by("pk")
        found = 0
        for row in list(rows):
            held = [row.black_out(one, by, why) for one in sorted(passages, key=len, reverse=True)]
            found += any(held) and row.pk in named
        _clear_waiting(passages)
        return found


def _clear_waiting(passages: Sequence[str]) -> None:
    """What waits in a session for somebody to sign in again must not bring it back."""
    patterns = [pattern_of(one) for one in passages]
    for row in Session.objects.iterator():
        said = row.get_decoded()
        waiting = [key for key, value in said.items() if not key.startswith("_") and _holds(value, patterns)]
        if waiting:
            for key in waiting:
                del said[key]
            row.session_data = SessionStore().encode(said)
            row.save(update_fields=["session_data"])


def _holds(value: Any, patterns: list[re.Pattern[str]]) -> bool:
    if isinstance(value, dict):
        return any(_holds(one, patterns) for one in value.values())
    if isinstance(value, list | tuple):
        return any(_holds(one, patterns) for one in value)
    return isinstance(value, str) and any(one.search(value) for one in patterns)


def _drafts(writing: Writing) -> Any:
    writers = {writing.author_id, writing.typed_by_id} - {None}
    drafts = Writing.objects.filter(
        collaborative=writing.collaborative_id, team=writing.team_id, shown_at=None
    )
    return drafts.filter(Q(author__in=writers) | Q(typed_by__in=writers))
