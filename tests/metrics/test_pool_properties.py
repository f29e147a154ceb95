"""What must hold when the numbers of teams are added up, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrics.aggregate import Cell
from metrics.aggregate import pool as pool_cells
from metrics.limits import RATIOS, Kind, Settings, Subgroup, control_chart, pool
from tests.metrics.any_series import kinds


@given(
    kinds,
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 20), st.integers(1, 30)), max_size=25),
    st.data(),
)
def test_the_order_of_the_teams_rows_changes_nothing(kind: Kind, rows: Any, data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(rows))
    with_sizes = kind in RATIOS

    def pooled(rows: Any) -> list[Subgroup]:
        keys, numerators = [key for key, _, _ in rows], [num + 1 for _, num, _ in rows]
        return pool(keys, numerators, [den for _, _, den in rows] if with_sizes else None)

    assert pooled(mixed) == pooled(rows)
    assert control_chart(pooled(mixed), Settings(kind)) == control_chart(pooled(rows), Settings(kind))


whole_cells = st.tuples(st.integers(0, 50), st.integers(2, 60))


@given(st.lists(whole_cells, min_size=1, max_size=8), st.data())
def test_a_team_that_becomes_two_changes_no_pooled_ratio(given: Any, data: st.DataObject) -> None:
    """Sums before ratios: 1 of 2 and 90 of 100 are 91 of 102, however they are dealt out."""
    num, den = given[0]
    mine, size = data.draw(st.integers(0, num)), data.draw(st.integers(1, den - 1))
    split = [(mine, size), (num - mine, den - size), *given[1:]]
    month = ["2026-01"]
    assert pool(month * len(split), *zip(*split, strict=True)) == pool(
        month * len(given), *zip(*given, strict=True)
    )
    for unit in ("proportion", "rate"):
        one, two = pool_cells(unit, _cells(given), 40), pool_cells(unit, _cells(split), 40)
        assert replace(two, reporting=one.reporting) == one
        assert two.reporting == one.reporting + 1


@given(
    st.sampled_from(["proportion", "rate", "count", "score"]), st.lists(whole_cells, max_size=8), st.data()
)
def test_the_order_of_the_teams_changes_no_pooled_value(unit: str, given: Any, data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(given))
    assert pool_cells(unit, _cells(mixed), 40) == pool_cells(unit, _cells(given), 40)


def _cells(given: Sequence[tuple[int, int]]) -> dict[str, Cell]:
    return {str(team): Cell(Decimal(num), Decimal(den), "shown") for team, (num, den) in enumerate(given)}
