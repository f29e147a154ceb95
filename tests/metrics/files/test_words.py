"""Lines of text in a picture."""

from __future__ import annotations

from metrics.files.words import lines, width


def test_lines_break_between_words_and_lose_none() -> None:
    text = "Too early to tell: it takes ten points off the median"
    found = list(lines(text, 12))
    assert (" ".join(found), len(found) > 1) == (text, True)
    assert all(width(line) <= 12 for line in found)


def test_an_address_is_broken_anywhere() -> None:
    text = "https://bsc.example.org/c/riverside/teams/maple/metrics/calm/"
    found = list(lines(text, 10))
    assert ("".join(found), len(found) > 2) == (text, True)
    assert all(width(line) <= 10 for line in found)


def test_no_words_are_no_lines() -> None:
    assert list(lines("  ", 10)) == []
