"""What the evaluator reads of meetings: what kind, when, how many of each role, how much came of it.

No name and no text. Of rooms the day, and a headcount of five or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from meetings.models import ActionItem, Decision, Meeting
from meetings.models.attending import numbers_by_role
from meetings.models.listing import told_of
from teams.models import Access, Collaborative, Role

ROLES = tuple(role.value for role in Role)
COLUMNS = ("kind", "date", "team", *ROLES, "headcount", "decisions", "action_items")
FEW = "fewer than five"
Cells = tuple[str | int | None, ...]


def rows(collaborative: Collaborative, access: Access) -> Iterator[Cells]:
    """Every meeting that took place, oldest first, under a line of names."""
    meetings = list(
        Meeting.objects.filter(collaborative=collaborative)
        .took_place(access.now)
        .select_related("team__center")
        .annotate(decided=_number_of(Decision), promised=_number_of(ActionItem))
        .order_by("starts", "pk")
    )
    numbers = numbers_by_role(meetings)
    yield COLUMNS
    for meeting in meetings:
        yield _row(meeting, collaborative, numbers.get(meeting.pk, {}))


def _number_of(model: Any) -> Any:
    written = model.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(written.annotate(number=Count("pk")).values("number")), 0)


def _row(meeting: Any, collaborative: Collaborative, numbers: dict[str, int]) -> Cells:
    if meeting.kind == Meeting.Kind.AFFINITY:
        enough, few = told_of(meeting.headcount)
        empty = (None,) * len(ROLES)
        return (meeting.kind, meeting.day.isoformat(), None, *empty, FEW if few else enough, None, None)
    return (
        meeting.kind,
        meeting.day.isoformat(),
        meeting.team.label(collaborative) if meeting.team else None,
        *(numbers.get(role, 0) for role in ROLES),
        sum(numbers.values()) if numbers else None,
        meeting.decided,
        meeting.promised,
    )
