"""What people did to a chart: a frozen baseline, a new phase, a point left out, a fixed line, a note.

Each has a reason, its writer and its day (they stand in its writing), and is never deleted: undoing it is a
mark on the row. An act holds for charts with the same kind of points; a note stands wherever its days are.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from metrics.models.metric import Metric
from teams.models import Access
from teams.models.writing import Written


class ChartActQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """A team's acts with their reasons: the team and its hosts. Those on the whole: who reads it, but no
        evaluator, who gets neither names nor texts."""
        whole = Metric.objects.shared_with(access).filter(collaborative__in=access.takes_part).values("pk")
        return self.filter(
            Q(team__in=access.reads_teams)
            | Q(team__collaborative__in=access.hosts)
            | Q(team=None, metric__in=whole)
        )

    def in_force(self) -> Self:
        return self.filter(undone_at=None)

    def of(self, metric_id: int, team_id: int | None) -> Self:
        """Of one chart; `team_id` None: of all teams together."""
        return self.filter(metric=metric_id, team=team_id)


class ChartAct(Written):
    class What(models.TextChoices):
        BASELINE = "baseline", _("frozen baseline")
        PHASE = "phase", _("new phase")
        LEFT_OUT = "left_out", _("point left out")
        CENTRE = "centre", _("fixed line")
        NOTE = "note", _("note")

    class Points(models.TextChoices):
        MONTH = "month", _("month")
        SAMPLE = "sample", _("sample week")
        WEEK = "week", _("week")
        DAY = "day", _("day")

    kind = "chart_act"
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="acts")
    team = models.ForeignKey("teams.Team", models.PROTECT, null=True, related_name="chart_acts")
    what = models.CharField(max_length=8, choices=What)
    points = models.CharField(max_length=6, choices=Points, default=Points.MONTH)
    # Of a baseline the last period, of a phase the first; of a fixed line one of the phase it holds for.
    period = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)  # of a fixed line
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = ChartActQuerySet.as_manager()

    class Meta:
        ordering = ["period", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["metric", "team", "what", "points", "period"],
                condition=Q(undone_at=None, team__isnull=False) & ~Q(what="note"),
                name="one_act_in_force_on_a_point",
            ),
            models.UniqueConstraint(
                fields=["metric", "what", "points", "period"],
                condition=Q(undone_at=None, team=None) & ~Q(what="note"),
                name="one_act_in_force_on_a_point_of_all",
            ),
            models.CheckConstraint(
                condition=Q(what="centre", value__isnull=False) | (~Q(what="centre") & Q(value=None)),
                name="only_a_fixed_line_has_a_value",
            ),
        ]

    def get_absolute_url(self) -> str:
        whole, metric = self.metric.collaborative.slug, self.metric.slug
        if self.team is None:
            return reverse("dashboard_metric", args=[whole, metric])
        return reverse("chart", args=[whole, self.team.slug, metric])


@dataclass(frozen=True, slots=True)
class Plan:
    """What acts in force say about the analysis of one chart, by labels of its points."""

    phases: frozenset[str] = frozenset()
    frozen: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    centres: tuple[tuple[str, Decimal], ...] = ()

    def keywords(self, labels: Sequence[str], changes: Iterable[str] = ()) -> dict[str, Any]:
        """As `runchart.analyse` takes it; `changes`: where a changed definition starts a phase besides."""
        starts, at = self.phases | set(changes), {label: at for at, label in enumerate(labels)}
        return {
            "phases": [at[label] for label in labels if label in starts and at[label] > 0],
            "frozen": sorted(at[label] for label in self.frozen if label in at),
            "left_out": sorted(at[label] for label in self.left_out if label in at),
            "centres": {at[label]: value for label, value in self.centres if label in at},
        }


def plans_of(metric_id: int, points: str = ChartAct.Points.MONTH) -> dict[int | None, Plan]:
    """Team (None: all together) → its plan, in one query; a chart without an act is not there."""
    rows = ChartAct.objects.in_force().filter(metric=metric_id, points=points).exclude(what="note")
    by_team: dict[int | None, list[tuple[str, str, Decimal | None]]] = {}
    for team_id, what, period, value in rows.order_by("pk").values_list("team", "what", "period", "value"):
        by_team.setdefault(team_id, []).append((what, period, value))
    return {team_id: plan_of(acts) for team_id, acts in by_team.items()}


def plan_of(acts: Iterable[tuple[str, str, Decimal | None]]) -> Plan:
    """From (what, period, value), the oldest first."""
    rows = list(acts)

    def periods(wanted: str) -> frozenset[str]:
        return frozenset(period for what, period, _value in rows if what == wanted)

    lines = tuple((period, value) for what, period, value in rows if what == "centre" and value is not None)
    return Plan(periods("phase"), periods("baseline"), periods("left_out"), lines)
