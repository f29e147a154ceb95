"""The pages that are measured: who opens them, and at which address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from bsc.demo.calm import CALM, PUDDLEJUMP
from bsc.demo.people import DOMAIN
from bsc.demo.story import today_there
from meetings.models import Meeting
from metrics.models import Place
from metrics.months import Month
from pdsa.models import Cycle

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


def _cycle() -> str:
    """The newest test of the team that is finished."""
    rows = Cycle.objects.filter(team__slug=TEAM[1], team__collaborative__slug=TEAM[0])
    cycle = rows.exclude(decided_at=None).order_by("-decided_at")[0]
    return cycle.get_absolute_url()


def _meeting() -> str:
    """The last meeting of the team that was held."""
    rows = Meeting.objects.filter(team__slug=TEAM[1], team__collaborative__slug=TEAM[0])
    meeting = rows.filter(starts__lt=timezone.now(), attendance__isnull=False).order_by("-starts")[0]
    return meeting.get_absolute_url()


PAGES = (
    Page("empty view", "teacher", lambda: reverse("empty")),
    Page("dashboard", "faculty", lambda: reverse("dashboard", args=[CALM.slug])),
    Page("one metric", "faculty", lambda: reverse("dashboard_metric", args=[CALM.slug, "disruptions"])),
    Page("month", "director", lambda: reverse("month", args=[*TEAM, str(Month.of(today_there()).plus(-1))])),
    Page("counts", "teacher", _counts),
    Page("home", "teacher", lambda: reverse("home")),
    Page("tracker", "teacher", lambda: reverse("cycles", args=TEAM)),
    Page("cycle", "parent", _cycle),
    Page("library", "faculty", lambda: reverse("library", args=[CALM.slug])),
    Page("meeting", "director", _meeting),
    Page("hand-over", "parent", lambda: reverse("handover", args=TEAM)),
)
