"""The change package in the set-up: its drivers, and which of the built-in ones are taken over."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pdsa.catalogue import CHILD_CARE, BuiltInDriver
from pdsa.models import Driver
from pdsa.models.adopting import framework_of
from teams.forms import PlainForm
from teams.forms.setup import WordingForm
from teams.models import Collaborative


class DriverForm(WordingForm):
    """A driver's wording, whose it is, and its place. It is never deleted: cycles keep what they chose."""

    wordings: ClassVar[dict[str, tuple[Any, int, bool]]] = {
        "names": (_("Name"), 120, True),
        "texts": (_("What it means"), 400, False),
    }

    class Meta:
        model = Driver
        fields = ("parent", "position", "retired")
        labels = {"position": _("Position")}
        help_texts = {
            "parent": _("Leave it empty for a primary driver."),
            "position": _("The order on every page: small numbers come first."),
            "retired": _("New cycles cannot choose it. Cycles that chose it keep it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        primary = Driver.objects.filter(framework=self.instance.framework.pk, parent=None)
        parent: Any = self.fields["parent"]
        parent.queryset = primary.exclude(pk=self.instance.pk)
        parent.empty_label = _("nothing: it is a primary driver")
        if self.instance.pk is None:
            del self.fields["retired"]
        self.order_fields([f"{name}_{one}" for name in self.wordings for one in self.languages])

    @property
    def collaborative(self) -> Collaborative:
        found: Collaborative = self.instance.framework.collaborative
        return found

    def save(self, commit: bool = True) -> Any:
        """The first driver of a collaborative brings its change package into being."""
        if self.instance.framework.pk is None:
            self.instance.framework = framework_of(self.collaborative)
        return super().save(commit)

    def clean_parent(self) -> Driver | None:
        """Two levels: what others belong to belongs to nothing itself."""
        parent: Driver | None = self.cleaned_data["parent"]
        if parent is not None and self.instance.pk and self.instance.children.exists():
            raise ValidationError(_now("Other drivers belong to this one, so it stays a primary driver."))
        return parent


class PackageForm(PlainForm):
    """Which primary drivers of the child care set are taken over, each with all that belong to it."""

    drivers = forms.MultipleChoiceField(
        label=_("Drivers"), choices=[(str(at), str(at)) for at in range(len(CHILD_CARE))]
    )

    @property
    def chosen(self) -> list[BuiltInDriver]:
        return [one for at, one in enumerate(CHILD_CARE) if str(at) in self.cleaned_data["drivers"]]
