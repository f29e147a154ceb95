"""Sums of a period, what was handed in, and charts kept for reading."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from metrics.models.metric import Grain, month_format
from teams.models import TeamOwned


class HandIn(TeamOwned):
    """Who handed in which month: a row a time."""

    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="hand_ins")
    month = models.CharField(max_length=7, validators=[month_format])
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["team", "month"], name="hand_in_by_team_and_month")]


UNCHECKED: Any = {"db_constraint": False, "db_index": False}


class PeriodSum(models.Model):
    """A team's exact sums for one period: written by the team's rebuild, added up by the aggregate's.

    What a row refers to is not checked again by the database: each is added up from observations, whose
    references are, and the checks took longer than the sums.
    """

    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="period_sums", **UNCHECKED)
    metric = models.ForeignKey("metrics.Metric", models.PROTECT, related_name="period_sums", **UNCHECKED)
    definition = models.ForeignKey("metrics.MetricDefinition", models.PROTECT, related_name="+", **UNCHECKED)
    grain = models.CharField(max_length=5, choices=[("month", "month")], default=Grain.MONTH)  # of the chart
    period = models.CharField(max_length=7, validators=[month_format])
    num = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    den = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    source = models.CharField(max_length=5, choices=Grain)  # days, or a typed month
    reported = models.BooleanField()  # something usable was counted
    incomplete = models.PositiveIntegerField(default=0)  # counts left out: no denominator, or above it

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                # In the order in which a rebuild writes and reads: the one index besides that of the ids.
                fields=["metric", "team", "grain", "period"],
                name="one_sum_per_metric_team_and_period",
            )
        ]


class ChartMark(models.Model):
    """This chart is stale. Insert only; the rebuild deletes."""

    key = models.CharField(max_length=120, db_index=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.key


class ChartSnapshot(models.Model):
    """A computed chart kept for reading: one team's, or the whole collaborative's."""

    key = models.CharField(max_length=120, unique=True)
    through = models.CharField(max_length=40, blank=True)
    data = models.TextField(blank=True)  # canonical JSON; empty until first built
    built_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key
