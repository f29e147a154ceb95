"""Which chart is proposed, which may be chosen, and its lines phase by phase. No database."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from metrics.choosing import Judged, Proposal, Series, judged, proposal, spread
from metrics.limits import Settings, Subgroup, control_chart
from metrics.runchart import RunChart, analyse

UP_AND_DOWN = [3, 5, 4, 6, 2, 5, 3, 6, 4, 5, 2, 6, 3, 5, 4, 6, 2, 5, 3, 6, 4, 5, 2, 6]


def proportions(many: int, size: float = 60, times: float = 1, **more: Any) -> Series:
    """`many` points of about 4 in 60, in groups of `size`."""
    groups = [Subgroup(one * times, size) for one in UP_AND_DOWN[:many]]
    values = [Decimal(str(one.value)) / Decimal(str(one.size)) for one in groups]
    return Series("proportion", "month", groups, values, **more)


def counts(values: list[float], unit: Any = "count", **more: Any) -> Series:
    groups = [Subgroup(one, 10 if unit == "rate" else None) for one in values]
    drawn = [Decimal(str(one)) / (10 if unit == "rate" else 1) for one in values]
    return Series(unit, "month", groups, drawn, **more)


def run(series: Series, **asked: Any) -> RunChart:
    return analyse(series.values, **asked)


PROPOSED = [
    pytest.param(proportions(24, 20), Proposal("run", "small_groups", 24, 20), id="20 children: no limits"),
    pytest.param(proportions(24, 39), Proposal("run", "small_groups", 24, 39), id="39 are too few"),
    pytest.param(proportions(24, 40), Proposal("p", "proportion", 24, 40), id="40 are enough"),
    pytest.param(proportions(11), Proposal("run", "few", 11, 60), id="eleven months are too few"),
    pytest.param(proportions(12), Proposal("p", "proportion", 12, 60), id="twelve months can be tried"),
    pytest.param(
        proportions(24, 6000, 100), Proposal("pp", "varied", 24, 6000), id="many children: P prime"
    ),
    pytest.param(counts(UP_AND_DOWN, "rate"), Proposal("u", "rate", 24, 10), id="a rate"),
    pytest.param(
        counts([one * 100 for one in UP_AND_DOWN], "rate"), Proposal("up", "varied", 24, 10),
        id="a rate that varies more than chance: U prime",
    ),
    pytest.param(
        counts([0, 0, 0, 1] * 6, "rate"), Proposal("run", "rare", 24, 10, 18), id="a rare event, as a rate"
    ),
    pytest.param(counts([0, 1] * 12), Proposal("run", "rare", 24, None, 12), id="half of them zero"),
    pytest.param(counts(UP_AND_DOWN), Proposal("c", "count", 24), id="a count as chance scatters it"),
    pytest.param(
        counts([one * 50 for one in UP_AND_DOWN]), Proposal("i", "varied_count", 24), id="a count wide apart"
    ),
    pytest.param(
        counts([one + 0.5 for one in UP_AND_DOWN]), Proposal("i", "varied_count", 24), id="a count of halves"
    ),
    pytest.param(
        counts(UP_AND_DOWN, across=True), Proposal("i", "mean", 24), id="of all teams a count is a mean"
    ),
    pytest.param(counts(UP_AND_DOWN, "score"), Proposal("i", "score", 24), id="a score"),
]  # fmt: skip


@pytest.mark.parametrize(("series", "expected"), PROPOSED)
def test_the_chart_that_suits_is_proposed_with_its_reason(series: Series, expected: Proposal) -> None:
    assert proposal(series, run(series)) == expected


def test_the_newest_phase_is_what_the_proposal_looks_at() -> None:
    series = proportions(24)
    assert proposal(series, run(series, phases=[16])) == Proposal("run", "few", 8, 60)
    assert proposal(series, run(series, left_out=[1, 2])) == Proposal("p", "proportion", 22, 60)


def test_by_day_only_the_line_is_drawn() -> None:
    series = Series("count", "day", [Subgroup(one) for one in UP_AND_DOWN], list(UP_AND_DOWN))
    chart = run(series)
    assert proposal(series, chart) == Proposal("run", "by_day", 24)
    assert judged(series, "c", chart) == Judged(chart, refused="by_day")


OFFERED = [
    ("proportion", False, ("run", "p", "pp", "i")),
    ("rate", True, ("run", "u", "up", "i")),
    ("count", False, ("run", "c", "i", "g", "t")),
    ("count", True, ("run", "u", "up", "i")),
    ("score", True, ("run", "i")),
]


@pytest.mark.parametrize(("unit", "across", "kinds"), OFFERED)
def test_each_unit_offers_its_own_charts(unit: Any, across: bool, kinds: tuple[str, ...]) -> None:
    assert Series(unit, "week", [], [], across).kinds == kinds


def test_limits_are_never_the_default() -> None:
    series = proportions(24)
    chart = run(series)
    assert judged(series, "run", chart) == Judged(chart)


def test_a_chart_for_another_unit_is_refused() -> None:
    series = proportions(24)
    chart = run(series)
    assert judged(series, "c", chart) == Judged(chart, refused="not_for_unit")


@pytest.mark.parametrize(("points", "trial"), [(12, True), (19, True), (20, False)])
def test_limits_are_tried_from_twelve_points_and_firm_from_twenty(points: int, trial: bool) -> None:
    series = proportions(points)
    found = judged(series, "p", run(series))
    assert (found.kind, found.trial, found.refused, found.short) == ("p", trial, None, False)
    assert found.control == control_chart(series.groups, Settings("p"))


def test_eleven_points_are_refused_and_stay_a_run_chart() -> None:
    series = proportions(11)
    chart = run(series)
    assert judged(series, "p", chart) == Judged(chart, refused="few")


def test_a_missing_point_and_one_left_out_are_not_among_the_twelve() -> None:
    series = proportions(12)
    left = run(series, left_out=[3])
    assert judged(series, "p", left) == Judged(left, refused="few")
    gap = Series(
        "proportion", "month",
        [Subgroup(None, None), *series.groups[1:]], [None, *series.values[1:]],
    )  # fmt: skip
    assert judged(gap, "p", run(gap)).refused == "few"


def test_each_phase_has_its_own_lines_and_a_short_one_has_no_limits() -> None:
    series = counts([*UP_AND_DOWN[:20], 30, 31, 32, 33])
    found = judged(series, "i", run(series, phases=[20]))
    assert found.control is not None
    first, last = found.control.points[19], found.control.points[20]
    assert (first.phase, last.phase, found.short, found.trial) == (1, 2, True, False)
    assert first.upper is not None
    assert first.centre == 4.25
    assert (last.centre, last.lower, last.upper, last.lower95, last.upper95, last.beyond) == (
        31.5, None, None, None, None, False,
    )  # fmt: skip
    assert len(found.control.points) == 24


def test_the_limits_come_from_the_frozen_baseline_and_hold_for_all_points() -> None:
    series = counts([*(value + 10 for value in UP_AND_DOWN[:14]), 50, 13, 14, 15])
    found = judged(series, "i", run(series, frozen=[13]))
    assert found.control == control_chart(series.groups, Settings("i", freeze=14))
    assert [at for at, one in enumerate(found.control.points) if one.beyond] == [14]
    assert (found.trial, found.chart.last.frozen) == (True, 13)


def test_a_lower_limit_is_not_below_zero_where_no_value_is() -> None:
    values = [value % 3 for value in range(24)]
    found = judged(counts(values), "i", run(counts(values)))
    below = judged(counts([-1, *values[1:]]), "i", run(counts([-1, *values[1:]])))
    assert found.control is not None
    assert below.control is not None
    lines = {(one.lower, one.lower95) for one in found.control.points}
    assert lines == {(0, 0)}
    assert max(one.lower or 0 for one in below.control.points) < 0


def test_a_baseline_of_eleven_points_gives_no_limits_however_many_follow() -> None:
    series = counts(UP_AND_DOWN)
    assert judged(series, "i", run(series, frozen=[10])).refused == "few"
    assert judged(series, "i", run(series, frozen=[11])).trial


def test_a_fixed_line_is_the_centre_of_the_limits() -> None:
    series = proportions(20)
    found = judged(series, "p", run(series, centres={0: Decimal("0.1")}))
    assert found.control is not None
    assert {one.centre for one in found.control.points} == {0.1}
    assert (found.chart.last.median, found.chart.last.fixed) == (Decimal("0.1"), True)


def test_a_fixed_line_does_not_move_a_chart_of_cases_between_events() -> None:
    series = counts(UP_AND_DOWN)
    found = judged(series, "g", run(series, centres={0: Decimal(50)}))
    assert found.control == control_chart(series.groups, Settings("g"))
    assert found.chart.last.median == Decimal("4.5")


def test_a_point_left_out_stays_on_the_chart_and_widens_nothing() -> None:
    series = counts([*UP_AND_DOWN[:20], 400])
    found = judged(series, "c", run(series, left_out=[20]))
    assert found.control == control_chart(series.groups, Settings("c", exclude=frozenset({21})))
    assert found.control.points[20].beyond


def test_the_runs_are_judged_against_the_centre_line_of_the_chart_chosen() -> None:
    """Two months of 60 lift the mean above all the others, and leave the median where it was."""
    series = counts([*UP_AND_DOWN[:22], 60, 60])
    chart = run(series)
    found = judged(series, "i", chart)
    assert found.control is not None
    mean = found.control.points[0].centre
    assert found.chart.last.median == Decimal(repr(mean))
    assert found.chart.last.longest_run == 22
    assert (chart.verdict, found.chart.verdict) == ("none", "signal")
    assert found.chart.last.hints == ()  # the IHI hints speak about a median


def test_an_early_baseline_judges_nothing_under_limits_either() -> None:
    series = counts([1] * 8 + [9] * 16)
    chart = run(series, phases=[], frozen=[7])
    assert chart.verdict == "too_early"
    assert judged(series, "c", chart).refused == "few"  # limits need a baseline of twelve
    two = counts([*[1] * 8, *UP_AND_DOWN])
    found = judged(two, "c", run(two, phases=[8], frozen=[5]))
    assert (found.chart.phases[0].early, found.chart.phases[0].verdict) == (True, "too_early")
    assert found.chart.phases[0].frozen == 5


def test_times_between_events_are_above_zero_or_the_chart_is_refused() -> None:
    series = counts([*UP_AND_DOWN, 0])
    chart = run(series)
    assert judged(series, "t", chart) == Judged(chart, refused="not_positive")
    assert judged(counts(UP_AND_DOWN), "t", run(counts(UP_AND_DOWN))).kind == "t"


def test_an_empty_chart_is_proposed_and_refused_like_any_short_one() -> None:
    series = Series("proportion", "month", [], [])
    chart = run(series)
    assert proposal(series, chart) == Proposal("run", "few", 0)
    assert judged(series, "p", chart).refused == "few"


def test_spread_is_one_where_chance_explains_it_and_grows_with_the_groups() -> None:
    assert spread("p", [Subgroup(0, 50)] * 12) == 1
    assert spread("u", []) == 1
    few, many = proportions(24, 60), proportions(24, 6000, 100)
    assert spread("p", many.groups) == pytest.approx(10 * spread("p", few.groups))


def test_points_that_do_not_move_or_have_no_neighbors_give_no_limits() -> None:
    still = counts([5] * 14)
    assert judged(still, "i", run(still)).refused == "flat"
    apart = Series("count", "week", [Subgroup(None)] * 28, [4, None, 5, None] * 7)
    assert judged(apart, "i", run(apart)).refused == "flat"
