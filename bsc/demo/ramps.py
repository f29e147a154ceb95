"""When each cycle was planned, tested, studied and decided: all days follow from today. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bsc.demo.chance import chance
from bsc.demo.script import Ramp, Step
from bsc.demo.timeline import DAY, Timeline, weekday_before, weekday_from

RUNNING = ("draft", "plan", "do", "study", "act")  # how far a cycle that is not decided has come
LONG = 5  # days of a test that fits the counted week


@dataclass
class Dated:
    """One cycle with its moments; None where it has not come so far."""

    ramp: Ramp
    step: Step
    planned: datetime
    starts: date
    ends: date
    stands: str = ""  # one of RUNNING; empty: decided
    begun: datetime | None = None
    studied: datetime | None = None
    decided: datetime | None = None
    previous: Dated | None = None

    @property
    def key(self) -> tuple[str, datetime, str]:
        return self.ramp.site, self.planned, self.step.lines[0].text


def weekdays_after(day: date, number: int) -> date:
    for _one in range(number):
        day = weekday_from(day + DAY)
    return day


def weekdays_before(day: date, number: int) -> date:
    for _one in range(number):
        day = weekday_before(day)
    return day


def date_ramp(ramp: Ramp, timeline: Timeline) -> Iterator[Dated]:
    """Its steps, one after the other."""
    previous: Dated | None = None
    position = ramp.position
    for number, step in enumerate(ramp.steps):
        stands = next((one for one in RUNNING if one in step.flags), "")
        if stands:
            dated = Clock(timeline, ramp, step, number).running(stands, previous)
        else:
            after = step.after if step.after is not None else 1
            position += after if previous else 0
            dated = Clock(timeline, ramp, step, number).decided(position, previous if after == 0 else None)
        dated.previous = previous
        if previous is not None:
            if previous.decided is None:
                raise ValueError(f"nothing follows from what runs: {step.lines[0].text}")
            dated.planned = max(dated.planned, previous.decided + timedelta(minutes=10))
        yield dated
        previous = dated


@dataclass
class Clock:
    """Gives one step its moments."""

    timeline: Timeline
    ramp: Ramp
    step: Step
    number: int

    def __post_init__(self) -> None:
        self.luck = chance("cycle", self.ramp.site, self.step.lines[0].text)

    def at(self, day: date, first: int, last: int) -> datetime:
        return self.timeline.at(day, time(self.luck.randrange(first, last), self.luck.randrange(60)))

    @property
    def days(self) -> int:
        return self.step.scale[3] or 1

    def decided(self, position: int, soon_after: Dated | None) -> Dated:
        """In the counted week of its month; or at once after the one before it (`*0`)."""
        if soon_after is not None and soon_after.decided is not None:
            starts = weekdays_after(soon_after.decided.date(), 1)
            planned = soon_after.decided + timedelta(minutes=10)
        else:
            monday = self.timeline.sample(position)[0]
            starts = weekdays_after(monday, self.luck.randrange(max(1, LONG + 1 - self.days)))
            planned = self.at(weekdays_before(starts, self.luck.randrange(2, 6)), 11, 14)
        ends = weekdays_after(starts, self.days - 1)
        studied = self.at(weekdays_after(ends, 1), 12, 14)
        decided = studied + timedelta(minutes=self.luck.randrange(25, 90))
        if self.luck.random() < 0.4:
            decided = self.at(weekdays_after(studied.date(), 1), 12, 17)
        begun = self.timeline.at(starts, time(7, self.luck.randrange(20, 59)))
        return Dated(self.ramp, self.step, planned, starts, ends, "", begun, studied, decided)

    def running(self, stands: str, previous: Dated | None) -> Dated:
        """So many weekdays before today that it stands where it does."""
        today = self.timeline.today
        before = {"draft": -2, "plan": -1, "do": 1, "study": 2, "act": 3}[stands]
        starts = (
            weekdays_after(today, self.luck.randrange(1, 6))
            if before < 0
            else weekdays_before(today, before + (self.days - 1 if before > 1 else 0))
        )
        ends = weekdays_after(starts, self.days - 1)
        planned = self.at(weekdays_before(min(starts, today), self.luck.randrange(1, 4)), 11, 14)
        dated = Dated(self.ramp, self.step, planned, starts, ends, stands)
        if before > 0:
            dated.begun = self.timeline.at(starts, time(7, self.luck.randrange(20, 59)))
        if before > 1:
            dated.studied = self.at(weekdays_after(ends, 1), 12, 14)
        follows = previous.decided if previous is not None else None
        if follows is not None and dated.begun is not None and follows > dated.begun:
            raise ValueError(f"begun before the one before it was decided: {self.step.lines[0].text}")
        return dated
