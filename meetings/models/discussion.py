"""What a team saw in a chart, asked about it, and will try next: by people, on one metric and month."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from metrics.models.metric import month_format
from teams.models import Access, TeamOwned, Written
from teams.models.writing import shown_to


class Discussion(TeamOwned):
    """A team speaks about one chart and period. Its words are remarks."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="discussions")
    metric = models.ForeignKey("metrics.Metric", models.PROTECT, related_name="+", verbose_name=_("metric"))
    month = models.CharField(_("month"), max_length=7, validators=[month_format])
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="discussions"
    )

    class Meta:
        ordering = ["-month", "metric__position", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["team", "metric", "month"], name="one_discussion_per_chart_and_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.month}"

    def get_absolute_url(self) -> str:
        team = self.team
        return reverse("discussion", args=[team.collaborative.slug, team.slug, self.metric.slug, self.month])


class RemarkQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        rows = Discussion.objects.visible_to(access).values("pk")
        return self.filter(shown_to(access), discussion__in=rows)


class Remark(Written):
    """One person's answer to one of the three questions."""

    class Question(models.TextChoices):
        SAW = "saw", _("What do we see?")
        ASKED = "asked", _("What do we ask ourselves?")
        NEXT = "next", _("What will we try next?")

    kind = "remark"
    discussion = models.ForeignKey(Discussion, models.PROTECT, related_name="remarks")
    question = models.CharField(max_length=5, choices=Question)
    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["writing__at", "pk"]

    def get_absolute_url(self) -> str:
        return self.discussion.get_absolute_url()
