"""Weeks beside months: nothing that is held back can be worked out from the two. No database."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrics.aggregate import SMALLEST_CELL
from metrics.finer import Closed, closed

OPEN = Closed()


def people(**teams: int) -> dict[str, Decimal]:
    return {team: Decimal(one) for team, one in teams.items()}


def pieces(*found: dict[str, Decimal]) -> dict[Any, dict[str, Decimal]]:
    return dict(enumerate(found))


def test_weeks_of_many_people_are_open() -> None:
    week = people(ash=10, birch=12, cedar=9)
    assert closed(pieces(week, week), {}, ()) == OPEN
    assert closed({}, {}, ()) == OPEN


def test_one_small_week_closes_the_whole_line_and_a_second_team_with_it() -> None:
    """Ash's month is known to everybody: with all weeks but one, that one would be too."""
    found = closed(pieces(people(ash=10, birch=12, cedar=9), people(ash=3, birch=12, cedar=9)), {}, ())
    assert found == Closed(frozenset({"ash", "cedar"}))


def test_a_single_day_beyond_the_month_is_a_piece_too() -> None:
    """A week of Monday the 31st (3 children) and the four days after it: month and week give away Monday."""
    monday, rest = people(ash=3, birch=20, cedar=20), people(ash=12, birch=60, cedar=80)
    assert closed(pieces(monday, rest), {}, ()).teams == {"ash", "birch"}


def test_who_is_held_back_by_month_is_held_back_by_week() -> None:
    """Birch hides Ash's small month; its weeks would add up to its own."""
    week = people(birch=12, cedar=9, date=30)
    assert closed(pieces(week), pieces(people(ash=3)), {"ash", "birch"}) == Closed(
        frozenset({"ash", "birch", "cedar"}), whole=True
    )
    covered = pieces(people(ash=3, elm=7))
    assert closed(pieces(week), covered, {"ash", "birch"}) == Closed(
        frozenset({"ash", "birch", "cedar", "elm"})
    )


def test_where_one_team_is_nearly_all_of_a_week_the_pooled_chart_is_closed() -> None:
    week = people(ash=10, birch=12)
    assert closed(pieces(week, people(ash=10)), {}, ()) == Closed(whole=True)
    assert closed(pieces(week, people(ash=91, birch=9)), {}, ()) == Closed(whole=True)
    assert closed(pieces(week, people(ash=90, birch=10)), {}, ()) == OPEN


def test_a_team_that_types_its_months_alone_is_shown_by_month_anyway() -> None:
    assert closed(pieces(people(ash=10, birch=12)), pieces(people(cedar=40)), ()) == OPEN


def test_nobody_there_is_nobody_to_protect() -> None:
    assert closed(pieces(people(ash=0, birch=9, cedar=12), people(ash=0)), {}, ()) == OPEN


a_piece = st.dictionaries(st.sampled_from("abcde"), st.one_of(st.integers(0, 12), st.integers(0, 200)))


@given(st.lists(a_piece, max_size=4), st.lists(a_piece, max_size=2), st.sets(st.sampled_from("abcde")))
def test_no_sum_of_pieces_gives_one_away(
    counted: list[dict[str, int]], typed: list[dict[str, int]], held: set[str]
) -> None:
    """Whatever pieces somebody adds up: of an open team it is none or five people; of those that are closed,
    together, none, or five of at least two teams; and the pooled sum is no team's."""
    found = closed(
        pieces(*(people(**one) for one in counted)), pieces(*(people(**one) for one in typed)), held
    )
    assert held <= found.teams
    every = [*counted, *typed]
    for chosen in product([False, True], repeat=len(every)):
        union = [piece for piece, is_in in zip(every, chosen, strict=True) if is_in]
        totals = {team: sum(one.get(team, 0) for one in union) for team in "abcde"}
        shown = {team: many for team, many in totals.items() if team not in found.teams}
        assert all(many == 0 or many >= SMALLEST_CELL for many in shown.values())
        rest = [many for team, many in totals.items() if team in found.teams and many]
        if rest and not found.whole:
            assert len(rest) >= 2
            assert sum(rest) >= SMALLEST_CELL
        if sum(totals.values()) and not found.whole and not any(chosen[len(counted) :]):
            assert max(totals.values()) <= Decimal("0.9") * sum(totals.values())
