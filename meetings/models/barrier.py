"""What stands in a team's way, who is needed to take it away, and what was answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teams.models import Access, CoachAssignment, Role, TeamOwnedQuerySet, Versioned, Written
from teams.models.writing import shown_to

if TYPE_CHECKING:
    from teams.models import Participant


class StaleError(Exception):
    """Somebody changed the row since the page was opened."""


class BarrierQuerySet(TeamOwnedQuerySet):
    def visible_to(self, access: Access) -> Self:
        """The team's, and who hosts; another team's members do not see it."""
        return super().visible_to(access).filter(shown_to(access))

    def answerable_by(self, access: Access) -> Self:
        """The team, faculty, coach and coordinator, while the collaborative runs."""
        hosted = Q(team__collaborative__in=access.hosts & access.running)
        return self.filter(hosted | Q(team__in=access.writes_teams))

    def closable_by(self, access: Access) -> Self:
        """Who says that it is out of the way, or open again: the team, and whoever is needed."""
        return self.filter(Q(team__in=access.writes_teams) | _asked_of(access))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def needing(self, access: Access) -> Self:
        """Open ones that wait for this person, who is needed."""
        return self.open().filter(
            Q(needs=Barrier.Needs.DIRECTOR, team__in=access.directs)
            | Q(needs=Barrier.Needs.TEAM, team__in=access.writes_teams)
            | _asked_of(access)
        )


def _asked_of(access: Access) -> Q:
    """Those that need who hosts: faculty for all teams, a coach for the coached one, or the coordinator."""
    runs = access.hosts & access.running
    faculty = frozenset(one for one in runs if Role.FACULTY in access.roles_in(one))
    coached = CoachAssignment.objects.coached_by(access)
    return (
        Q(needs=Barrier.Needs.FACULTY, team__collaborative__in=faculty)
        | Q(needs=Barrier.Needs.FACULTY, team__collaborative__in=runs, team__in=coached.values("team"))
        | Q(needs=Barrier.Needs.COORDINATOR, team__collaborative__in=access.coordinates & runs)
    )


class Barrier(Written, Versioned):
    """One obstacle; raised by its writing's author."""

    class Needs(models.TextChoices):
        DIRECTOR = "director", _("the director")
        TEAM = "team", _("our team")
        FACULTY = "faculty", _("faculty or our coach")
        COORDINATOR = "coordinator", _("the coordinator")

    kind = "barrier"
    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="barriers")
    needs = models.CharField(_("who is needed"), max_length=12, choices=Needs, default=Needs.DIRECTOR)
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="barriers"
    )
    cycle = models.ForeignKey("pdsa.Cycle", models.PROTECT, null=True, blank=True, related_name="barriers")
    since = models.DateField(_("since"))
    closed_at = models.DateTimeField(null=True, editable=False)  # out of the way
    closed_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = BarrierQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def take_away(self, by: Participant, seen: int) -> None:
        """It is out of the way."""
        self._turn(timezone.now(), by, seen)

    def open_again(self, by: Participant, seen: int) -> None:
        """It is there after all, or again."""
        self._turn(None, by, seen)

    def _turn(self, closed_at: datetime | None, by: Participant, seen: int) -> None:
        """Checked by version; StaleError where it changed since it was seen. Said twice, it is said once."""
        with transaction.atomic():
            now: Barrier = Barrier.objects.select_for_update().get(pk=self.pk)
            if now.is_open == (closed_at is None):
                return
            if now.version != seen:
                raise StaleError
            now.closed_at, now.closed_by = closed_at, by if closed_at else None
            now.save_by(by)

    def get_absolute_url(self) -> str:
        return reverse("barrier", args=[self.team.collaborative.slug, self.team.slug, self.writing.uuid])

    def without_url(self) -> str:
        return reverse("barriers", args=[self.team.collaborative.slug, self.team.slug])


class BarrierAnswerQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        return self.filter(shown_to(access), barrier__in=Barrier.objects.visible_to(access).values("pk"))


class BarrierAnswer(Written):
    """What was answered, by whom."""

    kind = "barrier_answer"
    barrier = models.ForeignKey(Barrier, models.PROTECT, related_name="answers")
    at = models.DateTimeField(default=timezone.now)
    objects = BarrierAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def get_absolute_url(self) -> str:
        return self.barrier.get_absolute_url()
