"""Charts by week, sample week and day: added up from the observations when they are read.

The rules are those of the months (`sums_of`): what is usable, days inside joined–left, the definition of the
day. A point is part of a month, or of two. A week belongs to the wording of its Friday: the days of a week
before a new wording are in no week. A month that was typed as one number has no weeks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef

from metrics.aggregate import value_of
from metrics.models.acts import Plan, plans_of
from metrics.models.counting import Observation, SamplePlan
from metrics.models.metric import Grain, Metric, MetricDefinition
from metrics.models.recording import definition_on
from metrics.models.sums import ROW, MonthSum, Row, sums_of
from metrics.months import Month
from metrics.periods import POINTS, WEEK, Period, Points, week_of
from metrics.runchart import Phase, analyse
from teams.models import Team

DAY = timedelta(days=1)
TO_FRIDAY = timedelta(days=4)
SATURDAY = 5
NO_PLAN = Plan()
Key = TypeVar("Key")
Sample = Mapping[str, tuple[date, date]]  # month → first and last day that is counted


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days make a point. `today` is the collaborative's, and its period is running."""

    points: Points
    today: date
    sample: Sample

    def label(self, day: date) -> str | None:
        """The point to which a day belongs; of a month without a plan, no day is in the sample."""
        if self.points == "week":
            return week_of(day).label
        if self.points == "day":
            return day.isoformat()
        return str(Month.of(day)) if self.in_sample(day) else None

    def in_sample(self, day: date) -> bool:
        first, last = self.sample.get(str(Month.of(day)), (date.max, date.min))
        return first <= day <= last

    def days(self, labels: Iterable[str]) -> Sample:
        """The days of sample weeks; of other points the label says them."""
        if self.points != "sample":
            return {}
        return {label: self.sample[label] for label in labels if label in self.sample}

    @property
    def running(self) -> str:
        return {
            "week": week_of(self.today).label,
            "day": self.today.isoformat(),
        }.get(self.points, str(Month.of(self.today)))

    def between(self, counted: Iterable[str], last: str) -> list[str]:
        """Every label from the first one counted up to and with `last`.

        Days and weeks that the plan leaves out are none, unless they were counted.
        """
        there = set(counted)
        if not there:
            return []
        first, end = Period.parse(min(there)).first, Period.parse(last).first
        if self.points == "sample":
            return [str(month) for month in Month.of(first).until(Month.of(end))]
        if self.points == "week":
            weeks = (week_of(first + WEEK * at) for at in range((end - first).days // 7 + 1))
            return [week.label for week in weeks if week.label in there or self._is_due_in(week)]
        days = (first + DAY * at for at in range((end - first).days + 1))
        return [day.isoformat() for day in days if day.isoformat() in there or self._is_due(day)]

    def _is_due_in(self, week: Period) -> bool:
        return any(self._is_due(week.first + DAY * at) for at in range(SATURDAY))

    def _is_due(self, day: date) -> bool:
        planned = str(Month.of(day)) not in self.sample or self.in_sample(day)
        return day.weekday() < SATURDAY and planned

    def before(self, label: str) -> str:
        """The last period that was over when this one began."""
        first = Period.parse(label).first - DAY
        if self.points == "sample":
            return str(Month.of(first))
        return week_of(first).label if self.points == "week" else first.isoformat()


def holding(definitions: Sequence[MetricDefinition], label: str) -> MetricDefinition | None:
    """The wording under which a period is counted: of a week, that of its Friday."""
    period = Period.parse(label)
    return definition_on(definitions, period.first + TO_FRIDAY if "W" in label else period.first)


@dataclass(frozen=True, slots=True)
class GrainSum:
    definition: MetricDefinition
    num: Decimal | None
    den: Decimal | None
    incomplete: int

    @property
    def value(self) -> Decimal | None:
        return value_of(self.definition.unit, self.num, self.den)


def grouped(rows: Iterable[Row], key_of: Callable[[date], Key]) -> dict[Key, list[Row]]:
    """Counted days by what they belong to."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        if row[1] == Grain.DAY:
            found[key_of(row[2])].append(row)
    return found


def sums_by_label(
    team: Team, definitions: Sequence[MetricDefinition], rows: Iterable[Row], calendar: Calendar
) -> dict[str, GrainSum]:
    """A team's sums for each point."""
    found = {}
    for label, group in grouped(rows, calendar.label).items():
        definition = None if label is None else holding(definitions, label)
        if label is not None and definition is not None:
            parts = [one for one in sums_of(team, definitions, group) if one.definition.pk == definition.pk]
            if parts:
                found[label] = _added(definition, parts)
    return found


def _added(definition: MetricDefinition, parts: Sequence[MonthSum]) -> GrainSum:
    """A week's days of one month and of the next."""
    nums = [one.num for one in parts if one.num is not None]
    dens = [one.den for one in parts if one.den is not None]
    return GrainSum(
        definition,
        sum(nums, Decimal(0)) if nums else None,
        sum(dens, Decimal(0)) if dens else None,
        sum(one.incomplete for one in parts),
    )


def rows_of(metric: Metric, teams: Iterable[Team]) -> dict[int, list[Row]]:
    """Whatever was counted, by team; typed months too. One query."""
    found: dict[int, list[Row]] = {team.pk: [] for team in teams}
    counted = Observation.objects.filter(
        definition__metric=metric, place__team__in=list(found), state=Observation.State.COUNTED
    )
    for team_id, *row in counted.values_list("place__team_id", *ROW):
        found[team_id].append(tuple(row))
    return found


def calendar_of(metric: Metric, points: Points, now: datetime) -> Calendar:
    plans = SamplePlan.objects.filter(collaborative=metric.collaborative_id)
    days = {
        month: (first, last) for month, first, last in plans.values_list("month", "first_day", "last_day")
    }
    return Calendar(points, metric.collaborative.day(now), days)


def points_counted(metric: Metric, team: Team | None = None) -> tuple[Points, ...]:
    """By what there is something to draw: beside months, smaller points where single days were counted.

    Of one team, or of any. One query.
    """
    days = Observation.objects.filter(
        definition__metric=metric, state=Observation.State.COUNTED, grain=Grain.DAY
    )
    if team is not None:
        days = days.filter(place__team=team)
    planned = SamplePlan.objects.filter(
        collaborative=metric.collaborative_id, first_day__lte=OuterRef("day"), last_day__gte=OuterRef("day")
    )
    asked = Metric.objects.filter(pk=metric.pk)
    by_day, in_sample = asked.values_list(Exists(days), Exists(days.filter(Exists(planned)))).get()
    return tuple(one for one in POINTS if one == "month" or (in_sample if one == "sample" else by_day))


def team_by(metric: Metric, team: Team, points: Points, now: datetime) -> dict[str, Any]:
    """One team's chart in full, in the form of its snapshot; `typed`: months that have no smaller points.

    Wants the metric's definitions prefetched. Three queries.
    """
    calendar, definitions = calendar_of(metric, points, now), metric.wordings()
    rows = rows_of(metric, [team])[team.pk]
    sums = sums_by_label(team, definitions, rows, calendar)
    closed_sums = [label for label in sums if label < calendar.running]
    labels = calendar.between(closed_sums, calendar.before(calendar.running))
    drawn = [_team_point(label, sums.get(label)) for label in labels]
    running = sums.get(calendar.running)
    plan = plans_of(metric.pk, points).get(team.pk, NO_PLAN)
    return {
        "points": drawn,
        "running": _team_point(calendar.running, running) if running else None,
        "typed": typed_months(sums_of(team, definitions, rows)),
        "days": calendar.days([*labels, calendar.running]),
        **judged_by(definitions, labels, [point["value"] for point in drawn], plan),
    }


def _team_point(label: str, one: GrainSum | None) -> dict[str, Any]:
    if one is None:
        return {"month": label, "num": None, "den": None, "value": None, "source": "", "incomplete": 0}
    found = {"num": one.num, "den": one.den, "value": one.value, "incomplete": one.incomplete}
    return {"month": label, "source": str(Grain.DAY), **found}


def typed_months(months: Iterable[MonthSum]) -> list[str]:
    return [str(one.month) for one in months if one.source == Grain.MONTH]


def judged_by(
    definitions: Sequence[MetricDefinition],
    labels: Sequence[str],
    values: Sequence[Decimal | None],
    plan: Plan,
) -> dict[str, Any]:
    """Phases and analysis, as a snapshot has them; the days of one week hang together, so none are judged."""
    held = [holding(definitions, label) for label in labels]
    changes = [label for at, label in enumerate(labels) if at and held[at] != held[at - 1]]
    asked = plan.keywords(labels, changes)
    chart = analyse(values, **asked)
    by_day = bool(labels) and len(labels[0]) == 10
    return {
        "phases": asked["phases"],
        "left_out": chart.left_out,
        "analysis": tuple(_unjudged(phase) for phase in chart.phases) if by_day else chart.phases,
    }


def _unjudged(phase: Phase) -> Phase:
    """Its line, and nothing that a rule found."""
    line = Phase(phase.first, phase.last, phase.median, 0, 0, None, 0, None, "none", "none", ())
    return replace(line, frozen=phase.frozen, fixed=phase.fixed)
