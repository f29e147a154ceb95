"""The points of a chart, each with its shape, and the lines that join them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metrics.plot import Dot
from metrics.series import Frame, Number, Point, spot


def lines(frame: Frame) -> list[str]:
    return _unbroken(frame, (at for at, firm in _joins(frame) if firm and frame.is_next(at)))


def across(frame: Frame) -> list[str]:
    """Over weeks or days in which nothing was due."""
    return _unbroken(frame, (at for at, firm in _joins(frame) if firm and not frame.is_next(at)))


def dashes(frame: Frame) -> list[str]:
    values = [point.value for point in frame.series.points]
    return [polyline(frame, [at, at + 1], values) for at, is_firm in _joins(frame) if not is_firm]


def _unbroken(frame: Frame, joined: Iterator[int]) -> list[str]:
    values = [point.value for point in frame.series.points]
    return [polyline(frame, stretch, values) for stretch in stretches(joined)]


def stretches(joined: Iterator[int]) -> list[list[int]]:
    """From points that are joined to the next one: the points of each unbroken line."""
    found: list[list[int]] = []
    for at in joined:
        if found and found[-1][-1] == at:
            found[-1].append(at + 1)
        else:
            found.append([at, at + 1])
    return found


def polyline(frame: Frame, places: Sequence[int], values: Sequence[Number | None]) -> str:
    return " ".join(
        f"{spot(frame.x(frame.slots[at]))},{spot(frame.y(value))}"
        for at in places
        if (value := values[at]) is not None
    )


def _joins(frame: Frame) -> Iterator[tuple[int, bool]]:
    """Points that are joined to the next one, and whether firmly: both of them count."""
    points = frame.series.points
    values = [point.value for point in points]
    for at in range(len(points) - 1):
        if frame.is_joined(at, values):
            yield at, not any(point.hollow or point.out for point in points[at : at + 2])


def dots(frame: Frame) -> Iterator[Dot]:
    radius = _radius(frame)
    for at, point in enumerate(frame.series.points):
        if point.value is not None:
            yield dot(at, point, (frame.x(frame.slots[at]), frame.y(point.value)), radius)


def dot(at: int, point: Point, middle: tuple[float, float], radius: float) -> Dot:
    """One point with the shape that says what it is."""
    path = _shape(point, *middle, radius)
    return Dot(at, path, point.hollow, point.marked, point.out, bool(point.beyond))


def _radius(frame: Frame) -> float:
    """As large as the usual distance of two points allows: few points of many weeks can still be seen."""
    both = zip(frame.slots, frame.series.points, strict=True)
    there = [slot for slot, point in both if point.value is not None]
    apart = (there[-1] - there[0]) / (len(there) - 1) if len(there) > 1 else frame.length
    return max(1.8, min(frame.size.dot, frame.step * apart * 0.32))


def _shape(point: Point, x: float, y: float, radius: float) -> str:
    if point.out:
        return _cross(x, y, radius)
    if point.hollow:
        return _circle(x, y, radius)
    if point.beyond:
        return _triangle(x, y, radius, -1 if point.beyond == "above" else 1)
    return _diamond(x, y, radius) if point.marked else _circle(x, y, radius)


def _circle(x: float, y: float, radius: float) -> str:
    radius = round(radius, 1)  # once: half circles of another width than two radii bulge into an egg
    r, across = spot(radius), spot(2 * radius)
    return f"M{spot(x - radius)} {spot(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def _diamond(x: float, y: float, radius: float) -> str:
    """Larger than a dot, so that its shape is seen."""
    r = spot(radius * 1.6)
    return f"M{spot(x)} {spot(y - float(r))}l{r} {r}l-{r} {r}l-{r} -{r}z"


def _triangle(x: float, y: float, radius: float, down: int) -> str:
    """Larger still; its tip points away from the limits."""
    r = radius * 1.7
    tip, foot = spot(y + down * r), spot(-down * r * 1.6)
    return f"M{spot(x)} {tip}l{spot(r)} {foot}h-{spot(2 * r)}z"


def _cross(x: float, y: float, radius: float) -> str:
    """As large as a dot, and nothing in it."""
    r, across = radius * 1.1, spot(2.2 * radius)
    return f"M{spot(x - r)} {spot(y - r)}l{across} {across}m-{across} 0l{across} -{across}"
