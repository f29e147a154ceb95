"""What stands beneath the axis of a run chart: learning sessions, and the days of what was tried. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.plot import Bar, More, Session
from metrics.series import LINE, Frame, Marker, Span, spot
from metrics.timeaxis import TimeAxis

LANES = 3  # at most; what finds no room in them is counted
LEAST_BAR = 3.0  # as wide as a day is drawn on a long chart


def sessions(frame: Frame) -> Iterator[Session]:
    placed = sorted(_placed(frame), key=lambda found: found[0]) if frame.size.words else []
    labels = [marker.label for _, marker in placed]
    texts = list(_spread(frame, placed, labels))
    if any(not text for text, _ in texts):
        texts = list(_spread(frame, placed, [marker.short or marker.label for _, marker in placed]))
    top = frame.bottom + 5 + frame.size.font * (1 + LINE) + 6
    for (slot, _), (text, text_x) in zip(placed, texts, strict=True):
        x = frame.x(slot)
        yield Session(text, spot(x), spot(text_x), f"M{spot(x)} {spot(top)}l4.5 7h-9z")


def _spread(
    frame: Frame, placed: Sequence[tuple[float, Marker]], labels: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """A label that would touch the one before it is left out; its mark stays."""
    free = 0.0
    for (slot, _), label in zip(placed, labels, strict=True):
        width = frame.text(len(label))
        x = min(max(frame.x(slot), width / 2 + 2), frame.size.width - width / 2 - 2)
        fits = x - width / 2 >= free
        free = x + width / 2 + frame.text(1) if fits else free
        yield label if fits else "", x


def _placed(frame: Frame) -> Iterator[tuple[float, Marker]]:
    for marker in frame.series.markers if frame.axis else ():
        slot = frame.axis.middle(marker.at) if frame.axis and isinstance(marker.at, str) else float(marker.at)
        if -0.5 <= slot <= frame.length - 0.5:
            yield slot, marker


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A span on the chart: its ends and its label's place, and the lane in which it collides with none."""

    span: Span
    x1: float
    x2: float
    text_x: float
    lane: int


def bars(frame: Frame) -> Iterator[Bar]:
    """In the order of their first days, each in the first lane that is free there."""
    high, pitch = frame.size.font * 0.5, _pitch(frame)
    for drawn in _drawn(frame):
        if drawn.lane < LANES:
            top = frame.size.height + drawn.lane * pitch
            y = top + (pitch - high) / 2
            point = f"l{spot(high / 2)} {spot(high / 2)}l-{spot(high / 2)} {spot(high / 2)}"
            end = point if drawn.span.running else f"v{spot(high)}"
            path = f"M{spot(drawn.x1)} {spot(y)}H{spot(drawn.x2)}{end}H{spot(drawn.x1)}z"
            label = drawn.span.label if frame.size.words else ""
            text_y = y + high / 2 + frame.size.font * 0.35
            yield Bar(label, path, spot(drawn.text_x), spot(text_y), drawn.span.running)


def more(frame: Frame) -> More | None:
    """How many spans found no room: said in a row of its own."""
    left_out = sum(drawn.lane >= LANES for drawn in _drawn(frame))
    if not (left_out and frame.size.words):
        return None
    y = frame.size.height + LANES * _pitch(frame) + frame.size.font
    return More(left_out, spot(frame.left), spot(y))


def room_for_bars(frame: Frame) -> int:
    """What the drawing grows by: the plot itself stays as it is."""
    lanes = [drawn.lane for drawn in _drawn(frame)]
    if not lanes:
        return 0
    rows = min(max(lanes) + 1, LANES) * _pitch(frame)
    return round(rows + (frame.size.font * LINE + 2 if more(frame) else 0) + 2)


def _pitch(frame: Frame) -> float:
    return frame.size.font * (1.25 if frame.size.words else 0.75)


def _drawn(frame: Frame) -> list[_Drawn]:
    free: list[float] = []  # where each lane is free from
    found = []
    for span, x1, x2 in _on_the_axis(frame):
        text_x, begins, ends = _taken(frame, span, x1, x2)
        lane = next((lane for lane, x in enumerate(free) if begins >= x), len(free))
        free[lane : lane + 1] = [ends + frame.text(0.5)]
        found.append(_Drawn(span, x1, x2, text_x, lane))
    return found


def _taken(frame: Frame, span: Span, x1: float, x2: float) -> tuple[float, float, float]:
    """Where the label stands, right of its bar or else left of it; and from where to where both reach."""
    wide = frame.text(len(span.label)) if frame.size.words else 0.0
    point = frame.size.font * 0.25 if span.running else 0.0
    gap = 3.0 if frame.size.words else 0.0
    if x2 + point + gap + wide <= frame.size.width - 2:
        return x2 + point + gap, x1, x2 + point + gap + wide
    return x1 - gap - wide, x1 - gap - wide, x2 + point


def _on_the_axis(frame: Frame) -> Iterator[tuple[Span, float, float]]:
    """Spans with their ends, cut where the axis ends."""
    for span in sorted(frame.series.spans, key=lambda one: (one.first, one.last, one.label)):
        begins, ends = _edges(frame.axis, span) if frame.axis else (0.0, -1.0)
        if ends > -0.5 and begins < frame.length - 0.5:
            x1 = max(frame.x(begins), frame.left)
            yield span, x1, min(max(frame.x(ends), x1 + LEAST_BAR), max(frame.right, x1 + LEAST_BAR))


def _edges(axis: TimeAxis, span: Span) -> tuple[float, float]:
    return axis.edge(date.fromisoformat(span.first)), axis.edge(date.fromisoformat(span.last), after=True)
