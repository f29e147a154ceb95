"""Chance that falls the same way every time: a stream of its own for everything that is asked. Pure."""

from __future__ import annotations

import math
from random import Random


def chance(*path: object) -> Random:
    """Numbers that depend on nothing but this path, so that one story does not move when another is added."""
    return Random("/".join(str(part) for part in path))  # noqa: S311 - a story, not a secret


def poisson(random: Random, mean: float) -> int:
    """Knuth's way: fine for the small means of a day."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def binomial(random: Random, size: int, share: float) -> int:
    return sum(random.random() < share for _one in range(size))


def logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def logit(share: float) -> float:
    return math.log(share / (1 - share))
