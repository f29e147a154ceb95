"""The text on a drawn chart as boxes, with words as long as any language may make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from metrics.chart import Plot, Size
from metrics.plot import Figure

LONGEST = "superior"  # of the words beside a line: metrics.templatetags.charts.line_name


@dataclass(frozen=True)
class Box:
    what: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box(text: str, x: str, y: str, size: Size, anchor: str) -> Box:
    """Estimated by characters: 0.6 em wide, from 0.75 em above the line of writing to 0.2 em below it."""
    width = len(text) * size.font * 0.6
    left = float(x) - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(text, left, float(y) - size.font * 0.75, left + width, float(y) + size.font * 0.2)


def written(figure: Figure, plot: Plot) -> str:
    if plot.unit == "proportion":
        return f"{figure.value * 100:,.{figure.decimals}f}%"
    return f"{figure.value:,.{figure.decimals}f}"


def boxes(plot: Plot) -> list[Box]:
    return [found for found in _all(plot) if found.what]


def _all(plot: Plot) -> Iterator[Box]:
    size = plot.size
    yield from (box(written(tick, plot), tick.x, tick.y, size, "end") for tick in plot.y_ticks)
    for tick in plot.x_ticks:
        yield box("Sept" if len(tick.label) == len("2026-03") else "30", tick.x, plot.month_y, size, "middle")
    for turn in plot.years:
        name = turn.label if len(turn.label) == len("2026") else "sept 2026"
        yield box(name, turn.x, plot.year_y, size, "start")
    yield from (box(found.label, found.text_x, plot.session_y, size, "middle") for found in plot.sessions)
    for label in plot.labels:
        yield box(written(label, plot), label.x, label.y, size, "start")
        yield from (box(LONGEST, label.x, y, size, "start") for y in label.rows)
    yield from (box(note.text, note.x, note.y, size, "middle") for note in plot.notes)
    yield from (box(bar.label, bar.text_x, bar.text_y, size, "start") for bar in plot.bars)
    if plot.more:
        yield box(f"+{plot.more.count} more", plot.more.x, plot.more.y, size, "start")


def collisions(plot: Plot) -> list[tuple[str, str]]:
    return [(one.what, other.what) for one, other in combinations(boxes(plot), 2) if one.touches(other)]


def outside(plot: Plot) -> list[str]:
    """What leaves the picture."""
    width, height = plot.size.width, plot.size.height
    return [
        one.what
        for one in boxes(plot)
        if one.left < 0 or one.top < -1 or one.right > width or one.bottom > height + 0.1
    ]
