"""The change package: what the collaborative believes moves its aim, as drivers, primary and secondary."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models import InCollaborativeQuerySet, Versioned, keep_history, text_in


class Framework(models.Model):
    """A version of the change package. The newest that has begun holds; cycles keep their driver."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="frameworks")
    number = models.PositiveSmallIntegerField(default=1)
    from_day = models.DateField(_("from"))
    objects = InCollaborativeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["collaborative", "number"], name="one_framework_per_number_and_collaborative"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collaborative} {self.number}"


class DriverQuerySet(InCollaborativeQuerySet):
    path = "framework__collaborative"


class Driver(Versioned):
    """A primary driver, or below it a secondary one. Names and texts in the collaborative's languages."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="drivers")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    position = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField(_("name"), default=dict)  # {language: text}
    texts = models.JSONField(_("what it means"), default=dict, blank=True)
    retired = models.BooleanField(_("no longer offered"), default=False)  # cycles that chose it keep it
    objects = DriverQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return text_in(self.names)

    @property
    def text(self) -> str:
        return text_in(self.texts)
