"""Who holds which role, where, and from when until when."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from teams.models.base import Versioned, keep_history

if TYPE_CHECKING:
    from teams.models.access import Access
    from teams.models.people import Participant


class Role(models.TextChoices):
    TEACHER = "teacher", _("teacher")
    PARENT = "parent", _("parent")
    DIRECTOR = "director", _("director")
    STAFF = "staff", _("staff")
    FACULTY = "faculty", _("faculty")
    COORDINATOR = "coordinator", _("coordinator")
    EVALUATOR = "evaluator", _("evaluator")


TEAM_ROLES = (Role.TEACHER, Role.PARENT, Role.DIRECTOR, Role.STAFF)
HOST_ROLES = (Role.FACULTY, Role.COORDINATOR)
COLLABORATIVE_ROLES = (*HOST_ROLES, Role.EVALUATOR)


def unnamed(role: str) -> str:
    """How somebody of this role is called who is not named: "a parent"."""
    words: dict[str, Any] = {
        Role.TEACHER: _("a teacher"),
        Role.PARENT: _("a parent"),
        Role.DIRECTOR: _("a director"),
        Role.STAFF: _("a staff member"),
        Role.FACULTY: _("a faculty member"),
        Role.COORDINATOR: _("a coordinator"),
        Role.EVALUATOR: _("an evaluator"),
    }
    return str(words.get(role, _("somebody")))


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Rows that hold on this day: from ≤ day < until."""
        return self.filter(_holds_on(day))


def _holds_on(day: date) -> Q:
    return Q(from_day__lte=day) & (Q(until_day=None) | Q(until_day__gt=day))


class MembershipQuerySet(DatedQuerySet):
    def visible_to(self, access: Access) -> Self:
        """One's own, those of one's teams, the collaborative's own people, and for hosts all."""
        return self.filter(
            Q(participant__person=access.person)
            | Q(team__in=access.reads_teams)
            | Q(participant__collaborative__in=access.hosts)
            | Q(participant__collaborative__in=access.belongs, team=None)
        )

    def editable_by(self, access: Access) -> Self:
        """Coordinators change memberships, but never their own: nobody gives themselves a role."""
        return self.filter(participant__collaborative__in=access.sets_up).exclude(
            participant__person=access.person
        )


class Membership(Versioned):
    """A role, held from `from_day` until before `until_day`, by the collaborative's day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey("teams.Participant", models.PROTECT, related_name="memberships")
    team = models.ForeignKey(
        "teams.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("team"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    core = models.BooleanField(_("member of the core team"), default=True)
    day_to_day_lead = models.BooleanField(_("day-to-day lead"), default=False)
    data_manager = models.BooleanField(_("data manager"), default=False)
    senior_leader = models.BooleanField(_("senior leader"), default=False)
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until (that day not included)"), null=True, blank=True)
    objects = MembershipQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["from_day", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(team__isnull=False, role__in=TEAM_ROLES)
                | Q(team__isnull=True, role__in=COLLABORATIVE_ROLES),
                name="role_fits_team_or_collaborative",
            ),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gt=F("from_day")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.get_role_display()}"

    def move_to(self, here: Participant) -> None:
        """Belong to another participant of the same person; held twice at a time, it is kept once."""
        twin = here.memberships.filter(team=self.team, role=self.role).filter(
            Q(until_day=None) | Q(until_day__gt=self.from_day)
        )
        if self.until_day is not None:
            twin = twin.filter(from_day__lt=self.until_day)
        kept = twin.first()
        if kept is None:
            self.participant = here
            self.save_by(here)
            return
        for place in self.classrooms.all():
            place.membership = kept
            place.save_by(here)
        self._history_user = here
        self.delete()


class ClassroomStaff(Versioned):
    """Who works in a classroom, and so sees that classroom's own line."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="classrooms")
    classroom = models.ForeignKey("teams.Classroom", models.PROTECT, related_name="staff")
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until (that day not included)"), null=True, blank=True)
    objects = DatedQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["from_day", "pk"]


class CoachAssignmentQuerySet(DatedQuerySet):
    def coached_by(self, access: Access) -> Self:
        """The person's own, each on the day of its collaborative."""
        mine = Q(pk__in=[])
        for hold in access.holds:
            if hold.current and hold.role in HOST_ROLES:
                day = access.day_in(hold.collaborative_slug)
                mine |= Q(participant=hold.participant_id) & _holds_on(day)
        return self.filter(mine)


class CoachAssignment(Versioned):
    """A faculty member or coordinator who coaches a team."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey("teams.Participant", models.PROTECT, related_name="coached")
    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="coaches")
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until (that day not included)"), null=True, blank=True)
    objects = CoachAssignmentQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["from_day", "pk"]
