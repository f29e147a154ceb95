"""Why a mutant may survive: `reasons.toml`, one entry for each reason, matched by the text of the line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.making import Change

FILE = Path(__file__).with_name("reasons.toml")


@dataclass(frozen=True, slots=True)
class Reason:
    why: str
    changes: tuple[Change, ...]


def reasons() -> list[Reason]:
    """In the order of the file. Of one line, the operators that make it become something are listed."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["reason"]
    return [
        Reason(
            entry["why"],
            tuple(
                Change(entry["file"], operator, entry["line"], becomes)
                for becomes, operators in entry["becomes"].items()
                for operator in operators
            ),
        )
        for entry in entries
    ]


def judged(survived: set[Change]) -> tuple[set[Change], set[Change]]:
    """Survivors without a reason, and reasons without a survivor."""
    known = {change for reason in reasons() for change in reason.changes}
    return survived - known, known - survived
