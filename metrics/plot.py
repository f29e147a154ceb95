"""What a drawn run chart is made of: records for a template, nothing is computed here. Pure.

Coordinates are text ("12.5"), so that no reader's language can turn them into "12,5". Numbers and months are
values: the template writes them in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from metrics.scale import Unit


@dataclass(frozen=True, slots=True)
class Size:
    width: int
    height: int
    font: float
    steps: int  # at most, on the vertical axis
    dot: float  # radius
    words: bool  # room for "Median" and "Goal" beside their numbers


WIDE = Size(760, 340, 13, 6, 4.5, words=True)
NARROW = Size(320, 250, 13, 5, 3.6, words=True)
SMALL = Size(300, 150, 12, 3, 3, words=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to write: where, and with how many decimals at most."""

    value: Decimal
    decimals: int
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class YTick(Figure):
    line_y: str


@dataclass(frozen=True, slots=True)
class XTick:
    month: str
    x: str


@dataclass(frozen=True, slots=True)
class Year:
    """Stands right of the line that begins the year."""

    year: str
    x: str


@dataclass(frozen=True, slots=True)
class Dot:
    index: int
    path: str
    hollow: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line; `label` is the number's place, `word_y` the place of the word above it."""

    x1: str
    x2: str
    y: str
    label: Figure | None
    word_y: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    label: str  # empty where it would collide
    x: str
    text_x: str
    path: str


@dataclass(frozen=True, slots=True)
class Plot:
    size: Size
    unit: Unit
    left: str
    right: str
    top: str
    bottom: str
    month_y: str
    year_y: str
    session_y: str
    y_ticks: tuple[YTick, ...]
    x_ticks: tuple[XTick, ...]
    years: tuple[Year, ...]
    month_marks: str  # a path: one mark for every month, to count by hand
    year_marks: str  # a path: the turn of each year
    phase_marks: str  # a path: where a new phase starts
    lines: tuple[str, ...]  # points of polylines; a gap starts the next one
    dashes: tuple[str, ...]  # to and from a hollow point
    dots: tuple[Dot, ...]
    medians: tuple[Level, ...]
    goal: Level | None
    sessions: tuple[Session, ...]

    @property
    def font(self) -> str:
        return str(self.size.font)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.size.width} {self.size.height}"

    @property
    def plain_dots(self) -> str:
        return "".join(dot.path for dot in self.dots if not (dot.hollow or dot.marked))

    @property
    def hollow_dots(self) -> str:
        return "".join(dot.path for dot in self.dots if dot.hollow)

    @property
    def marked_dots(self) -> str:
        return "".join(dot.path for dot in self.dots if dot.marked and not dot.hollow)
