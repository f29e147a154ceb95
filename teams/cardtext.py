"""What stands on a printed card, in each of the collaborative's languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from teams.models import Card, Collaborative
from teams.squares import Square, square

MOST_LANGUAGES = 2  # more do not fit on a card


@dataclass(frozen=True, slots=True)
class Side:
    language: str
    role: str
    what_to_do: str
    until: str


@dataclass(frozen=True, slots=True)
class Printed:
    name: str
    team: str
    code: str
    square: Square
    sides: tuple[Side, ...]


def typed_address() -> str:
    """Where the code is typed, as short as it can be said."""
    site = urlsplit(settings.BASE_URL)
    return f"{site.netloc}{site.path}{reverse('card_entry')}"


def printed(card: Card, whole: Collaborative) -> Printed:
    member: Any = card.membership
    languages = (whole.languages or ["en"])[:MOST_LANGUAGES]
    sides = tuple(_side(card, whole, language) for language in languages)
    return Printed(member.participant.name, member.team.name, card.code, square(card.address), sides)


def _side(card: Card, whole: Collaborative, language: str) -> Side:
    member: Any = card.membership
    with translation.override(language):
        day = date_format(whole.day(card.expires_at), "DATE_FORMAT")
        return Side(
            language,
            member.get_role_display(),
            _("Scan the square with your phone, or type the code at %(address)s")
            % {"address": typed_address()},
            _("For you alone. Use once, until %(day)s.") % {"day": day},
        )
