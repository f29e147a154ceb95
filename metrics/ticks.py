"""The two axes and their grid: round numbers, and names of months, weeks and days that never touch. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from metrics.periods import Period
from metrics.plot import Turn, XTick, YTick
from metrics.series import LINE, Frame, spot
from metrics.timeaxis import TimeAxis

MONTH = 4  # characters of a short month
DAY = 2  # characters of a day's number
YEAR = 4  # characters of a year, and the space before it
MONTH_AND_YEAR = 9  # characters of "mar. 2026"
INTERVALS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two labels
MARKED = 2.0  # closer marks than these run together
MONTHS_IN = {"month": 1.0, "week": 0.23, "day": 0.0329}  # how many months a period is


def y_ticks(frame: Frame) -> Iterator[YTick]:
    for tick in frame.scale.ticks():
        y, text_y = frame.y(tick), frame.y(tick) + frame.size.font * 0.35
        yield YTick(tick, frame.scale.decimals, spot(frame.left - 8), spot(text_y), spot(y))


def x_ticks(frame: Frame) -> list[XTick]:
    return [XTick(label, spot(frame.x(slot))) for label, slot in _named(frame)]


def grid_marks(frame: Frame) -> str:
    """The eye goes up from a name to its point; few are enough, and a small chart needs none."""
    if not frame.size.words:
        return ""
    return "".join(
        f"M{spot(frame.x(slot))} {spot(frame.top)}V{spot(frame.bottom)}" for _, slot in _named(frame)
    )


def marks(frame: Frame) -> str:
    """One for every period, to count by hand, and a longer one where the name stands between others."""
    if frame.step < MARKED:
        return "".join(f"M{spot(frame.x(slot))} {spot(frame.bottom)}v4" for _, slot in _named(frame))
    long = {slot for _, slot in _named(frame)} if frame.axis and frame.axis.grain != "month" else set()
    return "".join(
        f"M{spot(frame.x(slot))} {spot(frame.bottom)}v{7 if slot in long else 4}"
        for slot in range(frame.length)
    )


def _named(frame: Frame) -> list[tuple[str, int]]:
    """The labels beneath the axis with their slots."""
    if frame.axis is None:
        return []
    return _days(frame, frame.axis) if _has_days(frame) else _months(frame, frame.axis)


def _has_days(frame: Frame) -> bool:
    """Days are named while every Monday has room for its number."""
    is_days = frame.axis is not None and frame.axis.grain == "day"
    return is_days and 7 * frame.step >= frame.text(DAY + 1)


def _days(frame: Frame, axis: TimeAxis) -> list[tuple[str, int]]:
    """All of them, or the Mondays."""
    days = [(axis.period(slot), slot) for slot in range(axis.length)]
    all_fit = frame.step >= frame.text(DAY + 1)
    return [(day.label, slot) for day, slot in days if all_fit or day.first.weekday() == 0]


def _months(frame: Frame, axis: TimeAxis) -> list[tuple[str, int]]:
    """Few enough months never to collide, in steps that meet every January; a name stands where it begins."""
    wide = frame.step / MONTHS_IN[axis.grain]
    room = frame.text(MONTH + 1.5)
    interval = next((step for step in INTERVALS if step * wide >= room), INTERVALS[-1])
    named = [
        (str(month), slot)
        for month, slot in axis.months
        if (month.year * 12 + month.month - 1) % interval == 0
    ]
    return named or [(str(month), slot) for month, slot in axis.months][:1]


def turns(frame: Frame) -> list[Turn]:
    """A year, or of days a month, of too little room to stand under is not named."""
    found, free, wide = _turns(frame), 0.0, MONTH_AND_YEAR if _has_days(frame) else YEAR
    ends = [x for _, x in found[1:]] + [float(frame.size.width)]
    named = []
    for (label, x), end in zip(found, ends, strict=False):
        if x >= free and x + frame.text(wide) + 4 <= end:
            named.append(Turn(label, spot(x + 4)))
            free = x + frame.text(wide) + 4
    return named


def turn_marks(frame: Frame) -> str:
    """A longer mark on the axis, and a line before the year's name."""
    gap, row = frame.size.font * LINE, frame.size.font * LINE + 4
    return "".join(
        f"M{spot(x)} {spot(frame.bottom)}v8m0 {spot(gap)}v{spot(row - 4)}" for _, x in _turns(frame)[1:]
    )


def _turns(frame: Frame) -> list[tuple[str, float]]:
    """Each year of the axis, or month of an axis of days, and where it begins."""
    if frame.axis is None:
        return []
    is_days = _has_days(frame)
    begun = [(month, slot) for month, slot in frame.axis.months if slot and (is_days or month.month == 1)]
    first = _first_turn(frame.axis.start, is_days=is_days)
    labels = [(str(month) if is_days else str(month.year), slot) for month, slot in begun]
    return [(label, frame.left + slot * frame.step) for label, slot in [(first, 0), *labels]]


def _first_turn(start: Period, *, is_days: bool) -> str:
    """A week belongs to the year of its last day: the next one would begin in its midst."""
    day = start.first if start.first.month == start.last.month else start.last
    return f"{day:%Y-%m}" if is_days else f"{day.year:04}"
