"""The one spelling of a chart's data: keys sorted, numbers as exact decimal text, no white space. Pure.

What is large is spelled piece by piece: a piece that two charts share is then spelled once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

NOTHING = "null"


def canonical(data: Any) -> str:
    """Any data of mappings, lists, texts, integers and decimals; TypeError for what has no place there."""
    return _ENCODER.encode(data)


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{value!r} has no place in a snapshot")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text)


def number(value: Decimal | None) -> str:
    """A decimal as `canonical` spells it."""
    return NOTHING if value is None else f'"{value.normalize():f}"'


def mapping(spelled: Mapping[str, str]) -> str:
    """A mapping whose values are spelled already."""
    return "{" + ",".join([f"{_name(key)}:{spelled[key]}" for key in sorted(spelled)]) + "}"


@lru_cache(maxsize=4096)
def _name(key: str) -> str:
    return canonical(key)


def listing(spelled: Iterable[str]) -> str:
    """A list whose items are spelled already."""
    return "[" + ",".join(spelled) + "]"
