"""Which hints a collaborative wants to read beside the signal."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from teams.models import Access, Collaborative, InCollaborativeQuerySet, Versioned, keep_history


class ChartRulesQuerySet(InCollaborativeQuerySet):
    def visible_to(self, access: Access) -> Self:
        return self.filter(collaborative__in=access.belongs)


class ChartRules(Versioned):
    """One row a collaborative, made when somebody first chooses; without it the IHI hints are shown."""

    class Hints(models.TextChoices):
        IHI = "ihi", _("the IHI rules: shift, trend, runs")
        NHS = "nhs", _("the NHS rules (Making Data Count)")
        NONE = "none", _("no hints, the signal alone")

    collaborative = models.OneToOneField(
        "teams.Collaborative", models.PROTECT, related_name="chart_rules", verbose_name=_("collaborative")
    )
    hints = models.CharField(_("hints"), max_length=4, choices=Hints, default=Hints.IHI)
    objects = ChartRulesQuerySet.as_manager()
    history = keep_history()

    def __str__(self) -> str:
        return str(self.get_hints_display())


def hints_of(collaborative: Collaborative) -> str:
    """The choice of this collaborative: one query."""
    row = ChartRules.objects.filter(collaborative=collaborative).first()
    return str(row.hints if row else ChartRules.Hints.IHI)
