"""What is counted, with which wording from which month on, and on which days."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from metrics.catalogue import CHILD_CARE, BuiltIn
from metrics.models import CountEvent, Metric, MetricDefinition, SamplePlan
from metrics.models.metric import Exposure, Grain, Unit
from metrics.months import Month
from teams.forms import PlainForm
from teams.forms.setup import SetUpForm, WordingForm, free_slug
from teams.models import Collaborative

MetaWidgets = dict[str, Any]
OWN_ADDRESSES = {"new", "catalogue"}


def month_input() -> forms.TextInput:
    """A month picker where the browser has one, else a text field."""
    return forms.TextInput(attrs={"type": "month", "placeholder": "2026-03"})


class MetricForm(WordingForm):
    kind = "metric"
    wordings: ClassVar[dict[str, tuple[Any, int, bool]]] = {"names": (_("Name"), 80, True)}

    class Meta:
        model = Metric
        fields = ("kind", "direction", "sharing", "position", "retired")
        help_texts = {
            "position": _("The order on every page: small numbers come first."),
            "retired": _("Leave it empty while it is counted."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([f"names_{one}" for one in self.languages])

    def save(self, commit: bool = True) -> Any:
        metric: Metric = super().save(commit=False)
        if not metric.slug:
            name = self.cleaned_data[f"names_{self.languages[0]}"]
            metrics = Metric.objects.filter(collaborative=self.collaborative)
            metric.slug = free_slug(name, metrics, "metric", OWN_ADDRESSES)
        return metric


class DefinitionForm(WordingForm):
    """A wording from a month on. Once counts exist under it, only its goal and missing languages change."""

    kind = "metric"
    wordings: ClassVar[dict[str, tuple[Any, int, bool]]] = {
        "numerator": (_("What is counted"), 300, True),
        "denominator": (_("Out of what"), 300, False),
    }

    class Meta:
        model = MetricDefinition
        fields = ("from_month", "unit", "exposure", "grain", "goal")
        widgets: ClassVar[MetaWidgets] = {"from_month": month_input()}
        help_texts = {
            "unit": _(
                "A proportion is a part of all who were there. A rate is so many for each of something."
            ),
            "exposure": _("Only for rates."),
            "goal": _("As the chart shows it: 80 for 80 percent."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_counted = bool(
            self.instance.pk and CountEvent.objects.filter(definition=self.instance).exists()
        )
        if self.is_counted:
            self._lock_fields()
        if self.instance.goal is not None:
            self.initial["goal"] = _plain(self.instance.goal * self._typed_as(self.instance.unit))

    @staticmethod
    def _typed_as(unit: str) -> int:
        """People say a goal of 80 percent; the row holds 0.8, as the sums do."""
        return 100 if unit == Unit.PROPORTION else 1

    def _lock_fields(self) -> None:
        for name, field in self.fields.items():
            is_missing_language = name.startswith(("numerator_", "denominator_")) and not self.initial[name]
            field.disabled = not (name in {"goal", "seen"} or is_missing_language)

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.metric.collaborative
        return found

    def told(self, row: Any) -> Any:
        return row.metric

    def clean_from_month(self) -> str:
        """A wording never takes months away from one under which they were counted."""
        month: str = str(_month(self.cleaned_data["from_month"]))
        if month > str(Month.of(self.collaborative.ends)):
            raise ValidationError(_("The collaborative has ended by then."))
        others = MetricDefinition.objects.filter(metric=self.instance.metric)
        if self.taken(others, from_month=month):
            raise ValidationError(_("Another wording starts in this month."))
        counted = CountEvent.objects.filter(definition__metric=self.instance.metric)
        last = counted.aggregate(last=Max("day"))["last"]
        if not self.is_counted and last is not None and month <= str(Month.of(last)):
            raise ValidationError(
                _now("There are counts up to %(last)s. Start the wording in a later month.")
                % {"last": str(Month.of(last))}
            )
        return month

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        unit = said.get("unit")
        by_classroom = unit == Unit.RATE and said.get("exposure") == Exposure.CLASSROOM_DAYS
        if by_classroom and said.get("grain") == Grain.MONTH:
            self.add_error("grain", _("A rate for each classroom and day is counted by day."))
        if unit in {Unit.PROPORTION, Unit.RATE} and not by_classroom:
            main = f"denominator_{self.languages[0]}"
            if main not in self.errors and not said.get(main):
                self.add_error(main, _("Say out of what it is counted."))
        if unit and unit != Unit.RATE:
            said["exposure"] = Exposure.TYPED
        goal = said.get("goal")
        if unit == Unit.PROPORTION and goal is not None and not 0 <= goal <= 100:
            self.add_error("goal", _("A part of all lies between 0 and 100 percent."))
        return said

    def save(self, commit: bool = True) -> Any:
        if self.instance.goal is not None:
            self.instance.goal /= self._typed_as(self.instance.unit)
        return super().save(commit)


class SamplePlanForm(SetUpForm):
    kind = "sample_plan"

    class Meta:
        model = SamplePlan
        fields = ("first_day", "last_day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            # Somebody may plan this month first: then this is no new row, and not their version either.
            self.fields["seen"].initial = 0

    def clean(self) -> dict[str, Any]:
        super().clean()
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        for name, day in (("first_day", first), ("last_day", last)):
            if day and str(Month.of(day)) != self.instance.month:
                self.add_error(name, _("This day lies in another month."))
        if first and last and last < first:
            self.add_error("last_day", _("The last day cannot be before the first."))
        if self.instance.pk is None and self._is_planned():
            raise ValidationError(_("Somebody else has planned this month meanwhile. Open it again."))
        return self.cleaned_data

    def _is_planned(self) -> bool:
        plans = SamplePlan.objects.filter(collaborative=self.collaborative)
        return self.taken(plans, month=self.instance.month)


class WeeksForm(PlainForm):
    """The same week of every month, up to the end."""

    from_month = forms.CharField(label=_("From month"), max_length=7, widget=month_input())
    which = forms.TypedChoiceField(
        label=_("Full week of the month"),
        choices=[(1, _("the first")), (2, _("the second")), (3, _("the third"))],
        coerce=int,
        initial=3,
    )

    def clean_from_month(self) -> Month:
        return _month(self.cleaned_data["from_month"])


class CatalogueForm(PlainForm):
    metrics = forms.MultipleChoiceField(
        label=_("Metrics"), choices=[(one.slug, one.slug) for one in CHILD_CARE]
    )
    from_month = forms.CharField(label=_("Counted from month"), max_length=7, widget=month_input())

    def clean_from_month(self) -> Month:
        return _month(self.cleaned_data["from_month"])

    @property
    def chosen(self) -> list[BuiltIn]:
        return [one for one in CHILD_CARE if one.slug in self.cleaned_data["metrics"]]


def _plain(number: Decimal) -> str:
    """Without the zeros that only the column adds."""
    return format(number.normalize(), "f")


def _month(text: str) -> Month:
    try:
        return Month.parse(text.strip())
    except ValueError:
        raise ValidationError(_("Write the month as 2026-03.")) from None
