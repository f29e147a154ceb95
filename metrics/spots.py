"""Where the points of a chart lie for Plotly, and the colours of its parts.

Colours are those of the light style sheet; the page puts in those that hold for its reader (PALETTE).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal

from metrics.chartview import ChartView
from metrics.periods import Period
from metrics.scale import as_decimal

Value = Decimal | float | None

DATA, NOTICE, NOTICE_MARK = "#1c5d99", "#9a4a00", "#d9730d"
INK, INK_SOFT, LINE, LINE_STRONG = "#23282d", "#565d66", "#d9d2c5", "#807a70"
PAPER = "#ffffff"
PALETTE = {  # as in static/css/tokens.css, where a test looks
    DATA: "--data",
    NOTICE: "--notice",
    NOTICE_MARK: "--notice-mark",
    INK: "--ink",
    INK_SOFT: "--ink-soft",
    LINE: "--line",
    LINE_STRONG: "--line-strong",
    PAPER: "--paper-raised",
}


class Spots:
    """Where the points of a chart lie: `x` in the middle of their period, `y` as it is written."""

    def __init__(self, view: ChartView) -> None:
        self.view = view
        self.periods = [Period.parse(point.period) for point in view.points]
        self.x = [_middle(period) for period in self.periods]
        self.starts = [period.first.isoformat() for period in self.periods]
        self.ends = [(period.last + timedelta(days=1)).isoformat() for period in self.periods]
        self.by_month = view.points_are in ("month", "sample")
        self.series = view.series()
        self.marks = self.series.points
        self.values: list[Value] = [mark.value for mark in self.marks]
        self.y = [self.shown(value) for value in self.values]
        self.phase_starts = {line.first for line in self.series.medians if 0 < line.first < len(self.x)}

    def shown(self, value: Value) -> float | None:
        if value is None:
            return None
        return float(as_decimal(value) * 100) if self.view.unit == "proportion" else float(value)

    def joined(self, at: int, values: Sequence[Value]) -> bool:
        """To the next point: not across a gap nor into a new phase."""
        near = self.periods[at + 1].slot - self.periods[at].slot == 1 and at + 1 not in self.phase_starts
        return near and values[at] is not None and values[at + 1] is not None

    def firm(self, at: int) -> bool:
        """To the next point, where both count; the last one has none."""
        return at + 1 < len(self.marks) and not any(one.hollow or one.out for one in self.marks[at : at + 2])

    def holds(self, day: str) -> bool:
        return bool(self.periods) and self.starts[0] <= day < self.ends[-1]

    def at(self, label: str) -> int | None:
        """The point in which a period of any length begins."""
        day = Period.parse(label).first
        return next((at for at, one in enumerate(self.periods) if one.first <= day <= one.last), None)


def _middle(period: Period) -> str:
    first, last = (datetime.combine(day, time()) for day in (period.first, period.last))
    return (first + (last + timedelta(days=1) - first) / 2).isoformat(timespec="minutes")
