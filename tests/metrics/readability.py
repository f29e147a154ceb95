"""How hard a text is: words a sentence, and the Flesch-Kincaid grade, syllables counted by their vowels."""

from __future__ import annotations

import re
from collections.abc import Iterable

ABBREVIATED = re.compile(r"\d+(?:[.,]\d+)*%?")  # a number is one word, and no end of a sentence


def sentences_of(text: str) -> list[str]:
    plain = ABBREVIATED.sub("9", text).replace("\n", " ")
    return [one for one in re.split(r"[.?!](?:\s+|$)", plain) if one.strip()]


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-zøé’′]+|9", text)


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouyøé]+", word.lower()))
    is_silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(groups - is_silent, 1)


def words_a_sentence(texts: Iterable[str]) -> float:
    found = [one for text in texts for one in sentences_of(text)]
    return sum(len(words_of(one)) for one in found) / len(found)


def grade(texts: Iterable[str]) -> float:
    """Of American schools: 6 is for children of eleven."""
    kept = list(texts)
    words = [word for text in kept for one in sentences_of(text) for word in words_of(one)]
    return 0.39 * words_a_sentence(kept) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
