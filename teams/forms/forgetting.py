"""The one question before somebody is forgotten."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from teams.forms import PlainForm


class ForgettingForm(PlainForm):
    understood = forms.BooleanField(
        label=_("I understand that this cannot be undone."),
        error_messages={"required": _("Tick this first: nobody can undo it, we neither.")},
    )
