"""Forms on one text: writing it anew, and blacking out a passage of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from teams.blacking import REASONS
from teams.forms import PlainForm
from teams.forms.writing import WarnedForm
from teams.models.writing import LONGEST, Writing, Written, pattern_of
from teams.personal import passages_in

LARGEST = 2**31 - 1


class RewordForm(WarnedForm):
    """The words of one writing, with the version that was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST)
    choice = forms.ChoiceField(label=_("Answer"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words first.")},
    )

    def __init__(self, row: Written, *args: Any, **kwargs: Any) -> None:
        writing = row.writing
        first = {"seen": writing.version, "text": writing.text, "choice": writing.choice}
        super().__init__(*args, initial=first, **kwargs)
        choice: Any = self.fields["choice"]
        if row.choices:
            choice.choices = row.choices
            self.fields["text"].required = False
        else:
            del self.fields["choice"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "choice" in self.fields and not said.get("choice") and not said.get("text"):
            self.add_error("text", _("Choose an answer, or write a few words."))
        return said

    def saw(self, theirs: Writing) -> None:
        """Sent again, this form replaces what somebody else saved meanwhile."""
        sent: Any = self.data
        again = sent.copy()
        again[self.add_prefix("seen")] = str(theirs.version)
        self.data = again


class BlackOutForm(PlainForm):
    """Which passages, and why. `texts` are those that the person reads: the text and its versions."""

    found = forms.MultipleChoiceField(
        label=_("What looks like a person here"), required=False, widget=forms.CheckboxSelectMultiple
    )
    passage = forms.CharField(
        label=_("The words that are to go"),
        help_text=_("Copy them here exactly as they are written."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=_("Why"), choices=REASONS.items())
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("This stays readable, so do not repeat here what is to go."),
        max_length=180,
        required=False,
    )
    also = forms.BooleanField(required=False)

    def __init__(self, texts: Iterable[str], known: frozenset[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = tuple(texts)
        seen = dict.fromkeys(one for text in self.texts for one in passages_in(text, known))
        found: Any = self.fields["found"]
        found.choices = [(one, one) for one in seen]
        if not seen:
            del self.fields["found"]

    def clean_passage(self) -> str:
        passage: str = " ".join(self.cleaned_data["passage"].split())
        if not passage:
            return ""
        if len(passage) < 2:
            raise ValidationError(_("One letter is too little: it stands everywhere."))
        if not any(pattern_of(passage).search(text) for text in self.texts):
            raise ValidationError(
                _("These words do not stand in the text. Copy them exactly as they are written.")
            )
        return passage

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "passage" in said and not self.passages:
            self.add_error("passage", _("Choose or write the words that are to go."))
        kept = said.get("words", "").casefold()
        if any(pattern_of(one.casefold()).search(kept) for one in self.passages):
            self.add_error(
                "words", _("This repeats what is to go, and would stay. Say it without these words.")
            )
        return said

    @property
    def passages(self) -> tuple[str, ...]:
        said = self.cleaned_data
        return tuple(dict.fromkeys([*said.get("found", ()), *filter(None, [said.get("passage")])]))

    @property
    def why(self) -> str:
        said = self.cleaned_data
        return f"{said['reason']}: {said['words']}" if said["words"] else str(said["reason"])

    @property
    def token(self) -> str:
        """Of what was shown: another passage is looked at again before it goes."""
        return hashlib.sha256("\n".join(self.passages).encode()).hexdigest()[:24]

    @property
    def is_confirmed(self) -> bool:
        return str(self.data.get("sure", "")) == self.token
