"""A chart in a line of text: its points above, on and below the line, some of them larger. Pure geometry.

Beside a step of an explanation it shows which points are meant, without a script and on paper. A point has
the shape and the kind that it has in the drawing; one that is meant is larger, as the script makes it there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from metrics.plot import Dot
from metrics.series import Point
from metrics.strokes import dot

STEP, HEIGHT, MIDDLE, AWAY = 8, 24, 12, 6
SMALL, LARGE = 1.8, 2.6


@dataclass(frozen=True, slots=True)
class Piece:
    """All points of one kind, those that are meant apart from the rest; `path` draws them."""

    kind: str  # as of a metrics.plot.Dot
    is_meant: bool
    path: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Coordinates are whole text, so that no language changes them."""

    width: int
    height: int
    line: str
    pieces: tuple[Piece, ...]  # those that are meant last, on top

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def strip(points: Sequence[Point], sides: Sequence[int | None], meant: Collection[int]) -> Strip:
    """`sides`: 1 above, -1 below, 0 on the line, None where no point is; `meant`: positions."""
    dots = [
        dot(at, point, (at * STEP + STEP / 2, MIDDLE - AWAY * side), LARGE if at in meant else SMALL)
        for at, (point, side) in enumerate(zip(points, sides, strict=True))
        if side is not None
    ]

    def group(one: Dot) -> tuple[bool, str]:
        return one.index in meant, one.kind

    pieces = (
        Piece(kind, is_meant, "".join(one.path for one in same))
        for (is_meant, kind), same in groupby(sorted(dots, key=group), key=group)
    )
    width = STEP * max(len(points), 1)
    return Strip(width=width, height=HEIGHT, line=f"M0 {MIDDLE}H{width}", pieces=tuple(pieces))
