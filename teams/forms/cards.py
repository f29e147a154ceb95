"""Forms about cards: whose to print, the code that is typed, and the language to go in with."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from teams.forms import PlainForm
from teams.models import Collaborative
from teams.models.carding import Candidate

PAPERS = [("a4", _("A4")), ("letter", _("US letter"))]


class PrintForm(PlainForm):
    """Whose cards, on which paper. `sheet` makes what is sent twice print once."""

    sheet = forms.UUIDField(widget=forms.HiddenInput)
    paper = forms.ChoiceField(label=_("Paper"), choices=PAPERS, widget=forms.RadioSelect)
    member = forms.MultipleChoiceField(
        label=_("Whose cards"), error_messages={"required": _("Tick at least one person.")}
    )

    def __init__(self, *args: Any, people: list[Candidate], whole: Collaborative, **kwargs: Any) -> None:
        american = whole.time_zone.startswith("America/")
        kwargs["initial"] = {"sheet": uuid.uuid4(), "paper": "letter" if american else "a4"}
        super().__init__(*args, **kwargs)
        self.people = people
        field: Any = self.fields["member"]
        may = [one.member for one in people if not one.why_not]
        field.choices = [(str(member.uuid), member.participant.name) for member in may]

    def rows(self) -> list[tuple[Candidate, bool]]:
        """Who may get one, with whether the box is ticked: as it was sent, or who has no way in yet."""
        sent = set(self.data.getlist("member")) if self.is_bound else None  # type: ignore[attr-defined]
        return [
            (one, one.ticked if sent is None else str(one.member.uuid) in sent)
            for one in self.people
            if not one.why_not
        ]

    def ends_devices(self) -> bool:
        """Somebody who may get a card is in already."""
        return any(one.is_in for one, _ticked in self.rows())

    def others(self) -> list[Candidate]:
        return [one for one in self.people if one.why_not]


class CodeForm(PlainForm):
    """The code as it is printed; capitals and dashes do not matter."""

    code = forms.CharField(
        label=_("Code on the card"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "7KQ-M2P-X9T",
            }
        ),
    )


class EnterForm(PlainForm):
    """The account speaks as the page did: its buttons above change both, each in its own language."""

    language = forms.ChoiceField(choices=settings.LANGUAGES, widget=forms.HiddenInput)
