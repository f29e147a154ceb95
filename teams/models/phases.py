"""The phases of a collaborative, derived from the dates of its learning sessions. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

Kind = Literal["pre_work", "session", "action", "holding", "follow_up"]
DAY = timedelta(days=1)


class Session(Protocol):
    number: int
    from_day: date
    until_day: date  # the day after the last


@dataclass(frozen=True, slots=True)
class Phase:
    kind: Kind
    number: int | None  # of the session, and of the action period that follows it
    first: date
    last: date | None  # None: the follow-up has no end

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def phases(starts: date, ends: date, sessions: Iterable[Session]) -> tuple[Phase, ...]:
    """Pre-work, then each session and its action period, then holding the gains, then follow-up.

    What lies between two sessions is an action period. After the last one the teams hold their gains until
    the end of the collaborative. A phase without a single day is left out.
    """
    dated = sorted(sessions, key=lambda session: (session.from_day, session.number))
    found = [Phase("pre_work", None, starts, (dated[0].from_day if dated else ends + DAY) - DAY)]
    for index, session in enumerate(dated):
        found.append(Phase("session", session.number, session.from_day, session.until_day - DAY))
        found.append(_after(session, dated[index + 1 :], ends))
    found.append(Phase("follow_up", None, max(ends, found[-1].last or ends) + DAY, None))
    return tuple(phase for phase in found if phase.last is None or phase.first <= phase.last)


def _after(session: Session, later: Sequence[Session], ends: date) -> Phase:
    if later:
        return Phase("action", session.number, session.until_day, later[0].from_day - DAY)
    return Phase("holding", None, session.until_day, ends)


def phase_on(day: date, found: Iterable[Phase]) -> Phase | None:
    """The phase that holds on this day; None before the start."""
    return next((phase for phase in found if phase.holds(day)), None)
