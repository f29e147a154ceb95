"""Who wrote a count down, when and how: the events behind the numbers, with people's slips. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Literal
from uuid import UUID

from bsc.demo.cast import Room, Site
from bsc.demo.chance import chance
from bsc.demo.numbers import Said
from bsc.demo.rows import fixed_uuid
from bsc.demo.timeline import Timeline, weekday_from

SLIP = 0.03  # of typed counts are corrected later
LONG_AFTER = 0.06  # of these after the month was handed in
RIVALS = 0.004  # of typed counts are typed by a second person who did not see the first
ABOVE = 0.002  # of numerators are above their denominator
DOUBLE_TAP = 0.05  # of days with taps have one too many, taken back at once
NO_DENOMINATOR = 0.012
OFFLINE = 0.08  # of days with taps reach the server late
PHONE, TABLET, LAPTOP = "phone", "classroom tablet", "office laptop"


@dataclass(frozen=True)
class Written:
    """One event, before it is one."""

    uuid: UUID
    said: Said
    by: str
    component: Literal["num", "den", "state"]
    kind: Literal["add", "set", "void"]
    at: datetime
    device: str
    amount: float | None = None
    target: UUID | None = None
    covers: tuple[UUID, ...] = ()
    late: timedelta = timedelta(seconds=2)  # between counting and arriving


def write_down(home: str, timeline: Timeline, said: Said) -> list[Written]:
    """Everything that was sent for one cell, in the order in which it happened."""
    pen = Pen(home, timeline, said)
    if said.state:
        return [pen.state()]
    if said.room is None:
        return list(pen.typed(pen.month_end(), LAPTOP))
    if said.tapped:
        return list(pen.tapped())
    return list(pen.typed(timeline.at(said.day, pen.moment(12, 17)), TABLET))


class Pen:
    """Writes one cell."""

    def __init__(self, home: str, timeline: Timeline, said: Said) -> None:
        self.home, self.timeline, self.said = home, timeline, said
        room = said.room.name if said.room else "all"
        # Not the day: chance falls the same way whatever today is.
        number = said.day - timeline.sample(said.position)[0] if said.room else timedelta()
        self.path = (said.slug, said.site.slug, room, said.position, number.days)
        self.luck: Random = chance("writing", *self.path)
        self.by = _writer(said.site, said.room, said.position, self.luck)
        self.sent = 0

    def _event(
        self,
        component: Literal["num", "den", "state"],
        kind: Literal["add", "set", "void"],
        at: datetime,
        **more: object,
    ) -> Written:
        self.sent += 1
        uuid = fixed_uuid("event", self.home, *self.path, self.said.day, self.sent)
        fields = {"by": self.by, "device": PHONE} | more
        return Written(uuid, self.said, component=component, kind=kind, at=at, **fields)  # type: ignore[arg-type]

    def moment(self, first: int, last: int) -> time:
        """A time of day from this full hour until before that one."""
        return time(self.luck.randrange(first, last), self.luck.randrange(60), self.luck.randrange(60))

    def month_end(self) -> datetime:
        """In the first days of the next month, or on the last day of this one where those are not over."""
        month = self.timeline.months[self.said.position].plus(1)
        day = weekday_from(month.first + timedelta(days=self.luck.randrange(5)))
        return self.timeline.at(min(day, self.timeline.today - timedelta(days=1)), self.moment(9, 17))

    def state(self) -> Written:
        return self._event("state", "set", self.timeline.at(self.said.day, self.moment(14, 18)))

    def tapped(self) -> Iterator[Written]:
        """One tap each time; a zero is said at the end of the day."""
        late = timedelta(seconds=2)
        if self.luck.random() < OFFLINE:
            late = timedelta(hours=self.luck.choice((5, 21)))
        moments = sorted(self.moment(8, 17) for _one in range(int(self.said.num or 0)))
        for moment in moments:
            yield self._event("num", "add", self.timeline.at(self.said.day, moment), amount=1, late=late)
        if not moments:
            yield self._event("num", "set", self.timeline.at(self.said.day, self.moment(16, 18)), amount=0)
        elif self.luck.random() < DOUBLE_TAP:
            at = self.timeline.at(self.said.day, moments[-1]) + timedelta(seconds=1)
            twice = self._event("num", "add", at, amount=1, late=late)
            yield twice
            yield self._event("num", "void", at + timedelta(seconds=6), target=twice.uuid, late=late)

    def typed(self, at: datetime, device: str) -> Iterator[Written]:
        """The day's or month's sum; sometimes wrong at first, and put right by somebody who looked again."""
        num, den = self.said.num or 0, self.said.den
        fate = self.luck.random()
        by_day = self.said.room is not None
        if den is not None and not (by_day and self.luck.random() < NO_DENOMINATOR):
            yield self._event("den", "set", at - timedelta(seconds=20), amount=den, device=device)
        if fate < SLIP:
            yield from self._slip(at, device, num, den)
        elif fate < SLIP + RIVALS:
            yield self._event("num", "set", at, amount=num, device=device)
            other = self.said.site.people[0].name
            amount = max(0, num - 1)
            yield self._event(
                "num", "set", at + timedelta(minutes=35), amount=amount, by=other, device=LAPTOP
            )
        else:
            above = by_day and den is not None and fate > 1 - ABOVE
            yield self._event("num", "set", at, amount=(den or 0) + 1 if above else num, device=device)

    def _slip(self, at: datetime, device: str, num: float, den: int | None) -> Iterator[Written]:
        wrong = num - 1 if num >= 1 and (den is not None or self.luck.random() < 0.5) else num + 1
        first = self._event("num", "set", at, amount=wrong, device=device)
        yield first
        later = timedelta(days=33 if self.luck.random() < LONG_AFTER else 1)
        again = self.timeline.at(weekday_from(at.date() + later), self.moment(8, 11))
        again = max(again, at + timedelta(minutes=20))
        left = self.said.site.left
        if again < self.timeline.now and (left is None or again.date() < self.timeline.leaving(left)):
            by = self.said.site.people[0].name
            more = {"amount": num, "device": LAPTOP, "by": by, "covers": (first.uuid,)}
            yield self._event("num", "set", again, **more)


def _writer(site: Site, room: Room | None, position: int, luck: Random) -> str:
    """Who works in the room; for the month the data manager; now and then another member of the team."""
    last = position if room else position + 1  # a month is typed in the next one
    here = [
        (somebody.name, role)
        for somebody in site.people
        for role in somebody.roles
        if max(role.since, site.joined) <= position and (role.until is None or last < role.until)
    ]
    usual = [name for name, role in here if (room.name in role.rooms if room else role.data)]
    anybody = [name for name, role in here if role.core]
    return luck.choice(usual if usual and luck.random() < 0.9 else anybody)
