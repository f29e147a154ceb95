"""The axis of time: months, weeks and days, their names and marks, and what stands beneath."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.chart import NARROW, SMALL, WIDE, Limits, Marker, Median, Plot, Point, Series, Span, axis, layout
from metrics.months import Month
from metrics.periods import Period, week_of
from metrics.timeaxis import TimeAxis


def weeks(first: date, count: int) -> list[str]:
    return [week_of(first + timedelta(weeks=at)).label for at in range(count)]


def days(first: date, count: int) -> list[str]:
    return [(first + timedelta(days=at)).isoformat() for at in range(count)]


def drawn(labels: list[str], size: Any = WIDE, **more: Any) -> Plot:
    return layout(
        Series([Point(label, Decimal(at % 4)) for at, label in enumerate(labels)], "count", **more), size
    )


def of(label: str, length: int) -> TimeAxis:
    return TimeAxis(Period.parse(label), length)


# --- Places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "day", "begins", "ends"),
    [
        pytest.param("2026-03", date(2026, 3, 1), -0.5, -0.5 + 1 / 31, id="first of the month"),
        pytest.param("2026-03", date(2026, 4, 30), 1.5 - 1 / 30, 1.5, id="last of the next month"),
        pytest.param("2026-W12", date(2026, 3, 16), -0.5, -0.5 + 1 / 7, id="Monday"),
        pytest.param("2026-W12", date(2026, 3, 29), 1.5 - 1 / 7, 1.5, id="Sunday a week later"),
        pytest.param("2026-W12", date(2026, 3, 15), -0.5 - 1 / 7, -0.5, id="the Sunday before"),
        pytest.param("2026-03-17", date(2026, 3, 17), -0.5, 0.5, id="the day itself"),
        pytest.param("2026-03-17", date(2026, 4, 1), 14.5, 15.5, id="a day of the next month"),
    ],
)
def test_a_day_has_its_place_on_any_axis(label: str, day: date, begins: float, ends: float) -> None:
    found = of(label, 12)
    assert (found.edge(day), found.edge(day, after=True)) == (pytest.approx(begins), pytest.approx(ends))


@pytest.mark.parametrize(
    ("start", "label", "slot", "middle"),
    [
        pytest.param("2026-03", "2026-05", 2, 2, id="a month among months"),
        pytest.param(
            "2026-03", "2026-W18", 1, (0.5 + 26 / 30 + 1.5 + 3 / 31) / 2, id="a week across two months"
        ),
        pytest.param("2026-W10", "2026-W12", 2, 2, id="a week among weeks"),
        pytest.param("2026-W10", "2026-03-17", 2, 2 - 2 / 7, id="a day among weeks"),
        pytest.param("2025-W52", "2026-W01", 1, 1, id="across the year"),
        pytest.param("2026-03-02", "2026-W11", 7, 10, id="a week among days"),
        pytest.param("2026-02-27", "2026-03-01", 2, 2, id="a day among days"),
    ],
)
def test_a_period_of_any_grain_has_a_slot_and_a_middle(
    start: str, label: str, slot: int, middle: float
) -> None:
    found = of(start, 20)
    assert (found.slot(label), found.middle(label)) == (slot, pytest.approx(middle))


starts = st.dates(date(1990, 1, 1), date(2060, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), week_of(day).label, str(Month.of(day))])
)


@given(starts, st.integers(0, 200))
def test_slots_and_periods_belong_together(start: str, slot: int) -> None:
    found = of(start, 300)
    period = found.period(slot)
    assert (found.slot(period.label), found.slot_of(period.first), found.slot_of(period.last)) == (slot,) * 3
    assert (found.edge(period.first), found.edge(period.last, after=True)) == (slot - 0.5, slot + 0.5)


@given(starts, st.integers(12, 120))
def test_every_month_that_begins_is_there_once(start: str, length: int) -> None:
    found = of(start, length)
    assert [month for month, _ in found.months] == [
        month
        for month in Month.of(found.start.first).until(Month.of(found.end.last))
        if month.first >= found.start.first
    ]


@pytest.mark.parametrize(
    ("labels", "first", "last"),
    [
        (["2026-03"], "2026-03", "2027-02"),
        (["2025-01", "2026-03"], "2025-01", "2026-03"),
        (["2026-W12"], "2026-W12", "2026-W23"),
        (["2026-03-17"], "2026-03-17", "2026-03-30"),
    ],
)
def test_a_young_chart_has_room_to_grow(labels: list[str], first: str, last: str) -> None:
    assert axis(labels) == (Period.parse(first), Period.parse(last))


def test_a_chart_without_a_point_has_no_axis() -> None:
    assert axis([]) is None


# --- Names ------------------------------------------------------------------------------------------------


def test_weeks_are_named_by_the_month_that_begins_in_them() -> None:
    plot = drawn(weeks(date(2026, 2, 16), 12))
    assert [tick.label for tick in plot.x_ticks] == ["2026-03", "2026-04", "2026-05"]
    dots = {dot.index: float(dot.path[1:].split(" ")[0]) + 4.5 for dot in plot.dots}
    # 1 March 2026 is a Sunday: it ends the second week. 1 April is a Wednesday, 1 May a Friday.
    assert [float(tick.x) for tick in plot.x_ticks] == pytest.approx([dots[1], dots[6], dots[10]], abs=0.2)


def test_every_week_has_a_mark_and_where_a_month_begins_a_longer_one() -> None:
    plot = drawn(weeks(date(2026, 2, 16), 12))
    assert (plot.month_marks.count("v4"), plot.month_marks.count("v7")) == (9, 3)


def test_many_weeks_name_fewer_months_that_meet_each_january() -> None:
    months = [tick.label for tick in drawn(weeks(date(2025, 1, 6), 104), NARROW).x_ticks]
    assert months == ["2025-07", "2026-01", "2026-07", "2027-01"]


def test_a_year_of_weeks_begins_with_the_week_that_holds_its_first_day() -> None:
    plot = drawn(weeks(date(2025, 12, 1), 20))
    assert [turn.label for turn in plot.years] == ["2025", "2026"]
    assert plot.year_marks.count("M") == 1
    first = drawn(weeks(date(2025, 12, 29), 20))
    assert [turn.label for turn in first.years] == ["2026"]


def test_few_days_all_have_their_number_beneath_their_month() -> None:
    plot = drawn(days(date(2026, 2, 25), 14))
    assert [tick.label[-2:] for tick in plot.x_ticks] == [
        *("25", "26", "27", "28"), *(f"{day:02}" for day in range(1, 11)),
    ]  # fmt: skip
    assert [turn.label for turn in plot.years] == ["2026-02", "2026-03"]


def test_more_days_are_named_on_mondays() -> None:
    plot = drawn(days(date(2026, 9, 1), 60), NARROW)
    found = [date.fromisoformat(tick.label) for tick in plot.x_ticks]
    assert found[0] == date(2026, 9, 7)
    assert {day.weekday() for day in found} == {0}
    assert [turn.label for turn in plot.years] == ["2026-09", "2026-10"]


def test_days_of_many_months_are_named_by_months_and_years() -> None:
    plot = drawn(days(date(2025, 9, 1), 400), NARROW)
    assert [tick.label for tick in plot.x_ticks][:2] == ["2025-10", "2026-01"]
    assert [turn.label for turn in plot.years] == ["2025", "2026"]
    assert plot.month_marks.count("M") == len(plot.x_ticks)


def test_a_line_goes_up_from_every_name_and_a_small_chart_has_none() -> None:
    plot = drawn(weeks(date(2026, 2, 16), 12))
    assert plot.grid_marks.count("M") == len(plot.x_ticks)
    assert drawn(weeks(date(2026, 2, 16), 12), SMALL).grid_marks == ""


# --- Gaps, and what stands beneath ------------------------------------------------------------------------


def test_a_month_that_is_not_there_is_a_gap() -> None:
    plot = drawn(["2026-01", "2026-02", "2026-04", "2026-05"])
    assert ([len(line.split()) for line in plot.lines], plot.across) == ([2, 2], ())


@pytest.mark.parametrize(
    "labels",
    [
        ["2025-W51", "2025-W52", "2026-W02", "2026-W03"],
        ["2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10"],
    ],
)
def test_over_weeks_and_days_in_which_nothing_was_due_goes_a_thin_line(labels: list[str]) -> None:
    plot = drawn(labels)
    ends, begins = plot.lines[0].split()[-1], plot.lines[1].split()[0]
    assert [len(line.split()) for line in plot.lines] == [2, 2]
    assert plot.across == (f"{ends} {begins}",)


def test_sample_weeks_among_weeks_are_one_thin_line_and_a_missing_one_breaks_it() -> None:
    labels = ["2026-W03", "2026-W08", "2026-W12", "2026-W16", "2026-W20"]
    points = [Point(label, None if at == 2 else Decimal(at)) for at, label in enumerate(labels)]
    whole, broken = drawn(labels), layout(Series(points, "count"), WIDE)
    assert ([len(line.split()) for line in whole.across], whole.lines) == ([5], ())
    assert [len(line.split()) for line in broken.across] == [2, 2]


def test_a_new_phase_and_a_point_that_does_not_count_end_the_thin_line() -> None:
    labels = ["2026-W03", "2026-W08", "2026-W12", "2026-W16"]
    points = [Point(label, Decimal(at), hollow=at == 3) for at, label in enumerate(labels)]
    plot = layout(Series(points, "count", [Median(0, 0, 1), Median(1, 3, 2)]), WIDE)
    assert ([len(line.split()) for line in plot.across], len(plot.dashes)) == ([2], 1)


def test_limits_over_weeks_in_which_nothing_was_due_are_one_line_of_steps() -> None:
    """They step midway between two points."""
    labels = ["2026-W03", "2026-W08", "2026-W12"]
    limits = Limits([0, 0, 0], [Decimal(5), Decimal(5), Decimal(4)])
    plot = drawn(labels, limits=limits)
    step = (float(plot.right) - float(plot.left)) / 12  # so many weeks does the axis have
    upper, lower = (curve.path for curve in plot.limits)
    assert (upper.count("M"), lower) == (1, f"M{plot.left} {plot.bottom}H{plot.right}")
    assert float(upper.split("H")[1].split("V")[0]) == pytest.approx(float(plot.left) + 7.5 * step, abs=0.1)


def test_a_test_and_a_session_stand_at_their_days_beneath_weeks() -> None:
    labels = weeks(date(2026, 3, 2), 12)
    plot = drawn(labels, markers=[Marker("2026-03-19", "a")], spans=[Span("2026-03-16", "2026-03-22", "1")])
    step = (float(plot.right) - float(plot.left)) / 12
    begins, rest = plot.bars[0].path.removeprefix("M").split(" ", 1)
    ends = rest.split("H")[1].split("v")[0]
    assert float(begins) == pytest.approx(float(plot.left) + 2 * step, abs=0.1)
    assert float(ends) == pytest.approx(float(plot.left) + 3 * step, abs=0.1)
    assert float(plot.sessions[0].x) == pytest.approx(float(plot.left) + 2.5 * step, abs=0.1)  # a Thursday


def test_a_session_known_by_its_month_stands_in_its_middle_beneath_days() -> None:
    plot = drawn(days(date(2026, 2, 1), 60), markers=[Marker("2026-03", "a")])
    step = (float(plot.right) - float(plot.left)) / 60
    assert float(plot.sessions[0].x) == pytest.approx(float(plot.left) + (28 + 15.5) * step, abs=0.1)


def test_few_points_of_many_weeks_can_still_be_seen() -> None:
    labels = weeks(date(2025, 1, 6), 81)
    points = [
        [Point(label, 1 if at % each == 0 else None) for at, label in enumerate(labels)] for each in (1, 4)
    ]
    often, seldom = (layout(Series(found, "count"), NARROW) for found in points)
    radius = [float(plot.dots[0].path.split("a")[1].split(" ")[0]) for plot in (often, seldom)]
    assert radius == [1.8, NARROW.dot]
