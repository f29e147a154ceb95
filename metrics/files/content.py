"""What a file of a chart says: the view with what a file needs besides, and its points as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from metrics.chartview import ChartView
from metrics.limits import LimitPoint
from metrics.models import MetricDefinition
from metrics.periods import Period, Points
from metrics.runchart import Phase

Number = Decimal | float | None
LEAST, MOST, USUAL = 320, 1600, 800  # pixels across a picture
STATES = {"held_back": "held back", "not_handed_in": "not handed in"}


@dataclass(frozen=True, slots=True)
class Content:
    view: ChartView
    address: str  # of the view, with its host
    made: date
    definitions: Sequence[MetricDefinition] = ()  # the newest first
    how: str = ""  # how the teams' numbers become one
    width: int = USUAL  # of a picture


def width_asked(text: str | None) -> int:
    """From an address: within what a screen, a slide and a page of paper need; else the usual width."""
    asked = int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else USUAL
    return min(max(asked, LEAST), MOST)


@dataclass(frozen=True, slots=True)
class Row:
    """One point. `median` and the limits are those that hold there; a point that does not count has none."""

    label: str  # 2026-03, 2026-W12 or 2026-03-17
    first: date | None  # of a month without a sample week neither
    last: date | None
    num: Number
    den: Number
    value: Number
    state: str
    median: Number
    reporting: int | None
    teams: int | None
    phase: int  # from 1
    points: Points
    left_out: bool
    centre: Number  # the line that is drawn: of a run chart its median
    lower: Number
    upper: Number
    teams_median: Number


def rows(view: ChartView) -> Iterator[Row]:
    """Every point of the view, the oldest first."""
    medians = view.teams_median or [None] * len(view.points)
    for at, (point, of_teams) in enumerate(zip(view.points, medians, strict=True)):
        number, phase = _phase(view.chart.phases, at)
        median = None if point.hollow or phase is None else phase.median
        limits = _limits(view, at)
        first, last = _days(view, point.period)
        yield Row(
            label=point.period,
            first=first,
            last=last,
            num=point.num,
            den=point.den,
            value=point.value,
            state=STATES.get(point.state, point.state),
            median=median,
            reporting=point.reporting,
            teams=point.teams,
            phase=number,
            points=view.points_are,
            left_out=at in view.chart.left_out,
            centre=limits.centre if limits else median,
            lower=limits.lower if limits else None,
            upper=limits.upper if limits else None,
            teams_median=of_teams,
        )


def _days(view: ChartView, label: str) -> tuple[date, date] | tuple[None, None]:
    """A sample week has its month's label, and its own days."""
    if view.points_are == "sample":
        return view.days.get(label, (None, None))
    period = Period.parse(label)
    return period.first, period.last


def _phase(phases: Sequence[Phase], at: int) -> tuple[int, Phase | None]:
    """The number of the phase and the phase; points after the last one's end belong to it."""
    found = next((each for each in enumerate(phases, 1) if each[1].first <= at <= each[1].last), None)
    return found or (len(phases), phases[-1] if phases else None)


def _limits(view: ChartView, at: int) -> LimitPoint | None:
    points = view.control.points if view.control else ()
    return points[at] if at < len(points) else None
