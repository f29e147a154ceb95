"""Weeks beside months: what of a finer view other teams may read, where denominators are people. Pure.

Who reads a team's month and all its weeks but one knows that week too; a week that lies in two months, or
days outside the sample week, come to light the same way. So this looks at the pieces into which weeks,
months and sample weeks cut the days between them, and opens a team's line whole, or not at all: whatever can
be worked out from the views together is made of such pieces.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from metrics.aggregate import SMALLEST_CELL, gives_one_away, hidden

Pieces = Mapping[Hashable, Mapping[str, Decimal]]  # piece → team → people in its denominator


@dataclass(frozen=True, slots=True)
class Closed:
    """Teams whose line is held back, and whether the pooled chart is."""

    teams: frozenset[str] = frozenset()
    whole: bool = False


def closed(counted: Pieces, typed: Pieces, held: Collection[str]) -> Closed:
    """What stays closed in the finer view.

    `counted`: pieces of days. `typed`: months typed as one number; the finer view lacks them, so the
    difference of the two views shows them. `held`: teams with a cell that is held back in the view by month.
    """
    pieces = [*counted.values(), *typed.values()]
    found = set(held) | {
        team for piece in pieces for team, people in piece.items() if 0 < people < SMALLEST_CELL
    }
    while more := {team for piece in pieces for team in hidden(piece, found)} - found:
        found |= more
    is_nearly_one = any(gives_one_away(piece.values()) for piece in counted.values())
    return Closed(frozenset(found), is_nearly_one or any(_is_bare(piece, found) for piece in pieces))


def _is_bare(piece: Mapping[str, Decimal], closed_teams: Collection[str]) -> bool:
    """What is held back of it is one team's alone, or few people: nobody is left to cover them."""
    people = [one for team, one in piece.items() if one and team in closed_teams]
    return bool(people) and (len(people) < 2 or sum(people) < SMALLEST_CELL)
