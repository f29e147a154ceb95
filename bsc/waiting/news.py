"""All that the home page says, read at once: one query a subject, whatever the person is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from bsc.quiet import Quiet, quiet_teams
from meetings.models import ActionItem, Barrier, Meeting
from meetings.models.meeting import OPEN_KINDS
from metrics.models import HandIn, MetricDefinition, Place, SamplePlan
from metrics.models.metric import Grain
from metrics.months import Month
from pdsa.models import Cycle, CyclePerson, Entry, Stage
from pdsa.models.entry import QUESTIONS
from teams.models import Access, Classroom, ClassroomStaff, CoachAssignment, Collaborative, Role, Team
from teams.models.writing import with_writing

NEW_FOR = timedelta(days=14)  # so long a coached team's test in Study is news

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Room:
    """One's own classroom today: whether it is to be counted, and how many numbers are in."""

    classroom: Classroom
    place: Any
    said: int


@dataclass
class News:
    access: Access
    teams: list[Team]
    wholes: list[Collaborative]
    handed_in: set[tuple[int, str]] = field(default_factory=set)
    plans: dict[tuple[int, str], SamplePlan] = field(default_factory=dict)
    barriers: list[Barrier] = field(default_factory=list)
    studies: dict[int, list[Cycle]] = field(default_factory=dict)
    drafts: dict[int, list[Cycle]] = field(default_factory=dict)
    actions: dict[int, list[ActionItem]] = field(default_factory=dict)  # by collaborative
    rooms: dict[int, list[Room]] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)
    last_tests: dict[int, Cycle] = field(default_factory=dict)
    took_part: frozenset[int] = frozenset()
    coached_tests: dict[int, list[Cycle]] = field(default_factory=dict)  # by collaborative
    quiet: dict[int, list[Quiet]] = field(default_factory=dict)  # by collaborative


def read_news(access: Access) -> News:
    mine = {hold.participant_id for hold in access.holds if hold.current}
    wanted = {hold.team_id for hold in access.holds if hold.team_id}
    teams = Team.objects.filter(pk__in=wanted).select_related("collaborative", "center").in_order()
    teams = teams.annotate(counts_by_day=Exists(_counted_by_day(access.now.date())))
    news = News(access, list(teams), list(Collaborative.objects.filter(pk__in=access.belongs)))
    _read_counting(news)
    _read_cycles(news, mine)
    _read_meetings(news, mine)
    barriers = Barrier.objects.needing(access).select_related("team__center", "team__collaborative")
    news.barriers = list(with_writing(barriers).order_by("since", "pk"))
    if access.hosts:
        _read_hosted(news)
    return news


def _counted_by_day(day: date) -> Any:
    """What the collaborative counts day by day. Before the set-up chose it, nobody is asked to count."""
    definitions = MetricDefinition.objects.filter(
        metric__collaborative=OuterRef("collaborative"), grain=Grain.DAY, from_month__lte=str(Month.of(day))
    )
    return definitions.filter(Q(metric__retired=None) | Q(metric__retired__gt=day))


def grouped(rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)


def _read_counting(news: News) -> None:
    """Months handed in, by whom one directs; the own classrooms today."""
    access = news.access
    news.handed_in = set(HandIn.objects.filter(team__in=access.directs).values_list("team_id", "month"))
    today = {team.pk: team.center.day(access.now) for team in news.teams}
    months = {str(Month.of(day)) for day in today.values()}
    plans = SamplePlan.objects.filter(collaborative__teams__in=news.teams, month__in=months).distinct()
    news.plans = {(plan.collaborative_id, plan.month): plan for plan in plans}
    staff = ClassroomStaff.objects.on(access.now.date()).filter(
        membership__participant__person=access.person, membership__team__in=access.writes_teams
    )
    staff = staff.select_related("classroom", "membership__team")
    own = {row.classroom_id: row for row in staff}
    places = {place.classroom_id: place for place in _with_said(own, set(today.values()))}
    rooms = [
        (row.membership.team_id, Room(row.classroom, place and place.uuid, place.said if place else 0))
        for pk, row in own.items()
        for place in [places.get(pk)]
    ]
    news.rooms = {
        team: [room for _team, room in some] for team, some in grouped(rooms, lambda pair: pair[0]).items()
    }


def _with_said(classrooms: Iterable[int], days: set[date]) -> Any:
    """Their places, with how many numbers are in for today."""
    said = Q(observations__grain=Grain.DAY, observations__day__in=days)
    rows = Place.objects.filter(classroom__in=list(classrooms))
    return rows.annotate(said=Count("observations", filter=said))


def _read_cycles(news: News, mine: set[int]) -> None:
    """Tests that wait for what one saw and learned, one's drafts, and what each team tried last."""
    access = news.access
    own = Q(recorded_by__in=mine) | Exists(
        CyclePerson.objects.filter(cycle=OuterRef("pk"), participant__in=mine)
    )
    said = Entry.objects.filter(
        Q(writing__author__in=mine) | Q(writing__typed_by__in=mine),
        cycle=OuterRef("pk"),
        question__in=QUESTIONS[Stage.STUDY],
    )
    waits = Q(shown_at__isnull=False, decided_at=None) & (
        Q(stage=Stage.DO, ends__lte=access.now.date()) | (Q(stage=Stage.STUDY) & ~Exists(said))
    )
    draft = Q(shown_at=None, recorded_by__in=mine)
    rows = _listed(Cycle.objects.filter(draft | (own & waits), team__in=access.writes_teams), access)
    news.drafts = grouped([row for row in rows if row.is_draft], _team_of)
    news.studies = grouped([row for row in rows if not row.is_draft and _is_over(row, access.now)], _team_of)
    begun = Cycle.objects.filter(team=OuterRef("pk"), shown_at__isnull=False, begun_at__isnull=False)
    last = begun.order_by("-begun_at", "-number")
    teams = Team.objects.filter(pk__in=access.reads_teams).annotate(last=Subquery(last.values("pk")[:1]))
    tests = _listed(Cycle.objects.filter(pk__in=teams.values("last")), access)
    news.last_tests = {row.team_id: row for row in tests}
    words = Entry.objects.filter(cycle=OuterRef("pk"), writing__author__in=mine)
    part = Cycle.objects.filter(own | Exists(words), team__in=access.writes_teams)
    news.took_part = frozenset(part.order_by().values_list("team_id", flat=True).distinct())


def _team_of(cycle: Cycle) -> int:
    return int(cycle.team_id)


def _listed(rows: Any, access: Access) -> list[Cycle]:
    return list(rows.with_title(access).select_related("team__center", "team__collaborative"))


def _is_over(cycle: Cycle, now: datetime) -> bool:
    return cycle.stage == Stage.STUDY or (cycle.ends is not None and cycle.ends < cycle.team.center.day(now))


def _read_meetings(news: News, mine: set[int]) -> None:
    """What comes: of the own teams, of all teams, of the rooms one is in; and what one promised."""
    access = news.access
    rows = Meeting.objects.visible_to(access).filter(
        Q(team__in=access.member_of) | Q(kind__in=OPEN_KINDS) | Q(room__isnull=False), cancelled_at=None
    )
    rows = rows.select_related("collaborative", "team__collaborative", "team__center", "room", "session")
    news.meetings = rows.coming(access.now)
    promised = ActionItem.objects.visible_to(access).open_for(mine)
    promised = with_writing(promised).select_related(
        "meeting__team", "meeting__collaborative", "meeting__room"
    )
    news.actions = grouped(promised, lambda row: row.meeting.collaborative_id)


def _read_hosted(news: News) -> None:
    """New in Study in the teams one coaches; and the teams from which nothing was heard for a while."""
    access = news.access
    coached = CoachAssignment.objects.coached_by(access)
    tests = Cycle.objects.visible_to(access).filter(
        team__in=coached.values("team"), stage=Stage.STUDY, studied_at__gte=access.now - NEW_FOR
    )
    news.coached_tests = grouped(
        _listed(tests.order_by("-studied_at", "pk"), access), lambda row: row.team.collaborative_id
    )
    news.quiet = quiet_teams(access.coordinates & access.running, access.now)


def roles_of(access: Access, *, team: int | None = None, collaborative: int | None = None) -> tuple[str, ...]:
    """The roles held today on a team, or in a collaborative apart from its teams."""
    held = (
        hold.role
        for hold in access.holds
        if hold.current
        and (
            hold.team_id == team if team else hold.collaborative_id == collaborative and hold.team_id is None
        )
    )
    return tuple(str(Role(role).label) for role in dict.fromkeys(held))
