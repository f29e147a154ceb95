"""Two choices of a participant, dated and revocable: "no" until chosen. Every answer is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from teams.models.people import Participant


class Consent(models.Model):
    """One answer, on one day. The last one of its kind holds."""

    class Kind(models.TextChoices):
        RESEARCH = "research", _("my words may be part of what is exported for research, without my name")
        NAMED = "named", _("my name may stand in the archive of the collaborative")

    participant = models.ForeignKey("teams.Participant", models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind)
    given = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.given}"

    @classmethod
    def choices_of(cls, participant: Participant) -> dict[str, bool]:
        """What holds now, both kinds; "no" where nothing was chosen."""
        held = dict.fromkeys(cls.Kind.values, False)
        held.update(
            cls.objects.filter(participant=participant).order_by("at", "pk").values_list("kind", "given")
        )
        return held

    @classmethod
    def choose(cls, participant: Participant, choices: dict[str, bool]) -> None:
        """Keep what changed; the same answer again is no new row."""
        held = cls.choices_of(participant)
        for kind, given in choices.items():
            if held[kind] != given:
                cls.objects.create(participant=participant, kind=kind, given=given)
