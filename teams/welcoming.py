"""The first visit after getting in: who sees what here, in plain words for the roles that are held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from teams.models import Access, Participant, Role
from teams.models.access import Hold, NavigationPlace


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in one collaborative, with what the page says to such a person."""

    participant: Participant
    roles: tuple[str, ...]
    teams: tuple[str, ...]
    handovers: tuple[NavigationPlace, ...]  # of each team: what it tried and learned, for whoever is new
    on_team: bool
    directs: bool
    hosts: bool
    coordinates: bool
    evaluates: bool

    @property
    def writes(self) -> bool:
        """Whether the person's own words are kept here, so that the two choices concern them."""
        return self.on_team or self.hosts


def places(access: Access) -> list[Place]:
    """Those of today, the oldest first."""
    mine = {hold.participant_id for hold in access.holds if hold.current}
    rows = Participant.objects.filter(pk__in=mine).select_related("collaborative").order_by("pk")
    return [_place(access, row) for row in rows]


def _place(access: Access, participant: Participant) -> Place:
    holds = [hold for hold in access.holds if hold.current and hold.participant_id == participant.pk]
    whole: Any = participant.collaborative_id
    roles = access.roles_in(whole)
    return Place(
        participant,
        tuple(str(role.label) for role in Role if role in roles),
        tuple(dict.fromkeys(hold.team_name for hold in holds if hold.team_name)),
        tuple(dict.fromkeys(_handover(hold) for hold in holds if hold.team_slug)),
        on_team=whole in access.participates,
        directs=Role.DIRECTOR in roles,
        hosts=whole in access.hosts,
        coordinates=whole in access.coordinates,
        evaluates=whole in access.evaluates,
    )


def _handover(hold: Hold) -> NavigationPlace:
    address = reverse("handover", args=[hold.collaborative_slug, hold.team_slug])
    return NavigationPlace(hold.team_name or "", address)


def is_expected(access: Access) -> bool:
    """Whether somewhere the person has not read yet who sees what."""
    mine = {hold.participant_id for hold in access.holds if hold.current}
    return bool(mine) and Participant.objects.filter(pk__in=mine, welcomed_at=None).exists()
