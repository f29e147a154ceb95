"""What must hold for the control limits of any series; `test_limits.py` holds them to numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.limits import RATIOS, ControlChart, Kind, LimitPoint, Settings, Subgroup, control_chart
from tests.metrics.any_series import kinds, near

known_sizes = st.integers(1, 40)
pairs = st.lists(
    st.tuples(st.none() | st.integers(1, 30), st.none() | known_sizes) | st.just((0, 0)),
    min_size=1,
    max_size=30,
)
excluded = st.frozensets(st.integers(1, 30), max_size=4)


def groups_of(kind: Kind, pairs: Sequence[tuple[int | None, int | None]]) -> list[Subgroup]:
    """Ratios where the chart divides; else the numerators as values, and none of them 0 (for T)."""
    if kind in RATIOS:
        return [Subgroup(value, size) for value, size in pairs]
    return [Subgroup(None if value is None else float(value or 1)) for value, _ in pairs]


def lines(point: LimitPoint) -> tuple[float | None, ...]:
    return (point.value, point.centre, point.lower, point.upper, point.lower95, point.upper95)


def without_number(chart: ControlChart) -> list[LimitPoint]:
    return [replace(point, phase=1) for point in chart.points]


@given(kinds, pairs, excluded, st.integers(1, 200))
def test_stretched_values_stretch_every_line(kind: Kind, given: Any, out: frozenset[int], times: int) -> None:
    """Not those of proportions, counts and G, whose spread comes from the counts themselves. Of a rate it is
    the exposure that may be told in other units.
    """
    if kind in ("p", "pp", "c", "g"):
        return
    settings, groups = Settings(kind, exclude=out), groups_of(kind, given)
    if kind in RATIOS:
        other = [replace(one, size=None if one.size is None else one.size / times) for one in groups]
    else:
        other = [replace(one, value=None if one.value is None else one.value * times) for one in groups]
    plain, stretched = control_chart(groups, settings), control_chart(other, settings)
    assert stretched.phases == plain.phases
    for before, after in zip(plain.points, stretched.points, strict=True):
        assert list(lines(after)) == near([None if one is None else one * times for one in lines(before)])
        assert after.beyond == before.beyond


@given(pairs, excluded, st.integers(-500, 500))
def test_moved_values_move_the_lines_of_an_i_chart_and_leave_the_ranges(
    given: Any, out: frozenset[int], by: int
) -> None:
    groups = groups_of("i", given)
    moved = [replace(one, value=None if one.value is None else one.value + by) for one in groups]
    for kind, shift in (("run", by), ("i", by), ("mr", 0)):
        settings = Settings(kind, exclude=out)  # type: ignore[arg-type]
        plain, other = control_chart(groups, settings), control_chart(moved, settings)
        assert other.phases == plain.phases
        for before, after in zip(plain.points, other.points, strict=True):
            assert list(lines(after)) == near([None if one is None else one + shift for one in lines(before)])
            assert after.beyond == before.beyond


@given(kinds, pairs, excluded)
def test_backwards_in_time_the_lines_are_the_same(kind: Kind, given: Any, out: frozenset[int]) -> None:
    if kind == "mr":
        return  # the range of a point is the step before it, which backwards is the step after it
    groups, last = groups_of(kind, given), len(given) + 1
    plain = control_chart(groups, Settings(kind, exclude=out))
    back = control_chart(groups[::-1], Settings(kind, exclude=frozenset(last - at for at in out)))
    assert back.phases == plain.phases
    for before, after in zip(plain.points, back.points[::-1], strict=True):
        assert list(lines(after)) == near(lines(before))
        assert replace(after, **_no_lines()) == replace(before, **_no_lines())


def _no_lines() -> dict[str, None]:
    return dict.fromkeys(("value", "centre", "lower", "upper", "lower95", "upper95"))


@given(st.sampled_from(["p", "u", "run", "i"]), pairs)
def test_a_point_on_the_centre_line_moves_no_line_and_no_run(kind: Kind, given: Any) -> None:
    groups = groups_of(kind, given)
    plain = control_chart(groups, Settings(kind, screened=False))
    if plain.points[0].centre is None:
        return
    on_it = Subgroup(plain.points[0].centre)
    if kind in ("p", "u"):
        both = [one for one in groups if one.value is not None and one.size is not None]
        on_it = Subgroup(sum(one.value or 0 for one in both), sum(one.size or 0 for one in both))
    more = control_chart([*groups, on_it], Settings(kind, screened=False))
    assert more.phases[0].runs == plain.phases[0].runs
    assert more.points[-1].centre == pytest.approx(plain.points[0].centre)
    if kind != "i":  # there it adds a range
        assert [list(lines(one)) for one in more.points[:-1]] == [near(lines(one)) for one in plain.points]


@given(kinds, pairs, excluded)
def test_what_is_left_out_enters_no_centre_and_no_run_as_if_it_were_missing(
    kind: Kind, given: Any, out: frozenset[int]
) -> None:
    """It differs in the ranges, which bridge it; and an MR chart keeps the range after it."""
    if kind == "mr":
        return
    groups = groups_of(kind, given)
    gone = [replace(one, value=None) if at in out else one for at, one in enumerate(groups, start=1)]
    plain, other = control_chart(groups, Settings(kind, exclude=out)), control_chart(gone, Settings(kind))
    assert [phase.runs for phase in other.phases] == [phase.runs for phase in plain.phases]
    assert [one.centre for one in other.points] == [one.centre for one in plain.points]
    assert [one.value for one in other.points] == [
        None if at in out else one.value for at, one in enumerate(plain.points, start=1)
    ]


@given(kinds, pairs, excluded, st.integers(0, 9))
def test_a_baseline_of_all_points_is_no_baseline(
    kind: Kind, given: Any, out: frozenset[int], more: int
) -> None:
    groups = groups_of(kind, given)
    frozen = control_chart(groups, Settings(kind, exclude=out, freeze=len(groups) + more))
    assert frozen == control_chart(groups, Settings(kind, exclude=out))


@given(kinds, pairs, st.integers(1, 29), st.integers(1, 30))
def test_what_comes_after_a_baseline_moves_none_of_its_lines(
    kind: Kind, given: Any, frozen: int, kept: int
) -> None:
    groups, settings = groups_of(kind, given), Settings(kind, freeze=frozen)
    whole = control_chart(groups, settings).points
    until = control_chart(groups[: max(frozen, kept)], settings).points
    assert whole[: len(until)] == until


@given(kinds, pairs, st.lists(st.integers(-1, 31), max_size=3), excluded)
def test_each_phase_is_a_chart_of_its_own(
    kind: Kind, given: Any, part: list[int], out: frozenset[int]
) -> None:
    groups = groups_of(kind, given)
    whole = control_chart(groups, Settings(kind, part=tuple(part), exclude=out))
    ends = [*sorted({end for end in part if 0 < end < len(groups)}), len(groups)]
    alone = [
        control_chart(
            groups[first:end], Settings(kind, exclude=frozenset(at - first for at in out if at > first))
        )
        for first, end in pairwise([0, *ends])
    ]
    assert without_number(whole) == [point for chart in alone for point in chart.points]
    assert list(whole.phases) == [phase for chart in alone for phase in chart.phases]
    assert [point.phase for point in whole.points] == [
        number for number, chart in enumerate(alone, start=1) for _ in chart.points
    ]


@given(kinds, pairs, excluded, st.booleans())
def test_lines_are_in_order_and_where_the_values_can_be(
    kind: Kind, given: Any, out: frozenset[int], screened: bool
) -> None:
    least = {"run": None, "i": None}.get(kind, 0)
    most = 1 if kind in ("p", "pp") else None
    if most:  # a proportion counts some of the people
        given = [(num if num is None or den is None else min(num, den), den) for num, den in given]
    for point in control_chart(groups_of(kind, given), Settings(kind, exclude=out, screened=screened)).points:
        edges = (point.lower, point.lower95, point.upper95, point.upper)
        if None in edges:
            assert not point.beyond
            continue
        assert list(edges) == sorted(edges)
        assert least is None or edges[0] >= least
        assert most is None or edges[-1] <= most
        if kind not in ("g", "t"):  # their centre is a median, or is brought back from another scale
            assert edges[0] <= point.centre <= edges[-1]
