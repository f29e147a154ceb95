"""What people do to a chart: at which point, what, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metrics.actoffers import likely, offers, point_name
from metrics.actrules import Grounds, Judgement, RefusedError, judge, stored_value
from metrics.numbers import NotANumberError, read_number
from teams.forms.writing import WordsForm
from teams.models.writing import LONGEST

CENTRE = "centre"
KINDS = {
    "note": gettext_lazy("Write a note: something happened here"),
    "phase": gettext_lazy("Start a new phase: from here on it is done another way"),
    "left_out": gettext_lazy("Leave this point out: it stays on the chart and counts in no rule"),
    "baseline": gettext_lazy("Freeze the baseline: the median comes from the points up to here"),
    CENTRE: gettext_lazy("Fix the line: all points of this phase are compared with a number you set"),
}
TITLES = {
    "note": gettext_lazy("Write a note"),
    "phase": gettext_lazy("Start a new phase"),
    "left_out": gettext_lazy("Leave a point out"),
    "baseline": gettext_lazy("Freeze the baseline"),
    CENTRE: gettext_lazy("Fix the line"),
}
_AT = {
    "note": gettext_lazy("At which point?"),
    "phase": gettext_lazy("From which point on?"),
    "left_out": gettext_lazy("Which point?"),
    "baseline": gettext_lazy("Up to which point?"),
    CENTRE: gettext_lazy("In which phase?"),
}


class ActForm(WordsForm):
    """What to do is chosen first, so that only points are offered at which it makes sense.

    What is refused offers everything again, with what was typed. `early` is sent by the button that the form
    shows where a baseline is short (`offer`).
    """

    at = forms.ChoiceField(
        label=gettext_lazy("At which point?"),
        error_messages={
            "required": gettext_lazy("Choose a point of the chart."),
            "invalid_choice": gettext_lazy("This point is not on the chart. Choose one that is."),
        },
    )
    what = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"),
        widget=forms.RadioSelect,
        choices=list(KINDS.items()),
        error_messages={"required": gettext_lazy("Choose what you want to do.")},
    )
    value = forms.CharField(
        label=gettext_lazy("Where is the line?"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In your own words. Write no names of children."),
        error_messages={"required": gettext_lazy("Write a few words on why. Others will ask.")},
    )
    view = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, grounds: Grounds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = grounds
        self.judged = Judgement()
        self.kind = self._asked("what") if self._asked("what") in KINDS else ""
        self.fields["value"].help_text = (
            _("For a fixed line only. In per cent, from 0 to 100.")
            if grounds.unit == "proportion"
            else _("For a fixed line only.")
        )
        self.order_fields(["at", "what", "value", "text"])
        if self.kind:
            self._narrow()
        else:
            self._widen()

    def _asked(self, name: str) -> str:
        """As it was sent, else as the page was asked for."""
        return str((self.data if self.is_bound else self.initial).get(name) or "")

    def _narrow(self) -> None:
        """To what makes sense for this kind of act, the likely point first and the next thing to type in
        focus."""
        if not self.is_bound:
            self.initial.setdefault("at", likely(self.grounds, self.kind))
        chosen, at = self._asked("at"), self._choice("at")
        held = offers(self.grounds, self.kind, chosen)
        is_known = chosen in dict(held)
        at.choices = held if is_known else [("", _("Choose a point")), *held]
        at.label = _AT[self.kind]
        if self.kind == "note":
            self._ask_what_happened()
        self.fields["what"].widget = forms.HiddenInput()
        if self.kind != CENTRE and not self._asked("value"):
            self.fields["value"].widget = forms.HiddenInput()
        if not self.is_bound:
            follows = "value" if self.kind == CENTRE else "text"
            self.fields[follows if is_known else "at"].widget.attrs["autofocus"] = True

    def _ask_what_happened(self) -> None:
        """A note changes nothing, so it needs no reason."""
        text = self.fields["text"]
        text.label = _("What happened here?")
        text.error_messages["required"] = _("Write a few words on what happened here.")

    def _widen(self) -> None:
        self.kind = ""
        at, what, value = self._choice("at"), self._choice("what"), self.fields["value"]
        at.choices = [(label, point_name(self.grounds, label)) for label in self.grounds.choices]
        at.label = _AT["note"]
        what.widget = forms.RadioSelect(choices=what.choices)
        value.widget = forms.TextInput(attrs=value.widget.attrs | {"inputmode": "decimal"})

    @property
    def has_points(self) -> bool:
        """Whether it is known what to do, and there is a point for it."""
        return bool(self.kind) and any(label for label, _name in self._choice("at").choices)

    def _choice(self, name: str) -> Any:
        return self.fields[name]

    def clean_value(self) -> Decimal | None:
        typed, what = self.cleaned_data["value"], self.cleaned_data.get("what")
        if what != CENTRE:
            if typed and what:
                raise forms.ValidationError(
                    _("A number belongs to a fixed line alone. Choose “Fix the line”, or empty this field.")
                )
            return None
        try:
            return stored_value(read_number(typed, whole=False), self.grounds.unit)
        except (NotANumberError, RefusedError) as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("at") and said.get("what"):
            try:
                self.judged = judge(self.grounds, said["what"], said["at"])
            except RefusedError as refused:
                self.refuse(refused.field, str(refused))
        if {"what", "value"} & set(self.errors):
            self._widen()
        return said

    def refuse(self, field: str, sentence: str) -> None:
        """Something else may be done instead, with the same words."""
        self.add_error(field, sentence)
        self._widen()

    @property
    def offer(self) -> str:
        """What to ask before it is done; asked once nothing else stands in the way."""
        return "" if self.data.get("early") or self.errors or self.warnings else self.judged.offer

    @property
    def is_sure(self) -> bool:
        """Whether a warning of the text was answered already: the page says it again with the next answer."""
        return bool(self.data.get("sure"))

    def is_valid(self) -> bool:
        return super().is_valid() and not self.offer
