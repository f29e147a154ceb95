"""A collaborative of any size, written in bulk: as many teams, months, days and people as wanted."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from metrics.models import (
    CountEvent,
    CountNote,
    HandIn,
    ImportDraft,
    ImportRun,
    Metric,
    MetricDefinition,
    Observation,
    Place,
    SamplePlan,
)
from metrics.months import Month
from teams.models import (
    Center,
    Classroom,
    ClassroomStaff,
    CoachAssignment,
    Collaborative,
    Invitation,
    LearningSession,
    Membership,
    Participant,
    Person,
    Role,
    Team,
    TeamAim,
    Writing,
    WritingVersion,
    Written,
)
from tests.conftest import add_collaborative, add_person
from tests.counts import rebuild_all
from tests.subjects import SUBJECTS

UNITS = ("proportion", "count", "rate")


@dataclass(frozen=True)
class Size:
    teams: int = 6
    months: int = 3  # with counts, before this one
    days: int = 4  # with events, on the place that is opened
    people: int = 4  # on the team that is opened, and so many former ones and in the set-up's history


class Grown:
    """Everything an address of this collaborative can name, and who asks."""

    def __init__(self, slug: str, size: Size) -> None:
        self.slug, self.size = slug, size
        self.now = timezone.now()
        self.today = self.now.date()
        starts = self.today - timedelta(days=31 * (size.months + 2))
        self.whole: Collaborative = add_collaborative(slug, self.today, starts=starts)
        self.teams = self._teams()
        self.team = self.teams[0]
        self.coordinator = self._host("cora", Role.COORDINATOR)
        self.faculty = self._host("fay", Role.FACULTY)
        self.director = add_person(f"dee-{slug}", self.whole, Role.DIRECTOR, self.team)
        self.teacher = add_person(f"mia-{slug}", self.whole, Role.TEACHER, self.team)
        self.author = Participant.objects.get(person=self.coordinator)
        self.metrics = [self._metric(at, unit) for at, unit in enumerate(UNITS)]
        self._people()
        self._counts()
        self._log()
        self._set_up()
        rebuild_all(self.metrics, self.now)
        self.more: dict[str, Any] = {}
        for subject in SUBJECTS:
            self.more |= subject.grow(self)

    def _host(self, name: str, role: str) -> Person:
        person = add_person(f"{name}-{self.slug}", self.whole, role)
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "-"})
        return person

    def _teams(self) -> list[Team]:
        wanted = range(1, self.size.teams + 1)
        centers = Center.objects.bulk_create(
            Center(collaborative=self.whole, name=f"Center {one}", time_zone=self.whole.time_zone)
            for one in wanted
        )
        teams = Team.objects.bulk_create(
            Team(
                collaborative=self.whole,
                center=center,
                slug=f"team-{one}",
                number=one,
                joined=self.whole.starts,
            )
            for one, center in zip(wanted, centers, strict=True)
        )
        rooms = Classroom.objects.bulk_create(
            Classroom(center=center, name=f"Room {one}", from_day=self.whole.starts)
            for center in centers
            for one in (1, 2)
        )
        Place.objects.bulk_create(Place(team=team) for team in teams)
        by_center = {team.center_id: team for team in teams}
        Place.objects.bulk_create(Place(team=by_center[room.center_id], classroom=room) for room in rooms)
        return list(Team.objects.filter(collaborative=self.whole).select_related("center").in_order())

    def _metric(self, position: int, unit: str) -> Metric:
        metric: Metric = Metric.objects.create(
            collaborative=self.whole, slug=f"by-{unit}", names={"en": f"By {unit}"}, position=position
        )
        wording = {"numerator": {"en": "Talked"}, "denominator": {"en": "Here"}}
        for month in ("2020-01", str(Month.of(self.today)))[: 1 + (position == 0)]:
            MetricDefinition.objects.create(metric=metric, from_month=month, unit=unit, **wording)
        return metric

    def _people(self) -> None:
        """Present and former members of the team, some invited, some in a classroom."""
        number = self.size.people
        people = Participant.objects.bulk_create(
            Participant(collaborative=self.whole, name=f"Person {one}") for one in range(3 * number)
        )
        ended = self.today - timedelta(days=3)
        roles = Membership.objects.bulk_create(
            Membership(
                participant=one,
                team=self.team,
                role=Role.TEACHER,
                from_day=self.whole.starts,
                until_day=ended if at % 3 == 0 else None,
            )
            for at, one in enumerate(people)
        )
        room = Classroom.objects.filter(center=self.team.center).order_by("pk")[0]
        staff = [*roles, Membership.objects.get(participant__person=self.teacher)]
        ClassroomStaff.objects.bulk_create(
            ClassroomStaff(membership=role, classroom=room, from_day=self.whole.starts) for role in staff
        )
        Invitation.objects.bulk_create(
            Invitation(
                participant=one,
                email=f"{at}-{self.slug}@example.org",
                by=self.author,
                token_hash=hashlib.sha256(f"{self.slug}{at}".encode()).hexdigest(),
                expires_at=self.now + timedelta(days=3),
            )
            for at, one in enumerate(people[::2])
        )
        self.invited = people[0]
        # The teacher whose role is opened in the set-up.
        self.member = roles[1]
        self.room = room
        self.place = Place.objects.get(classroom=room)

    def _counts(self) -> None:
        """A counted day a month for every classroom and metric; the team's months handed in."""
        places = list(Place.objects.filter(team__in=self.teams, classroom__isnull=False))
        first = {metric.pk: metric.definitions.order_by("from_month")[0] for metric in self.metrics}
        running = Month.of(self.today)
        self.month = running.plus(-1)
        months = [running.plus(-back) for back in range(1, self.size.months + 1)]
        Observation.objects.bulk_create(
            Observation(
                definition=first[metric.pk],
                place=place,
                grain="day",
                day=month.first,
                num=Decimal(3),
                den=Decimal(9),
                state="counted",
            )
            for metric in self.metrics
            for place in places
            for month in months
        )
        HandIn.objects.bulk_create(HandIn(team=self.team, month=str(month)) for month in months)

    def _log(self) -> None:
        """Days of the opened place on which everything was counted, several times over."""
        self.day = self.today - timedelta(days=2)
        days = [self.day - timedelta(days=back) for back in range(self.size.days)]
        events, cells = [], []
        for day in days:
            for metric in self.metrics:
                definition = self._holding(metric, day)
                events += [self._event(definition, day, part) for part in ("num", "den") for _one in range(3)]
                shared = {"definition": definition, "place": self.place, "grain": "day", "day": day}
                cells.append(Observation(**shared, num=Decimal(3), den=Decimal(3), state="counted"))
        # On the opened day itself as much again as there are days: a long history of one number.
        opened = self._holding(self.metrics[0], self.day)
        events += [self._event(opened, self.day, "num") for _one in range(self.size.days)]
        CountEvent.objects.bulk_create(events)
        Observation.objects.bulk_create(cells, ignore_conflicts=True)
        CountNote.objects.bulk_create(
            CountNote(place=self.place, day=self.day, writing=writing)
            for writing in self.writings(CountNote, len(days))
        )

    def writings(self, model: type[Written], number: int) -> list[Writing]:
        """So many texts for rows of this model, all by the author, each with an earlier version."""
        rows = Writing.objects.bulk_create(
            Writing(
                collaborative=self.whole,
                team=self.team,
                kind=model.kind,
                author=self.author,
                text=f"Words {at}",
                version=2,
                changed_by=self.member.participant,  # somebody else
                shown_at=self.now,
            )
            for at in range(number)
        )
        WritingVersion.objects.bulk_create(
            WritingVersion(writing=row, number=1, text="Earlier words", by=self.author, at=self.now)
            for row in rows
        )
        return rows

    def _holding(self, metric: Metric, day: date) -> MetricDefinition:
        rows = metric.definitions.filter(from_month__lte=str(Month.of(day))).order_by("-from_month")
        found: MetricDefinition = rows[0]
        return found

    def _event(self, definition: MetricDefinition, day: date, component: str) -> CountEvent:
        moment = datetime.combine(day, time(18), tzinfo=UTC)
        return CountEvent(
            uuid=uuid.uuid4(),
            place=self.place,
            definition=definition,
            grain="day",
            day=day,
            component=component,
            kind="add",
            amount=Decimal(1),
            counted_at=moment,
            received_at=moment,
            by=self.author,
            payload_hash="-",
        )

    def _set_up(self) -> None:
        """Sessions, plans, coaches, aims, imports, and a history of changes of all of it."""
        number = self.size.people
        day = self.whole.starts
        LearningSession.objects.bulk_create(
            LearningSession(
                collaborative=self.whole,
                number=at + 1,
                from_day=day + timedelta(days=2 * at),
                until_day=day + timedelta(days=2 * at + 1),
            )
            for at in range(number)
        )
        months = [Month.of(self.whole.starts).plus(at) for at in range(self.size.months)]
        SamplePlan.objects.bulk_create(
            SamplePlan(collaborative=self.whole, month=str(one), first_day=one.first, last_day=one.last)
            for one in months
        )
        CoachAssignment.objects.bulk_create(
            CoachAssignment(
                participant=self.author,
                team=self.team,
                from_day=day + timedelta(days=at),
                until_day=day + timedelta(days=at + 1),
            )
            for at in range(number)
        )
        TeamAim.objects.bulk_create(
            TeamAim(team=self.team, from_day=day + timedelta(days=at), writing=writing)
            for at, writing in enumerate(self.writings(TeamAim, number))
        )
        self._imports(number)
        for _one in range(3 * number):  # more than a page of it in any case
            for row in (self.whole, self.metrics[0], self.team, self.member, self.room):
                row.save_by(self.author)

    def _imports(self, number: int) -> None:
        shared: dict[str, Any] = {
            "collaborative": self.whole,
            "metric": self.metrics[0],
            "grain": "month",
            "by": self.author,
            "name": "counts.csv",
        }
        numbers = dict.fromkeys(("new", "changed", "there", "skipped", "teams"), 0)
        ImportRun.objects.bulk_create(
            ImportRun(uuid=uuid.uuid4(), fingerprint=f"{self.slug} {at}", **numbers, **shared)
            for at in range(number)
        )
        lines = [f"team-1,{Month.of(self.today).plus(-at)},3,9" for at in range(1, self.size.months + 1)]
        content = "\n".join(["team,month,num,den", *lines]).encode()
        self.draft = ImportDraft.objects.create(content=content, **shared)

    @property
    def names(self) -> dict[str, Any]:
        return {
            "collaborative": self.slug,
            "team": self.team.slug,
            "metric": self.metrics[0].slug,
            "definition": self.metrics[0].definitions.order_by("from_month")[0].uuid,
            "place": self.place.uuid,
            "day": self.day,
            "month": self.month,
            "session": self.whole.sessions.order_by("number")[0].uuid,
            "classroom": self.room.uuid,
            "coach": self.team.coaches.order_by("from_day")[0].uuid,
            "person": self.member.participant.uuid,
            "role": self.member.uuid,
            "membership": self.member.uuid,
            "work": self.member.classrooms.get().uuid,
            "draft": self.draft.uuid,
            "invitation": self.invited.invitations.get().uuid,
            "run": ImportRun.objects.filter(collaborative=self.whole)[0].uuid,
        } | self.more
