"""Given names, and which of them are words as well. Pure: what they are looked up by is `folded`."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3  # letters: "Li" and "Bo" are parts of too many words to be asked about

# Common ones, which name a person wherever they stand, even where a sentence begins with a capital anyway.
COMMON = frozenset(
    WORD.findall("""
        aaron abigail adam ahmed aiden aisha alejandro alexander alice alicia amelia amir ana andre
        andres anna anne annie antonio benjamin caleb camila carlos carol charlotte chloe clara
        daniel daniela david diego dylan elena elijah ellie emiliano emily emma esther ethan eva
        evelyn fatima fernando gabriel gabriela gloria hannah henry ibrahim isaac isabel isabella
        jack jacob jamal james javier jayden jimena john jose joseph juan julia julian juliana kate
        katie kevin laura lauren layla leah leonardo liam logan lucas lucia lucy luis malik maria
        mariana marina martina mateo matthew maya megan michael miguel mohammed muhammad naomi
        natalia nathan noah noemi nora oliver olivia omar owen pablo paula pedro peter rachel
        rebecca ruth ryan samuel santiago sara sarah sebastian sofia sophia stella thomas tomas
        tyler valentina valeria victor victoria william xavier ximena yusuf zoe
    """)
)
# Names that are words: these name a person only with a capital inside a sentence.
WORDS = frozenset(
    WORD.findall("""
        alba alma amber angel april art august autumn bill chance charity consuelo cruz dawn dolores
        drew ella esperanza estrella faith flor frank grace grant guy hope iris ivy jade jay joy
        june lance lily luz mark max may mercedes miles olive paz pearl penny ray rich rob rosa rose
        ruby skip sky sol sue summer sunny tab trinity violet wade will
    """)
)


def folded(word: str) -> str:
    """Without accents and capitals: "José" and "jose" are one name."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()


def given_names(people: frozenset[str]) -> frozenset[str]:
    """The first names of people with these names, as they are looked up."""
    parts = (WORD.findall(name)[:1] for name in people)
    return frozenset(folded(part[0]) for part in parts if part and len(part[0]) >= SHORTEST) - WORDS
