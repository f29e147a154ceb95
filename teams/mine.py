"""Download what is mine: each app says which rows it holds about a person. They join at start-up."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from teams.models import Card, Consent, Invitation, Membership, Participant, Person

Row = dict[str, Any]
Rows = Callable[[Person], Iterable[Row]]
_parts: dict[str, Rows] = {}


def register(name: str, rows: Rows) -> None:
    """Add a part to the download; `rows(person)` yields plain values about this person alone."""
    _parts[name] = rows


def collect(person: Person) -> dict[str, Any]:
    """Everything about one person, as plain values that any program can read."""
    return {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        **{name: list(rows(person)) for name, rows in _parts.items()},
    }


def _account(person: Person) -> Iterable[Row]:
    yield {
        "id": str(person.uuid),
        "email": person.email,
        "language": person.language,
        "since": person.date_joined,
        "last_sign_in": person.last_login,
        "has_password": person.has_usable_password(),
    }


def _participants(person: Person) -> Iterable[Row]:
    for row in Participant.objects.filter(person=person).select_related("collaborative").order_by("pk"):
        yield {"id": str(row.uuid), "name": row.name, "collaborative": row.collaborative.name}


def _memberships(person: Person) -> Iterable[Row]:
    held = Membership.objects.filter(participant__person=person).order_by("from_day", "pk")
    for row in held.select_related("participant__collaborative", "team__center"):
        yield {
            "id": str(row.uuid),
            "collaborative": row.participant.collaborative.name,
            "team": row.team.name if row.team else None,
            "role": row.role,
            "core": row.core,
            "from": row.from_day,
            "until": row.until_day,
        }


def _invitations(person: Person) -> Iterable[Row]:
    """Those that made the person who they are here. Those to others say something about others."""
    accepted = Invitation.objects.filter(participant__person=person, email__iexact=person.email or "")
    for row in accepted.select_related("participant__collaborative").order_by("pk"):
        yield {
            "id": str(row.uuid),
            "collaborative": row.participant.collaborative.name,
            "email": row.email,
            "sent": row.sent_at,
            "accepted": row.accepted_at,
        }


def _consents(person: Person) -> Iterable[Row]:
    given = Consent.objects.filter(participant__person=person).order_by("at", "pk")
    for row in given.select_related("participant__collaborative"):
        yield {
            "collaborative": row.participant.collaborative.name,
            "to": row.kind,
            "given": row.given,
            "at": row.at,
        }


def _cards(person: Person) -> Iterable[Row]:
    """That they were printed for this person, and what became of them; a code is a secret, not a fact."""
    printed = Card.objects.filter(membership__participant__person=person).order_by("issued_at", "pk")
    for row in printed.select_related("membership__participant__collaborative"):
        yield {
            "id": str(row.uuid),
            "collaborative": row.membership.participant.collaborative.name,
            "printed": row.issued_at,
            "good_until": row.expires_at,
            "used": row.used_at,
            "withdrawn": row.withdrawn_at,
        }


def _devices(person: Person) -> Iterable[Row]:
    for row in person.known_devices.order_by("first_seen", "pk"):
        yield {"first_sign_in": row.first_seen}


def _sessions(person: Person) -> Iterable[Row]:
    for row in person.usersession_set.order_by("created_at"):
        yield {
            "from": row.created_at,
            "last_seen": row.last_seen_at,
            "address": row.ip,
            "browser": row.user_agent,
        }


register("account", _account)
register("participants", _participants)
register("memberships", _memberships)
register("invitations", _invitations)
register("sessions", _sessions)
register("consents", _consents)
register("cards", _cards)
register("devices", _devices)
