"""What a page needs to show one chart: the points as people read them, the analysis, and the drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metrics.chart import NARROW, SMALL, WIDE, Marker, Median, Plot, Point, Series, Size, layout
from metrics.runchart import Hint, Phase, RunChart, is_same
from metrics.scale import Unit, as_decimal
from metrics.wording import Direction, Meaning, meaning, month_text, number_text, sentence, verdict_text

State = Literal["shown", "running", "missing", "held_back", "not_handed_in"]

__all__ = ["ChartPoint", "ChartView", "Direction", "Link", "State", "Unit", "sentence"]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One month. A hollow one is drawn, and entered no rule: it is None among the values of the analysis."""

    month: str
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
    links: Sequence[Link] = ()
    url: str = ""  # the page of this chart, for the title of a small one
    y_min: Decimal | float | None = None  # one scale for charts side by side: metrics.chart.common_range
    y_max: Decimal | float | None = None

    @property
    def has_values(self) -> bool:
        return any(point.value is not None for point in self.points)

    @property
    def has_hollow(self) -> bool:
        return any(point.hollow and point.value is not None for point in self.points)

    @property
    def has_marks(self) -> bool:
        return bool(self._marked(only_signals=False))

    @property
    def has_denominator(self) -> bool:
        return any(point.den is not None for point in self.points)

    @property
    def has_teams(self) -> bool:
        return any(point.teams is not None for point in self.points)

    @property
    def medians(self) -> tuple[Median, ...]:
        return tuple(Median(phase.first, phase.last, phase.median) for phase in self.chart.phases)

    @property
    def sentence(self) -> str:
        return sentence(self.chart, self.unit, self.direction)

    @property
    def verdict(self) -> str:
        return verdict_text(self.chart, self.direction)

    @property
    def meaning(self) -> Meaning | None:
        """Only a signal means something."""
        return meaning(self.chart.last, self.direction) if self.chart.verdict == "signal" else None

    def point_text(self, at: int) -> str:
        point = self.points[at]
        # Translators: a point of a chart, such as "Mar 2026: 12.4%".
        words = _("%(month)s: %(value)s")
        value = point.state_text if point.value is None else number_text(point.value, self.unit)
        return words % {"month": month_text(point.month), "value": value}

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
        marked = self._marked(only_signals=only_signals)
        return Series(
            points=[
                Point(point.month, point.value, point.hollow, at in marked)
                for at, point in enumerate(self.points)
            ],
            unit=self.unit,
            medians=self.medians,
            goal=self.goal,
            markers=self.sessions,
            y_min=self.y_min,
            y_max=self.y_max,
        )

    def _plot(self, size: Size) -> Plot:
        # Side by side, many small charts would shout: there a mark is kept for what is a signal.
        return layout(self.series(only_signals=size is SMALL), size)

    def _marked(self, *, only_signals: bool) -> frozenset[int]:
        """Months that deserve a look: of a signal the runs that are too long, else IHI shifts and trends."""
        return frozenset(
            at
            for phase in self.chart.phases
            if phase.verdict == "signal" or not only_signals
            for hint in phase.hints
            if (
                self._is_too_long(hint, phase)
                if phase.verdict == "signal"
                else hint.kind in ("shift", "trend")
            )
            for at in range(hint.first, hint.last + 1)
        )

    def _is_too_long(self, hint: Hint, phase: Phase) -> bool:
        """A run too long for chance is also a shift, which says where it lies."""
        if hint.kind != "shift" or phase.median is None:
            return False
        median = as_decimal(phase.median)
        run = [point.value for point in self.points[hint.first : hint.last + 1] if point.value is not None]
        useful = sum(not is_same(as_decimal(value), median) for value in run)
        return useful > (phase.longest_run_max or 0)
