"""Forms every app builds on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from teams.models import Participant, Versioned


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the version on the server differs from what was typed."""

    label: str
    theirs: str
    yours: str


class PlainForm(forms.Form):
    """A form laid out by crispy without a form tag of its own: templates write that."""

    @property
    def helper(self) -> FormHelper:
        return form_helper()


def form_helper() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class VersionedForm(forms.ModelForm[Any]):
    """Edits a Versioned row. The second to save sees both versions, and what was typed stays in the form.

    Bind and save inside one transaction (`save_by` opens it): the row is locked while versions are compared.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    differences: tuple[Difference, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.version
        self.helper = form_helper()

    def save_by(self, author: Participant | None) -> Any:
        """Save and return the row, or None where the form is not valid or somebody else saved meanwhile."""
        with transaction.atomic():
            current = self._locked()
            if not self.is_valid():
                return None
            if current is not None and current.version != self.cleaned_data.get("seen"):
                self._tell_both(current)
                return None
            row = self.save(commit=False)
            row.save_by(author)
            self.save_m2m()
            return row

    def another(self, row: Any) -> VersionedForm:
        """This form about the row as it stands now."""
        return type(self)(instance=row)

    def _locked(self) -> Versioned | None:
        if self.instance.pk is None:
            return None
        model: Any = type(self.instance)
        current: Versioned = model.objects.select_for_update().get(pk=self.instance.pk)
        return current

    def _tell_both(self, current: Versioned) -> None:
        theirs = self.another(current).initial
        self.differences = tuple(
            Difference(str(field.label), _shown(field, theirs[name]), mine)
            for name, field in self.fields.items()
            if name != "seen" and name in self.cleaned_data and name in theirs
            and (mine := _shown(field, field.prepare_value(self.cleaned_data[name])))
            != _shown(field, theirs[name])
        )  # fmt: skip
        again: Any = self.data
        again = again.copy()
        again[self.add_prefix("seen")] = str(current.version)
        self.data = again
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were typing. Both versions are shown here. "
                "Save again to keep yours, or change it first."
            ),
        )


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_shown(field, one) for one in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    listed = () if hasattr(field, "queryset") else getattr(field, "choices", ()) or ()
    choices = dict(flatten_choices(listed))
    if hasattr(field, "queryset") and value:
        value = getattr(value, "pk", value)
        return str(field.queryset.filter(pk=value).first() or "")
    return str(choices.get(value, "" if value is None else value))
