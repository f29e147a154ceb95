"""The geometry: what is drawn where, and that nothing that is written collides."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.chart import (
    NARROW,
    SMALL,
    WIDE,
    Marker,
    Median,
    Point,
    Series,
    Size,
    common_range,
    layout,
)
from metrics.months import Month
from metrics.scale import fit
from tests.metrics.drawn import box, collisions, outside, written

SIZES = [pytest.param(WIDE, id="wide"), pytest.param(NARROW, id="narrow"), pytest.param(SMALL, id="small")]
SESSIONS = [Marker(f"2025-{month:02}-15", f"Learning session {month}", str(month)) for month in (2, 5, 8, 9)]


def series(values: list[Any], unit: Any = "count", **more: Any) -> Series:
    """Monthly points from January 2025 on, and one median for all of them."""
    first = Month(2025, 1)
    points = [Point(str(first.plus(at)), value) for at, value in enumerate(values)]
    known = sorted(value for value in values if value is not None)
    median = known[len(known) // 2] if known else None
    return Series(points, unit, **({"medians": [Median(0, len(values) - 1, median)]} | more))


def some(count: int, least: float, most: float) -> list[Decimal]:
    chance = random.Random(count)  # noqa: S311 - the same numbers every time, nothing secret
    return [Decimal(str(round(chance.uniform(least, most), 6))) for _ in range(count)]


HOSTILE = {
    "all equal, goal too": series([Decimal("0.1")] * 18, "proportion", goal=Decimal("0.1"), markers=SESSIONS),
    "all zero": series([0] * 12, "rate", goal=0),
    "one point": series([3], goal=4, markers=SESSIONS),
    "all missing": series([None] * 9, "proportion", markers=SESSIONS),
    "no point": series([], medians=[]),
    "goal is median": series(some(24, 1, 9), "rate", goal=some(24, 1, 9)[3], markers=SESSIONS),
    "goal just above the median": series([5, 5, 6, 4, 5], goal=5.01),
    "huge": series(some(24, 1e9, 2e9), goal=Decimal(10**9), markers=SESSIONS),
    "tiny": series(some(36, 0.0001, 0.0009), "rate", goal=Decimal("0.0001"), markers=SESSIONS),
    "24 points": series(some(24, 0, 1), "proportion", goal=1, markers=SESSIONS),
    "36 points": series(some(36, 0, 0.04), "proportion", goal=0.02, markers=SESSIONS),
    "60 points": series(
        some(60, 10, 4000), goal=0, markers=[Marker(at, f"Session {at}") for at in range(60)]
    ),
    "scores below zero": series(some(12, -3, 2), "score", goal=2),
    "equal scores": series([Decimal(4)] * 5, "score"),
    "many phases": series(
        some(60, 0, 99), medians=[Median(at, at + 4, Decimal(1234567 - at)) for at in range(0, 60, 5)]
    ),
    "starts in December": Series(
        [Point(str(Month(2024, 12).plus(at)), at) for at in range(14)], "count", [Median(0, 13, 7)]
    ),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_two_labels_collide_and_all_are_inside(name: str, size: Size) -> None:
    plot = layout(HOSTILE[name], size)
    assert collisions(plot) == []
    assert outside(plot) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", HOSTILE)
def test_every_coordinate_is_plain_text_inside_the_picture(name: str, size: Size) -> None:
    plot = layout(HOSTILE[name], size)
    for line in [*plot.lines, *plot.dashes]:
        assert re.fullmatch(r"(\d+(\.\d)?,\d+(\.\d)? ?)+", line)
        for pair in line.split():
            x, y = map(float, pair.split(","))
            assert float(plot.left) <= x <= float(plot.right)
            assert float(plot.top) <= y <= float(plot.bottom)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", HOSTILE)
def test_some_month_and_year_is_named_and_the_numbers_are_few(name: str, size: Size) -> None:
    plot = layout(HOSTILE[name], size)
    assert bool(plot.x_ticks) == bool(plot.years) == bool(HOSTILE[name].points)
    assert 2 <= len(plot.y_ticks) <= size.steps + 1


numbers = st.none() | st.decimals(0, 10**7, places=4)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(numbers, max_size=60), st.none() | st.decimals(0, 10**7, places=4), st.sampled_from(SIZES))
def test_labels_of_any_series_stay_apart(values: Any, goal: Any, size: Any) -> None:
    plot = layout(series(values, "rate", goal=goal, markers=SESSIONS), size.values[0])
    assert collisions(plot) == []


# --- Lines and dots -------------------------------------------------------------------------------------


def points_in(line: str) -> int:
    return len(line.split())


def test_a_missing_month_is_a_gap_and_a_lonely_month_a_dot() -> None:
    plot = layout(series([1, 2, None, 3, None, 4, 5, 6]), WIDE)
    assert [points_in(line) for line in plot.lines] == [2, 3]
    assert [dot.index for dot in plot.dots] == [0, 1, 3, 5, 6, 7]


def test_a_month_that_is_not_listed_is_a_gap_too() -> None:
    points = [Point(month, 1) for month in ("2025-01", "2025-02", "2025-05", "2025-06")]
    plot = layout(Series(points, "count"), WIDE)
    assert [points_in(line) for line in plot.lines] == [2, 2]
    xs = [float(pair.split(",")[0]) for line in plot.lines for pair in line.split()]
    steps = [round(after - before) for before, after in pairwise(xs)]
    assert steps[1] == pytest.approx(3 * steps[0], abs=1)


def test_the_running_month_is_hollow_and_joined_by_a_dashed_line() -> None:
    points = [Point("2025-01", 1), Point("2025-02", 2), Point("2025-03", 3, hollow=True)]
    plot = layout(Series(points, "count"), WIDE)
    assert [points_in(line) for line in plot.lines] == [2]
    assert [points_in(line) for line in plot.dashes] == [2]
    assert [dot.hollow for dot in plot.dots] == [False, False, True]
    assert plot.plain_dots == "".join(dot.path for dot in plot.dots[:2])
    assert plot.hollow_dots == plot.dots[2].path


def test_a_running_month_after_a_gap_stands_alone() -> None:
    points = [Point("2025-01", 1), Point("2025-02", None), Point("2025-03", 3, hollow=True)]
    plot = layout(Series(points, "count"), WIDE)
    assert (plot.lines, plot.dashes, len(plot.dots)) == ((), (), 2)


def test_a_marked_month_has_another_shape() -> None:
    points = [Point("2025-01", 1), Point("2025-02", 2, marked=True)]
    plot = layout(Series(points, "count"), WIDE)
    assert (plot.dots[0].path.count("a"), plot.dots[1].path.count("a")) == (2, 0)
    assert plot.marked_dots == plot.dots[1].path


def test_a_new_phase_breaks_the_line_and_has_its_own_median() -> None:
    phases = [Median(0, 2, 2), Median(3, 5, 8)]
    plot = layout(series([1, 2, 3, 7, 8, 9], medians=phases), WIDE)
    assert [points_in(line) for line in plot.lines] == [3, 3]
    assert plot.phase_marks.count("M") == 1
    first, last = plot.medians
    assert first.x2 == last.x1
    assert (first.x1, last.x2) == (plot.left, plot.right)
    assert [level.label.value for level in plot.medians if level.label] == [2, 8]


@pytest.mark.parametrize(
    ("first", "is_below"), [([5.5] * 4, True), ([4.5] * 4, False), ([5, 5, 5.5, 5.5], True)]
)
def test_the_number_of_an_earlier_median_stands_where_no_point_is(first: Any, is_below: bool) -> None:
    plot = layout(series([*first, 9, 9], medians=[Median(0, 3, 5), Median(4, 5, 9)]), WIDE)
    label = plot.medians[0].label
    assert label is not None
    assert (float(label.y) > float(plot.medians[0].y)) == is_below
    drawn = [tuple(map(float, pair.split(","))) for pair in plot.lines[0].split()]
    number = box(written(label, plot), label.x, label.y, plot.size, "start")
    assert [
        (x, y) for x, y in drawn if number.left <= x <= number.right and number.top <= y <= number.bottom
    ] == []


def test_the_number_of_an_earlier_median_never_leaves_the_picture_downwards() -> None:
    plot = layout(series([9, 9, 0, 5, 5, 5], medians=[Median(0, 2, 0), Median(3, 5, 5)]), WIDE)
    label = plot.medians[0].label
    assert label is not None
    assert float(label.y) < float(plot.bottom)


def test_a_phase_without_a_count_draws_no_median() -> None:
    plot = layout(series([1, 2, None], medians=[Median(0, 1, 1.5), Median(2, 2, None)]), WIDE)
    assert [level.label.value for level in plot.medians if level.label] == [Decimal("1.5")]


def test_the_median_and_the_goal_stand_at_their_height() -> None:
    plot = layout(series([0, 10], medians=[Median(0, 1, 5)], goal=10), WIDE)
    assert plot.goal is not None
    assert (plot.goal.y, plot.medians[0].y) == (plot.top, f"{(float(plot.top) + float(plot.bottom)) / 2:.1f}")


def test_a_small_chart_labels_the_median_alone() -> None:
    plot = layout(series([1, 2, 3], goal=2, markers=SESSIONS), SMALL)
    assert plot.goal is not None
    assert (plot.goal.label, plot.sessions, plot.labels[0].rows) == (None, (), ())
    assert plot.medians[0].label is not None


def test_no_goal_draws_no_goal() -> None:
    assert layout(series([1, 2]), WIDE).goal is None


# --- Axes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "unit", "ticks"),
    [
        pytest.param([3, 7], "count", "0 2 4 6 8", id="from zero, round"),
        pytest.param([0, 1], "count", "0 1", id="things counted have no halves"),
        pytest.param([0, 0], "count", "0 1", id="nothing but zeros"),
        pytest.param([97, 101], "rate", "0 20 40 60 80 100 120", id="a rate too"),
        pytest.param([Decimal("0.93"), 1], "proportion", "0 0.2 0.4 0.6 0.8 1", id="per cent end at 100"),
        pytest.param([Decimal("0.031")], "proportion", "0 0.01 0.02 0.03 0.04", id="small per cent"),
        pytest.param(
            [Decimal("3.1"), Decimal("4.2")],
            "score",
            "3 3.2 3.4 3.6 3.8 4 4.2",
            id="a score need not begin at zero",
        ),
        pytest.param([4], "score", "3 3.5 4 4.5 5", id="one score"),
        pytest.param([130], "count", "0 25 50 75 100 125 150", id="quarters of a hundred"),
        pytest.param([], "count", "0 1", id="nothing"),
    ],
)
def test_the_numbers_of_the_axis_are_round(values: list[Any], unit: Any, ticks: str) -> None:
    plot = layout(series(values, unit), WIDE)
    assert " ".join(f"{tick.value.normalize():f}" for tick in plot.y_ticks) == ticks


def test_numbers_of_the_axis_carry_the_decimals_that_tell_them_apart() -> None:
    assert fit([Decimal("0.7")], "rate", 6).decimals == 1
    assert fit([Decimal("0.0007")], "rate", 6).decimals == 4
    assert fit([Decimal("0.7")], "proportion", 6).decimals == 0
    assert fit([Decimal("0.007")], "proportion", 6).decimals == 1


def test_charts_side_by_side_share_one_scale() -> None:
    charts = [series([1, 2]), series([50, 93]), series([None])]
    least, most = common_range(charts)
    assert (least, most) == (1, 93)
    shared = [
        layout(Series(chart.points, "count", y_min=least, y_max=most), SMALL).y_ticks for chart in charts
    ]
    assert shared[0] == shared[1] == shared[2]
    assert [tick.value for tick in shared[0]] == [0, 50, 100]


def test_charts_without_a_number_share_nothing() -> None:
    assert common_range([series([None]), series([])]) == (None, None)


def test_every_month_has_a_mark_and_every_turn_of_a_year_a_longer_one() -> None:
    plot = layout(series([1] * 26), WIDE)
    assert plot.month_marks.count("M") == 26
    assert plot.year_marks.count("M") == 2
    assert [year.label for year in plot.years] == ["2025", "2026", "2027"]


@pytest.mark.parametrize("size", SIZES)
def test_named_months_meet_every_january(size: Size) -> None:
    months = [tick.label for tick in layout(series([1] * 36), size).x_ticks]
    assert [month for month in months if month.endswith("-01")] == ["2025-01", "2026-01", "2027-01"]


def test_a_young_chart_shows_a_year() -> None:
    plot = layout(series([1, 2]), WIDE)
    assert [tick.label for tick in plot.x_ticks] == [f"2025-{month:02}" for month in range(1, 13)]


def test_a_label_that_is_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="not a month"):
        layout(Series([Point("March", 1)], "count"), WIDE)


# --- Learning sessions ----------------------------------------------------------------------------------


def test_a_session_stands_at_its_month_its_day_or_its_position() -> None:
    at_month, at_day, at_place = layout(
        series([1] * 12, markers=[Marker("2025-03", "a"), Marker("2025-06-15", "b"), Marker(9.0, "c")]), WIDE
    ).sessions
    step = (float(at_place.x) - float(at_month.x)) / 7
    assert float(at_day.x) == pytest.approx(float(at_month.x) + 3 * step, abs=step / 20)
    assert [at_month.label, at_day.label, at_place.label] == ["a", "b", "c"]


def test_sessions_outside_the_months_are_not_drawn() -> None:
    markers = [Marker("2024-11-30", "before"), Marker("2025-02-01", "inside"), Marker("2027-01", "after")]
    assert [session.label for session in layout(series([1] * 12, markers=markers), WIDE).sessions] == [
        "inside"
    ]


def test_session_names_that_would_touch_are_all_written_short() -> None:
    chart = series([1] * 36, markers=SESSIONS[:3])
    assert [session.label for session in layout(chart, NARROW).sessions] == ["2", "5", "8"]
    apart = series([1] * 12, markers=[SESSIONS[0], SESSIONS[2]])
    assert [session.label for session in layout(apart, WIDE).sessions] == [
        "Learning session 2",
        "Learning session 8",
    ]


def test_what_still_touches_keeps_its_mark_and_loses_its_name() -> None:
    markers = [Marker("2025-03-01", "Learning session 1"), Marker("2025-03-09", "Learning session 2")]
    sessions = layout(series([1] * 12, markers=markers), WIDE).sessions
    assert [session.label for session in sessions] == ["Learning session 1", ""]
    assert all(session.path for session in sessions)
