"""What stands above the points of a chart: the numbers of notes and of what people did to it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil

from metrics.levels import spread
from metrics.plot import Note
from metrics.series import Frame, spot

PITCH = 1.4  # height of a row of numbers, in font sizes
BEND = 9  # in which a stem leans over to its point
SIDE = 4  # between a number and its frame


def notes(frame: Frame) -> Iterator[Note]:
    """In rows above the plot, where no line runs; neighbors that would touch move apart."""
    found = _texts(frame)
    rows = _rows(frame, found)
    pitch, font = frame.size.font * PITCH, frame.size.font
    for row in range(rows):
        ours = found[row::rows]
        widths = [_width(frame, text) for _, text in ours]
        wanted = [frame.x(slot) for slot, _ in ours]
        low = frame.top - BEND - row * pitch
        for (slot, text), x, wide in zip(ours, _middles(frame, wanted, widths), widths, strict=True):
            high, box = font * PITCH - 3, wide - 3
            corner = f"M{spot(x - box / 2)} {spot(low - high)}"
            outline = f"{corner}h{spot(box)}v{spot(high)}h-{spot(box)}z"
            stem = f"M{spot(x)} {spot(low)}V{spot(frame.top - BEND)}L{_foot(frame, slot)}"
            yield Note(text, spot(x), spot(low - high / 2 + font * 0.35), outline, stem)


def room_above(frame: Frame) -> float:
    rows = _rows(frame, _texts(frame))
    return rows * frame.size.font * PITCH + BEND if rows else 0.0


def _texts(frame: Frame) -> list[tuple[int, str]]:
    """The slots that have numbers, each with all of its own."""
    found: dict[int, list[int]] = defaultdict(list)
    for remark in frame.series.remarks if frame.axis and frame.size.words else ():
        slot = frame.axis.slot(remark.at) if frame.axis else 0
        if 0 <= slot < frame.length:
            found[slot].append(remark.number)
    return [(slot, _joined(sorted(set(found[slot])))) for slot in sorted(found)]


def _joined(numbers: list[int]) -> str:
    """All of them, or where they are many the first and the last."""
    return ",".join(map(str, numbers)) if len(numbers) <= 3 else f"{numbers[0]}–{numbers[-1]}"


def _width(frame: Frame, text: str) -> float:
    return frame.text(len(text)) + 2 * SIDE + 3


def _rows(frame: Frame, found: list[tuple[int, str]]) -> int:
    """More than one where there is no room for all in one."""
    widest = max((_width(frame, text) for _, text in found), default=0.0)
    return ceil(len(found) * widest / (frame.right - frame.left)) if found else 0


def _middles(frame: Frame, wanted: list[float], widths: list[float]) -> list[float]:
    return spread(wanted, widths, frame.left - SIDE, frame.right + SIDE)


def _foot(frame: Frame, slot: int) -> str:
    """Just above the point, else on the axis."""
    x, y = frame.x(slot), frame.bottom
    for at, point in enumerate(frame.series.points):
        if frame.slots[at] == slot and point.value is not None:
            y = max(frame.y(point.value) - 2 * frame.size.dot, frame.top)
    return f"{spot(x)} {spot(frame.top)}V{spot(y)}"
