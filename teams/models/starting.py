"""A collaborative begins: with its coordinator, who is invited, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teams.models.collaborative import Collaborative
from teams.models.invitation import Invitation
from teams.models.membership import Membership, Role
from teams.models.people import Participant, Person


def start_collaborative(
    *, coordinator_name: str, coordinator_email: str, by: Person | None = None, **fields: Any
) -> Collaborative:
    """Make a collaborative (slug, name, time_zone, languages, starts, ends) and invite its coordinator.

    `by` is the administrator who does it: nobody gives themselves a role. ValidationError names the fields.
    """
    address = _checked_address(coordinator_email, by)
    name = _checked_name(coordinator_name)
    collaborative = Collaborative(**fields)
    collaborative.full_clean()
    with transaction.atomic():
        collaborative.save_by(None)
        coordinator = Participant(collaborative=collaborative, name=name)
        coordinator.save_by(None)
        Membership(
            participant=coordinator, role=Role.COORDINATOR, from_day=_first_day(collaborative)
        ).save_by(None)
        Invitation.invite(coordinator, address, None)
    return collaborative


def _checked_address(email: str, by: Person | None) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as bad:
        raise ValidationError({"coordinator_email": bad.messages}) from None
    if by is not None and by.owns_address(address):
        raise ValidationError(
            {"coordinator_email": _("This is your own address, and nobody gives themselves a role.")}
        )
    return address


def _checked_name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 120:
        raise ValidationError({"coordinator_name": _("Write a name of 120 letters at most.")})
    return name


def _first_day(collaborative: Collaborative) -> date:
    """Today, so that the coordinator can prepare what starts later."""
    return min(collaborative.day(timezone.now()), collaborative.starts)
