"""Facts of a cycle: dates, how big, which metric it watches, which driver it tries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metrics.models import Metric
from pdsa.forms.people import People, SeveralField, WhoField
from pdsa.models import Cycle, Driver, Framework
from pdsa.models.cycle import MANY
from pdsa.models.writing_cycles import Who, put_people
from teams.forms import VersionedForm
from teams.forms.setup import DayField
from teams.models import Collaborative

SCALE = ("children", "adults", "classrooms", "days")


class SizeField(forms.IntegerField):
    """How many: a small number field for a thumb."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=MANY, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"


class GroupedDrivers(forms.models.ModelChoiceIterator):
    """Drivers beneath the primary one that they belong to, which may be chosen too."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        primary: dict[int, tuple[str, list[Any]]] = {}
        for driver in sorted(self.queryset, key=lambda one: one.parent_id is not None):
            group = primary.setdefault(driver.parent_id or driver.pk, (str(driver.parent or driver), []))
            group[1].append(self.choice(driver))
        yield from primary.values()


class DriverField(forms.ModelChoiceField[Driver]):
    iterator = GroupedDrivers

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Driver.objects.none(),
            required=False,
            label=gettext_lazy("Which driver does it move?"),
            empty_label=gettext_lazy("none, or not sure"),
            **kwargs,
        )


class MetricField(forms.ModelChoiceField[Metric]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Metric.objects.none(),
            required=False,
            label=gettext_lazy("Which metric do we watch?"),
            empty_label=gettext_lazy("none"),
            **kwargs,
        )


def metrics_offered(collaborative: Collaborative, day: date, chosen: Cycle | None = None) -> QuerySet[Metric]:
    """Those that are counted today, and the one that was chosen before."""
    counted = Q(retired=None) | Q(retired__gt=day)
    found: QuerySet[Metric] = Metric.objects.filter(
        counted | Q(pk=chosen.metric_id if chosen else None), collaborative=collaborative
    )
    return found


def drivers_offered(collaborative: Collaborative, day: date, chosen: Cycle | None = None) -> QuerySet[Driver]:
    """Of the change package that holds today, and the one that was chosen before."""
    begun = Framework.objects.filter(collaborative=collaborative, from_day__lte=day)
    offered = Q(retired=False) & (Q(parent=None) | Q(parent__retired=False))
    today = offered & Q(framework=begun.order_by("-number").values("pk")[:1])
    found: QuerySet[Driver] = Driver.objects.filter(
        today | Q(pk=chosen.driver_id if chosen else None), framework__collaborative=collaborative
    )
    return found.select_related("parent")


def check_days(form: Any) -> None:
    first, last = form.cleaned_data.get("starts"), form.cleaned_data.get("ends")
    if first and last and last < first:
        form.add_error("ends", _("The last day is before the first. Change one of them."))


class FactsForm(VersionedForm):
    """Dates, scale, metric and driver: the team's, both versions shown where two changed them at once."""

    starts = DayField(required=False, label=gettext_lazy("First day of the test"))
    ends = DayField(required=False, label=gettext_lazy("Last day of the test"))
    children = SizeField(label=gettext_lazy("Children"))
    adults = SizeField(label=gettext_lazy("Adults"))
    classrooms = SizeField(label=gettext_lazy("Classrooms"))
    days = SizeField(label=gettext_lazy("Days"))
    metric = MetricField()
    driver = DriverField()

    class Meta:
        model = Cycle
        fields = ("starts", "ends", *SCALE, "metric", "driver")

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = self.instance.team.collaborative
        metric: Any = self.fields["metric"]
        driver: Any = self.fields["driver"]
        metric.queryset = metrics_offered(whole, day, self.instance)
        driver.queryset = drivers_offered(whole, day, self.instance)
        self.day = day

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_days(self)
        return self.cleaned_data

    def another(self, row: Any) -> FactsForm:
        return FactsForm(instance=row, day=self.day)


class PeopleForm(VersionedForm):
    """Who proposed a cycle, and who tests: kept apart from who wrote it down."""

    proposer = WhoField(label=gettext_lazy("Whose idea is it?"))
    testers = SeveralField(required=False, label=gettext_lazy("Who tests it?"))

    class Meta:
        model = Cycle
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for name in ("proposer", "testers"):
            field: Any = self.fields[name]
            field.offer(people)
        self.initial["proposer"] = next((people.key(who) for who in parts(self.instance.proposers)), "")
        self.initial["testers"] = [people.key(who) for who in parts(self.instance.testers)]

    def another(self, row: Any) -> PeopleForm:
        return PeopleForm(instance=row, people=self.people)

    def _save_m2m(self) -> None:
        put_people(self.instance, [self.cleaned_data["proposer"]], self.cleaned_data["testers"])


def parts(rows: Any) -> list[Who]:
    return [Who(row.participant, row.role) for row in rows]
