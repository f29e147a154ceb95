"""Tables of text, as the bench prints them."""

from __future__ import annotations

import sys


def table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)
    ]
    return "\n".join([title, *lines, ""])


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
