"""Lines of text where nothing breaks them by itself. Widths are guessed, and rather too wide. Pure."""

from __future__ import annotations

from collections.abc import Iterator

THIN, BROAD = frozenset(" .,:;'’|!()[]{}ijltfrI-"), frozenset("mwMWQO@%&—…")
EAST_ASIAN = 0x2E80  # letters from here on are as wide as they are high


def width(text: str, *, bold: bool = False) -> float:
    """In font sizes."""
    return sum(map(_letter, text)) * (1.2 if bold else 1.08)


def _letter(letter: str) -> float:
    if ord(letter) >= EAST_ASIAN:
        return 1.0
    if letter in THIN:
        return 0.36
    if letter in BROAD:
        return 0.92
    return 0.66 if letter.isupper() else 0.575


def lines(text: str, room: float, *, bold: bool = False) -> Iterator[str]:
    """Broken between words; a word that is too long by itself, such as an address, is broken anywhere."""
    line = ""
    for blank, piece in _pieces(text, room, bold=bold):
        longer = line + blank + piece if line else piece
        if line and width(longer, bold=bold) > room:
            yield line
            longer = piece
        line = longer
    if line:
        yield line


def _pieces(text: str, room: float, *, bold: bool) -> Iterator[tuple[str, str]]:
    """What stands before a piece, a blank or nothing, and the piece."""
    for word in text.split():
        blank, piece = " ", ""
        for letter in word:
            if piece and width(piece + letter, bold=bold) > room:
                yield blank, piece
                blank, piece = "", ""
            piece += letter
        yield blank, piece
