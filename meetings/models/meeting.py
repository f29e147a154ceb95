"""Meetings of four kinds, and who was there in which role."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models.clock import zone_name
from meetings.models.room import Room
from teams.models import Access, Role, Versioned, keep_history
from teams.models.collaborative import check_time_zone
from teams.models.writing import TakenError

if TYPE_CHECKING:
    from teams.models import Participant

LONGEST = timedelta(days=1)


class HeldError(Exception):
    """People were there: what was held is not cancelled any more."""


class MeetingQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """Whose page the person may open. How much it says is the page's parts' own rule."""
        entered = Q(kind=Meeting.Kind.AFFINITY, room__in=Room.objects.visible_to(access).values("pk"))
        return self.filter(_open_outside_rooms(access) | entered)

    def visible_outside_rooms_to(self, access: Access) -> Self:
        """The same without the rooms' meetings. They take no notes yet: their words come with the encryption
        of what is said there. So no page of minutes asks who is in which room."""
        return self.filter(_open_outside_rooms(access))

    def editable_by(self, access: Access) -> Self:
        """Set up and held by the team's members, or by who hosts the collaborative. A room's meetings are
        changed on the pages of their room, by whoever enters it."""
        return self.filter(_held_by(access))

    def minuted_by(self, access: Access) -> Self:
        """Whose minutes the person writes: the own team's, those one hosts, those where one was."""
        return self.filter(_minuted_by(access), cancelled_at=None)

    def proposed_to_by(self, access: Access) -> Self:
        """To whose agenda the person may add: whoever writes the minutes, and of what all teams hold
        everybody, until it is over."""
        everybody = access.takes_part & access.running
        coming = Q(kind__in=OPEN_KINDS, starts__gt=access.now, collaborative__in=everybody)
        return self.filter(_minuted_by(access) | coming, cancelled_at=None)

    def attended_by(self, access: Access) -> Self:
        """Of which everybody says for themselves that they were there: what all teams hold, once it began."""
        everybody = access.takes_part & access.running
        return self.filter(
            kind__in=OPEN_KINDS, cancelled_at=None, starts__lte=access.now, collaborative__in=everybody
        )

    def took_place(self, now: datetime) -> Self:
        """Begun, and not cancelled."""
        return self.filter(cancelled_at=None, starts__lte=now)

    def coming(self, now: datetime) -> list[Meeting]:
        """Those that are not over, the next one first; cancelled ones too, so that people read it."""
        rows = self.filter(starts__gt=now - LONGEST).order_by("starts", "pk")
        return [row for row in rows if row.ends > now]

    def elsewhere_for(self, access: Access) -> Self:
        """Of which the person may know that they took place, newest first; `listed` says how much."""
        elsewhere = Q(kind=Meeting.Kind.CROSS_ROLE, collaborative__in=access.belongs)
        counted = Q(kind=Meeting.Kind.AFFINITY, collaborative__in=access.coordinates | access.evaluates)
        dated = Q(kind__in=OPEN_KINDS, collaborative__in=access.belongs - access.takes_part)
        rows = self.took_place(access.now).filter(
            (elsewhere & ~Q(team__in=access.reads_teams)) | counted | dated
        )
        rows = rows.select_related("collaborative", "team__center", "team__collaborative")
        return rows.order_by("-starts", "-pk")


def _open_outside_rooms(access: Access) -> Q:
    return (
        Q(kind=Meeting.Kind.CROSS_ROLE, team__in=access.reads_teams)
        | Q(kind=Meeting.Kind.CROSS_ROLE, collaborative__in=access.hosts)
        | Q(kind__in=OPEN_KINDS, collaborative__in=access.takes_part)
    )


def _held_by(access: Access) -> Q:
    return Q(kind=Meeting.Kind.CROSS_ROLE, team__in=access.writes_teams) | Q(
        kind__in=OPEN_KINDS, collaborative__in=access.hosts & access.running
    )


def _minuted_by(access: Access) -> Q:
    present = Attendance.objects.filter(participant__person=access.person).values("meeting")
    return _held_by(access) | Q(kind__in=OPEN_KINDS, collaborative__in=access.running, pk__in=present)


class Meeting(Versioned):
    """One meeting. Place and link are plain facts about it; what people say is in its minutes."""

    class Kind(models.TextChoices):
        CROSS_ROLE = "cross-role", _("team meeting")
        AFFINITY = "affinity", _("affinity group")
        CROSS_TEAM = "cross-team", _("cross-team meeting")
        SESSION = "session", _("learning session")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="meetings")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    team = models.ForeignKey("teams.Team", models.PROTECT, null=True, blank=True, related_name="meetings")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="meetings")
    session = models.ForeignKey(
        "teams.LearningSession",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("learning session"),
    )
    starts = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(24 * 60)]
    )
    zone = models.CharField(_("time zone"), max_length=64, validators=[check_time_zone])
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link to join"), max_length=400, blank=True)
    called_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    facilitator = models.ForeignKey(
        "teams.Participant",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who facilitates"),
    )
    notes_shared = models.BooleanField(_("faculty and coordinator read our notes"), default=False)
    headcount = models.PositiveSmallIntegerField(_("how many were there"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    objects = MeetingQuerySet.as_manager()
    # Of a room's meetings too only the date and the headcount: a history table holds no text and no person.
    history = keep_history(excluded_fields=["place", "link", "facilitator", "called_by"])

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(kind="cross-role", team__isnull=False, room=None, session=None)
                | Q(kind="affinity", room__isnull=False, team=None, session=None)
                | Q(kind="cross-team", room=None, team=None, session=None)
                | Q(kind="session", room=None, team=None),
                name="meeting_belongs_where_its_kind_says",
            ),
        ]
        indexes = [models.Index(fields=["collaborative", "starts"], name="meeting_by_start")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"

    @property
    def local(self) -> datetime:
        """When it starts, by the clock of where it is held."""
        return self.starts.astimezone(ZoneInfo(self.zone))

    @property
    def day(self) -> date:
        return self.local.date()

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def clock(self) -> datetime:
        """What the clock shows there when it starts, for pages: without a zone, so that none is applied."""
        return self.local.replace(tzinfo=None)

    @property
    def clock_at_the_end(self) -> datetime:
        return self.ends.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def zone_name(self) -> str:
        return zone_name(self.local)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def was_held(self) -> bool:
        """Somebody wrote down that people were there."""
        return self.headcount is not None or self.attendance.exists()

    def is_today_or_past(self, now: datetime) -> bool:
        """Its day has come, by its own clock: who was there can be said."""
        return self.day <= now.astimezone(ZoneInfo(self.zone)).date()

    def plan(self, by: Participant) -> Meeting:
        """Put it in the calendar; sent twice with one id it is planned once.

        TakenError where the id is another meeting's. Call inside a transaction.
        """
        self.called_by = by
        with suppress(IntegrityError), transaction.atomic():
            self.save_by(by)
            return self
        kept: Meeting = Meeting.objects.select_related("collaborative", "team").get(uuid=self.uuid)
        here = (by.pk, self.team_id, self.room_id, self.collaborative_id)
        if (kept.called_by_id, kept.team_id, kept.room_id, kept.collaborative_id) != here:
            raise TakenError
        return kept

    def cancel(self, by: Participant | None, now: datetime) -> None:
        """It will not be held; the page says so. Cancelling twice changes nothing.

        HeldError where somebody was there already. In a room nobody is named as who cancelled it.
        """
        self._set_cancelled(now, by)

    def hold_after_all(self, by: Participant | None) -> None:
        self._set_cancelled(None, by)

    def _set_cancelled(self, at: datetime | None, by: Participant | None) -> None:
        with transaction.atomic():
            now: Meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if at is not None and now.was_held:
                raise HeldError
            if now.is_cancelled != (at is not None):
                now.cancelled_at = at
                now.save_by(by)
            self.cancelled_at, self.version = now.cancelled_at, now.version

    def get_absolute_url(self) -> str:
        """A team's below the team, a room's below the room, the others below the collaborative."""
        if self.team is not None:
            return reverse("team_meeting", args=[self.collaborative.slug, self.team.slug, self.uuid])
        if self.room is not None:
            return reverse("room_meeting", args=[self.collaborative.slug, self.room.slug, self.uuid])
        return reverse("meeting", args=[self.collaborative.slug, self.uuid])


OPEN_KINDS = (Meeting.Kind.CROSS_TEAM, Meeting.Kind.SESSION)


class AttendanceQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """With their meeting; never in a room, where names of who came do not leave it and are not kept."""
        return self.filter(meeting__in=Meeting.objects.visible_outside_rooms_to(access).values("pk"))

    def named_to(self, access: Access) -> Self:
        """Whose names the person reads: of a team's meeting all; of the others those of the own teams and of
        who hosts, as on the pages about people. Everybody else is in the numbers by role."""
        return self.visible_to(access).filter(
            Q(meeting__kind=Meeting.Kind.CROSS_ROLE)
            | Q(meeting__collaborative__in=access.hosts)
            | Q(team__in=access.reads_teams)
            | Q(participant__person=access.person)
            | Q(team=None)
        )


class Attendance(models.Model):
    """Somebody was there, in the role held on that day; or a number of people who are not named."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    participant = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    team = models.ForeignKey("teams.Team", models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)  # more than one only where nobody is named
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["meeting", "participant"],
                condition=Q(participant__isnull=False),
                name="one_attendance_per_person_and_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "role", "team"],
                condition=Q(participant=None, team__isnull=False),
                name="one_unnamed_attendance_per_role_and_team",
            ),
            models.UniqueConstraint(
                fields=["meeting", "role"],
                condition=Q(participant=None, team=None),
                name="one_unnamed_attendance_per_role",
            ),
            models.CheckConstraint(
                condition=Q(participant=None) | Q(number=1), name="a_named_person_counts_once"
            ),
        ]

    def __str__(self) -> str:
        return self.participant.name if self.participant else f"{self.number} {self.get_role_display()}"
