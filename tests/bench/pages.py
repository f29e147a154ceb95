"""The pages that are measured: who opens them, and at which address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from bsc.demo.calm import CALM, PUDDLEJUMP
from bsc.demo.people import DOMAIN
from bsc.demo.story import today_there
from metrics.models import Place
from metrics.months import Month

TEAM = (CALM.slug, PUDDLEJUMP.slug)


@dataclass(frozen=True)
class Page:
    name: str
    reader: str
    address: Callable[[], str]

    @property
    def email(self) -> str:
        return f"{self.reader}@{DOMAIN}"


def _counts() -> str:
    place = Place.objects.get(team__collaborative__slug=CALM.slug, classroom__name="Otters")
    return reverse("count_day", args=[*TEAM, place.uuid, today_there()])


PAGES = (
    Page("empty view", "teacher", lambda: reverse("empty")),
    Page("dashboard", "faculty", lambda: reverse("dashboard", args=[CALM.slug])),
    Page("one metric", "faculty", lambda: reverse("dashboard_metric", args=[CALM.slug, "disruptions"])),
    Page("month", "director", lambda: reverse("month", args=[*TEAM, str(Month.of(today_there()).plus(-1))])),
    Page("counts", "teacher", _counts),
)
