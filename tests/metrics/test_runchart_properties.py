"""What must hold for any series, whatever is frozen, fixed, left out or divided into phases.

Values are whole numbers, so that a tie is one before the arithmetic and after it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrics.runchart import Phase, RunChart, analyse

points = st.lists(st.none() | st.integers(-40, 40).map(Decimal), max_size=70)
parts = st.lists(st.integers(0, 70), max_size=3)


def flags(chart: RunChart) -> list[tuple[Any, ...]]:
    return [
        (p.useful, p.longest_run, p.longest_run_max, p.crossings, p.crossings_min, p.verdict, p.side, p.hints)
        for p in chart.phases
    ]


@given(points, parts, st.decimals("-1000", "1000", places=3), st.decimals("0.001", "1000", places=3))
def test_shifting_and_scaling_change_no_flag(values: Any, starts: Any, by: Decimal, times: Decimal) -> None:
    moved = [None if value is None else value * times + by for value in values]
    assert flags(analyse(moved, phases=starts)) == flags(analyse(values, phases=starts))


@given(points)
def test_turning_the_chart_upside_down_swaps_the_sides(values: Any) -> None:
    turned = analyse([None if value is None else -value for value in values]).last
    phase = analyse(values).last
    swapped = {"above": "below", "below": "above", "none": "none"}[phase.side]
    assert (turned.verdict, turned.side, turned.hints) == (phase.verdict, swapped, phase.hints)


@given(points)
def test_reversing_time_keeps_the_counts_of_runs(values: Any) -> None:
    there, back = analyse(values).last, analyse(values[::-1]).last
    assert (back.useful, back.longest_run, back.crossings, back.verdict) == (
        there.useful, there.longest_run, there.crossings, there.verdict,
    )  # fmt: skip
    assert sorted(hint.kind for hint in back.hints) == sorted(hint.kind for hint in there.hints)


@given(points, st.lists(st.integers(0, 70), max_size=8))
def test_points_on_the_median_change_no_run(values: Any, places: list[int]) -> None:
    phase = analyse(values).last
    more = list(values)
    for place in places:
        more.insert(place, phase.median)
    added = analyse(more).last
    assert (added.median, added.useful, added.longest_run, added.crossings, added.verdict, added.side) == (
        phase.median, phase.useful, phase.longest_run, phase.crossings, phase.verdict, phase.side,
    )  # fmt: skip


@given(points, parts)
def test_floats_say_what_decimals_say(values: Any, starts: Any) -> None:
    tenths = [None if value is None else value / 10 for value in values]
    as_floats = [None if value is None else float(value) for value in tenths]
    assert flags(analyse(as_floats, phases=starts)) == flags(analyse(tenths, phases=starts))


@given(points, parts)
def test_the_numbers_agree_with_fractions_counted_by_hand(values: Any, starts: Any) -> None:
    for phase in analyse(values, phases=starts).phases:
        inside = [Fraction(value) for value in values[phase.first : phase.last + 1] if value is not None]
        assert phase.median == (median(inside) if inside else None)
        sides = [value > phase.median for value in inside if value != phase.median]
        crossings = sum(one != other for one, other in pairwise(sides))
        assert (phase.useful, phase.crossings) == (len(sides), crossings)


# --- With what a person did with it ----------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A series and what a person did with it."""

    values: list[Decimal | None]
    phases: list[int]
    frozen: list[int]
    centres: dict[int, Decimal]
    left_out: list[int]

    def chart(self) -> RunChart:
        return analyse(
            self.values,
            phases=self.phases,
            frozen=self.frozen,
            centres=self.centres,
            left_out=self.left_out,
        )


amounts = st.integers(-30, 30).map(Decimal)
places = st.integers(-2, 62)
values_of = st.lists(st.none() | amounts, max_size=60)
asked = st.builds(
    Asked,
    values_of,
    st.lists(places, max_size=2),
    st.lists(places, max_size=3),
    st.dictionaries(places, amounts, max_size=1),
    st.lists(places, max_size=5),
)


def said(phase: Phase) -> Phase:
    """Without the line itself."""
    return replace(phase, median=None)


def counts(phase: Phase) -> tuple[Any, ...]:
    return (
        phase.useful, phase.longest_run, phase.longest_run_max, phase.crossings, phase.crossings_min,
        phase.verdict,
    )  # fmt: skip


@given(asked, st.integers(-500, 500), st.integers(1, 50))
def test_moved_and_stretched_the_line_goes_along_and_all_else_stays(
    asked: Asked, by: int, times: int
) -> None:
    def moved(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * times + by

    plain = asked.chart()
    other = replace(
        asked,
        values=[moved(value) for value in asked.values],
        centres={at: line * times + by for at, line in asked.centres.items()},
    ).chart()
    assert [said(phase) for phase in other.phases] == [said(phase) for phase in plain.phases]
    assert [phase.median for phase in other.phases] == [moved(phase.median) for phase in plain.phases]


@given(asked)
def test_backwards_in_time_the_runs_of_each_phase_are_as_many_and_as_long(asked: Asked) -> None:
    """Without a baseline: that is the beginning of a phase, and would be its end."""
    size = len(asked.values)
    there = replace(asked, frozen=[], centres={})
    back = Asked(
        asked.values[::-1],
        [size - start for start in asked.phases],
        [],
        {},
        [size - 1 - at for at in asked.left_out],
    ).chart()
    for one, other in zip(there.chart().phases, back.phases[::-1], strict=True):
        assert (counts(other), other.median) == (counts(one), one.median)
        assert sorted(hint.kind for hint in other.hints) == sorted(hint.kind for hint in one.hints)
        assert (other.first, other.last) == (size - 1 - one.last, size - 1 - one.first)


@given(asked)
def test_points_on_the_line_change_no_run(asked: Asked) -> None:
    size = len(asked.values)
    one = replace(
        asked,
        phases=[],
        frozen=[at for at in asked.frozen if at < size - 1],
        centres={at: line for at, line in asked.centres.items() if at < size},
        left_out=[at for at in asked.left_out if at < size],
    )
    plain = one.chart()
    added = replace(one, values=[*one.values, plain.last.median, plain.last.median]).chart().last
    assert (counts(added), added.median, added.side) == (
        counts(plain.last), plain.last.median, plain.last.side,
    )  # fmt: skip


@given(asked)
def test_what_is_left_out_is_as_if_it_were_missing_and_is_named(asked: Asked) -> None:
    gone = [None if at in asked.left_out else value for at, value in enumerate(asked.values)]
    plain = asked.chart()
    assert replace(asked, values=gone, left_out=[]).chart().phases == plain.phases
    assert plain.left_out == tuple(sorted(set(asked.left_out) & set(range(len(gone)))))


@given(asked)
def test_a_baseline_of_the_whole_phase_is_no_baseline(asked: Asked) -> None:
    plain = replace(asked, frozen=[])
    ends = [phase.last for phase in plain.chart().phases]
    assert replace(asked, frozen=ends).chart() == plain.chart()


@given(asked)
def test_the_line_of_a_baseline_is_its_median_and_shorter_than_ten_it_is_early(asked: Asked) -> None:
    chart = asked.chart()
    for phase in chart.phases:
        if phase.frozen is None:
            assert not phase.early
            continue
        inside = range(phase.first, phase.frozen + 1)
        known = [one for at in inside if at not in chart.left_out and (one := asked.values[at]) is not None]
        assert phase.median == (median(known) if known else None)
        assert phase.early == (len(known) < 10)
        assert not (phase.early and phase.verdict != "too_early")


@given(asked)
def test_phases_are_judged_as_if_each_were_a_chart_of_its_own(asked: Asked) -> None:
    for phase in asked.chart().phases:
        span = range(phase.first, phase.last + 1)
        alone = Asked(
            asked.values[phase.first : phase.last + 1],
            [],
            [at - phase.first for at in asked.frozen if at in span],
            {at - phase.first: line for at, line in asked.centres.items() if at in span},
            [at - phase.first for at in asked.left_out if at in span],
        ).chart()
        assert _later(alone.last, phase.first) == phase


def _later(phase: Phase, by: int) -> Phase:
    return replace(
        phase,
        first=phase.first + by,
        last=phase.last + by,
        frozen=None if phase.frozen is None else phase.frozen + by,
        hints=tuple(replace(hint, first=hint.first + by, last=hint.last + by) for hint in phase.hints),
    )


@given(asked)
def test_the_runs_are_those_that_a_hand_would_count(asked: Asked) -> None:
    chart = asked.chart()
    for phase in chart.phases:
        inside = range(phase.first, phase.last + 1)
        known = [one for at in inside if at not in chart.left_out and (one := asked.values[at]) is not None]
        if phase.fixed:
            assert phase.median in asked.centres.values()
        line = phase.median
        sides = "".join("+" if one > line else "-" for one in known if line is not None and one != line)
        crossings = sum(one != other for one, other in pairwise(sides))
        longest = max(map(len, sides.replace("+-", "+ -").replace("-+", "- +").split()), default=0)
        assert (phase.useful, phase.crossings, phase.longest_run) == (len(sides), crossings, longest)
