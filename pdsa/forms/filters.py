"""What a list of cycles is narrowed to: a plain form in the address. What makes no sense there is ignored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from pdsa.models import Cycle, CyclePerson, Entry, Stage
from pdsa.models.adopting import as_tree
from pdsa.models.package import Driver
from teams.models import Access, Role, Team
from teams.models.membership import TEAM_ROLES

MOST_WORDS = 6
FINISHED = "finished"
STAGES = [*((one.value, one.label) for one in Stage), (FINISHED, _("finished"))]
OUTCOMES = [
    (Stage.DO.value, Stage.DO.label),
    (Stage.STUDY.value, Stage.STUDY.label),
    (Stage.ACT.value, Stage.ACT.label),
    (Cycle.Decision.ADAPT.value, _("adapted")),
    (Cycle.Decision.EXPAND.value, _("expanded")),
    (Cycle.Decision.ADOPT.value, _("adopted")),
    (Cycle.Decision.ABANDON.value, _("abandoned, and learned from")),
]
ALL = ("", _("all"))
Choices = Iterable[tuple[Any, Any]]


def _choice(label: Any, choices: Choices) -> forms.ChoiceField:
    select = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=[ALL, *choices], required=False, widget=select)


class CycleFilter(forms.Form):
    """By stage, by the role of who proposed or tests, by driver and by metric."""

    states: Choices = STAGES
    states_label = _("Stage")

    def __init__(self, data: Any, drivers: Iterable[Driver], metrics: Iterable[Any]) -> None:
        super().__init__(data)
        self.drivers = list(drivers)
        self.fields["stage"] = _choice(self.states_label, self.states)
        roles = [(one, Role(one).label) for one in TEAM_ROLES]
        self.fields["role"] = _choice(_("Proposed or tested by"), roles)
        self.fields["driver"] = _choice(_("Driver"), _driver_choices(self.drivers))
        self.fields["metric"] = _choice(_("Watches"), [(one.slug, one.name) for one in metrics])

    @property
    def wanted(self) -> dict[str, str]:
        """What was chosen and is there to choose."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, cycles: Any) -> Any:
        wanted = self.wanted
        for name, value in wanted.items():
            cycles = getattr(self, f"by_{name}")(cycles, value)
        return cycles

    def by_stage(self, cycles: Any, value: str) -> Any:
        if value == FINISHED:
            return cycles.filter(decided_at__isnull=False)
        if value in Cycle.Decision.values:
            return cycles.filter(decision=value)
        return cycles.filter(stage=value, decided_at=None)

    def by_role(self, cycles: Any, value: str) -> Any:
        return cycles.filter(Exists(CyclePerson.objects.filter(cycle=OuterRef("pk"), role=value)))

    def by_driver(self, cycles: Any, value: str) -> Any:
        """A primary driver's with all that belong to it."""
        return cycles.filter(Q(driver__uuid=value) | Q(driver__parent__uuid=value))

    def by_metric(self, cycles: Any, value: str) -> Any:
        return cycles.filter(metric__slug=value)


class LibraryFilter(CycleFilter):
    """Also by team, and by words that the reader may read."""

    states = OUTCOMES
    states_label = _("Stage, or what became of it")
    q = forms.CharField(
        label=_("Words"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )

    def __init__(self, data: Any, access: Access, teams: Iterable[Team], **choices: Any) -> None:
        super().__init__(data, **choices)
        self.access = access
        # By number: where teams stand as letters, the address names none either.
        named = [(str(one.number), one.label(one.collaborative)) for one in teams]
        self.fields["team"] = _choice(_("Team"), named)
        self.order_fields(["q", "team", "stage"])

    def by_team(self, cycles: Any, value: str) -> Any:
        return cycles.filter(team__number=int(value))

    def by_q(self, cycles: Any, value: str) -> Any:
        """Each word stands somewhere in what was written about the cycle."""
        for word in value.split()[:MOST_WORDS]:
            said = Entry.objects.visible_to(self.access).filter(cycle=OuterRef("pk"))
            cycles = cycles.filter(Exists(said.filter(writing__text__icontains=word)))
        return cycles


def _driver_choices(drivers: Iterable[Driver]) -> Choices:
    """Primary drivers with theirs beneath them, retired ones too: cycles keep them."""
    for branch in as_tree(drivers):
        yield str(branch.driver.uuid), branch.driver.name
        for child in branch.children:
            yield str(child.uuid), f"– {child.name}"
