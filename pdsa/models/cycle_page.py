"""What the page of one cycle shows: its four steps, their questions, and what everybody said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pdsa.models.cycle import STAGES, Cycle, Stage
from pdsa.models.entry import ASKS_WHETHER, QUESTIONS, Comment, Entry, Question, Verdict
from teams.models import Access
from teams.models.writing import with_writing

ENDINGS = {
    Cycle.Decision.ADAPT: _("Adapted: we change it and test again"),
    Cycle.Decision.EXPAND: _("Expanded: we test it with more people"),
    Cycle.Decision.ADOPT: _("Adopted: this is how we work now"),
    Cycle.Decision.ABANDON: _("Abandoned: and this is what we learned"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a step, with everybody's answers."""

    question: Question
    entries: list[Any]
    closed: bool = False  # predictions, once Do has begun

    @property
    def votes(self) -> list[tuple[str, int]]:
        """How many said yes, partly, no; only where people see it differently."""
        chosen = Counter(one.writing.choice for one in self.entries if one.writing.shown_at)
        told = [(str(verdict.label), chosen[verdict]) for verdict in Verdict if chosen[verdict]]
        return told if len(told) > 1 else []

    @property
    def asks_whether(self) -> bool:
        return self.question in ASKS_WHETHER


@dataclass(frozen=True, slots=True)
class Part:
    """One of the four steps."""

    stage: Stage
    state: str  # past, now or later
    asked: list[Asked]

    @property
    def has_answers(self) -> bool:
        return any(one.entries for one in self.asked)


@dataclass(frozen=True, slots=True)
class CyclePage:
    cycle: Cycle
    parts: list[Part]
    comments: list[Any]

    @property
    def predictions(self) -> list[Any]:
        """To be read again beside the question whether they were right."""
        return self.entries_to(Question.PREDICTION)

    @property
    def learned(self) -> list[Any]:
        return self.entries_to(Question.LEARNED)

    def entries_to(self, question: Question) -> list[Any]:
        return next(one.entries for part in self.parts for one in part.asked if one.question == question)

    @property
    def ending(self) -> str:
        """What the team decided, as a heading over what it learned."""
        return str(ENDINGS[Cycle.Decision(self.cycle.decision)]) if self.cycle.decision else ""

    @property
    def has_prediction(self) -> bool:
        return any(one.writing.shown_at for one in self.predictions)


def read_cycle(cycle: Cycle, access: Access) -> CyclePage:
    entries = list(with_writing(Entry.objects.visible_to(access).filter(cycle=cycle)))
    for one in entries:
        one.cycle = cycle
    here = STAGES.index(Stage(cycle.stage))
    parts = [
        Part(stage, "past" if at < here else "now" if at == here else "later", _asked(cycle, stage, entries))
        for at, stage in enumerate(STAGES)
    ]
    comments = list(with_writing(Comment.objects.visible_to(access).filter(cycle=cycle)))
    for one in comments:
        one.cycle = cycle
    return CyclePage(cycle, parts, comments)


def _asked(cycle: Cycle, stage: Stage, entries: list[Entry]) -> list[Asked]:
    return [
        Asked(
            Question(question),
            [one for one in entries if one.question == question],
            closed=question == Question.PREDICTION and cycle.is_locked,
        )
        for question in QUESTIONS[stage]
    ]
