"""A cycle's way through its four steps, the team's decision, and whether other teams read it.

These are the team's, checked by version: whoever comes second is told, and nothing is done twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pdsa.models.cycle import STAGES, Cycle, Stage
from pdsa.models.entry import Question
from pdsa.models.writing_cycles import add_entry, lock_cycle
from teams.models import Participant
from teams.models.writing import Voice, Words

# When a cycle first came to a step. Going back takes it away again, but that Do has begun stays for good.
CAME_TO = {Stage.STUDY: "studied_at", Stage.ACT: "acted_at"}


class MovedError(Exception):
    """Somebody changed the cycle since the page was read; `cycle` is as it stands now."""

    def __init__(self, cycle: Cycle) -> None:
        super().__init__(f"{cycle} is at version {cycle.version}")
        self.cycle = cycle


class NotNowError(Exception):
    """The cycle is not where this can be done."""


@contextmanager
def changing(cycle: Cycle, seen: int, by: Participant) -> Iterator[Cycle]:
    """The cycle locked, if it is the version that was seen; saved at the end."""
    with transaction.atomic():
        now = lock_cycle(cycle)
        if now.version != seen:
            raise MovedError(now)
        yield now
        now.save_by(by)


def next_step(cycle: Cycle) -> Stage | None:
    at = STAGES.index(Stage(cycle.stage)) + 1
    return STAGES[at] if at < len(STAGES) else None


def step_before(cycle: Cycle) -> Stage | None:
    at = STAGES.index(Stage(cycle.stage))
    return STAGES[at - 1] if at else None


def move(cycle: Cycle, to: str, seen: int, by: Participant, at: datetime | None = None) -> None:
    """One step on, or one back. From Do on the predictions are locked, and other teams read it.

    Where nobody says when (`at`), it is the moment at which it is this change's turn.
    """
    with changing(cycle, seen, by) as now:
        at = at or timezone.now()
        if now.is_draft or now.is_finished or to not in (next_step(now), step_before(now)):
            raise NotNowError
        for stage, moment in CAME_TO.items():
            if STAGES.index(stage) > STAGES.index(Stage(to)):
                setattr(now, moment, None)
        now.stage = to
        if to == Stage.DO and now.begun_at is None:
            now.begun_at = at
        elif to in CAME_TO and getattr(now, CAME_TO[Stage(to)]) is None:
            setattr(now, CAME_TO[Stage(to)], at)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the team decides, with the version of the cycle that was read, and why in somebody's words."""

    decision: str
    seen: int
    reason: tuple[Voice, Words] | None = None


def decide(cycle: Cycle, decided: Decided, by: Participant, at: datetime | None = None) -> None:
    """The team's decision ends the cycle. It may be changed, and taken back.

    Where somebody was quicker neither decision nor reason is saved. Sent again, it changes nothing.
    """
    with transaction.atomic():
        reason = decided.reason
        if reason is None or not cycle.entries.filter(writing__uuid=reason[1].uuid).exists():
            _decide(cycle, decided, by, at)
        if reason is not None:
            add_entry(cycle, Question.WHY, *reason)


def _decide(cycle: Cycle, decided: Decided, by: Participant, at: datetime | None) -> None:
    with changing(cycle, decided.seen, by) as now:
        if now.stage != Stage.ACT:
            raise NotNowError
        now.decision, now.decided_at = decided.decision, at or timezone.now()


def take_back(cycle: Cycle, seen: int, by: Participant) -> None:
    """The team thinks again: the cycle is in Act, without a decision. What was said of it stays."""
    with changing(cycle, seen, by) as now:
        now.decision, now.decided_at = "", None


def hold_back(cycle: Cycle, seen: int, by: Participant, *, held_back: bool) -> None:
    """Keep it in the own team, or let the others read it from Do on."""
    with changing(cycle, seen, by) as now:
        now.held_back = held_back
