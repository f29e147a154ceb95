"""Being forgotten: the name, the account and the ways in go; role, dates and what was written stay."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from teams.forgetting import forgotten
from teams.models.card import Card
from teams.models.collaborative import Collaborative
from teams.models.consent import Consent
from teams.models.invitation import Invitation
from teams.models.membership import ClassroomStaff, Membership, Role
from teams.models.names import ForgottenName
from teams.models.people import Participant, Person


class LastCoordinatorError(Exception):
    """Nobody else could set up this collaborative."""


def forget(participant: Participant, by: Participant, now: datetime) -> None:
    """Replace this participant by a former one of their role, history included. It cannot be undone."""
    with transaction.atomic():
        # One after the other: of two last coordinators one stays.
        whole = Collaborative.objects.select_for_update(no_key=True).get(pk=participant.collaborative_id)
        # Before the participant is locked: who holds what it leaves may be writing a row that refers to it.
        forgotten(participant, by, now)
        person = Person.objects.select_for_update().filter(participants=participant).first()
        row: Participant = Participant.objects.select_for_update().get(pk=participant.pk)
        if row.is_forgotten:
            return
        if is_last_coordinator(row, now):
            raise LastCoordinatorError
        name = ForgottenName(_role_of(row, whole.day(now)))
        _end_roles(row, by, whole.day(now))
        _remove_ways_in(row, person)
        row.name, row.person, row.forgotten_at, row.welcomed_at = name, None, now, None
        row.save_by(by)
        Participant.history.model.objects.filter(id=row.pk).update(name=name)
        if person is not None:
            leave(person)
    participant.refresh_from_db()


def is_last_coordinator(row: Participant, now: datetime) -> bool:
    """Who coordinates today, while nobody else who can sign in does."""
    day = row.collaborative.day(now)
    coordinators = Membership.objects.on(day).filter(
        participant__collaborative=row.collaborative_id, role=Role.COORDINATOR
    )
    others = coordinators.exclude(participant=row).filter(participant__person__is_active=True)
    return coordinators.filter(participant=row).exists() and not others.exists()


def _role_of(row: Participant, day: date) -> str:
    """The role held today, else the last one."""
    held = row.memberships.order_by("-from_day", "pk")
    current = held.on(day).order_by("from_day", "pk").first()
    last = current or held.filter(from_day__lte=day).first() or held.first()
    return last.role if last else ""


def _end_roles(row: Participant, by: Participant, day: date) -> None:
    """What has begun ends today and stays with its dates; what has not is removed."""
    Card.objects.filter(membership__participant=row).delete()
    for held in (
        *ClassroomStaff.objects.filter(membership__participant=row, membership__from_day__lte=day),
        *row.coached.all(),
        *row.memberships.filter(from_day__lte=day),
    ):
        _end(held, by, day)
    planned = row.memberships.filter(from_day__gt=day)
    for held in (*ClassroomStaff.objects.filter(membership__in=planned), *planned):
        held.remove_by(by)


def _end(held: Any, by: Participant, day: date) -> None:
    if held.from_day > day:
        held.remove_by(by)
    elif held.until_day is None or held.until_day > day:
        held.until_day = max(day, held.from_day + timedelta(days=1))
        held.save_by(by)


def _remove_ways_in(row: Participant, person: Person | None) -> None:
    """Invitations with their addresses, and both consents."""
    addresses = Q(participant=row)
    for email in addresses_of(person) if person else ():
        addresses |= Q(participant__collaborative=row.collaborative_id, email__iexact=email)
    Invitation.objects.filter(addresses).delete()
    Consent.objects.filter(participant=row).delete()


def addresses_of(person: Person) -> set[str]:
    kept = set(person.emailaddress_set.values_list("email", flat=True))
    return {one for one in (*kept, person.email) if one}


def leave(person: Person) -> None:
    """Sign out everywhere. Who takes part nowhere else, and runs nothing, has no account from now on."""
    person.end_sessions()
    if not person.is_staff and not person.participants.exists():
        delete_accounts([person])


def delete_accounts(people: Iterable[Person]) -> None:
    """With their addresses, keys, devices and sessions, and their names in the administration's log."""
    gone = list(people)
    _delete_sessions(gone)
    numbers = [str(one.pk) for one in gone]
    kind = ContentType.objects.get_for_model(Person)
    LogEntry.objects.filter(content_type=kind, object_id__in=numbers).update(
        object_repr="-", change_message=""
    )
    for person in gone:
        person.delete()


def _delete_sessions(people: list[Person]) -> None:
    """Those of the accounts, and those in which an address of theirs waits for a code."""
    numbers = {str(one.pk) for one in people}
    addresses = {address.casefold() for one in people for address in addresses_of(one)}
    for session in Session.objects.iterator():
        said = session.get_decoded()
        text = json.dumps(said, default=str, ensure_ascii=False).casefold()
        if said.get("_auth_user_id") in numbers or any(one in text for one in addresses):
            session.delete()
