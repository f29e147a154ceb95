"""The chapter of the counts: sample weeks, closures, and every event through the one door for events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from decimal import Decimal

from django.db.models import F

from bsc.demo.numbers import Measure, Numbers
from bsc.demo.people import World
from bsc.demo.rows import Said, fixed_uuid, keep, say
from bsc.demo.writing import Written, write_down
from metrics.models import Closure, CountEvent, CountNote, MetricDefinition, Place, SamplePlan
from metrics.models.metric import Grain
from metrics.models.recording import Count, definition_on, project_cells, record

AT_ONCE = timedelta(seconds=2)
A_DAY = timedelta(days=1)


Places = dict[tuple[str, str], Place]


def count(world: World, measures: tuple[Measure, ...], places: Places) -> None:
    numbers = Numbers(world.program, world.timeline, measures)
    plan_samples(world)
    ledger = Ledger(world, places)
    close(world, numbers, places, ledger)
    written = [
        event
        for said in (*numbers.days(), *numbers.months())
        for event in write_down(world.program.slug, world.timeline, said)
        if event.at + event.late < world.timeline.now
    ]
    ledger.enter(written)


def plan_samples(world: World) -> None:
    """For all months, those to come too; the coordinator plans half a year ahead, and all by yesterday."""
    yesterday = world.timeline.now - timedelta(hours=13)
    for position, month in enumerate(world.timeline.months):
        first, last = world.timeline.sample(position)
        plan = SamplePlan(collaborative=world.collaborative, month=str(month), first_day=first, last_day=last)
        planned = world.timeline.at(world.timeline.months[position // 6 * 6].first - A_DAY, time(11, 5))
        keep(plan, world.coordinator, max(min(planned, yesterday), world.prepared))


def make_places(world: World) -> Places:
    """Each classroom, and the team as a whole under an empty name."""
    found = {}
    for slug, team in world.teams.items():
        found[slug, ""] = Place.objects.create(uuid=fixed_uuid("place", world.program.slug, slug), team=team)
    for (slug, room), classroom in world.rooms.items():
        found[slug, room] = Place.objects.create(
            uuid=fixed_uuid("place", world.program.slug, slug, room),
            team=world.teams[slug],
            classroom=classroom,
        )
    return found


def close(world: World, numbers: Numbers, places: Places, ledger: Ledger) -> None:
    """As the page does it: the closure, its state on everything counted by the day, and here why."""
    shut: dict[str, list[Count]] = defaultdict(list)
    for (slug, room, day), reason in sorted(numbers.closures().items()):
        director = next(site for site in world.program.sites if site.slug == slug).people[0].name
        place, at = places[slug, room], world.timeline.at(day, time(6, 40))
        by = world.participants[director]
        Closure.objects.create(place=place, day=day, by=by, at=at)
        CountNote.objects.create(
            uuid=fixed_uuid("closed", world.program.slug, slug, room, day),
            place=place,
            day=day,
            at=at,
            writing=say(CountNote, place.team, by, Said(f"Closed: {reason}.", at, f"{room} {day}")),
        )
        for definition in ledger.by_day(day):
            uuid = fixed_uuid("closed", world.program.slug, slug, room, day, definition.metric.slug)
            event = ("day", day, "state", "set", at)
            shut[director].append(Count(uuid, place, definition, *event, state=CountEvent.State.CLOSED))
    for name, counts in sorted(shut.items()):
        record(counts, world.participants[name])


class Ledger:
    """Enters what was written down, author by author, since a batch has one author."""

    def __init__(self, world: World, places: Places) -> None:
        self.world, self.places = world, places
        self.definitions: dict[str, list[MetricDefinition]] = defaultdict(list)
        rows = MetricDefinition.objects.filter(metric__collaborative=world.collaborative)
        for row in rows.select_related("metric"):
            self.definitions[row.metric.slug].append(row)

    def by_day(self, day: date) -> list[MetricDefinition]:
        found = (definition_on(wordings, day) for wordings in self.definitions.values())
        return [one for one in found if one is not None and one.grain == Grain.DAY]

    def enter(self, written: Iterable[Written]) -> None:
        by_author: dict[tuple[bool, str], list[Written]] = defaultdict(list)
        for one in written:
            by_author[one.kind == "void", one.by].append(one)  # what is taken back must be there before
        for (_void, name), events in sorted(by_author.items()):
            record([self._count(one) for one in events], self.world.participants[name])
        self._date_receipts([one for events in by_author.values() for one in events])

    def _count(self, one: Written) -> Count:
        said = one.said
        definition = definition_on(self.definitions[said.slug], said.day)
        if definition is None:
            raise ValueError(f"{said.slug} is not defined on {said.day}")
        return Count(
            uuid=one.uuid,
            place=self.places[said.site.slug, said.room.name if said.room else ""],
            definition=definition,
            grain="day" if said.room else "month",
            day=said.day,
            component=one.component,
            kind=one.kind,
            counted_at=one.at,
            amount=None if one.amount is None else Decimal(str(one.amount)),
            state=said.state,
            target=one.target,
            covers=frozenset(one.covers),
            device=one.device,
        )

    def _date_receipts(self, events: list[Written]) -> None:
        """`record` stamps what arrives with the present; here it arrived when it was counted, or later."""
        own = CountEvent.objects.filter(place__team__collaborative=self.world.collaborative)
        own.update(received_at=F("counted_at") + AT_ONCE)
        late: dict[timedelta, list[Written]] = defaultdict(list)
        for one in events:
            if one.late != AT_ONCE:
                late[one.late].append(one)
        for delay, ones in late.items():
            uuids = [one.uuid for one in ones]
            for start in range(0, len(uuids), 500):
                own.filter(uuid__in=uuids[start : start + 500]).update(received_at=F("counted_at") + delay)
        sets = Counter((self._count(one).cell, one.component) for one in events if one.kind == "set")
        # Arrival decides between sets that did not see each other.
        project_cells({cell for (cell, _component), number in sets.items() if number > 1})
