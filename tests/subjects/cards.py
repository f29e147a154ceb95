"""Cards, the welcome, consents and the method page."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from teams.models import Card, Consent, Membership, Participant, Role
from teams.models.carding import Giver, issue
from tests.conftest import Cast, add_role
from tests.fuzz.forms import MEMBERS, SETUP, Target
from tests.kinds import BACK, NO, Row, everybody, set_up, team, written_by_directors

if TYPE_CHECKING:
    from tests.grown import Grown

# Who holds no role today has nothing to read there.
NOWHERE = dict.fromkeys(("former member", "long gone", "administrator"), 302)
ROWS: dict[str, Row] = {
    "card_entry": Row(everybody(200, anonymous=200), everybody(422, anonymous=422)),
    "card": Row(everybody(200, anonymous=200), everybody(422, anonymous=422)),
    "team_cards": Row(written_by_directors(200), written_by_directors(422)),
    "team_card_sheet": Row(team(403) | {"director": 200, "director who teaches": 404}, NO),
    "team_card_withdrawal": Row(BACK, written_by_directors(302)),
    "setup_cards": Row(set_up(200), set_up(422)),
    "setup_card_sheet": Row(set_up(404), NO),  # made by the director, so hers alone
    "setup_card_withdrawal": Row(BACK, set_up(302)),
    "welcome": Row(everybody(200) | NOWHERE, BACK),
    "consents": Row(everybody(200), BACK),
    "method": Row(everybody(200, anonymous=200), everybody(405, anonymous=405)),
}
DIRECTORS_ALONE = (*MEMBERS, "teacher", "parent")
TARGETS: dict[str, Target] = {
    "card_entry": Target("anonymous", ()),
    "card": Target("anonymous", (), extra=("join",)),
    "team_cards": Target("director", DIRECTORS_ALONE),
    "team_card_withdrawal": Target("director", DIRECTORS_ALONE, "team_cards"),
    "setup_cards": Target("coordinator", SETUP),
    "setup_card_withdrawal": Target("coordinator", SETUP, "setup_cards"),
    "welcome": Target("teacher", extra=("participant", "research", "named")),
    "consents": Target("teacher"),
}
OPENED_BY: dict[str, str] = {
    **dict.fromkeys(("team_cards", "team_card_sheet"), "director"),
    "consents": "director",
}
SENT = "only takes what is sent"
NOT_PAGES: dict[str, str] = {
    **dict.fromkeys(("team_card_withdrawal", "setup_card_withdrawal"), SENT),
    "card": "one card, for a stranger",
    "setup_card_sheet": "the same page as team_card_sheet, for who made it",
}


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """What an address of this subject names, made for Maple of Riverside."""
    who = Participant.objects.create(collaborative=cast.riverside, name="Lena")
    held = add_role(who, Role.PARENT, cast.maple)
    [card] = issue(Giver.of(cast.participant(cast.dee)), [held.uuid], uuid.uuid4())
    return {"card": card.uuid, "sheet": card.sheet, "code": card.code}


def grow(grown: Grown) -> dict[str, Any]:
    """Open and old cards of one sheet for as many people as there are, and answers given ever so often."""
    sheet, now = uuid.uuid4(), timezone.now()
    director = Participant.objects.get(person=grown.director)
    members = list(Membership.objects.filter(team=grown.team, until_day=None, participant__person=None))
    newcomers = Participant.objects.bulk_create(
        Participant(collaborative=grown.whole, name=f"New at {team.slug}") for team in grown.teams
    )
    Membership.objects.bulk_create(
        Membership(participant=who, team=team, role=Role.PARENT, from_day=grown.whole.starts)
        for who, team in zip(newcomers, grown.teams, strict=True)
    )
    cards = Card.objects.bulk_create(
        Card(
            membership=member,
            sheet=sheet,
            code_hash=uuid.uuid4().hex,
            by=director,
            issued_at=now - timedelta(hours=1),
            expires_at=now + timedelta(days=29),
            used_at=now if used else None,
        )
        for member in members
        for used in (False, True)
    )
    Consent.objects.bulk_create(
        Consent(participant=director, kind="research", given=at % 2 == 0) for at in range(grown.size.people)
    )
    return {"card": cards[0].uuid, "sheet": sheet}
