"""What a person may touch, resolved once a request from dated memberships. The rules' only home."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from teams.models.membership import HOST_ROLES, Membership, Role

if TYPE_CHECKING:
    from teams.models.people import Person

READS_AFTER_LEAVING = timedelta(days=60)
TOLD_BEFORE_DELETING = timedelta(days=60)
# Of a membership, in the order in which `_hold` takes them.
COLUMNS = (
    "participant__collaborative__time_zone",
    "participant__collaborative__ends",
    "from_day",
    "until_day",
    "participant__collaborative_id",
    "participant__collaborative__slug",
    "participant__collaborative__name",
    "participant_id",
    "team_id",
    "team__slug",
    "team__center__name",
    "role",
    "participant__collaborative__retention",
)


@dataclass(frozen=True, slots=True)
class Hold:
    """One role held by the person, as of the collaborative's day."""

    collaborative_id: int
    collaborative_slug: str
    collaborative_name: str
    ended: bool  # the collaborative is over: read-only
    participant_id: int
    team_id: int | None
    team_slug: str | None
    team_name: str | None
    role: str
    current: bool  # False: a former member who still reads
    time_zone: str = "UTC"  # the collaborative's
    deleted_after: date | None = None  # in the last 60 days before all of it is deleted


@dataclass(frozen=True, slots=True)
class NavigationPlace:
    name: str
    address: str


@dataclass(frozen=True)
class Access:
    """Sets of ids that every `visible_to` and `editable_by` filters with."""

    person: Person | None
    now: datetime
    holds: tuple[Hold, ...] = ()

    @classmethod
    def of(cls, person: Person | AnonymousUser, now: datetime) -> Access:
        """One query. Roles outside their dates grant nothing, but reading the own team for 60 days."""
        if not person.is_authenticated or not person.is_active:
            return cls(None, now)
        rows = Membership.objects.filter(participant__person=person).values_list(*COLUMNS)
        return cls(person, now, tuple(hold for row in rows if (hold := _hold(now, *row)) is not None))

    def _ids(self, wanted: Callable[[Hold], bool], team: bool = False) -> frozenset[int]:
        found: Iterable[int | None] = (
            (hold.team_id if team else hold.collaborative_id) for hold in self.holds if wanted(hold)
        )
        return frozenset(one for one in found if one is not None)

    @cached_property
    def belongs(self) -> frozenset[int]:
        """Collaboratives in which the person holds a role today."""
        return self._ids(lambda hold: hold.current)

    @cached_property
    def running(self) -> frozenset[int]:
        """Collaboratives in which the person holds a role today, and that have not ended."""
        return self._ids(lambda hold: hold.current and not hold.ended)

    @cached_property
    def hosts(self) -> frozenset[int]:
        """Collaboratives whose teams the person reads: as faculty (coaches are), or coordinator."""
        return self._ids(lambda hold: hold.current and hold.role in HOST_ROLES)

    @cached_property
    def coordinates(self) -> frozenset[int]:
        return self._ids(lambda hold: hold.current and hold.role == Role.COORDINATOR)

    @cached_property
    def sets_up(self) -> frozenset[int]:
        """Collaboratives whose set-up the person changes: coordinators, and after the end too (retention)."""
        return self.coordinates

    @cached_property
    def evaluates(self) -> frozenset[int]:
        return self._ids(lambda hold: hold.current and hold.role == Role.EVALUATOR)

    @cached_property
    def participates(self) -> frozenset[int]:
        """Collaboratives in which the person is on a team today."""
        return self._ids(lambda hold: hold.current and hold.team_id is not None)

    @cached_property
    def takes_part(self) -> frozenset[int]:
        """Collaboratives whose content the person reads: on a team, or hosting; not as evaluator alone."""
        return self.participates | self.hosts

    @cached_property
    def reads_teams(self) -> frozenset[int]:
        """Own teams, today's and those left less than 60 days ago."""
        return self._ids(lambda hold: True, team=True)

    @cached_property
    def member_of(self) -> frozenset[int]:
        return self._ids(lambda hold: hold.current, team=True)

    @cached_property
    def writes_teams(self) -> frozenset[int]:
        """Own teams while the collaborative runs."""
        return self._ids(lambda hold: hold.current and not hold.ended, team=True)

    @cached_property
    def directs(self) -> frozenset[int]:
        return self._ids(
            lambda hold: hold.current and not hold.ended and hold.role == Role.DIRECTOR, team=True
        )

    @cached_property
    def needs_second_factor(self) -> bool:
        """Coordinator, faculty and administrator; outside the demo."""
        return bool(self.hosts) or bool(self.person and self.person.is_staff)

    @cached_property
    def places(self) -> tuple[NavigationPlace, ...]:
        """What the header offers: own teams first, then the collaboratives."""
        teams = {
            hold.team_id: NavigationPlace(
                hold.team_name or "", reverse("team", args=[hold.collaborative_slug, hold.team_slug])
            )
            for hold in self.holds
            if hold.team_id
        }
        wholes = {
            hold.collaborative_id: NavigationPlace(
                hold.collaborative_name, reverse("collaborative", args=[hold.collaborative_slug])
            )
            for hold in self.holds
            if hold.current
        }
        return (*teams.values(), *wholes.values())

    def deleted_after(self, slug: str) -> date | None:
        """The day after which that collaborative is deleted, where it is near."""
        return next((hold.deleted_after for hold in self.holds if hold.collaborative_slug == slug), None)

    def zone_in(self, slug: str | None) -> ZoneInfo:
        """By which clock a page speaks: of the collaborative in its address, else of the person's first."""
        named = [hold for hold in self.holds if hold.collaborative_slug == slug]
        return ZoneInfo(next((hold.time_zone for hold in (*named, *self.holds)), "UTC"))

    def day_in(self, slug: str) -> date:
        """The collaborative's day, in which its roles are held."""
        return self.now.astimezone(self.zone_in(slug)).date()

    def participant_in(self, collaborative_id: int) -> int:
        """The participant as whom the person acts there; KeyError where there is none."""
        for hold in self.holds:
            if hold.collaborative_id == collaborative_id and hold.current:
                return hold.participant_id
        raise KeyError(collaborative_id)

    def roles_in(self, collaborative_id: int) -> frozenset[str]:
        return frozenset(
            hold.role for hold in self.holds if hold.current and hold.collaborative_id == collaborative_id
        )


def _hold(now: datetime, zone: str, ends: date, since: date, until: date | None, *row: Any) -> Hold | None:
    """One membership as of the collaborative's day; None where it grants nothing."""
    today = now.astimezone(ZoneInfo(zone)).date()
    collaborative_id, slug, name, participant_id, team_id, team_slug, team_name, role, kept_until = row
    current = _held(today, since, until, on_a_team=team_id is not None)
    if current is None:
        return None
    return Hold(
        collaborative_id=collaborative_id,
        collaborative_slug=slug,
        collaborative_name=name,
        ended=today > ends,
        participant_id=participant_id,
        team_id=team_id,
        team_slug=team_slug,
        team_name=team_name,
        role=role,
        current=current,
        time_zone=zone,
        deleted_after=kept_until if kept_until and today >= kept_until - TOLD_BEFORE_DELETING else None,
    )


def _held(today: date, since: date, until: date | None, *, on_a_team: bool) -> bool | None:
    """True: held today. False: only read, for 60 days after leaving a team. None: nothing."""
    if today < since:
        return None
    if until is None or today < until:
        return True
    return False if on_a_team and today < until + READS_AFTER_LEAVING else None
