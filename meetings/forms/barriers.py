"""What people type about a barrier, and about a chart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Barrier, Remark
from teams.forms import VersionedForm
from teams.forms.writing import WarnedForm, WordsForm
from teams.models.membership import TEAM_ROLES, unnamed
from teams.models.writing import LONGEST, Words

LONGEST_AGO = timedelta(days=20 * 365)


def _day_field() -> forms.DateField:
    return forms.DateField(
        label=gettext_lazy("Since when is it in the way?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def check_since(since: date, today: date) -> date:
    """A day of the past, and not a slip of the finger in the year."""
    if since > today:
        raise forms.ValidationError(_("This day is still to come. Choose today or an earlier day."))
    if since < today - LONGEST_AGO:
        raise forms.ValidationError(_("This is very long ago. Look at the year again."))
    return since


class BarrierForm(WordsForm):
    """A barrier is raised: what it is, who is needed, since when; by oneself or for somebody not named."""

    text = forms.CharField(
        label=gettext_lazy("What is in the way?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In your own words. Write no names of children."),
        error_messages={"required": gettext_lazy("Write a few words first.")},
    )
    needs = forms.ChoiceField(
        label=gettext_lazy("Who is needed to take it away?"),
        choices=Barrier.Needs.choices,
        initial=Barrier.Needs.DIRECTOR,
    )
    since = _day_field()
    said_by = forms.ChoiceField(label=gettext_lazy("Whose words are these?"), required=False)
    meeting = forms.UUIDField(required=False, widget=forms.HiddenInput)
    cycle = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["since"].initial = today
        chosen: Any = self.fields["said_by"]
        chosen.choices = [("", _("mine")), *((role.value, unnamed(role)) for role in TEAM_ROLES)]

    def clean_since(self) -> date:
        return check_since(self.cleaned_data["since"], self.today)


class BarrierFactsForm(VersionedForm):
    """Who is needed and since when, when the team comes to see it otherwise."""

    since = _day_field()

    class Meta:
        model = Barrier
        fields: ClassVar[list[str]] = ["needs", "since"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def another(self, row: Any) -> BarrierFactsForm:
        return BarrierFactsForm(instance=row, today=self.today)

    def clean_since(self) -> date:
        return check_since(self.cleaned_data["since"], self.today)


class AnswerForm(WordsForm):
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What you will do, by when; or what you need first."),
        error_messages={"required": gettext_lazy("Write a few words first.")},
    )


class ClosingForm(forms.Form):
    """A button: out of the way, or open again; with the version that was seen."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    open = forms.BooleanField(required=False)


class RemarksForm(WarnedForm):
    """What one person says about a chart: three questions in one form, each answered or left empty."""

    texts = tuple(Remark.Question.values)

    def __init__(self, *args: Any, meetings: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Remark.Question:
            self.fields[f"{question.value}_uuid"] = forms.UUIDField(
                required=False, widget=forms.HiddenInput, initial=uuid4
            )
            self.fields[question.value] = forms.CharField(
                label=question.label,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )
        if meetings:
            self.fields["meeting"] = forms.ChoiceField(
                label=_("At which meeting?"), required=False, choices=[("", _("at none")), *meetings]
            )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(found.get(name) for name in self.texts):
            raise forms.ValidationError(_("Write a few words at one of the questions first."))
        return found

    def said(self) -> list[tuple[str, Words]]:
        """What was written, by question; ask only where the form is valid."""
        found = self.cleaned_data
        return [
            (name, Words(found[f"{name}_uuid"] or uuid4(), found[name])) for name in self.texts if found[name]
        ]
