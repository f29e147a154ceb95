"""The chapter of what people did to their charts: baselines, phases, notes, and one thing undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from bsc.demo.people import World
from bsc.demo.ramps import weekdays_after
from bsc.demo.rows import Said, fixed_uuid
from bsc.demo.voices import Scribe, Voices
from metrics.models import ChartAct, Metric

WINTER = -1  # in place of a position: the last January or February that is over
OF_ALL = ""  # in place of a site


@dataclass(frozen=True)
class Done:
    """To the chart of a site (or of all), at the month with this position, soon after it was over."""

    site: str
    metric: str
    what: str
    position: int
    by: str
    text: str
    undone_by: str = ""


DONE = (
    Done("puddlejump-house", "disruptions", "note", 7, "Maya",
         "From this month on there is a second quiet corner, in the Herons’ room."),
    Done("puddlejump-house", "disruptions", "left_out", 3, "Tomás",
         "A fire drill right before lunch. That week was loud.", undone_by="Ruth"),
    Done("puddlejump-house", "two-way-talks", "left_out", WINTER, "Keisha",
         "Ice and snow all week. Half of the families stayed home, and the others were in a hurry."),
    Done("lantern-lane", "two-way-talks", "baseline", 11, "Denise",
         "Up to here we did pick-up the old way. We want to see every later month against that."),
    Done("casa-colibri", "two-way-talks", "note", 5, "Rosa",
         "Este mes cambió el horario de salida. Muchas familias llegan ahora media hora más tarde."),
    Done("blue-kettle", "transitions-announced", "phase", 8, "Linh",
         "From this month on we announce every transition with picture cards, in both rooms."),
    # The NHS rules call this month out on an I chart, and the IHI rules say nothing about it.
    Done("blue-kettle", "minutes-on-data", "note", 8, "Linh",
         "Seen as an I chart with the NHS rules, this month is past the upper limit. The IHI rules are "
         "silent here. The choice is made for all teams, in the set-up under “Hints on charts”."),
    Done(OF_ALL, "disruptions", "note", 6, "Amara",
         "The second learning session. All teams left with one change to test in the mornings."),
)  # fmt: skip


def do_to_charts(world: World) -> None:
    voices, scribe = Voices(world), Scribe(world)
    metrics = {row.slug: row for row in Metric.objects.filter(collaborative=world.collaborative)}
    for one in DONE:
        if one.metric in metrics:
            _do(world, (voices, scribe), one, metrics[one.metric])
    scribe.save()


def _do(world: World, pens: tuple[Voices, Scribe], one: Done, metric: Metric) -> None:
    """Some days into the month that follows; it is undone three weekdays later."""
    (voices, scribe), timeline = pens, world.timeline
    position = one.position if one.position >= 0 else winter(world)
    team = world.teams[one.site] if one.site else None
    day = timeline.day(position + 1, 9)
    period = str(timeline.months[position])
    row = ChartAct(
        uuid=fixed_uuid("chart act", world.program.slug, one.site, one.metric, one.what, period),
        metric=metric,
        team=team,
        what=one.what,
        period=period,
    )
    if one.undone_by:
        again = weekdays_after(day, 3)
        row.undone_at = timeline.at(again, time(8, 40))
        row.undone_by = voices.voice(team, one.undone_by, again).author
    at = timeline.at(day, time(15, 55))
    scribe.write(row, team, voices.voice(team, one.by, day), Said(one.text, at, key=one.what))


def winter(world: World) -> int:
    """The last January or February that was over long enough ago to have been talked about."""
    past = world.timeline.past[:-1]
    return max(position for position in past if world.timeline.months[position].month in (1, 2))
