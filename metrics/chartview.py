"""What a page needs to show one chart: the points as people read them, the analysis, and the drawings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metrics.chart import NARROW, SMALL, WIDE, Marker, Median, Plot, Series, Size, axis, layout
from metrics.chartrows import Row, point_text, rows_of
from metrics.counted import Wording, counted_lines
from metrics.drawing import medians_of, series_of
from metrics.facts import Direction, Facts, Outcome, facts, outcome_of
from metrics.limits import ControlChart, Kind
from metrics.periods import Points
from metrics.runchart import RunChart
from metrics.scale import Unit
from metrics.sentences import sentence, signal_text, verdict_text
from metrics.windows import Window

Hints = Literal["ihi", "nhs", "none"]
Meaning = Literal["better", "worse", "change"]
State = Literal["shown", "running", "missing", "held_back", "not_handed_in"]

__all__ = ["Act", "ByMonth", "ChartPoint", "ChartView", "Direction", "Hints", "Link", "State", "Unit"]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One point. A hollow one is drawn, and entered no rule: it is None among the values of the analysis."""

    period: str  # its label: metrics.periods
    num: Decimal | None
    den: Decimal | None
    value: Decimal | float | None
    state: State = "shown"
    hollow: bool = False
    reporting: int | None = None  # k of K teams, on a chart across teams
    teams: int | None = None

    @property
    def state_text(self) -> str:
        return {
            "shown": pgettext("state of a month", "counted"),
            "running": _("still running"),
            "missing": _("nothing counted"),
            "held_back": _("held back, to protect people"),
            "not_handed_in": _("not handed in yet"),
        }[self.state]


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ByMonth:
    """What stands beside a view of smaller points about the chart by month, and the way there."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to the chart, for its drawing and its list: see `metrics.models.acts`."""

    uuid: UUID
    what: Literal["baseline", "phase", "left_out", "centre", "note"]
    period: str
    text: str
    by: str
    day: date
    value: Decimal | None = None
    number: int = 0  # by which drawing and list refer to it


@dataclass(frozen=True, slots=True)
class ChartView:
    """`key` is unique on the page and fit for an id; `chart` analyses these points, in this order."""

    key: str
    title: str
    unit: Unit
    direction: Direction
    points: Sequence[ChartPoint]
    chart: RunChart
    goal: Decimal | None = None
    sessions: Sequence[Marker] = ()
    windows: Sequence[Window] = ()  # the earliest first
    links: Sequence[Link] = ()
    url: str = ""  # the page of this chart, for the title of a small one
    y_min: Decimal | float | None = None  # one scale for charts side by side: metrics.chart.common_range
    y_max: Decimal | float | None = None
    points_are: Points = "month"
    kind: Kind = "run"  # of control charts, `control` holds the lines
    control: ControlChart | None = None
    trial: bool = False  # limits from too few points to be firm
    acts: Sequence[Act] = ()  # in force, the earliest first
    teams_median: Sequence[Decimal | None] = ()  # across teams: a second line, a value for each point
    panel: bool = False  # across teams: the same teams at every point
    hints: Hints = "ihi"  # whose hints the collaborative chose to read
    days: Mapping[str, tuple[date, date]] = field(default_factory=dict)  # of sample weeks: first and last
    by_month: ByMonth | None = None
    wordings: Sequence[Wording] = ()  # of the metric, the oldest first

    @property
    def has_values(self) -> bool:
        return any(point.value is not None for point in self.points)

    @property
    def has_denominator(self) -> bool:
        return any(point.den is not None for point in self.points)

    @property
    def has_teams(self) -> bool:
        return any(point.teams is not None for point in self.points)

    @property
    def windows_shown(self) -> list[Window]:
        """Those that lie in the months of the chart; all of them while it has none."""
        months = axis([point.period for point in self.points])
        return [one for one in self.windows if months is None or one.touches(*months)]

    @property
    def counted(self) -> list[str]:
        """What the numbers of the axis are: one line, or one for each wording that holds at these points."""
        return counted_lines(self.wordings, [point.period for point in self.points])

    @property
    def medians(self) -> tuple[Median, ...]:
        return medians_of(self)

    @property
    def facts(self) -> Facts:
        """What can be said of it."""
        return facts(self)

    @property
    def sentence(self) -> str:
        return sentence(self.facts, self.unit, self.points)

    @property
    def headline(self) -> tuple[str, str]:
        """What stands out of the sentence, the verdict of a signal, and the rest of it."""
        first = signal_text(outcome_of(self)) if self.meaning else ""
        return first, self.sentence.removeprefix(first).strip()

    @property
    def verdict(self) -> str:
        return verdict_text(outcome_of(self))

    @property
    def meaning(self) -> Meaning | None:
        """Only a signal means something."""
        found: dict[Outcome, Meaning] = {"better": "better", "worse": "worse", "change": "change"}
        return found.get(outcome_of(self))

    def point_text(self, at: int) -> str:
        return point_text(self, at)

    @property
    def wide(self) -> Plot:
        return self._plot(WIDE)

    @property
    def narrow(self) -> Plot:
        return self._plot(NARROW)

    @property
    def small(self) -> Plot:
        return self._plot(SMALL)

    def series(self, *, only_signals: bool = False) -> Series:
        return series_of(self, only_signals=only_signals)

    @property
    def rows(self) -> list[Row]:
        """Of the table."""
        return list(rows_of(self))

    def _plot(self, size: Size) -> Plot:
        # Side by side, many small charts would shout: there a mark is kept for what is a signal.
        return layout(self.series(only_signals=size is SMALL), size)
