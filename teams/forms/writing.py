"""Forms in which people write: sent twice they write once, and they warn of what points to a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teams.forms import PlainForm
from teams.models.writing import LONGEST, Words
from teams.personal import kinds_in, passages_in


class WarnedForm(PlainForm):
    """A form whose `texts` are warned of what looks like a person, never refused: `sure` saves."""

    texts: tuple[str, ...] = ("text",)

    def __init__(
        self,
        *args: Any,
        known: Callable[[], frozenset[str]] = frozenset[str],
        asked: Callable[[], frozenset[str]] = frozenset[str],
        **kwargs: Any,
    ) -> None:
        """`known` tells the words that name no child (`teams.speaking.known_words`), once it is sent;
        `asked` tells whose names are asked about all the same, where a text is to name nobody."""
        super().__init__(*args, **kwargs)
        self.known, self.asked = known, asked
        self.warnings: list[str] = []
        self.passages: list[str] = []  # what the warnings mean

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        if self.data.get(self.add_prefix("sure")):
            return True
        words = {
            "name": _("a name"),
            "birth": _("a birth date"),
            "phone": _("a phone number"),
            "address": _("an address"),
        }
        names, said = (self.known(), self.asked()), [self.cleaned_data.get(one) or "" for one in self.texts]
        self.warnings = [
            words[kind] for kind in dict.fromkeys(one for text in said for one in kinds_in(text, *names))
        ]
        self.passages = list(dict.fromkeys(one for text in said for one in passages_in(text, *names)))
        return not self.warnings


class WordsForm(WarnedForm):
    """One text. The id is made when the form is shown, so that what is sent twice is written once."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write a few words first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uuid"].initial = uuid4

    def words(self, *, draft: bool = False) -> Words:
        """What was typed; ask only where the form is valid."""
        said = self.cleaned_data
        return Words(said["uuid"] or uuid4(), said["text"], said.get("choice") or "", draft)
