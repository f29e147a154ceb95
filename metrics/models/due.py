"""Which classroom-days are to be counted: those of the sample plan, or every weekday without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from metrics.models.counting import Place, SamplePlan
from metrics.models.metric import Grain, Metric, MetricDefinition
from metrics.models.places import places_of
from metrics.models.recording import definition_on
from metrics.months import Month
from teams.models import Team

DAY = timedelta(days=1)
SATURDAY = 5
Slot = tuple[int, date]  # a place and a day


def plans_between(team: Team, first: Month, last: Month) -> dict[Month, SamplePlan]:
    rows = SamplePlan.objects.filter(
        collaborative=team.collaborative_id, month__gte=str(first), month__lte=str(last)
    )
    return {Month.parse(row.month): row for row in rows}


def due_days(month: Month, plan: SamplePlan | None, team: Team) -> list[date]:
    """Weekdays, while the team takes part."""
    first, last = (plan.first_day, plan.last_day) if plan else (month.first, month.last)
    days = (first + DAY * number for number in range((last - first).days + 1))
    return [day for day in days if day.weekday() < SATURDAY and takes_part_on(team, day)]


def takes_part_on(team: Team, day: date) -> bool:
    return team.joined <= day and (team.left is None or day < team.left)


def team_places(team: Team) -> list[Place]:
    """The team's places: classrooms by name, the whole center last."""
    return sorted(
        places_of([team]).values(),
        key=lambda place: (
            place.classroom is None,
            place.classroom.name.casefold() if place.classroom else "",
        ),
    )


def is_open_on(place: Place, day: date) -> bool:
    room = place.classroom
    return room is None or (room.from_day <= day and (room.until_day is None or day < room.until_day))


def places_due(places: Iterable[Place], day: date) -> list[Place]:
    """The classrooms that are open that day; a center without classrooms is counted as a whole."""
    open_now = [place for place in places if is_open_on(place, day)]
    return [place for place in open_now if place.classroom_id] or open_now


def definitions_of(team: Team) -> dict[Metric, list[MetricDefinition]]:
    """The collaborative's metrics in their order, each with its wordings. One query."""
    rows = MetricDefinition.objects.filter(metric__collaborative=team.collaborative_id)
    found: dict[Metric, list[MetricDefinition]] = {}
    for row in rows.select_related("metric").order_by("metric__position", "metric_id", "from_month"):
        found.setdefault(row.metric, []).append(row)
    return found


def holding_on(
    definitions: dict[Metric, list[MetricDefinition]], day: date, grain: str = Grain.DAY
) -> list[MetricDefinition]:
    """The wordings that are counted by this grain on a day; retired metrics are not."""
    holding = (
        definition_on(wordings, day)
        for metric, wordings in definitions.items()
        if metric.retired is None or day < metric.retired
    )
    return [definition for definition in holding if definition is not None and definition.grain == grain]


def next_due_day(days: Sequence[date], today: date) -> date | None:
    return next((day for day in days if day > today), None)
