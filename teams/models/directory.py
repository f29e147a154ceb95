"""Everybody in a collaborative, with roles and with how far their sign-in has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import Prefetch, Q

from teams.models.collaborative import Collaborative
from teams.models.invitation import Invitation
from teams.models.membership import Membership
from teams.models.people import Participant

State = Literal["account", "invited", "expired", "kept", "withdrawn", "none"]


@dataclass(frozen=True, slots=True)
class Listed:
    participant: Participant
    memberships: list[Membership]
    state: State
    email: str  # where the last invitation went: never the account's own address
    invitation: Invitation | None  # the open one


def everybody(collaborative: Collaborative) -> Any:
    """Participants with their roles and invitations, in three queries however many there are."""
    roles = Membership.objects.select_related("team__center").order_by("from_day", "pk")
    return Participant.objects.filter(collaborative=collaborative).prefetch_related(
        Prefetch("memberships", queryset=roles), Prefetch("invitations", queryset=Invitation.objects.all())
    )


def search(people: Any, words: str, team: str, role: str) -> Any:
    """By name or invited address; role and team as held together, at any time."""
    if words:
        people = people.filter(Q(name__icontains=words) | Q(invitations__email__icontains=words))
    held = {"memberships__team__slug": team, "memberships__role": role}
    wanted = {lookup: value for lookup, value in held.items() if value}
    return people.filter(**wanted).distinct()


def without_sign_in(collaborative: Collaborative, now: datetime) -> Any:
    """Who can neither sign in nor has an open invitation."""
    is_open = Q(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    invited = Invitation.objects.filter(is_open, participant__collaborative=collaborative)
    return Participant.objects.filter(collaborative=collaborative, person=None, forgotten_at=None).exclude(
        pk__in=invited.values("participant")
    )


def listed(people: Iterable[Participant], now: datetime) -> list[Listed]:
    return [_listed(one, now) for one in people]


def _listed(one: Participant, now: datetime) -> Listed:
    invitations = list(one.invitations.all())
    latest = invitations[0] if invitations else None
    state: State = "account" if one.person_id is not None else _state(latest, now)
    return Listed(
        one,
        list(one.memberships.all()),
        state,
        latest.email if latest else "",
        latest if state == "invited" else None,
    )


def _state(latest: Invitation | None, now: datetime) -> State:
    if latest is None:
        return "none"
    if latest.withdrawn_at is None:
        return "invited" if latest.expires_at > now else "expired"
    # An address that `keep_addresses` keeps was withdrawn before it was there: nobody ever took it back.
    return "kept" if latest.withdrawn_at <= latest.created_at else "withdrawn"
