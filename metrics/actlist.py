"""What was done to one chart, as its drawing, its page, its rules and its file take it.

The rows are `metrics.models.acts`; who may read them, their `visible_to` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from metrics import csvfile
from metrics.actrules import Grounds, act_text
from metrics.chartview import Act, ChartView
from metrics.models import ChartAct, Metric
from metrics.periods import Period, Points
from metrics.periodtext import period_text
from metrics.scale import Unit
from teams.models import Access
from teams.models.writing import with_writing

COLUMNS = ("point", "points", "what", "value", "reason", "by", "role", "on", "undone_by", "undone_on")


def acts_for(access: Access, metric_id: int, team_id: int | None, points: Points) -> tuple[Act, ...]:
    """Of a chart with these points (`team_id` None: of all teams together), as far as the reader may read it:
    in force, numbered, the earliest first.

    Notes stand whatever one point is, since they speak of days; what changes the analysis stands where it was
    done. One query.
    """
    rows = ChartAct.objects.visible_to(access).of(metric_id, team_id).in_force()
    held = rows.filter(Q(points=points) | Q(what=ChartAct.What.NOTE)).select_related("metric__collaborative")
    return tuple(_act(row, number) for number, row in enumerate(_in_order(with_writing(held)), 1))


def _in_order(rows: Iterable[ChartAct]) -> list[ChartAct]:
    return sorted(rows, key=_earliest)


def _earliest(row: ChartAct) -> tuple[Any, ...]:
    period = Period.parse(row.period)
    return period.first, period.last, row.pk


def _act(row: Any, number: int) -> Act:
    said = row.writing
    return Act(
        uuid=row.uuid,
        what=row.what,
        period=row.period,
        text=said.text,
        by=said.speaker,
        day=row.metric.collaborative.day(said.at),
        value=row.value,
        number=number,
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list; `number` is the drawing's, 0 where the drawing has it not."""

    row: ChartAct
    title: str
    where: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Acts:
    """In force on the chart as it is looked at; in force on charts whose points are others; undone."""

    here: tuple[Listed, ...]
    elsewhere: tuple[Listed, ...]
    undone: tuple[Listed, ...]  # the last one undone first


def listed(access: Access, metric_id: int, team_id: int | None, points: Points, unit: Unit) -> Acts:
    """One query."""
    rows = ChartAct.objects.visible_to(access).of(metric_id, team_id).select_related("undone_by")
    kept = _in_order(with_writing(rows))
    standing = [row for row in kept if row.undone_at is None]
    here = [row for row in standing if row.points == points or row.what == ChartAct.What.NOTE]
    taken_back = [row for row in kept if row.undone_at is not None]
    taken_back.sort(key=lambda row: (row.undone_at, row.pk), reverse=True)
    return Acts(
        tuple(_listed(row, unit, number) for number, row in enumerate(here, 1)),
        tuple(_listed(row, unit) for row in standing if row not in here),
        tuple(_listed(row, unit) for row in taken_back),
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What the drawing shows to whoever reads it: what was done, and where; neither why nor by whom."""

    title: str
    where: str


def done_here(metric_id: int, team_id: int | None, points: Points, unit: Unit) -> tuple[Done, ...]:
    """For those who read the numbers alone; notes are words, and not among it. One query."""
    rows = ChartAct.objects.of(metric_id, team_id).in_force().filter(points=points)
    found = rows.exclude(what=ChartAct.What.NOTE).values_list("what", "value", "period", "pk")
    ordered = sorted(found, key=lambda row: (Period.parse(row[2]).first, row[3]))
    return tuple(
        Done(act_text(what, value, unit), period_text(period, points)) for what, value, period, _pk in ordered
    )


def _listed(row: ChartAct, unit: Unit, number: int = 0) -> Listed:
    points: Any = row.points
    return Listed(row, act_text(row.what, row.value, unit), period_text(row.period, points), number)


def grounds_of(view: ChartView, metric: Metric, rows: Iterable[ChartAct]) -> Grounds:
    """What the rules go by. Wants all of the chart, the metric's definitions, and its acts in force."""
    over = [point for point in view.points if point.state != "running"]
    labels = tuple(point.period for point in over)
    own = [row for row in rows if row.points == view.points_are]
    phases = _points_of(own, ChartAct.What.PHASE)
    return Grounds(
        points=view.points_are,
        unit=view.unit,
        labels=labels,
        counted=frozenset(point.period for point in over if point.value is not None),
        running=frozenset(point.period for point in view.points if point.state == "running"),
        defined=_defined(view, metric, labels, phases),
        phases=phases,
        frozen=_points_of(own, ChartAct.What.BASELINE),
        lines=_points_of(own, ChartAct.What.CENTRE),
        left_out=_points_of(own, ChartAct.What.LEFT_OUT),
    )


def _points_of(rows: Iterable[ChartAct], what: str) -> frozenset[str]:
    return frozenset(row.period for row in rows if row.what == what)


def _defined(
    view: ChartView, metric: Metric, labels: Sequence[str], phases: frozenset[str]
) -> frozenset[str]:
    """Where phases start that nobody started. Charts by month are kept, and may be a moment old: what they
    start at is read from the definitions themselves, also where a person started one, too."""
    if view.points_are in ("month", "sample"):
        return frozenset(one.from_month for one in metric.definitions.all())
    starts = frozenset(labels[phase.first] for phase in view.chart.phases[1:] if phase.first < len(labels))
    return starts - phases


def csv_of(rows: Iterable[ChartAct]) -> bytes:
    """Every act, undone ones too. Wants the people of their writings, `undone_by` and the collaborative."""
    return csvfile.write([COLUMNS, *(_cells(row) for row in _in_order(rows))])


def _cells(row: Any) -> tuple[Any, ...]:
    said, whole = row.writing, row.metric.collaborative
    return (
        row.period,
        row.points,
        row.what,
        row.value,
        said.text,
        said.speaker,
        said.author_role,
        whole.day(said.at).isoformat(),
        row.undone_by.name if row.undone_by else "",
        whole.day(row.undone_at).isoformat() if row.undone_at else "",
    )
