"""What people write in a cycle: entries, each one person's answer to one question, and comments."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from pdsa.models.cycle import Cycle, Stage
from teams.models import Access, Written
from teams.models.writing import shown_to


class Question(models.TextChoices):
    CHANGE = "change", _("What do we try?")
    WITH_WHOM = "with_whom", _("With whom, and where?")
    OBJECTIVE = "objective", _("What do we want to learn?")
    PREDICTION = "prediction", _("What do we think will happen?")
    AS_PLANNED = "as_planned", _("Did it go as planned?")
    SEEN = "seen", _("What did we see?")
    PREDICTED = "predicted", _("Was the prediction right?")
    LEARNED = "learned", _("What did we learn?")
    WHY = "why", _("Why do we decide so?")


class Verdict(models.TextChoices):
    """What may be chosen where a question asks whether."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


QUESTIONS: dict[str, tuple[str, ...]] = {
    Stage.PLAN: (Question.CHANGE, Question.WITH_WHOM, Question.OBJECTIVE, Question.PREDICTION),
    Stage.DO: (Question.AS_PLANNED, Question.SEEN),
    Stage.STUDY: (Question.PREDICTED, Question.LEARNED),
    Stage.ACT: (Question.WHY,),
}
STAGE_OF = {question: stage for stage, questions in QUESTIONS.items() for question in questions}
ASKS_WHETHER = frozenset({Question.AS_PLANNED, Question.PREDICTED})


class InCycleQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """With their cycle; of drafts one's own."""
        return self.filter(shown_to(access), cycle__in=Cycle.objects.visible_to(access).values("pk"))


class Entry(Written):
    """One person's answer to one question of a cycle."""

    kind = "entry"
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="entries")
    question = models.CharField(max_length=10, choices=Question)
    objects = InCycleQuerySet.as_manager()

    class Meta:
        ordering = ["writing__at", "pk"]

    def get_absolute_url(self) -> str:
        return f"{self.cycle.get_absolute_url()}#{STAGE_OF[Question(self.question)]}"

    @property
    def asked(self) -> Question:
        return Question(self.question)

    @property
    def asks_whether(self) -> bool:
        return self.question in ASKS_WHETHER

    @property
    def verdict(self) -> str:
        """What was chosen, where the question asks whether."""
        return str(Verdict(self.writing.choice).label) if self.writing.choice in Verdict else ""

    @property
    def choices(self) -> tuple[tuple[str, Any], ...]:
        return tuple(Verdict.choices) if self.asks_whether else ()

    def lock_for_rewording(self) -> None:
        """Nobody begins Do while a prediction is being reworded."""
        self.cycle = Cycle.objects.select_for_update(no_key=True).get(pk=self.cycle_id)

    @property
    def is_locked(self) -> bool:
        return self.question == Question.PREDICTION and self.cycle.is_locked

    def may_be_reworded_by(self, access: Access) -> bool:
        """Its author, while they are on the team; a prediction only until Do begins."""
        own = super().may_be_reworded_by(access) and self.cycle.team_id in access.writes_teams
        return own and not self.is_locked


class Comment(Written):
    """What somebody says about a cycle: the team, faculty, coach or coordinator."""

    kind = "cycle_comment"
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="comments")
    objects = InCycleQuerySet.as_manager()

    class Meta:
        ordering = ["writing__at", "pk"]

    def get_absolute_url(self) -> str:
        return f"{self.cycle.get_absolute_url()}#comments"


__all__ = ["ASKS_WHETHER", "QUESTIONS", "STAGE_OF", "Comment", "Entry", "Question", "Verdict"]
