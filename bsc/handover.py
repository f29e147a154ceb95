"""What somebody new to a team reads first: what it wants, tried, learned, and is doing now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, Protocol, TypeVar

from meetings.models import ActionItem, Decision, Meeting
from pdsa.models import Cycle, Entry, Question
from teams.models import Access, Membership, Team
from teams.models.writing import with_writing

RAMPS, LESSONS, PAST_MEETINGS, PROMISES = 12, 12, 3, 10  # three minutes


@dataclass(frozen=True, slots=True)
class Handover:
    aim: Any
    members: list[Membership]
    ramps: list[list[Cycle]]  # the newest first; inside each the first test first
    more_ramps: int
    lessons: list[Entry]
    running: list[Cycle]
    decisions: list[Decision]
    promises: list[ActionItem]
    next_meeting: Meeting | None


def read_handover(team: Team, access: Access) -> Handover:
    today = team.collaborative.day(access.now)
    members = Membership.objects.on(today).filter(team=team).select_related("participant")
    tests = _tests(team, access)
    # What only runs so far stands once, under what is running.
    ramps = [ramp for ramp in ramps_of(tests) if any(row.is_finished for row in ramp)]
    running = [row for row in tests if not row.is_finished]
    lessons = _lessons(team, access, {row.pk for row in tests})
    shown = {row.pk for row in [*chain.from_iterable(ramps[:RAMPS]), *running]}
    cycles = _cycles(team, access, shown | {row.cycle_id for row in lessons})
    for lesson in lessons:
        lesson.cycle = cycles[lesson.cycle_id]
    return Handover(
        aim=team.aims.select_related("writing__author").first(),
        members=list(members.order_by("participant__name", "pk")),
        ramps=[[cycles[row.pk] for row in ramp] for ramp in ramps[:RAMPS]],
        more_ramps=max(len(ramps) - RAMPS, 0),
        lessons=lessons,
        running=[cycles[row.pk] for row in running],
        decisions=_decisions(team, access),
        promises=_promises(team, access),
        next_meeting=next_of(team, access),
    )


class Linked(Protocol):
    """A cycle, or what of it is needed to find its ramp."""

    @property
    def pk(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def previous_id(self) -> int | None: ...


LinkedT = TypeVar("LinkedT", bound=Linked)


class _Test(NamedTuple):
    pk: int
    number: int
    previous_id: int | None
    is_finished: bool


def _tests(team: Team, access: Access) -> list[_Test]:
    """All that were shown, the newest first; with as little as tells which of them stand on the page."""
    rows = Cycle.objects.visible_to(access).filter(team=team, shown_at__isnull=False).order_by("-number")
    found = rows.values_list("pk", "number", "previous_id", "decided_at")
    return [_Test(pk, number, previous, decided is not None) for pk, number, previous, decided in found]


def _cycles(team: Team, access: Access, wanted: Collection[int]) -> dict[int, Cycle]:
    found = {row.pk: row for row in Cycle.objects.filter(pk__in=wanted).with_title(access)}
    for row in found.values():
        row.team = team
    return found


def ramps_of(cycles: Iterable[LinkedT]) -> list[list[LinkedT]]:
    """Tests that grew out of each other, together; the one with the newest test first.

    A test whose previous one the reader may not see begins a ramp of its own.
    """
    known = {row.pk: row for row in cycles}
    chains: dict[int, list[LinkedT]] = defaultdict(list)
    for row in sorted(known.values(), key=lambda one: one.number):
        chains[_root(row, known)].append(row)
    return sorted(chains.values(), key=lambda chain: chain[-1].number, reverse=True)


def _root(row: LinkedT, known: dict[int, LinkedT]) -> int:
    seen = {row.pk}
    while row.previous_id in known and row.previous_id not in seen:
        row = known[row.previous_id]
        seen.add(row.pk)
    return row.pk


def _lessons(team: Team, access: Access, shown: Collection[int]) -> list[Entry]:
    """What was learned in tests that were decided, abandoned ones too."""
    rows = Entry.objects.visible_to(access).filter(
        cycle__team=team,
        cycle__decided_at__isnull=False,
        question=Question.LEARNED,
        writing__shown_at__isnull=False,
    )
    rows = with_writing(rows.exclude(writing__text="")).order_by("-cycle__number", "writing__at")
    return [row for row in rows[:LESSONS] if row.cycle_id in shown]


def _decisions(team: Team, access: Access) -> list[Decision]:
    """Of the last few meetings."""
    held = Meeting.objects.took_place(access.now).filter(team=team).order_by("-starts", "-pk")
    last = list(held.values_list("pk", flat=True)[:PAST_MEETINGS])
    rows = Decision.objects.visible_to(access).filter(meeting__in=last, writing__shown_at__isnull=False)
    rows = with_writing(rows).select_related("meeting")
    return list(rows.order_by("-meeting__starts", "writing__at"))


def _promises(team: Team, access: Access) -> list[ActionItem]:
    rows = ActionItem.objects.visible_to(access).filter(
        meeting__team=team, done_at=None, writing__shown_at__isnull=False
    )
    rows = with_writing(rows).select_related("owner")
    return list(rows.order_by("due", "writing__at")[:PROMISES])


def next_of(team: Team, access: Access) -> Meeting | None:
    """The team's next meeting that is not cancelled."""
    rows = Meeting.objects.visible_outside_rooms_to(access).filter(team=team, cancelled_at=None)
    coming = rows.select_related("collaborative", "team__collaborative", "room").coming(access.now)
    return coming[0] if coming else None
