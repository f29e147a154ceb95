"""A QR code as one path of a drawing: it prints sharply, and needs no picture file."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]  # it ships no types
from qrcode.main import QRCode  # type: ignore[import-untyped]  # the same

QUIET = 4  # squares left white around it, as the standard asks


@dataclass(frozen=True, slots=True)
class Square:
    size: int
    path: str


def square(text: str) -> Square:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    rows = [[bool(dark) for dark in row] for row in code.get_matrix()]
    return Square(len(rows), "".join(_row(at, row) for at, row in enumerate(rows)))


def _row(top: int, row: list[bool]) -> str:
    parts, left = [], 0
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            parts.append(f"M{left} {top}h{width}v1h-{width}z")
        left += width
    return "".join(parts)
