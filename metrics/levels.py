"""The lines that points are read against, and their names beside them: median, goal, limits, teams. Pure.

Names and numbers stand in the right margin, each as near to the end of its line as the others let it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from metrics.plot import Curve, Label, Level, LineName
from metrics.scale import Unit, as_decimal, significant
from metrics.series import CHARACTER, LINE, Frame, Median, Number, Series, spot
from metrics.strokes import polyline, stretches

WORD = 8  # characters of the longest word beside a line, in any language ("Mediana", "superior")
WORDS: dict[LineName, int] = {"median": 1, "average": 1, "goal": 1}  # in a row each; other names have two
GAP = 9  # between a line and its label
ALONE = 8  # half a stroke of the teams’ median where no line goes through: wider than the point upon it
Of = Literal["goal", "middle", "upper", "lower", "teams"]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A label and the line that it belongs to, which ends at `x`."""

    of: Of
    name: LineName
    value: Decimal
    x: float


def room_beside(chart: Series, font: float, *, words: bool) -> float:
    """The right margin; of the words only the longest counts, they are the reader's."""
    widths = [figure_characters(value, chart.unit) for value in _beside(chart, words=words)]
    if not widths:
        return font * 1.5
    return GAP + max(widths + [WORD] * words) * font * CHARACTER + 4


def rows_beside(frame: Frame) -> float:
    """The height of all labels in the right margin together."""
    return sum(_height(frame, one) for one in _wanted(frame))


def medians(frame: Frame, labels: dict[Of, Label]) -> Iterator[Level]:
    """The last phase's line runs to the right edge, where its number stands; earlier ones carry theirs."""
    for median in frame.series.medians if frame.slots else ():
        if median.value is not None:
            is_last = median is frame.series.medians[-1]
            x1 = frame.left + frame.slots[median.first] * frame.step
            x2 = frame.right if is_last else frame.left + (frame.slots[median.last] + 1) * frame.step
            label = labels.get("middle") if is_last else _carried(frame, median, x1, x2)
            turn = _turn(frame, median, x2)
            yield Level(spot(x1), spot(x2), spot(frame.y(median.value)), label, turn)


def goal(frame: Frame, labels: dict[Of, Label]) -> Level | None:
    value = frame.series.goal
    if value is None:
        return None
    return Level(spot(frame.left), spot(frame.right), spot(frame.y(value)), labels.get("goal"))


def limits(frame: Frame, labels: dict[Of, Label]) -> Iterator[Curve]:
    found = frame.series.limits
    if found is not None and frame.slots:
        yield Curve(_steps(frame, found.upper), labels.get("upper"))
        yield Curve(_steps(frame, found.lower), labels.get("lower"))


def teams(frame: Frame, labels: dict[Of, Label]) -> Curve | None:
    values = frame.series.teams
    joined = (at for at in range(len(values) - 1) if frame.is_joined(at, values))
    path = "".join(f"M{polyline(frame, stretch, values)}" for stretch in stretches(joined))
    path += "".join(_alone(frame, at, value) for at, value in enumerate(values) if value is not None)
    return Curve(path, labels.get("teams")) if path else None


def _alone(frame: Frame, at: int, value: Number) -> str:
    """A stroke to both sides of a point that no line reaches, such as one between two gaps."""
    values = frame.series.teams
    if any(frame.is_joined(left, values) for left in (at - 1, at) if 0 <= left < len(values) - 1):
        return ""
    x = frame.x(frame.slots[at])
    return f"M{spot(x - ALONE)} {spot(frame.y(value))}H{spot(x + ALONE)}"


def _turn(frame: Frame, median: Median, x2: float) -> str:
    """Where the baseline ends and its line goes on."""
    if median.frozen is None or not median.first <= median.frozen < len(frame.slots):
        return ""
    x = frame.left + (frame.slots[median.frozen] + 1) * frame.step
    return spot(x) if x < x2 else ""


def _carried(frame: Frame, median: Median, x1: float, x2: float) -> Label | None:
    """The number by its line, where it hides least of the points; nothing where the phase is too short."""
    value, unit, font = as_decimal(median.value or 0), frame.series.unit, frame.size.font
    wide = frame.text(figure_characters(value, unit))
    if not frame.size.words or wide + 4 > x2 - x1:
        return None
    y, room = frame.y(value), x2 - x1 - wide - 4
    drawn = list(_drawn(frame, median))
    places = [(x1 + 3 + room * part / 6, at) for at in _heights(frame, y) for part in range(7)]
    x, at = min(places, key=lambda place: _hidden(drawn, place, wide, font))
    is_far = abs(at - font * 0.35 - y) > font * 1.5
    leader = f"M{spot(x + wide / 2)} {spot(y)}V{spot(at - font if at > y else at + 2)}" if is_far else ""
    return Label(value, significant(value, unit), spot(x), spot(at), median.name, leader=leader)


def _heights(frame: Frame, y: float) -> list[float]:
    """Lines of writing near a line, the nearest first; farther ones where the points lie close to it."""
    font = frame.size.font
    near = [
        y - 5,
        y + font + 3,
        *(y - 5 - font * more for more in (1, 2)),
        *(y + 3 + font * more for more in (2, 3)),
    ]
    return [at for at in near if frame.top + font * 0.5 < at < frame.bottom - 2]


def _drawn(frame: Frame, median: Median) -> Iterator[tuple[float, float]]:
    """The line of a phase, as places close to each other."""
    values = [point.value for point in frame.series.points]
    for at in range(median.first, median.last + 1):
        value = values[at]
        if value is not None:
            x, y = frame.x(frame.slots[at]), frame.y(value)
            yield x, y
            if at < median.last and frame.is_joined(at, values):
                step, rise = frame.step / 8, (frame.y(values[at + 1] or 0) - y) / 8
                yield from ((x + part * step, y + part * rise) for part in range(1, 8))


def _hidden(
    drawn: Sequence[tuple[float, float]], place: tuple[float, float], wide: float, font: float
) -> int:
    """How much of the line a number would hide."""
    x, y = place
    return sum(x - 4 <= x0 <= x + wide + 4 and y - font <= y0 <= y + font * 0.4 for x0, y0 in drawn)


def _steps(frame: Frame, values: Sequence[Number | None]) -> str:
    """Flat over each point, up or down midway; broken where a point has none, and by a new phase."""
    path, last = "", len(values) - 1
    for at, value in enumerate(values):
        if value is not None:
            y, end = (
                spot(frame.y(value)),
                spot(frame.right if at == last else _end_of_step(frame, at, values)),
            )
            if at == 0 or not frame.is_joined(at - 1, values):
                path += f"M{spot(frame.left + frame.slots[at] * frame.step)} {y}H{end}"
            elif y == spot(frame.y(values[at - 1] or 0)):
                path = f"{path.rpartition('H')[0]}H{end}"
            else:
                path += f"V{y}H{end}"
    return path


def _end_of_step(frame: Frame, at: int, values: Sequence[Number | None]) -> float:
    """Midway to the next point, be it some weeks away; of the last one before a gap its period's end."""
    far = frame.slots[at + 1] - frame.slots[at] if frame.is_joined(at, values) else 1
    return frame.x(frame.slots[at] + far / 2)


# --- The right margin ---------------------------------------------------------------------------------------
def labels_beside(frame: Frame) -> dict[Of, Label]:
    """From the top down, pushed apart where they would collide."""
    wanted = sorted(_wanted(frame), key=lambda one: -one.value)
    heights = [_height(frame, one) for one in wanted]
    upper, lower = frame.top - frame.size.font / 2, frame.bottom + 2
    middles = spread([frame.y(one.value) for one in wanted], heights, upper, lower)
    return {
        one.of: _label(frame, one, middle, height)
        for one, middle, height in zip(wanted, middles, heights, strict=True)
    }


def spread(wanted: Sequence[float], sizes: Sequence[float], least: float, most: float) -> list[float]:
    """Middles of boxes in a row, as near to the wanted ones as their sizes and the ends of the row let them.

    Neighbors that would collide share their shift. What is too much for the row goes beyond its end.
    """
    before = [sum(sizes[:at]) + size / 2 for at, size in enumerate(sizes)]
    groups: list[tuple[float, int]] = []  # the shift of boxes that touch, and how many they are
    for want, place in zip(wanted, before, strict=True):
        shift, count = want - place, 1
        while groups and groups[-1][0] > shift:
            other, others = groups.pop()
            shift, count = (shift * count + other * others) / (count + others), count + others
        groups.append((shift, count))
    highest = max(most - sum(sizes), least)
    shifts = [min(max(shift, least), highest) for shift, count in groups for _ in range(count)]
    return [shift + place for shift, place in zip(shifts, before, strict=True)]


def _label(frame: Frame, one: _Wanted, middle: float, height: float) -> Label:
    font, y, x = frame.size.font, frame.y(one.value), frame.right + GAP
    number_y = middle + height / 2 - font * 0.25
    rows = _words(one.name) if frame.size.words else 0
    ys = [number_y - font * LINE * up for up in range(rows, 0, -1)]
    leader = ""
    if abs(middle - y) > height / 2 - font * 0.2 or one.x < frame.right - 1:
        leader = (
            f"M{spot(one.x + 1)} {spot(y)}L{spot(frame.right + 1)} {spot(y)}L{spot(x - 2)} {spot(middle)}"
        )
    number = (one.value, significant(one.value, frame.series.unit), spot(x), spot(number_y))
    return Label(*number, one.name, tuple(map(spot, ys)), leader)


def _height(frame: Frame, one: _Wanted) -> float:
    return frame.size.font * LINE * (1 + (_words(one.name) if frame.size.words else 0))


def _words(name: LineName) -> int:
    return WORDS.get(name, 2)


def _wanted(frame: Frame) -> list[_Wanted]:
    """Of equal values the goal stands above."""
    chart, found = frame.series, []
    for of, name, value in _named(chart):
        is_seen = value is not None and (frame.size.words or of == "middle")
        if is_seen and value is not None and frame.slots:
            found.append(_Wanted(of, name, as_decimal(value), _end(frame, of)))
    return found


def _named(chart: Series) -> Iterator[tuple[Of, LineName, Number | None]]:
    yield "goal", "goal", chart.goal
    if chart.limits is not None:
        name: LineName = "trial"
        yield "upper", name if chart.limits.trial else "upper", _last(chart.limits.upper)
    if chart.medians:
        yield "middle", chart.medians[-1].name, chart.medians[-1].value
    yield "teams", "teams", _last(chart.teams)
    if chart.limits is not None:
        yield "lower", "trial" if chart.limits.trial else "lower", _last(chart.limits.lower)


def _beside(chart: Series, *, words: bool) -> list[Decimal]:
    found = [(of, value) for of, _, value in _named(chart) if words or of == "middle"]
    return [as_decimal(value) for _, value in found if value is not None]


def _last(values: Sequence[Number | None]) -> Number | None:
    return next((value for value in reversed(values) if value is not None), None)


def _end(frame: Frame, of: Of) -> float:
    """A line that goes with the points ends at the last of them."""
    values: Sequence[Number | None] = ()
    if of == "teams":
        values = frame.series.teams
    elif frame.series.limits and of in ("upper", "lower"):
        values = frame.series.limits.upper if of == "upper" else frame.series.limits.lower
    at = max((at for at, value in enumerate(values) if value is not None), default=None)
    if at is None or (of != "teams" and at == len(values) - 1):
        return frame.right
    return frame.x(frame.slots[at]) + (0 if of == "teams" else frame.step / 2)


def figure_characters(value: Decimal, unit: Unit) -> int:
    return characters(value, significant(value, unit), unit)


def characters(value: Decimal, decimals: int, unit: Unit) -> int:
    shown = value * 100 if unit == "proportion" else value
    return len(f"{shown:,.{decimals}f}") + (2 if unit == "proportion" else 0)
