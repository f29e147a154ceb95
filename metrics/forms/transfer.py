"""Importing: the file first, then what its columns are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from metrics import csvcells
from metrics.csvfile import MOST_BYTES, FileError, Table, read
from metrics.models import ImportDraft, Metric
from metrics.models.importrows import EXPORT_COLUMNS, Choice
from metrics.models.metric import Grain
from teams.forms import PlainForm
from teams.models import Collaborative

GRAINS = [(Grain.MONTH, _("one row for each team and month")), (Grain.DAY, _("one row for each day"))]
ORDERS = [
    ("", _("as the file shows")),
    (csvcells.DAY_FIRST, _("the day: 31/12/2026")),
    (csvcells.MONTH_FIRST, _("the month: 12/31/2026")),
]


class MetricForm(PlainForm):
    """Which metric, and of what length of time each row speaks."""

    metric = forms.ModelChoiceField(
        Metric.objects.none(), label=_("Metric"), to_field_name="slug", empty_label=None
    )
    grain = forms.ChoiceField(label=_("The file has"), choices=GRAINS, initial=Grain.MONTH)

    def __init__(self, *args: Any, collaborative: Collaborative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["metric"]
        field.queryset = collaborative.metrics.select_related("collaborative")


class FileForm(MetricForm):
    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Up to 5 MB and 50,000 rows. Its first line names the columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Copied from a spreadsheet, or comma by comma. The first row names the columns."),
    )

    def clean(self) -> dict[str, Any]:
        """A file or a text that can be read as a table; its name and bytes become `name` and `content`."""
        cleaned = dict(super().clean() or {})
        upload, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if upload and pasted.strip():  # neither may take the other's place unseen
            raise ValidationError(_("There is a file and a list. To take the file, empty the list first."))
        if upload:
            content = upload.read(MOST_BYTES + 1)
            cleaned |= {"name": upload.name[-120:], "content": content}
        elif pasted.strip():
            cleaned |= {"name": str(_("pasted rows")), "content": pasted.encode()}
        else:
            raise ValidationError(_("Choose a file, or paste the rows."))
        try:
            read(cleaned["content"])
        except FileError as wrong:
            self.add_error("file" if upload else "pasted", str(wrong))
        return cleaned


class ColumnsForm(MetricForm):
    """What each column is. It is filled in by the headings, and everything can be chosen anew."""

    team = forms.ChoiceField(label=_("Team"))
    classroom = forms.ChoiceField(label=_("Classroom"), required=False)
    date = forms.ChoiceField(label=_("Date or month"))
    order = forms.ChoiceField(label=_("What stands first in dates"), choices=ORDERS, required=False)
    numerator = forms.ChoiceField(label=_("Count (numerator)"))
    denominator = forms.ChoiceField(label=_("Out of (denominator)"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    create_teams = forms.BooleanField(label=_("Make the teams that are not here yet"), required=False)

    def __init__(self, *args: Any, header: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(name, name) for name in header]
        for name in ("team", "classroom", "date", "numerator", "denominator", "state"):
            field: Any = self.fields[name]
            field.choices = [("", _("choose") if field.required else _("no such column")), *columns]

    def choice(self) -> Choice:
        return Choice(**self.cleaned_data)


def guessed(draft: ImportDraft, table: Table) -> dict[str, Any]:
    """What the form begins with: the draft's metric and grain, and columns by their headings."""
    first = {"metric": draft.metric.slug, "grain": draft.grain}
    if table.header == EXPORT_COLUMNS:
        return first | {name: name for name in EXPORT_COLUMNS[2:]}
    definition = draft.metric.definitions.order_by("-from_month").first()
    wordings = (_all(definition.numerator), _all(definition.denominator)) if definition else ("", "")
    return first | csvcells.guess_columns(table.header, *wordings)


def _all(texts: dict[str, str]) -> str:
    return " ".join(texts.values())
