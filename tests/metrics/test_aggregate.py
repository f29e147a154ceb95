"""Pooling across teams, and what of it is held back. No database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.aggregate import (
    Cell,
    MixedDefinitionsError,
    Pooled,
    as_hosts_see,
    as_teams_see,
    pool,
    value_of,
)

HELD = Cell(state="held back")


def cell(num: object, den: object = None) -> Cell:
    return Cell(Decimal(str(num)), None if den is None else Decimal(str(den)), "shown")


def shown(num: object, den: object, value: object, k: int, of: int) -> Pooled:
    parts = (None if part is None else Decimal(str(part)) for part in (num, den, value))
    return Pooled(*parts, "shown", k, of)


POOLED = [
    pytest.param(
        "proportion",
        [cell(1, 2), cell(90, 100)],
        shown(91, 102, "0.892156862745098", 2, 6),
        id="sums before ratios",
    ),
    pytest.param(
        "proportion", [cell(0, 0), cell(3, 12)], shown(3, 12, "0.25", 2, 6), id="nobody there adds nothing"
    ),
    pytest.param("proportion", [cell(0, 0)], shown(0, 0, None, 1, 6), id="nothing to divide by"),
    pytest.param("rate", [cell(4, 10), cell(1, 40)], shown(5, 50, "0.1", 2, 6), id="events over exposure"),
    pytest.param("rate", [cell(0, 10)], shown(0, 10, 0, 1, 6), id="a rate of zero is a value"),
    pytest.param(
        "count", [cell(4), cell(5), cell(0)], shown(9, 3, 3, 3, 6), id="mean for each reporting team"
    ),
    pytest.param(
        "count", [cell(1), cell(1), cell(0)], shown(2, 3, "0.666666666666667", 3, 6), id="a mean that is cut"
    ),
    pytest.param(
        "score", [cell(4, 1), cell(9, 3), cell(10, 2)], shown(None, None, 4, 3, 6), id="median of the teams"
    ),
    pytest.param(
        "score", [cell(4, 1), cell(9, 2)], shown(None, None, "4.25", 2, 6), id="between the two in the middle"
    ),
]


@pytest.mark.parametrize(("unit", "cells", "expected"), POOLED)
def test_each_unit_pools_in_its_own_way(unit: str, cells: list[Cell], expected: Pooled) -> None:
    teams = {f"team-{at}": one for at, one in enumerate([*cells, Cell()])}
    assert pool(unit, teams, 6) == expected
    assert as_hosts_see(unit, teams, 6) == (expected, teams)


def test_a_half_and_nine_tenths_pool_to_eighty_nine_percent_not_seventy() -> None:
    whole = pool("proportion", {"a": cell(1, 2), "b": cell(90, 100)}, 2)
    assert whole.value is not None
    assert f"{whole.value:.0%}" == "89%"


def test_counts_under_two_definitions_are_never_pooled() -> None:
    old, new = Cell(Decimal(1), Decimal(2), "shown", 7), Cell(Decimal(1), Decimal(2), "shown", 8)
    assert pool("proportion", {"a": old, "b": old}, 2).value == Decimal("0.5")
    for see in (pool, as_hosts_see, as_teams_see):
        with pytest.raises(MixedDefinitionsError, match="2 definitions cannot be pooled"):
            see("proportion", {"a": old, "b": new}, 2)  # type: ignore[operator]


def test_the_same_ratio_is_the_same_value() -> None:
    assert (
        value_of("proportion", Decimal(1), Decimal(3))
        == value_of("proportion", Decimal(2), Decimal(6))
        == Decimal("0.333333333333333")
    )
    assert (
        value_of("count", Decimal(7), None),
        value_of("rate", Decimal(0), Decimal(0)),
        value_of("rate", None, Decimal(2)),
    ) == (
        7,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("cells", "state"),
    [([], "missing"), ([Cell()], "missing"), ([Cell(), Cell(state="not handed in")], "not handed in")],
)
def test_a_month_without_a_number_says_why(cells: list[Cell], state: str) -> None:
    teams = dict(enumerate(cells))
    nothing = Pooled(None, None, None, state, 0, 4)  # type: ignore[arg-type]
    assert as_teams_see("proportion", teams, 4) == (nothing, teams)  # type: ignore[arg-type]


def seen(*cells: Cell, unit: str = "proportion") -> tuple[str, list[Cell]]:
    whole, teams = as_teams_see(unit, {f"team-{at}": one for at, one in enumerate(cells)}, len(cells))
    return whole.state, list(teams.values())


def test_a_small_cell_is_held_back_with_the_next_smallest() -> None:
    assert seen(cell(3, 4), cell(9, 30), cell(8, 20), cell(7, 40)) == (
        "shown",
        [HELD, cell(9, 30), HELD, cell(7, 40)],
    )


def test_two_small_cells_hide_each_other() -> None:
    assert seen(cell(3, 4), cell(1, 2), cell(8, 20), cell(7, 30)) == (
        "shown",
        [HELD, HELD, cell(8, 20), cell(7, 30)],
    )


def test_two_cells_that_are_small_together_hide_a_third() -> None:
    assert seen(cell(1, 2), cell(1, 2), cell(8, 20), cell(7, 30)) == (
        "shown",
        [HELD, HELD, HELD, cell(7, 30)],
    )


def test_five_people_are_enough_and_nobody_is_no_cell() -> None:
    assert seen(cell(3, 5), cell(2, 6), cell(0, 0)) == ("shown", [cell(3, 5), cell(2, 6), cell(0, 0)])


def test_an_empty_cell_is_no_cover_for_a_small_one() -> None:
    assert seen(cell(3, 4), cell(0, 0), cell(8, 20), cell(7, 40)) == (
        "shown",
        [HELD, cell(0, 0), HELD, cell(7, 40)],
    )


def test_who_reports_alone_is_not_the_collaborative() -> None:
    assert seen(cell(30, 40), Cell()) == ("held back", [cell(30, 40), Cell()])


@pytest.mark.parametrize(("small", "state"), [(10, "shown"), (9, "held back")])
def test_one_team_with_more_than_nine_tenths_is_not_the_collaborative(small: int, state: str) -> None:
    assert seen(cell(30, 90), cell(1, small)) == (state, [cell(30, 90), cell(1, small)])


def test_a_pooled_handful_is_a_small_cell_itself() -> None:
    assert seen(cell(1, 2), cell(0, 1), cell(0, 1)) == ("held back", [HELD, HELD, HELD])


def test_a_pooled_value_that_is_held_back_still_says_how_many_reported() -> None:
    whole, _ = as_teams_see("proportion", {"a": cell(3, 40), "b": Cell()}, 5)
    assert whole == Pooled(None, None, None, "held back", 1, 5)


@pytest.mark.parametrize("unit", ["rate", "count", "score"])
def test_only_proportions_count_people(unit: str) -> None:
    alone, few = cell(1, 2), cell(3, 1)
    assert seen(alone, unit=unit) == ("shown", [alone])
    assert seen(alone, few, cell(9, 300), unit=unit) == ("shown", [alone, few, cell(9, 300)])


sizes = st.lists(st.one_of(st.none(), st.integers(0, 9), st.integers(0, 200)), min_size=1, max_size=8)


@given(sizes)
def test_no_cell_held_back_can_be_worked_out_from_the_rest(dens: list[int | None]) -> None:
    """Who subtracts all that is shown from the pooled sum is left with several teams and five people."""
    cells = {str(at): Cell() if den is None else cell(den // 2, den) for at, den in enumerate(dens)}
    whole, teams = as_teams_see("proportion", cells, len(cells))
    hidden = [team for team, one in teams.items() if one.state == "held back"]
    assert all(teams[team] == cells[team] for team in cells if team not in hidden)
    assert all(teams[team] == HELD for team in hidden)
    assert all(one.den >= 5 for one in teams.values() if one.den)
    if whole.state == "shown" and hidden:
        assert whole.den is not None
        rest = whole.den - sum(one.den or 0 for one in teams.values())
        assert len(hidden) >= 2
        assert rest >= 5
    if whole.state == "shown" and whole.den:
        assert max(one.den or 0 for one in cells.values()) <= Decimal("0.9") * whole.den
        assert whole.den >= 5
