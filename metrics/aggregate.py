"""From the teams' sums of a month to the pooled value, and what of it other teams may see. Pure.

Sums are added before a ratio is taken (`statistics.md` section 1); always with k of K teams.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from statistics import median
from typing import Literal

State = Literal["shown", "missing", "held back", "not handed in"]

SMALLEST_CELL = 5  # people in a denominator; fewer could be recognised
LARGEST_SHARE = Decimal(
    "0.9"
)  # of the pooled denominator in one team: beyond it the pooled value is that team's
DIGITS = Context(prec=15)  # as many as a float holds, so that 1/3 and 2/6 are the same value


@dataclass(frozen=True, slots=True)
class Cell:
    """One team's month. `num` and `den` are None unless it is shown."""

    num: Decimal | None = None
    den: Decimal | None = None
    state: State = "missing"


@dataclass(frozen=True, slots=True)
class Pooled:
    """The whole collaborative's month: `reporting` (k) of `taking_part` (K) teams."""

    num: Decimal | None
    den: Decimal | None
    value: Decimal | None
    state: State
    reporting: int
    taking_part: int


def value_of(unit: str, num: Decimal | None, den: Decimal | None) -> Decimal | None:
    """What is plotted for one team: the count, or the ratio; None where there is nothing to divide by."""
    if num is None or unit == "count":
        return num
    return None if not den else DIGITS.divide(num, den)


def pool(unit: str, cells: Mapping[str, Cell], taking_part: int, *, may_hold_back: bool) -> Pooled:
    """Proportion and rate: Σ ÷ Σ. Count: mean for each reporting team. Score: median of the teams' values.

    `cells` are all teams' full cells, as far as the reader may know them by now.
    """
    known = [cell for cell in cells.values() if cell.num is not None]
    nothing = Pooled(None, None, None, _why_nothing(cells.values()), len(known), taking_part)
    if not known:
        return nothing
    if may_hold_back and unit == "proportion" and _gives_one_away(known):
        return replace(nothing, state="held back")
    num, den = _sum(cell.num for cell in known), _sum(cell.den for cell in known)
    parts: dict[str, tuple[Decimal | None, Decimal | None, Decimal | None]] = {
        "count": (num, Decimal(len(known)), DIGITS.divide(num, len(known))),
        "score": (None, None, _median(known)),
    }
    pooled_num, pooled_den, value = parts.get(unit, (num, den, value_of(unit, num, den)))
    return Pooled(pooled_num, pooled_den, value, "shown", len(known), taking_part)


def _median(known: Sequence[Cell]) -> Decimal | None:
    values = [value for cell in known if (value := value_of("score", cell.num, cell.den)) is not None]
    return DIGITS.plus(median(values)) if values else None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _why_nothing(cells: Iterable[Cell]) -> State:
    return "not handed in" if any(cell.state == "not handed in" for cell in cells) else "missing"


def _gives_one_away(known: Sequence[Cell]) -> bool:
    """One team is nearly all of the denominator; a team that reports alone is all of it."""
    return max(cell.den or Decimal(0) for cell in known) > LARGEST_SHARE * _sum(cell.den for cell in known)


def hold_back(unit: str, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """What other teams see of each team's month.

    Proportions of fewer than five people are held back; where that is one team alone, so is the next smallest:
    the pooled sum and the others would give it away.
    """
    if unit != "proportion":
        return dict(cells)
    known = [team for team, cell in cells.items() if cell.num is not None]
    hidden = {team for team in known if _is_small(cells[team])}
    if len(hidden) == 1 and len(known) > 1:
        rest = [team for team in known if team not in hidden]
        hidden.add(min(rest, key=lambda team: (cells[team].den or Decimal(0), team)))
    return {
        team: replace(cell, num=None, den=None, state="held back") if team in hidden else cell
        for team, cell in cells.items()
    }


def _is_small(cell: Cell) -> bool:
    return cell.den is not None and 0 < cell.den < SMALLEST_CELL
