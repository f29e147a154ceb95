"""What a drawn run chart is made of: records for a template, nothing is computed here. Pure.

Coordinates are text ("12.5"), so that no reader's language can turn them into "12,5". Numbers, months and
names of lines are values: the template writes them in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from metrics.scale import Unit

LineName = Literal["median", "early", "fixed", "average", "goal", "upper", "lower", "trial", "teams"]


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
SMALL = Size(220, 130, 11, 3, 2.6, words=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to write: where, and with how many decimals at most."""

    value: Decimal
    decimals: int
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Label(Figure):
    """The number of a line. `rows`: where the words of its name stand above it, each its y."""

    name: LineName = "median"
    rows: tuple[str, ...] = ()
    leader: str = ""  # a path to the line, where the label had to move away from it


@dataclass(frozen=True, slots=True)
class YTick(Figure):
    line_y: str


@dataclass(frozen=True, slots=True)
class XTick:
    label: str  # a month, "2026-03"; or a day, of which the number is written
    x: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A year, "2026", or of days a month, "2026-03"; it stands right of the line that begins it."""

    label: str
    x: str


@dataclass(frozen=True, slots=True)
class Dot:
    """`out`: left out by a person, a cross. `beyond`: outside the limits, a triangle. `marked`: a diamond."""

    index: int
    path: str
    hollow: bool
    marked: bool
    out: bool = False
    beyond: bool = False

    @property
    def kind(self) -> Literal["out", "hollow", "marked", "plain"]:
        if self.out:
            return "out"
        if self.hollow:
            return "hollow"
        return "marked" if self.marked or self.beyond else "plain"


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line; from `turn` on it is extended from its baseline, and dashed."""

    x1: str
    x2: str
    y: str
    label: Label | None
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line that goes with the points: a limit, or the median of the teams."""

    path: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Note:
    """A number in a frame above the points, and the line from it down to its point."""

    text: str
    x: str
    y: str
    frame: str
    stem: str


@dataclass(frozen=True, slots=True)
class Session:
    label: str  # empty where it would collide
    x: str
    text_x: str
    path: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Days beneath the axis; a running one ends in a point."""

    label: str
    path: str
    text_x: str
    text_y: str
    running: bool


@dataclass(frozen=True, slots=True)
class More:
    """So many bars found no room."""

    count: int
    x: str
    y: str


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
    years: tuple[Turn, ...]
    month_marks: str  # a path: one mark for every period, to count by hand
    year_marks: str  # a path: the turn of each year
    grid_marks: str  # a path: a line up from every period that is named
    phase_marks: str  # a path: where a new phase starts
    lines: tuple[str, ...]  # points of polylines; a gap starts the next one
    dashes: tuple[str, ...]  # to and from a point that does not count
    across: tuple[str, ...]  # over weeks or days in which nothing was due
    dots: tuple[Dot, ...]
    medians: tuple[Level, ...]
    goal: Level | None
    sessions: tuple[Session, ...]
    bars: tuple[Bar, ...] = ()
    more: More | None = None
    limits: tuple[Curve, ...] = ()
    trial: bool = False  # the limits come from too few points to be firm
    teams: Curve | None = None
    notes: tuple[Note, ...] = ()

    @property
    def font(self) -> str:
        return str(self.size.font)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.size.width} {self.size.height}"

    @property
    def labels(self) -> tuple[Label, ...]:
        """Of every line that has one."""
        lines = (*self.medians, self.goal, *self.limits, self.teams)
        return tuple(line.label for line in lines if line is not None and line.label is not None)

    @property
    def stems(self) -> str:
        return "".join(note.stem for note in self.notes)

    @property
    def leaders(self) -> str:
        return "".join(label.leader for label in self.labels)

    @property
    def plain_dots(self) -> str:
        return self._dots("plain")

    @property
    def hollow_dots(self) -> str:
        return self._dots("hollow")

    @property
    def marked_dots(self) -> str:
        return self._dots("marked")

    @property
    def out_dots(self) -> str:
        return self._dots("out")

    def _dots(self, kind: str) -> str:
        return "".join(dot.path for dot in self.dots if dot.kind == kind)
