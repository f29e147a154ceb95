"""Two choices about one's own traces. Neither is ticked for anybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teams.forms import PlainForm
from teams.models import Consent, Participant


class ChoicesForm(PlainForm):
    participant = forms.UUIDField(widget=forms.HiddenInput)
    research = forms.BooleanField(
        required=False,
        label=_("My words may be part of what is exported for research, without my name."),
    )
    named = forms.BooleanField(
        required=False, label=_("My name may stand in the archive of this collaborative.")
    )

    def __init__(self, *args: Any, who: Participant, **kwargs: Any) -> None:
        """Each form of a page has names of its own for its labels."""
        kwargs["initial"] = {"participant": who.uuid, **kwargs.get("initial", {})}
        kwargs["auto_id"] = f"id_{who.uuid.hex}_%s"
        super().__init__(*args, **kwargs)

    def choices(self) -> dict[str, bool]:
        return {str(kind): bool(self.cleaned_data[kind]) for kind in Consent.Kind.values}
