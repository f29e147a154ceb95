"""From a chart and a month to what the team says about them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from metrics.doors import Door
from metrics.months import Month
from teams.models import Team


def discussion_door(team: Team, metric: Any, month: Month) -> Door:
    label = _("Talk about %(month)s") % {"month": date_format(month.first, "YEAR_MONTH_FORMAT")}
    address = reverse("discussion", args=[team.collaborative.slug, team.slug, metric.slug, month])
    return Door(label, address)
