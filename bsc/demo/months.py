"""The chapter of the month's end: notes on counts, and who handed in which month."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bsc.demo.cast import Site
from bsc.demo.chance import chance
from bsc.demo.people import World
from bsc.demo.rows import Said, fixed_uuid, say
from bsc.demo.timeline import weekday_from
from bsc.demo.words import NOTES
from metrics.models import CountNote, HandIn, Metric, Place

LATE = 0.2  # of the months are handed in late
NEVER = {("blue-kettle", 10), ("three-sparrows", 10), ("el-flamboyan-rojo", 2)}
TWICE = {("lantern-lane", 8), ("puddlejump-house", 12)}


def write_notes(world: World, places: dict[tuple[str, str], Place]) -> None:
    metrics = {metric.slug: metric for metric in Metric.objects.filter(collaborative=world.collaborative)}
    for number, note in enumerate(NOTES):
        if note.site not in world.teams:
            continue
        days = world.timeline.counted_days(note.position)
        day = days[min(note.day, len(days) - 1)]
        at = world.timeline.at(day, time(16, 10 + number))
        CountNote.objects.create(
            uuid=fixed_uuid("note", world.program.slug, number),
            place=places[note.site, note.room],
            day=day,
            metric=metrics.get(note.metric),
            writing=say(CountNote, world.teams[note.site], world.participants[note.by], Said(note.text, at)),
            at=at,
        )


def hand_in(world: World, waiting: str) -> None:
    """Directors hand in, early or late; the team in `waiting` has its last month ready, and not handed in."""
    for site in world.program.sites:
        for position in world.timeline.past:
            if position < site.joined or (site.left is not None and position >= site.left):
                continue
            if (site.slug, position) in NEVER:
                continue
            if site.slug == waiting and position == world.timeline.past[-1]:
                continue
            _hand_in(world, site, position)


def _hand_in(world: World, site: Site, position: int) -> None:
    luck = chance("hand in", site.slug, position)
    late = luck.random() < LATE
    for again in range(2 if (site.slug, position) in TWICE else 1):
        day = weekday_from(
            world.timeline.months[position].plus(1).first
            + timedelta(days=luck.randrange(17, 32) if late else luck.randrange(5, 11))
            + timedelta(days=9 * again)
        )
        at: datetime = world.timeline.at(day, time(luck.randrange(9, 18), luck.randrange(60)))
        if at < world.timeline.now:
            HandIn.objects.create(
                team=world.teams[site.slug],
                month=str(world.timeline.months[position]),
                by=world.participants[site.people[0].name],
                at=at,
            )
