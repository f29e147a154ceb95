"""Where it is counted, what happened there, and what that adds up to."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from metrics.models.metric import Grain, month_format
from teams.models import (
    Access,
    InCollaborativeQuerySet,
    TeamOwned,
    TeamOwnedQuerySet,
    Versioned,
    Written,
    keep_history,
)
from teams.models.writing import Voice, Words, write


class PlaceQuerySet(TeamOwnedQuerySet):
    def for_team(self, team: Any) -> Self:
        return self.filter(team=team).select_related("classroom", "team__center")


class Place(TeamOwned):
    """A classroom, or the team as a whole; never a null."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="places")
    classroom = models.OneToOneField(
        "teams.Classroom", models.PROTECT, null=True, blank=True, related_name="place"
    )
    objects: ClassVar[Any] = PlaceQuerySet.as_manager()  # Any: the stubs cannot narrow an inherited manager

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(classroom=None), name="one_whole_place_per_team"
            )
        ]

    def __str__(self) -> str:
        return self.classroom.name if self.classroom else str(_("whole center"))


class SamplePlan(Versioned):
    """The days of a month that are counted (a sample week). No row: every weekday is."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="sample_plans")
    month = models.CharField(_("month"), max_length=7, validators=[month_format])
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    objects = InCollaborativeQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["month"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["collaborative", "month"], name="one_sample_plan_per_month"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="sample_plan_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.month


class PlaceOwnedQuerySet(TeamOwnedQuerySet):
    path = "place__team"


class Closure(models.Model):
    """A day on which a place was closed. Withdrawn by `voided_at`, never deleted."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="closures")
    day = models.DateField()
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = PlaceOwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "day"], condition=Q(voided_at=None), name="one_closure_per_place_and_day"
            )
        ]


class CountEvent(models.Model):
    """What happened: only ever appended. Its uuid is made where it was counted."""

    class Component(models.TextChoices):
        NUM = "num", _("count")
        DEN = "den", _("out of")
        STATE = "state", _("state")

    class Kind(models.TextChoices):
        ADD = "add", _("add")
        SET = "set", _("set")
        VOID = "void", _("undo")

    class State(models.TextChoices):
        NOT_COUNTED = "not_counted", _("not counted")
        CLOSED = "closed", _("closed")

    uuid = models.UUIDField(unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="events")
    definition = models.ForeignKey("metrics.MetricDefinition", models.PROTECT, related_name="events")
    grain = models.CharField(max_length=5, choices=Grain)
    day = models.DateField()  # the center's day; the first of the month for the month grain
    component = models.CharField(max_length=5, choices=Component)
    kind = models.CharField(max_length=4, choices=Kind)
    amount = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    state = models.CharField(max_length=11, choices=State, blank=True)
    target = models.UUIDField(null=True)  # what a void undoes
    covers = models.JSONField(default=list)  # uuids that the author of a set had before them
    device = models.CharField(max_length=80, blank=True)
    counted_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    payload_hash = models.CharField(max_length=64)
    objects = PlaceOwnedQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "uuid"]
        indexes = [
            models.Index(fields=["definition", "place", "grain", "day"], name="event_by_cell"),
            models.Index(fields=["place", "-received_at"], name="event_by_place_newest_first"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(kind="void", target__isnull=False, amount=None, state="")
                | Q(
                    component="state",
                    kind="set",
                    target=None,
                    amount=None,
                    state__in=["not_counted", "closed"],
                )
                | Q(
                    component__in=["num", "den"],
                    kind__in=["add", "set"],
                    target=None,
                    state="",
                    amount__isnull=False,
                ),
                name="event_says_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(kind="set") | Q(amount=None) | Q(amount__gte=0), name="set_not_below_0"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.component} {self.amount or self.state}"


class ObservationQuerySet(PlaceOwnedQuerySet):
    def between(self, first: date, last: date) -> Self:
        return self.filter(day__gte=first, day__lte=last)


class Observation(models.Model):
    """What the events of one cell add up to. A projection: written by `metrics.models.projection` alone."""

    class State(models.TextChoices):
        COUNTED = "counted", _("counted")
        NOT_COUNTED = "not_counted", _("not counted")
        CLOSED = "closed", _("closed")

    definition = models.ForeignKey("metrics.MetricDefinition", models.PROTECT, related_name="observations")
    place = models.ForeignKey(Place, models.PROTECT, related_name="observations")
    grain = models.CharField(max_length=5, choices=Grain)
    day = models.DateField()
    num = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    den = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    state = models.CharField(max_length=11, choices=State)
    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["definition", "place", "grain", "day"], name="one_observation_per_cell"
            ),
            models.CheckConstraint(
                condition=Q(num=None, den=None) | Q(state="counted"), name="only_what_is_counted_has_numbers"
            ),
        ]
        indexes = [models.Index(fields=["place", "day"], name="observation_by_place_and_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.num}/{self.den} {self.state}"


class CountNoteQuerySet(PlaceOwnedQuerySet):
    def visible_to(self, access: Access) -> Self:
        """Of the own team alone: notes on counts stay there."""
        return self.filter(place__team__in=access.reads_teams)


class CountNote(Written):
    """A note on a count. It stays in the team."""

    kind = "count_note"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="notes")
    day = models.DateField()
    metric = models.ForeignKey("metrics.Metric", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    objects = CountNoteQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def get_absolute_url(self) -> str:
        team = self.place.team
        return reverse("count_day", args=[team.collaborative.slug, team.slug, self.place.uuid, self.day])


def add_note(note: CountNote, voice: Voice, words: Words) -> CountNote:
    """Write a note on a place and day; sent twice, it is written once."""
    team = note.place.team
    with transaction.atomic():
        note.writing, new = write(CountNote.kind, team.collaborative, team, voice, words)
        if not new:
            return CountNote.objects.get(writing=note.writing)
        note.save()
    return note
