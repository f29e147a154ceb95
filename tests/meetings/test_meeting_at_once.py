"""Two people in one meeting at once, in any order: nothing is lost, nothing is there twice.

Each sends pages as they were when opened.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from meetings.models import ActionItem, AgendaItem, Decision, Meeting, Note
from meetings.models.attending import Change, apply, read_sheet
from meetings.models.minutes import add
from teams.models import Participant, Writing
from teams.models.writing import ChangedMeanwhileError, Voice, Words
from tests.conftest import Cast
from tests.meetings.gathered import signed_in, team_meeting, write_down
from tests.metrics.test_recording import at_once

INTERLEAVINGS = 200
SEED = 20261123
KINDS: tuple[Any, ...] = (AgendaItem, Note, Decision, ActionItem)
Step = Callable[[], None]


@dataclass
class Actor:
    """One person with the steps of what they do: a page is opened in one step and sent in a later one."""

    name: str
    me: Participant
    meeting: Meeting
    chance: random.Random
    wrote: list[str] = field(default_factory=list)  # every text that was accepted, in order
    noted: dict[str, str] = field(default_factory=dict)  # of the sheet: fact → what it was last set to
    ticks: int = 0

    def steps(self, number: int) -> list[list[Step]]:
        kinds = (self.adds, self.rewords, self.attends, self.ticks_one, self.moves)
        return [self.chance.choice(kinds)(at) for at in range(number)]

    def adds(self, at: int) -> list[Step]:
        """A new text, sent once or twice."""
        text, model = f"{self.name} wrote {at}", self.chance.choice(KINDS)
        words = Words(UUID(int=self.chance.getrandbits(128)), text)
        self.wrote.append(text)

        def send() -> None:
            add(model(meeting=self.meeting), Voice(self.me, "teacher"), words)

        return [send] * self.chance.choice((1, 1, 2))

    def rewords(self, at: int) -> list[Step]:
        """Any text of the meeting, anew; who is second sees theirs and saves again."""
        opened: dict[str, Any] = {}
        text = f"{self.name} reworded {at}"
        number = self.chance.random()

        def open_page() -> None:
            rows = list(Writing.objects.order_by("pk"))
            opened["row"] = rows[int(number * len(rows))]

        def send() -> None:
            row, seen = opened["row"], opened["row"].version
            while True:
                try:
                    row.rewrite(text, seen, self.me)
                    break
                except ChangedMeanwhileError as problem:
                    seen = problem.theirs.version
            self.wrote.append(text)

        return [open_page, send]

    def attends(self, at: int) -> list[Step]:
        """Two facts of the sheet are changed; what somebody else changed meanwhile is decided anew."""
        opened: dict[str, Any] = {}
        picks = [self.chance.random() for _one in range(2)]
        number = str(self.chance.randint(1, 9))

        def open_page() -> None:
            opened["lines"] = [line for group in read_sheet(self.meeting) for line in group.lines]

        def send() -> None:
            lines = opened["lines"]
            changes = {}
            for pick in picks:
                line = lines[int(pick * len(lines))]
                wanted = line.seats[0].value if line.participant else number
                changes[line.key] = Change(line, line.now, "" if line.now and line.participant else wanted)
            self._apply(list(changes.values()))

        return [open_page, send]

    def _apply(self, changes: list[Change]) -> None:
        while changes:
            refused = apply(self.meeting, changes, self.me)
            self.noted |= {one.line.key: one.mine for one in changes if one not in refused}
            now = {line.key: line.now for group in read_sheet(self.meeting) for line in group.lines}
            changes = [Change(one.line, now[one.line.key], one.mine) for one in refused]

    def ticks_one(self, at: int) -> list[Step]:
        def send() -> None:
            item = ActionItem.objects.order_by("pk")[0]
            item.tick(self.me, timezone.now())

        self.ticks += 1
        return [send] * self.chance.choice((1, 2))

    def moves(self, at: int) -> list[Step]:
        """An item of the agenda, from where the page showed it."""
        opened: dict[str, Any] = {}
        step, pick = self.chance.choice((-1, 1)), self.chance.random()

        def open_page() -> None:
            rows = list(AgendaItem.objects.filter(meeting=self.meeting))
            opened["at"] = int(pick * len(rows))
            opened["row"] = rows[opened["at"]]

        def send() -> None:
            opened["row"].move(step, opened["at"])

        return [open_page, send]


def begin(cast: Cast, chance: random.Random) -> tuple[Meeting, list[Actor]]:
    meeting = team_meeting(cast)
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    for text in ("first", "second", "third"):
        write_down(AgendaItem(meeting=meeting), mia, text)
    write_down(ActionItem(meeting=meeting, owner=pat), mia, "promised")
    return meeting, [Actor("Mia", mia, meeting, chance), Actor("Pat", pat, meeting, chance)]


BEGUN = ["first", "second", "third", "promised"]


def check(meeting: Meeting, actors: list[Actor]) -> None:
    """All that was written is there once, as a text or as a version of one; so is every fact of the sheet."""
    texts = Counter(Writing.objects.values_list("text", flat=True))
    for writing in Writing.objects.all():
        texts += Counter(writing.versions.values_list("text", flat=True))
    assert texts == Counter([*BEGUN, *(text for actor in actors for text in actor.wrote)])
    held = sum(model.objects.filter(meeting=meeting).count() for model in KINDS)
    assert held == Writing.objects.count()
    places = list(AgendaItem.objects.filter(meeting=meeting).values_list("position", flat=True))
    assert places == list(range(1, len(places) + 1))
    assert ActionItem.objects.filter(done_at__isnull=False).count() == (sum(one.ticks for one in actors) > 0)
    now = {line.key: line.now for group in read_sheet(meeting) for line in group.lines}
    wanted: dict[str, set[str]] = {}
    for actor in actors:
        for key, value in actor.noted.items():
            wanted.setdefault(key, set()).add(value)
    assert {key: now[key] for key in wanted if now[key] not in wanted[key]} == {}
    assert {key for key, value in now.items() if value} <= set(wanted)


def shuffled(chance: random.Random, actors: list[Actor]) -> list[Step]:
    """Both persons' steps in a random order, in which each one's page is opened before it is sent."""
    queues = [list(pages) for actor in actors for pages in actor.steps(chance.randint(2, 5))]
    steps = []
    while queues:
        queue = chance.choice(queues)
        steps.append(queue.pop(0))
        queues = [one for one in queues if one]
    return steps


@pytest.mark.django_db
def test_two_in_one_meeting_lose_nothing_in_any_order(cast: Cast) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same orders in every run
    for _one in range(INTERLEAVINGS):
        before = transaction.savepoint()
        meeting, actors = begin(cast, chance)
        for step in shuffled(chance, actors):
            step()
        check(meeting, actors)
        transaction.savepoint_rollback(before)


@pytest.mark.django_db(transaction=True)
def test_two_in_one_meeting_lose_nothing_at_the_same_moment(cast: Cast) -> None:
    chance = random.Random(SEED)  # noqa: S311
    meeting, actors = begin(cast, chance)

    def run(pages: list[list[Step]]) -> None:
        for page in pages:
            for step in page:
                step()

    plans = [actor.steps(10) for actor in actors]
    assert at_once(*(lambda plan=plan: run(plan) for plan in plans)) == []
    check(meeting, actors)


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_two_requests_at_the_same_moment_is_written_once(cast: Cast) -> None:
    meeting = team_meeting(cast)
    clients = [signed_in(cast.mia) for _one in range(2)]
    for at in range(5):
        said = {"note-text": f"Said {at}", "note-uuid": str(UUID(int=at + 1))}
        address = f"/c/riverside/meetings/{meeting.uuid}/notes/"
        assert at_once(*(lambda one=one: one.post(address, said) for one in clients)) == []  # noqa: B023
    assert [note.text for note in Note.objects.all()] == [f"Said {at}" for at in range(5)]


@pytest.mark.django_db(transaction=True)
def test_one_meeting_planned_by_two_requests_at_the_same_moment_is_planned_once(cast: Cast) -> None:
    clients = [signed_in(cast.mia) for _one in range(2)]
    said = {"day": "2026-07-06", "time": "17:30", "minutes": "45", "zone": "America/New_York"}
    for at in range(5):
        form = said | {"uuid": str(UUID(int=at + 1))}
        address = "/c/riverside/teams/maple/meetings/new/"
        assert at_once(*(lambda one=one: one.post(address, form) for one in clients)) == []  # noqa: B023
    assert Meeting.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_note_and_the_cancelling_at_the_same_moment_end_in_one_or_the_other(cast: Cast) -> None:
    """Either the note stands, written before; or it is refused. Never a note that came after."""
    for _one in range(5):
        meeting = team_meeting(cast)
        at, statuses = f"/c/riverside/meetings/{meeting.uuid}/", []
        clients = signed_in(cast.mia), signed_in(cast.pat)
        jobs = (
            lambda: statuses.append(clients[0].post(f"{at}notes/", {"note-text": "Said"}).status_code),  # noqa: B023
            lambda: clients[1].post(f"{at}cancellation/"),  # noqa: B023
        )
        assert at_once(*jobs) == []
        meeting.refresh_from_db()
        assert meeting.is_cancelled
        assert (statuses, meeting.notes.count()) in (([302], 1), ([409], 0))
