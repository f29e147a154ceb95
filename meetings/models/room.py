"""Affinity rooms: one role across the centers, closed to everybody who was not let in.

A role alone opens no room: a facilitator or two members admit each person. These tables keep no history and
have no admin page. What is said in a room is not stored yet.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.held import HeldQuerySet
from teams.models import Access, Role, Versioned, text_in
from teams.models.membership import TEAM_ROLES

ENOUGH = 2  # members who admit somebody together, where no facilitator does
BARRED = frozenset({Role.DIRECTOR, Role.COORDINATOR})


def open_roles(access: Access, collaborative_id: int) -> frozenset[str]:
    """Whose rooms the person could be in, by the roles held today.

    Who directs enters the directors' room alone; who coordinates, or runs the installation, none.
    """
    roles = access.roles_in(collaborative_id)
    if access.person is None or access.person.is_staff or Role.COORDINATOR in roles:
        return frozenset()
    if Role.DIRECTOR in roles:
        return frozenset({Role.DIRECTOR})
    return roles & frozenset(TEAM_ROLES)


def _could_facilitate(access: Access, collaborative_id: int) -> bool:
    """Faculty facilitate any room that agreed to them, unless a role held besides bars them."""
    roles = access.roles_in(collaborative_id)
    barred = access.person is None or access.person.is_staff or roles & BARRED
    return Role.FACULTY in roles and not barred


class RoomQuerySet(models.QuerySet[Any]):
    def open_to(self, access: Access) -> Self:
        """Rooms for a role that the person holds: they may ask to be let in. Not yet the right to enter."""
        wanted = Q(pk__in=[])
        for one in access.belongs:
            wanted |= Q(collaborative=one, role__in=open_roles(access, one))
        return self.filter(wanted)

    def visible_to(self, access: Access) -> Self:
        """Rooms that the person may enter now: as admitted, or as a facilitator. Who holds no role of a room
        costs no question."""
        mine = {"room": OuterRef("pk"), "participant__person": access.person}
        entered = Q(pk__in=[])
        if any(open_roles(access, one) for one in access.belongs):
            role_held = Q(pk__in=self.model.objects.open_to(access).values("pk"))
            admitted = Exists(Admission.objects.holding(access.now).filter(**mine))
            leads = Exists(Facilitator.objects.acting(access.now).filter(**mine))
            entered |= role_held & Q(admitted | leads)
        hosting = [one for one in access.belongs if _could_facilitate(access, one)]
        if hosting:
            hosts = Exists(Facilitator.objects.hosting(access.now).filter(**mine))
            entered |= Q(hosts, collaborative__in=hosting)
        return self.filter(entered)

    def editable_by(self, access: Access) -> Self:
        """Set up by the coordinator: that it is there, for whom, and who facilitates. Not what is in it."""
        return self.filter(collaborative__in=access.sets_up)


class Room(Versioned):
    """An affinity group's space across teams."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="rooms")
    slug = models.SlugField(max_length=60)
    role = models.CharField(
        _("for whom"), max_length=12, choices=[(one.value, one.label) for one in TEAM_ROLES]
    )
    names = models.JSONField(_("name"), default=dict)  # {language: text}
    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["collaborative", "slug"], name="one_room_per_slug_and_collaborative"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return text_in(self.names)

    def get_absolute_url(self) -> str:
        return reverse("room", args=[self.collaborative.slug, self.slug])


class AdmissionQuerySet(HeldQuerySet):
    def holding(self, now: datetime) -> Self:
        """That let somebody in now, as far as the room is concerned; whether the role is held is Access's."""
        return self.lasting().unbroken().in_role(OuterRef("room__role"), now)

    def waiting(self) -> Self:
        """Asked, and not let in yet."""
        return self.filter(at=None, until=None)


class Admission(models.Model):
    """Somebody asked, and was let in: since when, and by whom (`vouches`). Ended, never deleted."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="admissions")
    participant = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(null=True)  # let in
    until = models.DateTimeField(null=True)  # left, turned away, or replaced by a new admission
    ended_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = AdmissionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["room", "participant"], condition=Q(until=None), name="one_admission_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.participant.name


class Vouch(models.Model):
    """Who let somebody in: one facilitator, or two members."""

    admission = models.ForeignKey(Admission, models.CASCADE, related_name="vouches")
    by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    facilitates = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["admission", "by"], name="one_vouch_per_person")]

    def __str__(self) -> str:
        return self.by.name


class FacilitatorQuerySet(HeldQuerySet):
    since = "began_at"

    def acting(self, now: datetime) -> Self:
        """Of the room's own people."""
        return self.lasting().unbroken().in_role(OuterRef("room__role"), now)

    def hosting(self, now: datetime) -> Self:
        """Of faculty. Who was a teacher and now is faculty is named anew, and the room agrees."""
        return self.lasting().unbroken().in_role(Value(Role.FACULTY.value), now)


class Facilitator(models.Model):
    """Who hosts a room. Named by the coordinator, never by themselves; its members agree to faculty."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="facilitators")
    participant = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    named_by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)  # reads what is written from here on
    until = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["room", "participant"], condition=Q(until=None), name="one_facilitator_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.participant.name


class Agreement(models.Model):
    """A member of the room agrees to a facilitator who is not one of them."""

    facilitator = models.ForeignKey(Facilitator, models.CASCADE, related_name="agreements")
    by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["facilitator", "by"], name="one_agreement_per_person")]

    def __str__(self) -> str:
        return self.by.name


class Objection(models.Model):
    """Somebody in the room no longer wants a member or a facilitator in it. The second one ends it."""

    admission = models.ForeignKey(Admission, models.CASCADE, null=True, related_name="objections")
    facilitator = models.ForeignKey(Facilitator, models.CASCADE, null=True, related_name="objections")
    by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(admission__isnull=False, facilitator=None)
                | Q(admission=None, facilitator__isnull=False),
                name="objection_is_to_one",
            ),
            models.UniqueConstraint(
                fields=["admission", "by"],
                condition=Q(admission__isnull=False),
                name="one_objection_per_person_and_admission",
            ),
            models.UniqueConstraint(
                fields=["facilitator", "by"],
                condition=Q(facilitator__isnull=False),
                name="one_objection_per_person_and_facilitator",
            ),
        ]

    def __str__(self) -> str:
        return self.by.name


class Announcement(models.Model):
    """What the room is told of itself: who was let in, who facilitates, a new device, a new card."""

    class Kind(models.TextChoices):
        NAMED = "named", _("named as facilitator")
        BEGAN = "began", _("facilitates from now on")
        ENDED = "ended", _("no longer facilitates")
        ASKED = "asked", _("asks to be let in")
        ADMITTED = "admitted", _("was let in")
        LEFT = "left", _("left")
        DEVICE = "device", _("signed in on a new device")
        CARD = "card", _("was given a new card, and waits to be let in again")

    room = models.ForeignKey(Room, models.PROTECT, related_name="announcements")
    kind = models.CharField(max_length=8, choices=Kind)
    participant = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_kind_display()}"
