"""Teams from which nothing was heard for a while: in words, in their fixed order, and nobody is ranked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.models import Meeting
from metrics.models import Observation
from metrics.models.metric import Grain
from metrics.months import Month
from pdsa.models import Cycle, Entry
from teams.models import Team

QUIET_FOR = timedelta(days=30)
SOON = timedelta(days=14)  # a meeting planned by then is no worry


@dataclass(frozen=True, slots=True)
class Quiet:
    """One team, and which of the three it goes without."""

    team: Team
    no_test: bool
    no_count: bool
    no_meeting: bool


def quiet_teams(collaboratives: Collection[int], now: datetime) -> dict[int, list[Quiet]]:
    """By collaborative; one query. A team that joined less than 30 days ago is not among them."""
    since, soon = now - QUIET_FOR, now + SOON
    day = since.date()
    teams = Team.objects.filter(
        Q(left=None) | Q(left__gt=now.date()), collaborative__in=collaboratives, joined__lte=day
    )
    teams = teams.annotate(
        moved=Exists(_moved_tests(since)),
        written=Exists(Entry.objects.filter(cycle__team=OuterRef("pk"), writing__at__gte=since)),
        counted=Exists(
            Observation.objects.filter(
                Q(day__gte=day) | Q(grain=Grain.MONTH, day__gte=Month.of(day).first),
                place__team=OuterRef("pk"),
            )
        ),
        met=Exists(
            Meeting.objects.took_place(now).filter(
                team=OuterRef("pk"), kind=Meeting.Kind.CROSS_ROLE, starts__gte=since
            )
        ),
        will_meet=Exists(
            Meeting.objects.filter(
                team=OuterRef("pk"),
                kind=Meeting.Kind.CROSS_ROLE,
                cancelled_at=None,
                starts__range=(now, soon),
            )
        ),
    )
    found: dict[int, list[Quiet]] = {}
    for team in teams.select_related("center", "collaborative").in_order():
        quiet = Quiet(
            team, not (team.moved or team.written), not team.counted, not (team.met or team.will_meet)
        )
        if quiet.no_test or quiet.no_count or quiet.no_meeting:
            found.setdefault(team.collaborative_id, []).append(quiet)
    return found


def _moved_tests(since: datetime) -> Any:
    """Shown, moved on or decided lately, or with days that reach into the last 30."""
    steps = ("shown_at", "begun_at", "studied_at", "acted_at", "decided_at")
    lately = Q(begun_at__isnull=False, ends__gte=since.date())
    for step in steps:
        lately |= Q(**{f"{step}__gte": since})
    return Cycle.objects.filter(lately, team=OuterRef("pk"), shown_at__isnull=False)
