"""Fills the database with collaboratives of a size, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection, transaction

from bsc.demo.rows import fixed_uuid
from bsc.load.events import EVENT, OBSERVATION, Line
from bsc.load.numbers import series
from bsc.load.size import EARLY, LATE, Kind, Size, is_reworded, kinds, sample_week
from metrics.models import CountEvent, Metric, MetricDefinition, Observation, Place, SamplePlan
from metrics.models.bulk import insert
from metrics.models.marks import mark_collaborative
from metrics.months import Month
from teams.models import Center, Classroom, Collaborative, Membership, Participant, Role, Team

ZONE = "America/New_York"
CLASSROOMS = ("Acorns", "Buttons")
AFTERWARDS = 6  # months that the collaborative still has before it
Say = Callable[[str], None]


class TakenError(Exception):
    """A collaborative has one of these slugs already."""


@transaction.atomic
def fill(size: Size, say: Say) -> dict[str, int]:
    """Make everything but sums and snapshots, which the marks ask for; how many rows of what."""
    taken = Collaborative.objects.filter(slug__in=size.slugs).values_list("slug", flat=True)
    if taken:
        raise TakenError(", ".join(sorted(taken)))
    made: dict[str, int] = {"events": 0, "observations": 0, "charts": 0}
    for slug in size.slugs:
        world = _World.begin(size, slug)
        for number, kind in enumerate(kinds(size)):
            events, observations = world.count(number, kind)
            made["events"] += events
            made["observations"] += observations
            say(f"{slug}: metric {number + 1} of {size.metrics}, {made['observations']:,} cells so far")
        made["charts"] += len(mark_collaborative(world.collaborative))
    if connection.vendor == "postgresql":
        say("checking what refers to what …")
        connection.check_constraints()
    return made


@dataclass(frozen=True, slots=True)
class _World:
    """One collaborative with its teams, before anything is counted."""

    size: Size
    collaborative: Collaborative
    teams: Sequence[Team]
    authors: Sequence[Participant]
    whole: Sequence[Place]  # in the order of the teams, as the authors are
    rooms: Sequence[Sequence[Place]]

    @classmethod
    def begin(cls, size: Size, slug: str) -> _World:
        months = size.calendar
        collaborative = Collaborative.objects.create(
            slug=slug,
            name=f"Load {slug}",
            topic={"en": "Made up in bulk", "es": "Inventado en cantidad"},
            time_zone=ZONE,
            languages=["en", "es"],
            starts=months[0].first,
            ends=size.through.plus(AFTERWARDS).last,
            made_up=True,
        )
        teams = _teams(size, collaborative)
        authors = _authors(collaborative, teams)
        plans = [(month, sample_week(month)) for month in months]
        SamplePlan.objects.bulk_create(
            SamplePlan(
                uuid=fixed_uuid(slug, "sample", month),
                collaborative=collaborative,
                month=str(month),
                first_day=days[0],
                last_day=days[-1],
            )
            for month, days in plans
        )
        return cls(size, collaborative, teams, authors, *_places(size, collaborative, teams))

    def count(self, number: int, kind: Kind) -> tuple[int, int]:
        """One metric and everything counted of it: how many events, how many observations."""
        definitions = self._define(number, kind)
        events: list[tuple[Any, ...]] = []

        def observations() -> Iterator[tuple[Any, ...]]:
            for position, team in enumerate(self.teams):
                dice = Random(f"{self.size.seed}/{self.collaborative.slug}/{number}/{position}")  # noqa: S311
                months = [month for month in self.size.calendar if _is_there(team, month)]
                places = self.rooms[position] if kind.grain == "day" else [self.whole[position]]
                for place in places:
                    lines = [Line(place, one, self.authors[position].pk) for one in definitions]
                    for one in series(kind, months, dice):
                        line = lines[-1] if str(one.at) >= definitions[-1].from_month else lines[0]
                        events.extend(line.events(one, dice))
                        yield line.observation(one)

        rows = list(observations())
        insert(Observation, OBSERVATION, rows)
        insert(CountEvent, EVENT, events)
        return len(events), len(rows)

    def _define(self, number: int, kind: Kind) -> list[MetricDefinition]:
        """Its wordings, the newest last: some metrics get new words halfway."""
        slug = f"metric-{number + 1}"
        metric = Metric.objects.create(
            collaborative=self.collaborative,
            slug=slug,
            names={"en": f"{kind.name} {number + 1}", "es": f"{kind.name} {number + 1}"},
            direction=kind.direction,
            position=number + 1,
        )
        months = self.size.calendar
        since = [months[0], *([months[len(months) // 2]] if is_reworded(number, self.size) else [])]
        return [
            MetricDefinition.objects.create(
                uuid=fixed_uuid(self.collaborative.slug, slug, month),
                metric=metric,
                from_month=str(month),
                unit=kind.unit,
                exposure=kind.exposure,
                numerator={"en": f"{kind.name}, wording {wording}"},
                denominator={"en": "Out of these"} if kind.about else {},
                goal=Decimal(kind.goal) if kind.goal else None,
                grain=kind.grain,
            )
            for wording, month in enumerate(since, 1)
        ]


def _teams(size: Size, collaborative: Collaborative) -> list[Team]:
    months, slug = size.calendar, collaborative.slug
    dice = Random(f"{size.seed}/{slug}/teams")  # noqa: S311 - nothing secret
    centers = Center.objects.bulk_create(
        [
            Center(
                uuid=fixed_uuid(slug, "center", number),
                collaborative=collaborative,
                name=f"Center {number:04}",
                time_zone=ZONE,
            )
            for number in range(1, size.teams + 1)
        ],
        batch_size=500,
    )
    return Team.objects.bulk_create(
        [
            Team(
                collaborative=collaborative,
                center=center,
                slug=f"team-{number:04}",
                number=number,
                joined=_joined(months, dice),
                left=_left(months, dice),
            )
            for number, center in enumerate(centers, 1)
        ],
        batch_size=500,
    )


def _joined(months: Sequence[Month], dice: Random) -> Any:
    late = dice.random() < LATE
    return months[dice.randrange(len(months) // 3 + 1) if late else 0].first


def _left(months: Sequence[Month], dice: Random) -> Any:
    """In the midst of a month, or not at all."""
    early, back = dice.random() < EARLY, dice.randrange(len(months) // 3 + 1)
    return months[-1 - back].first + timedelta(days=12) if early else None


def _is_there(team: Team, month: Month) -> bool:
    return team.joined <= month.first and (team.left is None or month.first < team.left)


def _authors(collaborative: Collaborative, teams: Sequence[Team]) -> list[Participant]:
    """One for each team, without an account: whoever writes the team's numbers down."""
    authors = Participant.objects.bulk_create(
        [
            Participant(
                uuid=fixed_uuid(collaborative.slug, "author", team.number),
                collaborative=collaborative,
                name=f"Staff {team.number:04}",
            )
            for team in teams
        ],
        batch_size=500,
    )
    Membership.objects.bulk_create(
        [
            Membership(
                uuid=fixed_uuid(collaborative.slug, "member", team.number),
                participant=author,
                team=team,
                role=Role.STAFF,
                data_manager=True,
                from_day=team.joined,
                until_day=team.left,
            )
            for team, author in zip(teams, authors, strict=True)
        ],
        batch_size=500,
    )
    return authors


def _places(
    size: Size, collaborative: Collaborative, teams: Sequence[Team]
) -> tuple[list[Place], list[list[Place]]]:
    """Each team's whole center, and its classrooms where anything is counted by the day."""
    slug = collaborative.slug
    whole = Place.objects.bulk_create(
        [Place(uuid=fixed_uuid(slug, "place", team.number), team=team) for team in teams], batch_size=500
    )
    if not size.days:
        return whole, [[] for _team in teams]
    rooms = Classroom.objects.bulk_create(
        [
            Classroom(
                uuid=fixed_uuid(slug, "room", team.number, name),
                center=team.center,
                name=name,
                from_day=team.joined,
            )
            for team in teams
            for name in CLASSROOMS
        ],
        batch_size=500,
    )
    by_center = {team.center_id: team for team in teams}
    places = Place.objects.bulk_create(
        [
            Place(uuid=fixed_uuid(slug, "place", room.uuid), team=by_center[room.center_id], classroom=room)
            for room in rooms
        ],
        batch_size=500,
    )
    each = len(CLASSROOMS)
    return whole, [places[start : start + each] for start in range(0, len(places), each)]
