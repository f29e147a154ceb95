"""What the two collaboratives count, and how it behaves: two real shifts, and much that is chance."""

from __future__ import annotations

from dataclasses import replace

from bsc.demo.numbers import Measure, Step
from metrics.catalogue import CHILD_CARE, BuiltIn

Wordings = dict[str, tuple[tuple[int, BuiltIn], ...]]  # slug: from which month on, which words

REWORDED = 9  # the position of the month from which greetings are counted in new words

CALM_MEASURES = (
    # The first shift: after the second learning session fewer disruptions, in most teams but not in all.
    Measure(
        "disruptions",
        "rate",
        by_day=True,
        level=3.1,
        spread=0.16,
        goal="2",
        tapped=True,
        steps=(
            Step(7, 0.62, ("puddlejump-house", "lantern-lane", "casa-colibri", "tall-grass")),
            Step(7, 0.85, ("blue-kettle",)),
        ),
    ),
    Measure("two-way-talks", "proportion", by_day=True, level=0.55, spread=0.35, goal="0.75"),
    Measure(
        "greeted",
        "proportion",
        by_day=True,
        level=0.86,
        spread=0.3,
        goal="0.95",
        steps=(Step(REWORDED, 0.3),),  # eye level is asked for too, and happens less often
    ),
    Measure("transitions-announced", "proportion", by_day=True, level=0.6, spread=0.42, goal="0.8", about=9),
    Measure("parents-confident", "proportion", by_day=False, level=0.62, spread=0.3, about=12, goal="0.8"),
    # Asked from the eighth month on: too early to tell.
    Measure("staff-support", "score", by_day=False, level=3.5, spread=0.25, since=7, goal="4"),
    Measure("sent-home", "count", by_day=False, level=1.6, spread=0.3),
    # The second shift, a price: counting takes longer since the teams count more.
    Measure("minutes-on-data", "rate", by_day=True, level=5.5, spread=0.14, goal="5", steps=(Step(8, 1.5),)),
)
CALM_WORDINGS: Wordings = {one.slug: ((0, one),) for one in CHILD_CARE}
_greeted = CALM_WORDINGS["greeted"][0][1]
CALM_WORDINGS["greeted"] = (
    (
        0,
        replace(
            _greeted,
            numerator={
                "en": "Children greeted by name when they came in",
                "es": "Niños saludados por su nombre al entrar",
            },
        ),
    ),
    (REWORDED, _greeted),
)

READING_MEASURES = (
    Measure("cuento", "proportion", by_day=True, level=0.7, spread=0.3, goal="0.9"),
    Measure("libro-en-casa", "proportion", by_day=False, level=0.4, spread=0.35, about=28, goal="0.6"),
)
READING_WORDINGS: Wordings = {
    "cuento": (
        (
            0,
            BuiltIn(
                "cuento",
                {"es": "Oyeron un cuento", "en": "Heard a story"},
                {
                    "es": "Niñas y niños que hoy oyeron un cuento en un grupo pequeño",
                    "en": "Children who heard a story in a small group today",
                },
                {"es": "Presentes hoy", "en": "Children present today"},
            ),
        ),
    ),
    "libro-en-casa": (
        (
            0,
            BuiltIn(
                "libro-en-casa",
                {"es": "Llevaron un libro a casa", "en": "Took a book home"},
                {
                    "es": "Niñas y niños que este mes llevaron un libro a casa",
                    "en": "Children who took a book home this month",
                },
                {"es": "Inscritos este mes", "en": "Children enrolled this month"},
                kind="outcome",
                grain="month",
            ),
        ),
    ),
}
