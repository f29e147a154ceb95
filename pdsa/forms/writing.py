"""Forms in which people write in a cycle: a whole plan, one answer, a comment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pdsa.forms.facts import (
    SCALE,
    DriverField,
    MetricField,
    SizeField,
    check_days,
    drivers_offered,
    metrics_offered,
)
from pdsa.forms.people import ME, People, SeveralField, WhoField
from pdsa.models import Cycle, Stage
from pdsa.models.entry import ASKS_WHETHER, Question, Verdict
from pdsa.models.steps import Decided
from pdsa.models.writing_cycles import FACTS, Plan, voice_of
from teams.forms.setup import DayField
from teams.forms.writing import WarnedForm, WordsForm
from teams.models import Team
from teams.models.writing import LONGEST, Voice

A_WEEK = timedelta(days=7)
LARGEST = 2**31 - 1  # of a version


def _area(label: Any, help_text: Any, *, rows: int = 2, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": gettext_lazy("Write a few words on what you try.")},
    )


class PlanForm(WarnedForm):
    """A new cycle on one short page. Only what we try is needed."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    change = _area(
        Question.CHANGE.label,
        gettext_lazy("One small thing, as you would say it to a friend."),
        required=True,
    )
    with_whom = _area(
        Question.WITH_WHOM.label, gettext_lazy("Which room, how many. Never a child's name."), rows=1
    )
    prediction = _area(
        Question.PREDICTION.label, gettext_lazy("A guess is fine. You look back at it when you study.")
    )
    objective = _area(Question.OBJECTIVE.label, gettext_lazy("The question that the test answers."))
    starts = DayField(required=False, label=gettext_lazy("First day"))
    ends = DayField(required=False, label=gettext_lazy("Last day"))
    children = SizeField(label=gettext_lazy("Children"))
    adults = SizeField(label=gettext_lazy("Adults"))
    classrooms = SizeField(label=gettext_lazy("Classrooms"))
    days = SizeField(label=gettext_lazy("Days"))
    proposer = WhoField(label=gettext_lazy("Whose idea is it?"))
    testers = SeveralField(required=False, label=gettext_lazy("Who tests it?"))
    metric = MetricField()
    driver = DriverField()
    texts = ("change", "with_whom", "objective", "prediction")

    def __init__(self, *args: Any, team: Team, people: People, day: date, **kwargs: Any) -> None:
        super().__init__(*args, known=people.known, **kwargs)
        self.team = team
        offered: Any = self.fields
        offered["uuid"].initial = uuid4
        offered["starts"].initial, offered["ends"].initial = day, day + A_WEEK
        offered["proposer"].offer(people)
        offered["proposer"].initial = ME
        offered["testers"].offer(people)
        offered["metric"].queryset = metrics_offered(team.collaborative, day)
        offered["driver"].queryset = drivers_offered(team.collaborative, day)

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_days(self)
        return self.cleaned_data

    def plan(self, *, previous: Cycle | None = None, draft: bool = False) -> Plan:
        said = self.cleaned_data
        return Plan(
            uuid=said["uuid"] or uuid4(),
            answers={question: said[question] for question in self.texts if said[question]},
            proposer=said["proposer"],
            testers=tuple(said["testers"]),
            facts={name: said[name] for name in FACTS},
            previous=previous,
            draft=draft,
        )

    def begin_anew(self) -> None:
        """A new id, so that what was typed can be saved beside what was sent before."""
        anew(self)

    @property
    def sizes(self) -> list[Any]:
        return [self[name] for name in SCALE]


class EntryForm(WordsForm):
    """One person's answer to one question, in the own voice or typed for somebody."""

    text = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("Your answer"), choices=Verdict, required=False, widget=forms.RadioSelect
    )
    who = WhoField(label=gettext_lazy("Whose words are they?"), required=False)

    def __init__(self, *args: Any, question: str, people: People, **kwargs: Any) -> None:
        super().__init__(*args, known=people.known, prefix=question, **kwargs)
        self.question, self.people = Question(question), people
        who: Any = self.fields["who"]
        who.offer(people)
        who.initial = ME
        if question in ASKS_WHETHER:
            self.fields["text"].label = _("Say more, if you like")
            self.fields["choice"].label = self.question.label
        else:
            del self.fields["choice"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.check_words()
        return said

    def check_words(self) -> None:
        if self.cleaned_data.get("text") or self.cleaned_data.get("choice"):
            return
        if "choice" in self.fields:
            self.add_error("choice", _("Choose one of the three, or write a few words."))
        else:
            self.add_error("text", _("Write a few words first."))

    def voice(self) -> Voice:
        return voice_of(self.cleaned_data["who"] or self.people.me, self.people.me)

    def begin_anew(self) -> None:
        anew(self)


class CommentForm(WordsForm):
    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, known=people.known, prefix="comment", **kwargs)
        self.fields["text"].label = _("Your comment")

    def begin_anew(self) -> None:
        anew(self)


class DecisionForm(EntryForm):
    """What the team decides, and why in somebody's words."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What does the team decide?"), choices=Cycle.Decision, widget=forms.RadioSelect
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=LARGEST)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, question=Question.WHY, people=people, **kwargs)
        self.prefix = "decision"
        self.fields["text"].label = Question.WHY.label

    def check_words(self) -> None:
        """The reason may follow later."""

    def decided(self) -> Decided:
        words = self.words()
        reason = (self.voice(), words) if words.text else None
        return Decided(self.cleaned_data["decision"], self.cleaned_data["seen"], reason)

    def see(self, cycle: Cycle) -> None:
        """Somebody was quicker: sent again, it is a decision about the cycle as it stands now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("seen")] = str(cycle.version)  # type: ignore[index]


class VersionForm(forms.Form):
    """What a button says: which version of the cycle was read."""

    seen = forms.IntegerField(min_value=0, max_value=LARGEST)


class StageForm(VersionForm):
    to = forms.ChoiceField(choices=Stage)


class SharingForm(VersionForm):
    keep = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")


def anew(form: Any) -> None:
    """Give a form that was sent before a new id: what was typed can then be saved beside it."""
    form.data = form.data.copy()
    form.data[form.add_prefix("uuid")] = str(uuid4())
    form.add_error(None, _("You saved this before, with other words. Save again to keep both."))
