"""From what is known of a chart to what is drawn and told of it: lines, marks, names of points, the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from metrics.chart import Limits, Median, Remark
from metrics.chartview import Act, ChartPoint, ChartView
from metrics.limits import Kind, Settings, Subgroup, control_chart
from metrics.periods import Points
from metrics.periodtext import period_text, period_word
from metrics.runchart import analyse
from metrics.windows import Window
from tests.metrics.test_run_chart_template import (
    SHIFT,
    STEP_DOWN,
    drawings,
    marked,
    render,
    rows,
    texts,
    view,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def with_plan(values: list[Any], **plan: Any) -> ChartView:
    return view(values, chart=analyse([None if one is None else Decimal(str(one)) for one in values], **plan))


def act(what: Any, period: str, number: int) -> Act:
    return Act(UUID(int=number), what, period, "Why", "Ana", date(2026, 3, 2), None, number)


def controlled(kind: Kind, groups: list[Subgroup], **more: Any) -> ChartView:
    """Of months from October 2025 on, with limits."""
    found = control_chart(groups, Settings(kind=kind, **more.pop("settings", {})))
    values = [None if point.value is None else round(point.value, 6) for point in found.points]
    return view(values, kind=kind, control=found, **more)


def individuals(*values: float) -> list[Subgroup]:
    return [Subgroup(value) for value in values]


FLAT = (5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4)


# --- Lines ------------------------------------------------------------------------------------------------


def test_the_line_of_each_phase_has_its_name() -> None:
    plain = with_plan(STEP_DOWN, phases=[8])
    assert plain.medians == (Median(0, 7, Decimal("8.5")), Median(8, 15, Decimal("2.5")))
    frozen = with_plan(STEP_DOWN, frozen=[9])
    assert frozen.medians == (Median(0, 15, frozen.chart.last.median, 9),)
    assert with_plan(STEP_DOWN, frozen=[2]).medians == (Median(0, 15, Decimal(9), 2, "early"),)
    assert with_plan(STEP_DOWN, centres={0: Decimal(4)}).medians == (
        Median(0, 15, Decimal(4), None, "fixed"),
    )


@pytest.mark.parametrize(("kind", "name"), [("i", "average"), ("c", "average"), ("g", "median")])
def test_a_chart_with_limits_shows_its_own_middle_line(kind: Kind, name: Any) -> None:
    chart = controlled(kind, individuals(*FLAT))
    assert chart.control is not None
    assert chart.medians == (Median(0, 11, chart.control.points[0].centre, None, name),)


def test_phases_baseline_and_limits_come_from_the_chart_with_limits() -> None:
    chart = controlled("i", individuals(*FLAT), settings={"part": (6,)})
    assert [(line.first, line.last) for line in chart.medians] == [(0, 5), (6, 11)]
    frozen = controlled("i", individuals(*FLAT), settings={"freeze": 8}, trial=True)
    assert [line.frozen for line in frozen.medians] == [7]
    found = frozen.series().limits
    assert frozen.control is not None
    points = frozen.control.points
    assert found == Limits([one.lower for one in points], [one.upper for one in points], trial=True)
    assert view(STEP_DOWN).series().limits is None


def test_a_running_month_behind_the_limits_makes_no_baseline() -> None:
    chart = controlled("i", individuals(*FLAT))
    assert chart.control is not None
    last = replace(chart.control.points[-1], value=None, in_baseline=False)
    control = replace(chart.control, points=(*chart.control.points[:-1], last))
    assert [line.frozen for line in replace(chart, control=control).medians] == [None]


def test_moving_ranges_are_drawn_in_place_of_the_values() -> None:
    chart = controlled("mr", individuals(5, 8, 7))
    assert [point.value for point in chart.series().points] == [None, 3, 1]
    assert chart.point_text(1) == "Nov 2025: 3"


def test_the_baseline_is_solid_and_the_rest_of_its_line_dashed() -> None:
    drawn = drawings(render("run_chart", with_plan(STEP_DOWN, frozen=[11])))[0]
    lines = [path for path in drawn.iter("path") if "plot__median" in (path.get("class") or "")]
    assert ["extended" in (line.get("class") or "") for line in lines] == [False, True]
    before, after = (line.get("d") or "" for line in lines)
    assert before.split("H")[1] == after.removeprefix("M").split(" ", maxsplit=1)[0]


def test_every_line_has_its_name_beside_it() -> None:
    sizes = [Subgroup(float(50 + at % 3), 100.0) for at in range(12)]
    chart = controlled("p", sizes, unit="proportion", goal=Decimal("0.9"))
    told = texts(drawings(render("run_chart", replace(chart, teams_median=[Decimal("0.2")] * 12)))[0])
    assert told[told.index("Average") :][:2] == ["Average", "51%"]
    assert told[told.index("Upper") :][:3] == ["Upper", "limit", "66%"]
    assert told[told.index("Lower") :][:3] == ["Lower", "limit", "36%"]
    assert told[told.index("Teams’") :][:3] == ["Teams’", "median", "20%"]
    assert told[told.index("Goal") :][:2] == ["Goal", "90%"]


def test_trial_limits_are_dashed_named_and_explained() -> None:
    chart = controlled("i", individuals(*FLAT))
    firm, trial = render("run_chart", chart), render("run_chart", replace(chart, trial=True))
    assert [len(list(found.iter("path"))) for found in drawings(firm)] == [
        len(list(found.iter("path"))) for found in drawings(trial)
    ]
    assert texts(drawings(trial)[0]).count("Trial") == 2
    assert ("plot__limit--trial" in firm, "plot__limit--trial" in trial) == (False, True)
    assert trial.count("trial limits: too few points so far for firm ones") == 1


# --- Points -----------------------------------------------------------------------------------------------


def kinds(chart: ChartView) -> list[str]:
    return [dot.kind for dot in chart.wide.dots]


def test_a_point_left_out_is_a_cross_and_its_line_is_lighter() -> None:
    chart = with_plan([4, 6, 90, 5, 4, 6], left_out=[2])
    assert kinds(chart) == ["plain", "plain", "out", "plain", "plain", "plain"]
    assert [len(line.split()) for line in chart.wide.lines] == [2, 3]
    assert len(chart.wide.dashes) == 2
    html = render("run_chart", chart)
    assert html.count("a point that was left out: it counts in no line and no rule") == 1
    assert chart.wide.out_dots == chart.wide.dots[2].path


def test_a_point_outside_the_limits_is_a_triangle_that_points_away() -> None:
    chart = controlled("i", individuals(*FLAT, 30, *FLAT, -20))
    assert [(at, point.beyond) for at, point in enumerate(chart.series().points) if point.beyond] == [
        (12, "above"), (25, "below"),
    ]  # fmt: skip
    up, down = (dot.path for dot in chart.wide.dots if dot.beyond)
    assert (up.count("l"), down.count("l"), up.split("h")[0].count("-")) == (1, 1, 0)
    assert "-" in down.split("h", maxsplit=1)[0].split("l")[1]
    assert render("run_chart", chart).count("a point outside the limits") == 1


def test_what_lies_on_the_line_is_not_marked_in_a_shift() -> None:
    values = [1, 9, 1, 9, 1, 9, 1, 6, 6, 5, 6, 6, 6, 6, 1, 2, 1, 2, 5]
    chart = view(values)
    assert chart.chart.last.median == 5
    assert [at for at in marked(chart) if values[at] == 5] == []
    assert set(range(7, 14)) - {9} <= set(marked(chart))


@pytest.mark.parametrize(("hints", "count"), [("ihi", 6), ("none", 0)])
def test_hints_are_marked_as_the_collaborative_chose(hints: Any, count: int) -> None:
    assert len(marked(view(SHIFT, hints=hints))) == count


def test_the_hints_of_the_nhs_are_marked_where_they_were_chosen() -> None:
    values = [*FLAT, 6, 4, 6, 4, 6, 4, 19]
    assert marked(view(values, hints="nhs")) == [18]
    assert marked(view(values, hints="ihi")) == []


def test_days_are_drawn_and_no_rule_marks_them() -> None:
    points = [
        ChartPoint(f"2026-03-{at + 1:02}", Decimal(value), None, Decimal(value))
        for at, value in enumerate(STEP_DOWN)
    ]
    chart = view(STEP_DOWN, points=points, points_are="day")
    assert (marked(chart), len(chart.wide.dots)) == ([], 16)


# --- Names of points ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "points", "english", "spanish"),
    [
        ("2026-03", "month", "Mar 2026", "mar. 2026"),
        ("2026-03", "sample", "Sample week of Mar 2026", None),
        ("2026-W12", "week", "Week of Mar 16, 2026", None),
        ("2026-03-17", "day", "Mar 17, 2026", None),
    ],
)
def test_a_point_has_a_name(label: str, points: Points, english: str, spanish: str | None) -> None:
    assert period_text(label, points) == english
    if spanish:
        with translation.override("es"):
            assert period_text(label, points).lower() == spanish


def test_what_a_point_stands_for_has_a_word() -> None:
    kinds: list[Points] = ["month", "sample", "week", "day"]
    assert [period_word(one) for one in kinds] == ["Month", "Sample week", "Week", "Day"]


def test_a_thin_line_over_weeks_in_which_nothing_was_due_is_explained() -> None:
    said = "thin line: over days on which nothing was to be counted"
    for labels, count in ((["2026-W12", "2026-W16"], 1), (["2026-W12", "2026-W13"], 0)):
        points = [ChartPoint(label, Decimal(3), None, Decimal(3)) for label in labels]
        html = render("run_chart", view([3, 3], points=points, points_are="week"))
        assert (
            html.count(said),
            len(drawings(html)[0].findall("*[@class='plot__line plot__line--across']")),
        ) == (
            count,
            count,
        )


# --- The table ----------------------------------------------------------------------------------------------


def test_the_table_of_weeks_has_their_names_and_tests() -> None:
    labels = ["2026-W12", "2026-W13"]
    points = [ChartPoint(label, Decimal(3), None, Decimal(3)) for label in labels]
    tried = Window("7", "Calm corner", date(2026, 3, 25), None, "#", date(2026, 4, 2))
    chart = view([3, 3], points=points, points_are="week", windows=[tried])
    assert rows(render("run_chart_table", chart)) == [
        ["Week", "Counted", "Value", "Tests"],
        ["Week of Mar 16, 2026", "3", "3", ""],
        ["Week of Mar 23, 2026", "3", "3", "7"],
    ]


def test_the_table_tells_what_was_left_out_and_what_was_noted() -> None:
    chart = with_plan([4, 90, 5], left_out=[1])
    noted = replace(
        chart, acts=[act("left_out", "2025-11", 1), act("note", "2025-11-20", 2), act("note", "2025-12", 3)]
    )
    assert rows(render("run_chart_table", noted)) == [
        ["Month", "Counted", "Value", "State", "Notes"],
        ["Oct 2025", "4", "4", "counted", ""],
        ["Nov 2025", "90", "90", "left out", "1, 2"],
        ["Dec 2025", "5", "5", "counted", "3"],
    ]
    assert noted.series().remarks == [Remark("2025-11", 1), Remark("2025-11-20", 2), Remark("2025-12", 3)]


def test_an_act_without_a_number_is_not_drawn() -> None:
    assert replace(view([4, 5]), acts=[act("note", "2025-11", 0)]).series().remarks == []


def test_the_table_tells_limits_the_teams_and_what_lies_outside() -> None:
    chart = controlled("i", individuals(*FLAT, 30))
    table = rows(render("run_chart_table", replace(chart, teams_median=[Decimal(7)] * 13)))
    assert table[0] == [
        "Month",
        "Counted",
        "Value",
        "Lower limit",
        "Upper limit",
        "Median of the teams",
        "State",
    ]
    assert table[13] == ["Oct 2026", "30", "30", "4.26", "9.58", "7", "above the limits"]


def test_dots_can_be_found_by_their_points() -> None:
    wide, narrow = drawings(render("run_chart", view([4, None, 6])))
    for drawing in (wide, narrow):
        assert [path.get("data-at") for path in drawing.iter("path") if path.get("data-at")] == ["0", "2"]
