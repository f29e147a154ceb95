"""The reference answers, and how the schema compares with them. Needs no Django."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).resolve().parents[2].parent / "shared" / "golden"
FILES = sorted(GOLDEN.glob("*__*.json"))


def read(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def cases(pattern: str = "*__*.json") -> list[dict[str, Any]]:
    return [case for file in sorted(GOLDEN.glob(pattern)) for case in read(file)]


def runs_table() -> list[tuple[int, tuple[int, int]]]:
    """Useful points, and the fewest and most runs that chance explains."""
    rows = json.loads((GOLDEN / "ihi-runs-table.json").read_text(encoding="utf-8"))["rows"]
    return [(row["n"], (row["lower"], row["upper"])) for row in rows]


def run_charts() -> list[dict[str, Any]]:
    return [case for case in cases("qicharts2__*.json") if case["chart"] == "run"]


def differences(ours: Any, theirs: Any, where: str = "") -> Iterator[str]:
    """By the schema's "how to compare": numbers within 1e-9 relative or 1e-12, everything else exactly."""
    if isinstance(theirs, dict):
        if not isinstance(ours, dict) or set(theirs) - set(ours):
            yield f"{where}: {ours!r:.60} is not {sorted(theirs)}"
            return
        for name in theirs:
            yield from differences(ours[name], theirs[name], f"{where}/{name}")
    elif isinstance(theirs, list):
        if not isinstance(ours, list) or len(ours) != len(theirs):
            yield f"{where}: {ours!r:.60} is not {theirs!r:.60}"
            return
        for at, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(one, other, f"{where}[{at}]")
    elif not same(ours, theirs):
        yield f"{where}: {ours!r} is not {theirs!r}"


def same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float) and not isinstance(other, bool):
        return abs(one - other) <= max(1e-9 * max(abs(one), abs(other)), 1e-12)
    return type(one) is type(other) and one == other
