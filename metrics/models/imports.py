"""A file on its way in, and what became of it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from metrics.models.metric import Grain
from teams.models import InCollaborativeQuerySet

if TYPE_CHECKING:
    from teams.models import Access

KEPT = timedelta(days=1)


class ImportDraftQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """To whoever uploaded it, while they coordinate."""
        return self.filter(Q(collaborative__in=access.sets_up), by__person=access.person)

    def editable_by(self, access: Access) -> Self:
        return self.visible_to(access)

    def lapsed(self) -> Self:
        return self.filter(created_at__lt=timezone.now() - KEPT)


class ImportDraft(models.Model):
    """An uploaded file between two steps. It goes when it is imported, or after a day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="+")
    metric = models.ForeignKey("metrics.Metric", models.PROTECT, related_name="+")
    grain = models.CharField(max_length=5, choices=Grain)
    by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One import that wrote something: its events carry its uuid as their device, so it can be undone."""

    uuid = models.UUIDField(unique=True, editable=False)  # made from the file and the choices
    fingerprint = models.CharField(max_length=64, db_index=True)  # the same file read in the same way
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="+")
    metric = models.ForeignKey("metrics.Metric", models.PROTECT, related_name="+")
    grain = models.CharField(max_length=5, choices=Grain)
    name = models.CharField(_("file"), max_length=120)
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    there = models.PositiveIntegerField()
    skipped = models.PositiveIntegerField()
    teams = models.PositiveIntegerField()
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = InCollaborativeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def written(self) -> int:
        return self.new + self.changed

    @property
    def device(self) -> str:
        return f"import {self.uuid}"
