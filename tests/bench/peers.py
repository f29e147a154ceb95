"""How many run charts a second: ours, and those of two packages that do the same, on the same series."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from statistics import median
from typing import Any

import pandas as pd
from pyqicharts import qic_table
from qikit import qic

from metrics.runchart import analyse

POINTS, SERIES, ROUNDS = 36, 40, 5
OURS = 25  # times in a round: it is over too soon for the clock otherwise


def series() -> list[list[float]]:
    """The same every time; every fourth one shifts halfway."""
    dice = Random(36)  # noqa: S311 - nothing secret
    return [
        [
            round(dice.gauss(50 + (12 if number % 4 == 0 and at >= POINTS // 2 else 0), 9), 2)
            for at in range(POINTS)
        ]
        for number in range(SERIES)
    ]


def per_second() -> dict[str, float]:
    """Run charts a second, the median of rounds in which each takes its turn; nothing is drawn."""
    floats = series()
    decimals = [[Decimal(str(value)) for value in one] for one in floats]
    frames = [pd.DataFrame({"x": range(POINTS), "y": one}) for one in floats]
    works: dict[str, tuple[Callable[[Any], object], Sequence[Any], int]] = {
        "ours, floats": (analyse, floats, OURS),
        "ours, decimals as stored": (analyse, decimals, OURS),
        "clinical-qikit": (lambda one: qic(y=one, chart="run"), floats, 1),
        "pyqicharts": (lambda one: qic_table(data=one, x="x", y="y", chart="run"), frames, 1),
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(ROUNDS):
        for name, (work, every, times) in works.items():
            begun = time.process_time()
            for _time in range(times):
                for one in every:
                    work(one)
            found[name].append(len(every) * times / (time.process_time() - begun))
    return {name: median(rates) for name, rates in found.items()}
