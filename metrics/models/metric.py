"""What is counted: the metric, and the dated wording of its definition."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teams.models import Access, InCollaborativeQuerySet, Versioned, keep_history, text_in

month_format = RegexValidator(r"\A[12]\d{3}-(0[1-9]|1[0-2])\Z", _("Write the month as 2026-03."))


class Unit(models.TextChoices):
    COUNT = "count", _("count")
    PROPORTION = "proportion", _("proportion")
    RATE = "rate", _("rate")
    SCORE = "score", _("score")


class Exposure(models.TextChoices):
    CLASSROOM_DAYS = "classroom-days", _("each counted classroom and day")
    TYPED = "typed", _("typed with the count")


class Grain(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")


class MetricQuerySet(InCollaborativeQuerySet):
    def visible_to(self, access: Access) -> Self:
        """Also to former members, who still read their team's charts."""
        return self.filter(
            Q(collaborative__in=access.belongs) | Q(collaborative__teams__in=access.reads_teams)
        ).distinct()

    def shared_with(self, access: Access) -> Self:
        """Metrics that teams read across: the others are for the team itself and its hosts."""
        return self.filter(
            Q(collaborative__in=access.belongs, sharing=Metric.Sharing.TEAMS)
            | Q(collaborative__in=access.hosts)
        )


class Metric(Versioned):
    class Kind(models.TextChoices):
        OUTCOME = "outcome", _("outcome")
        PROCESS = "process", _("process")
        BALANCING = "balancing", _("balancing")

    class Direction(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")
        NONE = "none", _("neither")

    class Sharing(models.TextChoices):
        TEAMS = "teams", _("teams read each other's charts")
        HOSTS = "hosts", _("only the team itself, faculty and coordinator")

    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="metrics")
    slug = models.SlugField(_("address"), max_length=60)
    names = models.JSONField(_("name"), default=dict)  # {language: text}
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OUTCOME)
    direction = models.CharField(
        _("direction of good"), max_length=4, choices=Direction, default=Direction.NONE
    )
    sharing = models.CharField(_("sharing"), max_length=5, choices=Sharing, default=Sharing.TEAMS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    retired = models.DateField(_("no longer counted from"), null=True, blank=True)
    objects = MetricQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaborative", "slug"], name="one_metric_per_slug_and_collaborative"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return text_in(self.names) or self.slug

    def wordings(self) -> list[MetricDefinition]:
        """Its definitions, the oldest first; without a query where they were fetched with the metric."""
        return sorted(self.definitions.all(), key=lambda one: one.from_month)


class DefinitionQuerySet(InCollaborativeQuerySet):
    path = "metric__collaborative"


class MetricDefinition(Versioned):
    """The wording from a month on. A changed wording is a new row, and starts a phase of the chart."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="definitions")
    from_month = models.CharField(_("from month"), max_length=7, validators=[month_format])
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    exposure = models.CharField(
        _("what a rate is divided by"), max_length=14, choices=Exposure, default=Exposure.TYPED
    )
    numerator = models.JSONField(_("what is counted"), default=dict)  # {language: text}
    denominator = models.JSONField(_("out of what"), default=dict, blank=True)  # {language: text}
    goal = models.DecimalField(_("goal"), max_digits=12, decimal_places=4, null=True, blank=True)
    grain = models.CharField(_("counted by"), max_length=5, choices=Grain, default=Grain.DAY)
    objects = DefinitionQuerySet.as_manager()
    history = keep_history()

    class Meta:
        ordering = ["metric", "from_month"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["metric", "from_month"], name="one_definition_per_metric_and_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.metric} ({self.from_month})"

    @property
    def numerator_text(self) -> str:
        return text_in(self.numerator)

    @property
    def denominator_text(self) -> str:
        return text_in(self.denominator)

    @property
    def types_denominator(self) -> bool:
        """Is a denominator typed with a day's count? (Rates by classroom-day derive theirs.)"""
        return self.unit == Unit.PROPORTION or (self.unit == Unit.RATE and self.exposure == Exposure.TYPED)
