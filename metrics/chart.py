"""Geometry of a run chart: a series in, a drawing out. Pure: standard library only, no words, no colours.

The room that numbers, months and words need in any language is reserved here; the template writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from metrics.months import Month
from metrics.plot import NARROW, SMALL, WIDE, Dot, Figure, Level, Plot, Session, Size, XTick, Year, YTick
from metrics.scale import Scale, Unit, as_decimal, fit, significant

Number = Decimal | float

__all__ = [
    "NARROW",
    "SMALL",
    "WIDE",
    "Marker",
    "Median",
    "Plot",
    "Point",
    "Series",
    "Size",
    "common_range",
    "layout",
]

CHARACTER = 0.64  # width of a wide (bold) character, in font sizes
LINE = 1.2  # height of a line of text, in font sizes
WORD = 8  # characters of the longest word beside a line, in any language ("Mediana")
MONTH = 4  # characters of a short month
YEAR = 4  # characters of a year, and the space before it
LEAST_MONTHS = 12  # a young chart shows the room it has to grow
INTERVALS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two labels


@dataclass(frozen=True, slots=True)
class Point:
    label: str  # the month, "2026-03"
    value: Number | None
    hollow: bool = False  # the running period
    marked: bool = False  # in what deserves a look


@dataclass(frozen=True, slots=True)
class Median:
    """Of one phase: points `first` to `last`, both included."""

    first: int
    last: int
    value: Number | None


@dataclass(frozen=True, slots=True)
class Marker:
    """Beneath the axis, at a month, a day ("2026-03-17") or a position (0 is the first month's middle)."""

    at: str | float
    label: str
    short: str = ""  # instead, for all markers, where the labels would touch


@dataclass(frozen=True, slots=True)
class Series:
    """Points in order of months; `y_min` and `y_max` widen the axis, for several charts on one scale."""

    points: Sequence[Point]
    unit: Unit
    medians: Sequence[Median] = ()
    goal: Number | None = None
    markers: Sequence[Marker] = ()
    y_min: Number | None = None
    y_max: Number | None = None

    def numbers(self) -> list[Decimal]:
        """Everything that must have its place on the vertical axis."""
        found = [point.value for point in self.points] + [median.value for median in self.medians]
        found += [self.goal, self.y_min, self.y_max]
        return [as_decimal(value) for value in found if value is not None]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the months and the numbers lie."""

    series: Series
    size: Size
    scale: Scale
    slots: tuple[int, ...]  # of the points: months since the first one
    months: int
    left: float
    right: float
    top: float
    bottom: float
    start: Month | None

    @property
    def step(self) -> float:
        return (self.right - self.left) / self.months

    def x(self, slot: float) -> float:
        return self.left + (slot + 0.5) * self.step

    def y(self, value: Number) -> float:
        return self.bottom - self.scale.share(as_decimal(value)) * (self.bottom - self.top)

    def text(self, count: float) -> float:
        return count * self.size.font * CHARACTER


def layout(chart: Series, size: Size) -> Plot:
    frame = _frame(chart, size)
    row = size.font * LINE
    return Plot(
        size=size,
        unit=chart.unit,
        left=_at(frame.left),
        right=_at(frame.right),
        top=_at(frame.top),
        bottom=_at(frame.bottom),
        month_y=_at(frame.bottom + 5 + size.font),
        year_y=_at(frame.bottom + 5 + size.font + row),
        session_y=_at(size.height - 4),
        y_ticks=tuple(_y_ticks(frame)),
        x_ticks=tuple(_x_ticks(frame)),
        years=tuple(_years(frame)),
        month_marks="".join(f"M{_at(frame.x(slot))} {_at(frame.bottom)}v4" for slot in range(frame.months)),
        year_marks="".join(_year_marks(frame)),
        phase_marks="".join(_phase_marks(frame)),
        lines=tuple(_lines(frame)),
        dashes=tuple(_dashes(frame)),
        dots=tuple(_dots(frame)),
        medians=tuple(_medians(frame)),
        goal=_goal(frame),
        sessions=tuple(_sessions(frame)),
    )


def common_range(charts: Sequence[Series]) -> tuple[Decimal | None, Decimal | None]:
    """`y_min` and `y_max` for charts that stand side by side."""
    numbers = [number for chart in charts for number in chart.numbers()]
    return min(numbers, default=None), max(numbers, default=None)


def _at(place: float) -> str:
    text = f"{place:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _frame(chart: Series, size: Size) -> _Frame:
    scale = fit(chart.numbers(), chart.unit, size.steps)
    months = [Month.parse(point.label) for point in chart.points]
    slots = tuple(_months_between(months[0], month) for month in months)
    widest = max(_characters(tick, scale.decimals, chart.unit) for tick in scale.ticks())
    rows = 2 * LINE + (1.9 if chart.markers and size.words else 0)
    return _Frame(
        series=chart,
        size=size,
        scale=scale,
        slots=slots,
        months=max(slots[-1] + 1, LEAST_MONTHS) if slots else LEAST_MONTHS,
        left=8 + widest * size.font * CHARACTER + 4,
        right=size.width - _right_margin(chart, size),
        top=size.font,
        bottom=size.height - rows * size.font - 10,
        start=months[0] if months else None,
    )


def _months_between(first: Month, month: Month) -> int:
    return (month.year - first.year) * 12 + month.month - first.month


def _characters(value: Decimal, decimals: int, unit: Unit) -> int:
    shown = value * 100 if unit == "proportion" else value
    return len(f"{shown:,.{decimals}f}") + (2 if unit == "proportion" else 0)


def _figure_characters(value: Decimal, unit: Unit) -> int:
    return _characters(value, significant(value, unit), unit)


def _right_margin(chart: Series, size: Size) -> float:
    beside = [median.value for median in chart.medians[-1:]] + ([chart.goal] if size.words else [])
    widths = [_figure_characters(as_decimal(value), chart.unit) for value in beside if value is not None]
    if not widths:
        return size.font * 1.5
    return 6 + max(widths + [WORD] * size.words) * size.font * CHARACTER + 4


def _y_ticks(frame: _Frame) -> Iterator[YTick]:
    for tick in frame.scale.ticks():
        y, text_y = frame.y(tick), frame.y(tick) + frame.size.font * 0.35
        yield YTick(tick, frame.scale.decimals, _at(frame.left - 8), _at(text_y), _at(y))


def _x_ticks(frame: _Frame) -> Iterator[XTick]:
    """Few enough months never to collide, in steps that meet every January."""
    if frame.start is None:
        return
    room = frame.text(MONTH + 1.5)
    interval = next((step for step in INTERVALS if step * frame.step >= room), INTERVALS[-1])
    for slot in range(frame.months):
        month = frame.start.plus(slot)
        if (month.year * 12 + month.month - 1) % interval == 0:
            yield XTick(str(month), _at(frame.x(slot)))


def _turns(frame: _Frame) -> list[tuple[int, float]]:
    """Each year of the axis, and where it begins."""
    if frame.start is None:
        return []
    januaries = [slot for slot in range(1, frame.months) if frame.start.plus(slot).month == 1]
    return [(frame.start.plus(slot).year, frame.left + slot * frame.step) for slot in (0, *januaries)]


def _years(frame: _Frame) -> Iterator[Year]:
    """A year of too few months to stand under is not named."""
    turns, free = _turns(frame), 0.0
    ends = [x for _, x in turns[1:]] + [float(frame.size.width)]
    for (year, x), end in zip(turns, ends, strict=False):
        if x >= free and x + frame.text(YEAR) + YEAR <= end:
            yield Year(str(year), _at(x + 4))
            free = x + frame.text(YEAR) + YEAR


def _year_marks(frame: _Frame) -> Iterator[str]:
    """A longer mark on the axis, and a line before the year's name."""
    gap, row = frame.size.font * LINE, frame.size.font * LINE + 4
    for _, x in _turns(frame)[1:]:
        yield f"M{_at(x)} {_at(frame.bottom)}v8m0 {_at(gap)}v{_at(row - 4)}"


def _phase_starts(frame: _Frame) -> set[int]:
    return {median.first for median in frame.series.medians if 0 < median.first < len(frame.slots)}


def _phase_marks(frame: _Frame) -> Iterator[str]:
    for first in sorted(_phase_starts(frame)):
        x = frame.left + frame.slots[first] * frame.step
        yield f"M{_at(x)} {_at(frame.top)}V{_at(frame.bottom)}"


def _joins(frame: _Frame) -> Iterator[tuple[int, bool]]:
    """Points that are joined to the next one, and whether firmly; none across a gap or into a new phase."""
    starts, points = _phase_starts(frame), frame.series.points
    for at, (one, other) in enumerate(pairwise(points)):
        is_next = frame.slots[at + 1] - frame.slots[at] == 1 and at + 1 not in starts
        if is_next and one.value is not None and other.value is not None:
            yield at, not (one.hollow or other.hollow)


def _lines(frame: _Frame) -> Iterator[str]:
    stretch: list[int] = []
    for at in [at for at, is_firm in _joins(frame) if is_firm]:
        if stretch and stretch[-1] != at:
            yield _polyline(frame, stretch)
            stretch = []
        stretch = [*(stretch or [at]), at + 1]
    if stretch:
        yield _polyline(frame, stretch)


def _dashes(frame: _Frame) -> Iterator[str]:
    return (_polyline(frame, [at, at + 1]) for at, is_firm in _joins(frame) if not is_firm)


def _polyline(frame: _Frame, places: Sequence[int]) -> str:
    return " ".join(",".join(map(_at, _place(frame, at))) for at in places)


def _place(frame: _Frame, at: int) -> tuple[float, float]:
    value = frame.series.points[at].value
    return frame.x(frame.slots[at]), frame.y(value if value is not None else 0)


def _dots(frame: _Frame) -> Iterator[Dot]:
    radius = max(1.6, min(frame.size.dot, frame.step * 0.32))
    for at, point in enumerate(frame.series.points):
        if point.value is not None:
            shape = _diamond if point.marked and not point.hollow else _circle
            yield Dot(at, shape(*_place(frame, at), radius), point.hollow, point.marked)


def _circle(x: float, y: float, radius: float) -> str:
    r, across = _at(radius), _at(2 * radius)
    return f"M{_at(x - radius)} {_at(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def _diamond(x: float, y: float, radius: float) -> str:
    """Larger than a dot, so that its shape is seen."""
    r = _at(radius * 1.6)
    return f"M{_at(x)} {_at(y - float(r))}l{r} {r}l-{r} {r}l-{r} -{r}z"


def _medians(frame: _Frame) -> Iterator[Level]:
    """The last phase's median runs to the right edge, where its number stands; earlier ones carry theirs."""
    for median in frame.series.medians if frame.slots else ():
        x1 = frame.left + frame.slots[median.first] * frame.step
        if median.value is not None:
            if median is frame.series.medians[-1]:
                yield _beside(frame, median.value, _label_rows(frame)[0], x1)
            else:
                yield _carried(frame, median, x1)


def _goal(frame: _Frame) -> Level | None:
    goal = frame.series.goal
    return None if goal is None else _beside(frame, goal, _label_rows(frame)[1], frame.left)


def _carried(frame: _Frame, median: Median, x1: float) -> Level:
    """The number at the start of its line, away from the first points, where there is room for it."""
    value, unit, font = as_decimal(median.value or 0), frame.series.unit, frame.size.font
    x2, y = frame.left + (frame.slots[median.last] + 1) * frame.step, frame.y(value)
    fits = frame.size.words and frame.text(_figure_characters(value, unit)) + 4 <= x2 - x1
    first = [point.value for point in frame.series.points[median.first : median.first + 2]]
    is_free_above = all(number is None or as_decimal(number) <= value for number in first)
    is_below = y - 5 - font <= 0 or (not is_free_above and y + font + 5 < frame.bottom)
    label = Figure(value, significant(value, unit), _at(x1 + 3), _at(y + font + 3 if is_below else y - 5))
    return Level(_at(x1), _at(x2), _at(y), label if fits else None)


def _beside(frame: _Frame, value: Number, middle: float | None, x1: float) -> Level:
    y = _at(frame.y(value))
    if middle is None:
        return Level(_at(x1), _at(frame.right), y, None)
    font = frame.size.font
    number_y = middle + font * (0.95 if frame.size.words else 0.35)
    decimals = significant(as_decimal(value), frame.series.unit)
    label = Figure(as_decimal(value), decimals, _at(frame.right + 6), _at(number_y))
    return Level(_at(x1), _at(frame.right), y, label, _at(number_y - font * LINE) if frame.size.words else "")


def _label_rows(frame: _Frame) -> tuple[float | None, float | None]:
    """Middles of the labels of median and goal in the right margin, pushed apart where they would collide."""
    medians, goal = frame.series.medians, frame.series.goal if frame.size.words else None
    median = medians[-1].value if medians else None
    height = frame.size.font * LINE * (2 if frame.size.words else 1)
    upper, lower = frame.top - frame.size.font / 2 + height / 2, frame.bottom + 2 - height / 2
    at_median = None if median is None else min(max(frame.y(median), upper), lower)
    at_goal = None if goal is None else min(max(frame.y(goal), upper), lower)
    if at_median is None or at_goal is None or abs(at_median - at_goal) >= height:
        return at_median, at_goal
    is_goal_above = as_decimal(goal or 0) >= as_decimal(median or 0)
    high = min(max((at_median + at_goal - height) / 2, upper), lower - height)
    return (high + height, high) if is_goal_above else (high, high + height)


def _sessions(frame: _Frame) -> Iterator[Session]:
    placed = sorted(_placed(frame), key=lambda found: found[0]) if frame.size.words else []
    labels = [marker.label for _, marker in placed]
    texts = list(_spread(frame, placed, labels))
    if any(not text for text, _ in texts):
        texts = list(_spread(frame, placed, [marker.short or marker.label for _, marker in placed]))
    top = frame.bottom + 5 + frame.size.font * (1 + LINE) + 6
    for (slot, _), (text, text_x) in zip(placed, texts, strict=True):
        x = frame.x(slot)
        yield Session(text, _at(x), _at(text_x), f"M{_at(x)} {_at(top)}l4.5 7h-9z")


def _spread(
    frame: _Frame, placed: Sequence[tuple[float, Marker]], labels: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """A label that would touch the one before it is left out; its mark stays."""
    free = 0.0
    for (slot, _), label in zip(placed, labels, strict=True):
        width = frame.text(len(label))
        x = min(max(frame.x(slot), width / 2 + 2), frame.size.width - width / 2 - 2)
        fits = x - width / 2 >= free
        free = x + width / 2 + frame.text(1) if fits else free
        yield label if fits else "", x


def _placed(frame: _Frame) -> Iterator[tuple[float, Marker]]:
    for marker in frame.series.markers:
        slot = _slot(frame.start, marker.at)
        if slot is not None and -0.5 <= slot <= frame.months - 0.5:
            yield slot, marker


def _slot(start: Month | None, at: str | float) -> float | None:
    if start is None:
        return None
    if not isinstance(at, str):
        return float(at)
    if len(at) == len("2026-03"):
        return _months_between(start, Month.parse(at))
    day = date.fromisoformat(at)
    month = Month.of(day)
    return _months_between(start, month) - 0.5 + (day.day - 0.5) / month.last.day
