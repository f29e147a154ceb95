"""Which hints a collaborative reads beside the signal."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from metrics.models import ChartRules
from teams.forms.setup import SetUpForm


class ChartRulesForm(SetUpForm):
    kind = "chart_rules"

    class Meta:
        model = ChartRules
        fields = ("hints",)
        widgets: ClassVar[dict[str, Any]] = {"hints": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            # Somebody may choose first: then this is no new row, and not their version either.
            self.fields["seen"].initial = 0

    def clean(self) -> dict[str, Any]:
        super().clean()
        rows = ChartRules.objects.filter(collaborative=self.collaborative)
        if self.instance.pk is None and rows.exists():
            raise ValidationError(_("Somebody else has chosen meanwhile. Open this page again."))
        return self.cleaned_data
