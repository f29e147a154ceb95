"""What the steps of an explanation are made from, and of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from metrics.chartview import ChartView
from metrics.facts import Facts
from metrics.runchart import Phase, Value
from metrics.walk import Walk
from metrics.wording import month_text, number_text


class Told(NamedTuple):
    """`said`: whole sentences. `points`: positions they speak of. `in_order`: with the sorted values."""

    said: Sequence[str]
    points: tuple[int, ...] = ()
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One chart that has a line."""

    view: ChartView
    facts: Facts
    walk: Walk

    @property
    def phase(self) -> Phase:
        return self.facts.phase

    @property
    def line(self) -> str:
        return self.number(self.walk.line)

    def number(self, value: Value) -> str:
        return number_text(value, self.view.unit)

    def period(self, at: int) -> str:
        return month_text(self.view.points[at].period)

    def named(self, points: Sequence[int]) -> str:
        return "; ".join(map(self.period, points))

    def span(self, points: Sequence[int]) -> dict[str, str]:
        return {"first": self.period(points[0]), "last": self.period(points[-1])}
