"""What is waiting for a person, by role: at most a screenful, the next step first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from metrics.models import HandIn
from metrics.models.periods import closed_through, takes_part
from metrics.months import Month
from teams.models import Access, Collaborative, Role, Team


@dataclass(frozen=True, slots=True)
class Waiting:
    title: str
    text: str
    address: str
    icon: str
    first: bool = False  # the one thing to do now


@dataclass(frozen=True, slots=True)
class Subject:
    """A team or a collaborative of the person, with what waits there."""

    name: str
    roles: tuple[str, ...]
    address: str
    items: tuple[Waiting, ...]
    former: bool = False


def subjects_for(access: Access) -> list[Subject]:
    """Own teams, then collaboratives; a fixed number of queries."""
    wanted = {hold.team_id for hold in access.holds if hold.team_id}
    teams = {
        team.pk: team
        for team in Team.objects.filter(pk__in=wanted).select_related("collaborative", "center").in_order()
    }
    handed_in = set(HandIn.objects.filter(team__in=access.directs).values_list("team_id", "month"))
    wholes = Collaborative.objects.filter(pk__in=access.belongs)
    return [
        *(_of_team(access, team, handed_in) for team in teams.values()),
        *(subject for whole in wholes if (subject := _of_collaborative(access, whole)) is not None),
    ]


def _labels(access: Access, *, team: int | None = None, collaborative: int | None = None) -> tuple[str, ...]:
    held = (
        hold.role
        for hold in access.holds
        if hold.current
        and (
            hold.team_id == team if team else hold.collaborative_id == collaborative and hold.team_id is None
        )
    )
    return tuple(str(Role(role).label) for role in dict.fromkeys(held))


def _of_team(access: Access, team: Team, handed_in: set[tuple[int, str]]) -> Subject:
    address = reverse("team", args=[team.collaborative.slug, team.slug])
    current = team.pk in access.member_of
    items = _for_member(access, team, handed_in) if current else _for_former(team)
    return Subject(team.name, _labels(access, team=team.pk), address, tuple(items), not current)


def _for_member(access: Access, team: Team, handed_in: set[tuple[int, str]]) -> Iterator[Waiting]:
    where = [team.collaborative.slug, team.slug]
    due = _month_due(team, access.now)
    if due is not None and team.pk in access.directs and (team.pk, str(due)) not in handed_in:
        month = date_format(due.first, "YEAR_MONTH_FORMAT")
        yield Waiting(
            _("Hand in %(month)s") % {"month": month},
            _("Look at the month with your team, fill the gaps, then hand it in."),
            reverse("month", args=[*where, due]),
            "calendar-check",
            first=True,
        )
    if team.pk in access.writes_teams:
        yield Waiting(
            _("Count today"),
            _("Two minutes at nap time. A zero counts too."),
            reverse("counts", args=where),
            "plus-circle",
            first=team.pk not in access.directs,
        )
    yield Waiting(_("Our charts"), _("What our counts say so far."), reverse("team", args=where), "graph-up")
    yield Waiting(
        _("All teams"),
        _("Every metric across the collaborative."),
        reverse("dashboard", args=where[:1]),
        "grid",
    )


def _for_former(team: Team) -> Iterator[Waiting]:
    yield Waiting(
        _("Our charts"),
        _("You have left this team. You can still read its pages for a while."),
        reverse("team", args=[team.collaborative.slug, team.slug]),
        "graph-up",
    )


def _month_due(team: Team, now: datetime) -> Month | None:
    month = closed_through(team.collaborative, now)
    return month if takes_part(team, month) else None


def _of_collaborative(access: Access, whole: Collaborative) -> Subject | None:
    roles = _labels(access, collaborative=whole.pk)
    if not roles:
        return None
    address = reverse("collaborative", args=[whole.slug])
    return Subject(whole.name, roles, address, tuple(_for_role(access, whole)))


def _for_role(access: Access, whole: Collaborative) -> Iterator[Waiting]:
    if whole.pk in access.coordinates:
        yield Waiting(
            _("Set up and check"),
            _("What is still missing, people, teams, metrics, and months not handed in."),
            reverse("setup", args=[whole.slug]),
            "list-check",
            first=True,
        )
    yield Waiting(
        _("Dashboard"),
        _("Every metric across all teams, one chart after another."),
        reverse("dashboard", args=[whole.slug]),
        "graph-up",
        first=whole.pk not in access.coordinates,
    )
    yield Waiting(
        _("Teams and timeline"),
        _("Who takes part, and where we are on the way."),
        reverse("collaborative", args=[whole.slug]),
        "people",
    )
