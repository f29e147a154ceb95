"""Who may print whose card, and what printing and using one does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from teams.changes import changed
from teams.models.access import READS_AFTER_LEAVING
from teams.models.card import GOOD_FOR, Card
from teams.models.membership import Membership, Role
from teams.models.people import Participant, Person

# Who holds one of these and nothing else may get a card from a director.
FROM_DIRECTOR = frozenset({Role.TEACHER, Role.PARENT, Role.STAFF})


class CardClosedError(Exception):
    """It opens nothing, for nobody or for this person; the text says why."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Who prints: a coordinator for anybody on a team, a director for the teams of their own."""

    participant: Participant
    today: date
    teams: frozenset[int]
    anybody: bool

    @classmethod
    def of(cls, participant: Participant) -> Giver:
        """By the roles held today; who holds neither of the two gives nothing."""
        whole = participant.collaborative
        today = whole.day(timezone.now())
        held = list(participant.memberships.on(today).values_list("role", "team"))
        teams = {team for role, team in held if role == Role.DIRECTOR and today <= whole.ends}
        return cls(
            participant, today, frozenset(teams), any(role == Role.COORDINATOR for role, _team in held)
        )

    def why_not(self, member: Membership) -> str:
        """Why this member gets no card from this person; empty where nothing stands against it."""
        who: Participant = member.participant
        if self._is(who):
            return _("This is you. Nobody gives a card to themselves.")
        if member.team_id is None or who.forgotten_at is not None or _is_over(member, self.today):
            return _("No longer on the team.")
        if not self.anybody and not self._directs_all_of(who):
            return _("Has other roles too. The coordinator prints this card.")
        return _has_other_way(who.person)

    def _is(self, who: Participant) -> bool:
        mine = self.participant
        return who.pk == mine.pk or (who.person_id is not None and who.person_id == mine.person_id)

    def _directs_all_of(self, who: Participant) -> bool:
        """A card opens all that the person may read, so all of it must lie in the director's own hands."""
        return all(
            held.role in FROM_DIRECTOR and held.team_id in self.teams
            for held in who.memberships.all()
            if not _is_over(held, self.today - READS_AFTER_LEAVING)
        )


def _is_over(held: Membership, day: date) -> bool:
    return held.until_day is not None and held.until_day <= day


def _has_other_way(person: Person | None) -> str:
    if person is None:
        return ""
    if not person.is_active:
        return _("The account was closed by who runs this installation. Ask there.")
    proven = any(address.verified for address in person.emailaddress_set.all())
    if person.email or proven or person.is_staff:
        return _("Signs in by e-mail. A card is for people without.")
    return ""


def _is_elsewhere(person: Person, here: Participant) -> bool:
    """Whether the account takes part in another collaborative: no card of this one may open that."""
    return any(one.collaborative_id != here.collaborative_id for one in person.participants.all())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on a team, with what speaks against a card, and whether there is a way in already."""

    member: Membership
    roles: tuple[str, ...]
    why_not: str
    is_in: bool
    has_card: bool
    invited: bool

    @property
    def ticked(self) -> bool:
        return not (self.why_not or self.is_in or self.has_card or self.invited)


def with_ways_in(members: Any) -> Any:
    """Memberships with everything that `why_not` and `candidates` ask, in a fixed number of queries."""
    places = Participant.objects.only("pk", "person", "collaborative")
    others = Prefetch("participant__person__participants", queryset=places)
    return members.select_related("participant__person", "team__center").prefetch_related(
        "participant__memberships", "participant__person__emailaddress_set", others
    )


def candidates(giver: Giver, members: Iterable[Membership]) -> list[Candidate]:
    """One for each participant: one card opens all that somebody holds."""
    held: dict[int, list[Membership]] = {}
    for member in members:
        held.setdefault(member.participant_id, []).append(member)
    is_open = Card.objects.open().filter(membership__participant__in=held)
    carded = set(is_open.values_list("membership__participant", flat=True))
    invited = set(
        Participant.objects.filter(
            pk__in=held,
            invitations__accepted_at=None,
            invitations__withdrawn_at=None,
            invitations__expires_at__gt=timezone.now(),
        ).values_list("pk", flat=True)
    )
    return [
        Candidate(
            rows[0],
            tuple(dict.fromkeys(row.get_role_display() for row in rows)),
            giver.why_not(rows[0]),
            is_in=rows[0].participant.person_id is not None,
            has_card=pk in carded,
            invited=pk in invited,
        )
        for pk, rows in held.items()
    ]


def issue(giver: Giver, members: Iterable[UUID], sheet: UUID) -> list[Card]:
    """Print cards for these memberships. What is sent twice with one sheet is printed once.

    Each ends the earlier open cards of its participant, and every device and passkey of the account.
    """
    rows = Membership.objects.filter(
        uuid__in=list(members), participant__collaborative=giver.participant.collaborative
    )
    with transaction.atomic():
        who = Participant.objects.filter(memberships__in=rows).order_by("pk")
        list(Participant.objects.select_for_update().filter(pk__in=who.values("pk")).order_by("pk"))
        printed = Card.objects.filter(sheet=sheet).select_related("membership")
        if any(card.by_id != giver.participant.pk for card in printed):
            raise CardClosedError
        done = {card.membership.participant_id for card in printed}
        made = []
        for member in with_ways_in(rows.order_by("participant__name", "pk")):
            if member.participant_id not in done and not giver.why_not(member):
                done.add(member.participant_id)
                made.append(_print(giver, member, sheet))
    return made


def _print(giver: Giver, member: Membership, sheet: UUID) -> Card:
    who: Participant = member.participant
    now = timezone.now()
    Card.objects.open().filter(membership__participant=who).update(withdrawn_at=now)
    _end_old_devices(who, giver.participant)
    card = Card(membership=member, sheet=sheet, by=giver.participant, issued_at=now)
    card.expires_at = now + GOOD_FOR
    card.code_hash = card.hashed(card.code)
    card.save()
    changed("card", who)
    return card


def _end_old_devices(who: Participant, by: Participant) -> None:
    """Nothing that opened this place opens it any longer.

    An account that is somebody in another collaborative too stays as it is, and leaves this place.
    """
    person = who.person
    if person is None:
        return
    if _is_elsewhere(person, who):
        who.person = None
        who.save_by(by)
        return
    person.set_unusable_password()  # a new one: sessions that nobody listed end with it
    person.save(update_fields=["password"])
    person.end_sessions()
    Authenticator.objects.filter(user=person).delete()
    person.known_devices.all().delete()
    person.emailaddress_set.filter(verified=False).delete()  # whoever typed it could prove it later


def find_open(code: str) -> Card | None:
    """The card with this code, if it opens something now."""
    rows = Card.objects.open().by_code(code)
    card: Card | None = rows.select_related(
        "membership__participant__collaborative", "membership__team__center", "by__collaborative"
    ).first()
    return card if card is not None and not _refusal(card) else None


def _refusal(card: Card) -> str:
    """Judged again when it is used: roles may have changed since it was printed."""
    [member] = with_ways_in(Membership.objects.filter(pk=card.membership_id))
    return Giver.of(card.by).why_not(member)


def _locked(card: Card) -> Card:
    """The card with its participant, both locked, if it is still open: two at once wait here."""
    member = Membership.objects.filter(pk=card.membership_id).values("participant")
    who = Participant.objects.select_for_update().filter(pk__in=member).first()
    row: Card | None = Card.objects.open().select_for_update().filter(pk=card.pk).first()
    if who is None or row is None or row.membership.participant_id != who.pk or _refusal(row):
        raise CardClosedError
    row.membership.participant = who
    return row


def use(card: Card, language: str) -> Person:
    """Take the place that the card is for; the account that may sign in from now on. Call it inside a
    transaction, and sign in there: whoever prints the next card then finds that session and ends it."""
    row = _locked(card)
    who: Participant = row.membership.participant
    person: Person | None = who.person
    if person is None or _is_elsewhere(person, who):
        person = Person.objects.create_user(None, language=language)
        who.person = person
        who.save_by(who)
    elif person.language != language:
        person.language = language
        person.save(update_fields=["language"])
    _mark_used(row, who)
    return person


def join(card: Card, person: Person) -> Participant:
    """Give the card's place to somebody who has an account; never to who printed it."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # two cards of one person wait here
        row = _locked(card)
        if row.by.person_id == person.pk:
            raise CardClosedError(_("You printed this card yourself, and nobody gives themselves a role."))
        who: Participant = row.membership.participant
        _mark_used(row, who)
        return who if who.person_id == person.pk else who.join(person)


def _mark_used(row: Card, who: Participant) -> None:
    now = timezone.now()
    row.used_at = now
    row.save(update_fields=["used_at"])
    who.invitations.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)


def withdraw(card: Card) -> None:
    """A lost card opens nothing from now on; withdrawing twice changes nothing."""
    Card.objects.open().filter(pk=card.pk).update(withdrawn_at=timezone.now())
