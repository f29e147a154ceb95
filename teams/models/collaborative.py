"""The tenant and what takes part in it: centers with classrooms, teams, sessions."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teams.models.base import InCollaborativeQuerySet, TeamOwned, Versioned, keep_history, text_in
from teams.models.writing import Written

if TYPE_CHECKING:
    from teams.models.access import Access

RESERVED_SLUGS = {"new", "setup", "dashboard", "teams", "all"}


def check_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Try America/New_York."), params={"zone": value}
        )


def check_not_reserved(value: str) -> None:
    if value in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is used by the product itself. Choose another."), params={"slug": value}
        )


class CollaborativeQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        return self.filter(pk__in=access.belongs)

    def editable_by(self, access: Access) -> Self:
        return self.filter(pk__in=access.sets_up)


class Collaborative(Versioned):
    """One Breakthrough Series Collaborative, from its start to its end."""

    class Labels(models.TextChoices):
        NAME = "name", _("by name")
        LETTER = "letter", _("by letter")

    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[check_not_reserved])
    name = models.CharField(_("name"), max_length=120)
    topic = models.JSONField(_("topic"), default=dict, blank=True)  # {language: text}
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[check_time_zone])
    languages = models.JSONField(_("languages"), default=list)  # ["en", "es"], the first is the main one
    starts = models.DateField(_("starts on"))
    ends = models.DateField(_("ends on"))
    retention = models.DateField(_("data is deleted after"), null=True, blank=True)
    team_labels = models.CharField(
        _("teams stand on the dashboard"), max_length=6, choices=Labels, default=Labels.NAME
    )
    made_up = models.BooleanField(default=False, editable=False)  # a demonstration, and labelled so
    objects = CollaborativeQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="collaborative_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def day(self, now: datetime) -> date:
        """The collaborative's day at this moment."""
        return now.astimezone(self.zone).date()

    def topic_text(self) -> str:
        return text_in(self.topic)


class Center(Versioned):
    """A child care center (or any organisation), with the zone its days are counted in."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey(Collaborative, models.PROTECT, related_name="centers")
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[check_time_zone])
    objects = InCollaborativeQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaborative", "name"], name="one_center_per_name_and_collaborative"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def day(self, now: datetime) -> date:
        """The center's day at this moment: what people there would call today."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()


class ClassroomQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(Q(from_day__lte=day), Q(until_day=None) | Q(until_day__gt=day))

    def visible_to(self, access: Access) -> Self:
        return self.filter(Q(center__team__in=access.reads_teams) | Q(center__collaborative__in=access.hosts))

    def editable_by(self, access: Access) -> Self:
        return self.filter(center__collaborative__in=access.sets_up)


class Classroom(Versioned):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    center = models.ForeignKey(Center, models.PROTECT, related_name="classrooms")
    name = models.CharField(_("name"), max_length=80)
    age_band = models.CharField(_("age group"), max_length=40, blank=True)
    from_day = models.DateField(_("open from"))
    until_day = models.DateField(_("open until (that day not included)"), null=True, blank=True)
    objects = ClassroomQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["center", "name"], name="one_classroom_per_name_and_center"),
            models.CheckConstraint(
                condition=Q(until_day=None) | Q(until_day__gt=F("from_day")),
                name="classroom_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        return self.filter(Q(pk__in=access.reads_teams) | Q(collaborative__in=access.hosts))

    def editable_by(self, access: Access) -> Self:
        """Whose members write what the team logs."""
        return self.filter(pk__in=access.writes_teams)

    def in_order(self) -> Self:
        """The fixed order everywhere: as the teams were set up, never by a value."""
        return self.order_by("number")


class Team(Versioned):
    """A center takes part in its collaborative through its team, from `joined` until before `left`."""

    collaborative = models.ForeignKey(Collaborative, models.PROTECT, related_name="teams")
    center = models.OneToOneField(Center, models.PROTECT, related_name="team")
    slug = models.SlugField(_("address"), max_length=60, validators=[check_not_reserved])
    number = models.PositiveIntegerField(editable=False)  # fixed order, and the letter on the dashboard
    joined = models.DateField(_("joined on"))
    left = models.DateField(_("left on (that day not included)"), null=True, blank=True)
    objects = TeamQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["collaborative", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaborative", "slug"], name="one_team_per_slug_and_collaborative"
            ),
            models.UniqueConstraint(
                fields=["collaborative", "number"], name="one_team_per_number_and_collaborative"
            ),
            models.CheckConstraint(
                condition=Q(left=None) | Q(left__gt=F("joined")), name="team_leaves_after_it_joins"
            ),
        ]

    def __str__(self) -> str:
        return self.center.name

    @property
    def name(self) -> str:
        return self.center.name

    @property
    def letter(self) -> str:
        """A, B … Z, AA, AB: how the dashboard calls the team where names are not shown."""
        number, letters = self.number, ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters

    def label(self, collaborative: Collaborative) -> str:
        """What other teams read: the name, or “Team B”."""
        if collaborative.team_labels == Collaborative.Labels.LETTER:
            return gettext("Team %(letter)s") % {"letter": self.letter}
        return self.name


class TeamAim(TeamOwned, Written):
    """The team's own aim, dated: an earlier wording stays."""

    kind = "aim"
    team = models.ForeignKey(Team, models.PROTECT, related_name="aims")
    from_day = models.DateField(_("from"))

    class Meta:
        ordering = ["-from_day", "-pk"]

    def get_absolute_url(self) -> str:
        return reverse("team_aim", args=[self.writing.collaborative.slug, self.team.slug])


class LearningSession(Versioned):
    """One learning session. What lies between two is an action period, derived and never stored."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey(Collaborative, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    from_day = models.DateField(_("first day"))
    until_day = models.DateField(_("day after the last day"))
    objects = InCollaborativeQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["collaborative", "number"], name="one_session_per_number_and_collaborative"
            ),
            models.CheckConstraint(
                condition=Q(until_day__gt=F("from_day")), name="session_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Learning session %(number)s") % {"number": self.number}
