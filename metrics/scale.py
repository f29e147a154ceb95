"""A vertical axis with round numbers. Pure: standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

Unit = Literal["count", "proportion", "rate", "score"]

ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


@dataclass(frozen=True, slots=True)
class Scale:
    """Round numbers from `low` to `high`; `decimals` is how many a reader needs to tell them apart."""

    low: Decimal
    high: Decimal
    step: Decimal
    decimals: int

    def ticks(self) -> Iterator[Decimal]:
        for place in range(int((self.high - self.low) / self.step) + 1):
            yield self.low + place * self.step

    def share(self, value: Decimal) -> float:
        """How far up the axis, from 0 to 1."""
        return float((value - self.low) / (self.high - self.low))


def as_decimal(value: Decimal | float) -> Decimal:
    """The decimal that a person would write for the number."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def fit(numbers: Sequence[Decimal], unit: Unit, steps: int) -> Scale:
    """The finest round scale of at most `steps` steps that holds all numbers; but for scores, zero too."""
    least, most = min(numbers, default=Decimal(0)), max(numbers, default=Decimal(0))
    if unit != "score":
        least, most = min(least, Decimal(0)), max(most, Decimal(0))
    if least == most:
        least, most = (least - 1, most + 1) if unit == "score" else (least, most + 1)
    for step in _round_steps((most - least) / steps, unit):
        low = (least / step).to_integral_value(ROUND_FLOOR) * step
        high = (most / step).to_integral_value(ROUND_CEILING) * step
        if (high - low) / step <= steps:
            return Scale(low, high, step, decimals_of(step, unit))
    raise AssertionError("a coarse enough step always exists")


def _round_steps(least: Decimal, unit: Unit) -> Iterator[Decimal]:
    """1, 2, 2.5, 5, 10, … from `least` on. Things counted have whole steps, and a 2.5 only as 25, 250, …"""
    power = least.adjusted()
    while True:
        for digit in ROUND_STEPS:
            step = digit.scaleb(power)
            seen = step * 100 if unit == "proportion" else step
            is_whole = seen == seen.to_integral_value()
            if step >= least and (is_whole or (unit != "count" and digit != Decimal("2.5"))):
                yield step
        power += 1


def significant(value: Decimal, unit: Unit) -> int:
    """Decimals for three digits that mean something: 43.3, 4.33, 0.0433; and 1,234 stays whole."""
    return max(0, 2 - (value * 100 if unit == "proportion" else value).adjusted()) if value else 0


def decimals_of(value: Decimal, unit: Unit) -> int:
    """Decimals that the number has as it is shown: proportions are shown as per cent."""
    exponent = (value * 100 if unit == "proportion" else value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
