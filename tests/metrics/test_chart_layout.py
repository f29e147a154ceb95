"""Whatever a chart carries, nothing that is written on it collides or leaves it, in any size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.chart import (
    NARROW,
    SMALL,
    WIDE,
    Limits,
    Marker,
    Median,
    Plot,
    Point,
    Remark,
    Series,
    Span,
    layout,
)
from metrics.levels import WORD, spread
from metrics.months import Month
from metrics.periods import week_of
from metrics.plot import LineName
from metrics.templatetags.charts import line_name
from tests.metrics.drawn import box, boxes, collisions, outside

FIRST = date(2024, 11, 18)


def labels_of(grain: str, count: int) -> list[str]:
    if grain == "month":
        return [str(Month.of(FIRST).plus(at)) for at in range(count)]
    if grain == "week":
        return [week_of(FIRST + timedelta(weeks=at)).label for at in range(count)]
    return [(FIRST + timedelta(days=at)).isoformat() for at in range(count)]


units = st.sampled_from(["count", "proportion", "rate", "score"])
amounts = (
    st.decimals(0, 10**7, places=4) | st.decimals(0, 1, places=4) | st.sampled_from([Decimal(0), Decimal(5)])
)
names = st.sampled_from(["median", "early", "fixed", "average"])


@st.composite
def charts(draw: Any) -> Series:
    """Everything at once: phases, goal, limits, a second line, notes, sessions, tests, gaps."""
    count = draw(st.integers(1, 60))
    labels = labels_of(draw(st.sampled_from(["month", "week", "day"])), count)
    values = draw(st.lists(st.none() | amounts, min_size=count, max_size=count))
    points = [
        Point(label, value, draw(st.booleans()), draw(st.booleans()), draw(st.booleans()))
        for label, value in zip(labels, values, strict=True)
    ]
    cuts = sorted({0, *draw(st.lists(st.integers(0, count - 1), max_size=5))})
    ends = [*(cut - 1 for cut in cuts[1:]), count - 1]
    phases = [
        Median(
            first, last, draw(st.none() | amounts), draw(st.none() | st.integers(first, last)), draw(names)
        )
        for first, last in zip(cuts, ends, strict=True)
    ]
    limits = None
    if draw(st.booleans()):
        lower = draw(st.lists(st.none() | amounts, min_size=count, max_size=count))
        upper = [None if low is None else low + draw(amounts) for low in lower]
        limits = Limits(lower, upper, draw(st.booleans()))
    days = st.integers(0, count * 31).map(lambda day: (FIRST + timedelta(days=day)).isoformat())
    return Series(
        points,
        draw(units),
        phases,
        goal=draw(st.none() | amounts),
        limits=limits,
        teams=draw(st.just([]) | st.lists(st.none() | amounts, min_size=count, max_size=count)),
        remarks=[Remark(at, number) for number, at in enumerate(draw(st.lists(days, max_size=20)), start=1)],
        markers=[Marker(at, f"Learning session {at[-1]}", at[-1]) for at in draw(st.lists(days, max_size=3))],
        spans=[Span(at, at, "7", running=True) for at in draw(st.lists(days, max_size=4))],
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charts(), st.sampled_from([WIDE, NARROW, SMALL]))
def test_nothing_that_is_written_collides_or_leaves_the_picture(chart: Series, size: Any) -> None:
    plot = layout(chart, size)
    assert collisions(plot) == []
    assert outside(plot) == []


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charts())
def test_the_plot_keeps_its_height_whatever_stands_above_and_below(chart: Series) -> None:
    plain, full = layout(Series(chart.points, chart.unit), NARROW), layout(chart, NARROW)
    less = 1.9 * NARROW.font if chart.markers else 0
    assert float(full.bottom) - float(full.top) >= float(plain.bottom) - float(plain.top) - less - 0.2


def crowded(size: Any = NARROW) -> Plot:
    """Five lines at nearly the same height."""
    points = [Point(label, Decimal(5)) for label in labels_of("month", 24)]
    near = [Decimal("5.1")] * 24
    limits = Limits([Decimal("4.9")] * 24, [Decimal("5.2")] * 24, trial=True)
    return layout(
        Series(points, "rate", [Median(0, 23, 5, name="early")], 5, limits=limits, teams=near), size
    )


def test_lines_at_one_height_keep_their_order_and_lead_to_their_names() -> None:
    plot = crowded()
    told = sorted(plot.labels, key=lambda label: float(label.y))
    assert [label.value for label in told] == sorted((label.value for label in told), reverse=True)
    assert {label.name for label in told} == {"goal", "early", "trial", "teams"}
    assert [len(label.rows) for label in told] == [2, 2, 1, 2, 2]
    assert [bool(label.leader) for label in told].count(True) >= 4


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), units, st.sampled_from([WIDE, NARROW, SMALL]))
def test_a_dot_is_as_high_as_it_is_wide(count: int, unit: Any, size: Any) -> None:
    """Of a half circle that is wider than two radii, the large arc would stand out like an egg."""
    points = [Point(label, Decimal(at % 3)) for at, label in enumerate(labels_of("month", count))]
    plot = layout(Series(points, unit, [Median(0, count - 1, Decimal(1))]), size)
    radius, across = plot.dots[0].path.split("a")[1].split(" ")[0], plot.dots[0].path.split(" ")[6]
    assert Decimal(across) == 2 * Decimal(radius)


def test_where_the_names_need_more_height_the_picture_grows() -> None:
    assert crowded().size.height > NARROW.height
    assert crowded(WIDE).size.height == WIDE.height


def test_a_name_near_its_line_needs_no_leader() -> None:
    points = [Point(label, Decimal(5)) for label in labels_of("month", 12)]
    plot = layout(Series(points, "count", [Median(0, 11, 5)], goal=9), WIDE)
    assert [label.leader for label in plot.labels] == ["", ""]


@pytest.mark.parametrize(
    ("wanted", "sizes", "least", "most", "middles"),
    [
        pytest.param([10, 50], [10, 10], 0, 100, [10, 50], id="apart"),
        pytest.param([50, 50], [10, 10], 0, 100, [45, 55], id="on one another"),
        pytest.param([2, 3], [10, 10], 0, 100, [5, 15], id="at the beginning"),
        pytest.param([98, 99], [10, 10], 0, 100, [85, 95], id="at the end"),
        pytest.param([50, 51, 80], [20, 10, 10], 0, 100, [43, 58, 80], id="of different sizes"),
        pytest.param([1, 1, 1], [10, 10, 10], 0, 20, [5, 15, 25], id="too many go beyond the end"),
        pytest.param([], [], 0, 20, [], id="none"),
    ],
)
def test_boxes_in_a_row_move_apart(
    wanted: Sequence[float], sizes: Sequence[float], least: float, most: float, middles: Sequence[float]
) -> None:
    assert spread(wanted, sizes, least, most) == pytest.approx(middles)


rows = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 30)), max_size=8)


@given(rows)
def test_boxes_in_a_row_never_touch_and_those_with_room_stay(row: list[tuple[float, float]]) -> None:
    row = sorted(row)
    wanted, sizes = [at for at, _ in row], [size for _, size in row]
    middles = spread(wanted, sizes, 0, 300)
    for one, other, high, low in zip(middles, middles[1:], sizes, sizes[1:], strict=False):
        assert other - one >= (high + low) / 2 - 1e-9
    assert all(at - size / 2 >= -1e-9 for at, size in zip(middles, sizes, strict=True))
    if len(row) == 1 and sizes[0] / 2 <= wanted[0]:
        assert middles == pytest.approx(wanted)


# --- Words ----------------------------------------------------------------------------------------------
NAMES: list[LineName] = ["median", "early", "fixed", "average", "goal", "upper", "lower", "trial", "teams"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_line_fits_its_rows_in_every_language(name: LineName, language: str) -> None:
    two = name not in ("median", "average", "goal")
    with translation.override(language):
        words = line_name(name).split(" ", 1 if two else 0)
    assert len(words) <= (2 if two else 1)
    assert [word for word in words if len(word) > WORD] == []


# --- Above the points -----------------------------------------------------------------------------------
def with_remarks(*remarks: Remark, size: Any = WIDE) -> Plot:
    points = [Point(label, Decimal(at % 3)) for at, label in enumerate(labels_of("month", 24))]
    return layout(Series(points, "count", remarks=remarks), size)


def test_numbers_stand_above_their_points_and_a_stem_leads_down() -> None:
    plot = with_remarks(Remark("2025-01", 1), Remark("2025-06", 2))
    january, june = plot.notes
    assert (january.text, june.text) == ("1", "2")
    dots = [float(dot.path[1:].split(" ")[0]) + 4.5 for dot in plot.dots]
    assert float(january.x) == pytest.approx(dots[2], abs=0.2)
    assert float(june.x) == pytest.approx(dots[7], abs=0.2)
    assert float(january.y) < float(plot.top)
    assert january.stem.count("V") == 2


def test_numbers_of_one_point_share_a_frame_and_many_are_a_range() -> None:
    few = with_remarks(*(Remark("2025-01", number) for number in (3, 1)))
    many = with_remarks(*(Remark("2025-01", number) for number in range(2, 7)))
    assert [note.text for note in (*few.notes, *many.notes)] == ["1,3", "2–6"]


def test_a_note_on_a_day_stands_above_its_month_and_outside_the_months_nowhere() -> None:
    plot = with_remarks(Remark("2025-01-19", 1), Remark("2024-10", 2), Remark("2026-11", 3))
    assert [note.text for note in plot.notes] == ["1"]
    assert plot.notes[0].x == with_remarks(Remark("2025-01", 1)).notes[0].x


def test_a_small_chart_has_no_numbers_above_and_keeps_its_size() -> None:
    plot = with_remarks(Remark("2025-01", 1), size=SMALL)
    assert (plot.notes, plot.size) == ((), SMALL)


def test_more_numbers_than_fit_in_a_row_take_another() -> None:
    one, two = (
        with_remarks(
            *(Remark(label, at + 10) for at, label in enumerate(labels_of("month", count))), size=NARROW
        )
        for count in (4, 24)
    )
    assert (len({note.y for note in one.notes}), len({note.y for note in two.notes})) == (1, 3)
    assert collisions(two) == []


def test_the_estimate_of_a_width_holds_what_it_is_for() -> None:
    plot = with_remarks(Remark("2025-01", 1))
    assert "Sept" in {found.what for found in boxes(plot)}
    assert box("Sept", "10", "10", WIDE, "start").right == pytest.approx(10 + 4 * 13 * 0.6)
