"""From the teams' sums of a period to the pooled value, and what of it other teams may see. Pure.

Sums are added before a ratio is taken (`statistics.md` section 1); always with k of K teams.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from statistics import median
from typing import Literal

State = Literal["shown", "missing", "held back", "not handed in"]

SMALLEST_CELL = 5  # people in a denominator; fewer could be recognised
# Of the pooled denominator in one team: beyond it the pooled value is that team's.
LARGEST_SHARE = Decimal("0.9")
DIGITS = Context(prec=15)  # as many as a float holds, so that 1/3 and 2/6 are the same value


class MixedDefinitionsError(ValueError):
    """Counts under two definitions are two different things; a change of the wording starts a new phase."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One team's period, counted under `definition`. `num` and `den` are None unless it is shown."""

    num: Decimal | None = None
    den: Decimal | None = None
    state: State = "missing"
    definition: int | None = None


HELD_BACK = Cell(state="held back")


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


def as_hosts_see(unit: str, cells: Mapping[str, Cell], taking_part: int) -> tuple[Pooled, dict[str, Cell]]:
    """The pooled month and each team's, for faculty and coordinator: everything."""
    return pool(unit, cells, taking_part), dict(cells)


def as_teams_see(
    unit: str, cells: Mapping[str, Cell], taking_part: int, whole: Pooled | None = None
) -> tuple[Pooled, dict[str, Cell]]:
    """The same for other teams: small cells held back, and whatever else would give one of them away.

    `cells` are all teams' full cells, as far as other teams may know them by now. Only proportions count
    people. Each team knows its own cell besides. `whole`: what they are pooled, where that is known already.
    """
    whole = whole or pool(unit, cells, taking_part)
    if unit != "proportion" or not whole.reporting:
        return whole, dict(cells)
    people = {team: cell.den for team, cell in cells.items()}
    if gives_one_away(people.values()):
        whole = replace(whole, num=None, den=None, value=None, state="held back")
    return whole, hold_back(cells, hidden(people))


def hold_back(cells: Mapping[str, Cell], teams: Collection[str]) -> dict[str, Cell]:
    return {team: HELD_BACK if team in teams and cell.den else cell for team, cell in cells.items()}


def pool(unit: str, cells: Mapping[str, Cell], taking_part: int) -> Pooled:
    """Proportion and rate: Σ ÷ Σ. Count: mean for each reporting team. Score: median of the teams' values.

    MixedDefinitionsError where the cells were not all counted under one definition.
    """
    known = [cell for cell in cells.values() if cell.num is not None]
    _refuse_mixed(known)
    if not known:
        return Pooled(None, None, None, _why_nothing(cells.values()), 0, taking_part)
    num, den = _sum(cell.num for cell in known), _sum(cell.den for cell in known)
    parts: dict[str, tuple[Decimal | None, Decimal | None, Decimal | None]] = {
        "count": (num, Decimal(len(known)), DIGITS.divide(num, len(known))),
        "score": (None, None, median_of_teams("score", known)),
    }
    pooled_num, pooled_den, value = parts.get(unit, (num, den, value_of(unit, num, den)))
    return Pooled(pooled_num, pooled_den, value, "shown", len(known), taking_part)


def _refuse_mixed(cells: Iterable[Cell]) -> None:
    found = {cell.definition for cell in cells if cell.definition is not None}
    if len(found) > 1:
        raise MixedDefinitionsError(
            f"Counts under {len(found)} definitions cannot be pooled: pool each definition's periods apart"
        )


def median_of_teams(unit: str, cells: Iterable[Cell]) -> Decimal | None:
    """The middle of the teams' own values, as far as they are shown; None without any."""
    values = [value for cell in cells if (value := value_of(unit, cell.num, cell.den)) is not None]
    return DIGITS.plus(median(values)) if values else None


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum([amount for amount in amounts if amount is not None], Decimal(0))


def _why_nothing(cells: Iterable[Cell]) -> State:
    return "not handed in" if any(cell.state == "not handed in" for cell in cells) else "missing"


def gives_one_away(people: Iterable[Decimal | None]) -> bool:
    """The sum is nearly one team's (who reports alone is all of it), or small itself."""
    there = [one for one in people if one]
    together = _sum(there)
    return bool(there) and (max(there) > LARGEST_SHARE * together or together < SMALLEST_CELL)


def hidden(people: Mapping[str, Decimal | None], besides: Collection[str] = ()) -> set[str]:
    """Of teams' denominators the small ones (and those `besides`, held back for another reason); and the next
    smallest, until what is missing from the sum is neither one cell nor small.

    Also where the sum is held back: that one team is more than 90 % of it says how small the others are.
    """
    by_size = sorted((den, team) for team, den in people.items() if den)
    found = [(den, team) for den, team in by_size if den < SMALLEST_CELL or team in besides]
    for cell in [one for one in by_size if one not in found] if found else ():
        if len(found) > 1 and _sum(den for den, _team in found) >= SMALLEST_CELL:
            break
        found.append(cell)
    return {team for _den, team in found}
