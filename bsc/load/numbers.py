"""What a team counted: numbers by chance about a level that may shift. Pure: the same for the same dice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from bsc.load.size import Kind, sample_week
from metrics.months import Month

MISSING = 0.04  # of the cells nobody wrote anything down
SAID_SO = 0.02  # somebody said that it was not counted
SHIFTED = 0.35  # of the series there was a real change, in the middle third
LESS, MORE = 0.7, 1.35  # what was usual is multiplied by this from then on
ODDS = 2.5  # and the odds of a proportion by this
HIGHEST_SCORE = 5.0


@dataclass(frozen=True, slots=True)
class Counted:
    """One cell: a day or a month. Both numbers None: somebody said that it was not counted."""

    at: Month
    day: date
    num: Decimal | None = None
    den: Decimal | None = None


def series(kind: Kind, months: Sequence[Month], dice: Random) -> Iterator[Counted]:
    """One place's cells in order of time."""
    usual = dice.gauss(0, kind.spread)
    shift = int(len(months) * dice.uniform(0.33, 0.66)) if dice.random() < SHIFTED else len(months)
    for position, month in enumerate(months):
        level = _level(kind, usual + dice.gauss(0, kind.spread / 2), has_shifted=position >= shift)
        for day in sample_week(month) if kind.grain == "day" else [month.first]:
            fate = dice.random()
            if fate < MISSING:
                continue
            if fate < MISSING + SAID_SO:
                yield Counted(month, day)
            else:
                yield Counted(month, day, *_numbers(kind, level, dice))


def _level(kind: Kind, chance: float, *, has_shifted: bool) -> float:
    """The level of one month: better than usual once the series has shifted."""
    if kind.unit == "proportion":
        odds = kind.level / (1 - kind.level) * math.exp(chance) * (ODDS if has_shifted else 1)
        return odds / (1 + odds)
    better = LESS if kind.direction == "down" else MORE
    return kind.level * math.exp(chance) * (better if has_shifted else 1)


def _numbers(kind: Kind, level: float, dice: Random) -> tuple[Decimal, Decimal | None]:
    if kind.unit == "score":
        return Decimal(str(round(min(HIGHEST_SCORE, max(1.0, level)), 1))), None
    if not kind.about:
        return Decimal(_spread(level, level, dice)), None
    size = max(2, _spread(kind.about, kind.about, dice))
    if kind.unit == "proportion":
        return Decimal(min(size, _spread(size * level, size * level * (1 - level), dice))), Decimal(size)
    return Decimal(_spread(size * level, size * level, dice)), Decimal(size)


def _spread(mean: float, variance: float, dice: Random) -> int:
    """Near enough to binomial and Poisson numbers, and far faster to draw."""
    return max(0, round(dice.gauss(mean, math.sqrt(variance))))
