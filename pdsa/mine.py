"""What the download of one's own data holds about cycles: one's parts in them, and one's own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from pdsa.models import Comment, Cycle, CyclePerson, Entry
from teams.models import Person

Row = dict[str, Any]


def cycles(person: Person) -> Iterable[Row]:
    """Those that the person wrote down."""
    rows = Cycle.objects.filter(recorded_by__person=person).select_related("team__center")
    for row in rows.order_by("recorded_at", "pk"):
        yield {
            "id": str(row.uuid),
            "team": row.team.name,
            "number": row.number,
            "written_down": row.recorded_at,
            "shown": row.shown_at,
            "stage": row.stage,
            "decision": row.decision,
            "from": row.starts,
            "until": row.ends,
        }


def cycle_parts(person: Person) -> Iterable[Row]:
    """Those that the person proposed or tested."""
    rows = CyclePerson.objects.filter(participant__person=person).select_related("cycle__team__center")
    for row in rows.order_by("pk"):
        yield {
            "cycle": str(row.cycle.uuid),
            "team": row.cycle.team.name,
            "part": row.part,
            "role": row.role,
        }


def cycle_entries(person: Person) -> Iterable[Row]:
    for row in _own(Entry, person):
        yield {"question": row.question, **_words(row, person)}


def cycle_comments(person: Person) -> Iterable[Row]:
    for row in _own(Comment, person):
        yield _words(row, person)


def _own(model: Any, person: Person) -> Any:
    mine = Q(writing__author__person=person) | Q(writing__typed_by__person=person)
    return model.objects.filter(mine).select_related("writing__author", "cycle").order_by("pk")


def _words(row: Any, person: Person) -> Row:
    """Whom the words were typed for is somebody else: their role, never their name."""
    author = row.writing.author
    return {
        "id": str(row.writing.uuid),
        "cycle": str(row.cycle.uuid),
        "said_by": "me" if author and author.person_id == person.pk else row.writing.author_role,
        "text": row.writing.text,
        "choice": row.writing.choice,
        "version": row.writing.version,
        "at": row.writing.at,
        "shown": row.writing.shown_at,
    }
