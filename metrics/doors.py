"""Ways out of a chart and a month to pages that speak about them.

What these are, a room above knows, and registers its door at start-up; this app never names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from metrics.months import Month
from teams.models import Team


@dataclass(frozen=True, slots=True)
class Door:
    label: str
    address: str


Opener = Callable[[Team, Any, Month], Door]
_openers: list[Opener] = []


def register(opener: Opener) -> None:
    """Say where one metric's month leads. Asks no database: a page has many doors."""
    if opener not in _openers:
        _openers.append(opener)


def doors_of(team: Team, metric: Any, month: Month) -> list[Door]:
    return [opener(team, metric, month) for opener in _openers]
