"""Letting in, naming, agreeing, leaving: each under the room's lock, judged by who is in it at that moment.

Everything is done once: sent twice, or by two at the same time, the second finds it done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef

from meetings.models.held import present
from meetings.models.room import (
    Admission,
    Agreement,
    Announcement,
    Facilitator,
    Objection,
    Room,
    Vouch,
)
from meetings.models.standing import Standing, read_standing
from teams.models import Card, Participant, Role

Kind = Announcement.Kind
QUIET = timedelta(days=1)  # who asks again and again is announced once a day


class OutsideError(Exception):
    """Who acts is not in the room, or no longer."""


class NotTheirsError(Exception):
    """Who acts is in the room, but this is not theirs to do."""


@contextmanager
def _locked(room: Room, now: datetime) -> Iterator[Standing]:
    """Changes of one room wait for each other; what is read here is what holds."""
    with transaction.atomic():
        Room.objects.select_for_update(no_key=True).get(pk=room.pk)
        yield read_standing(room, now)


@contextmanager
def _inside(room: Room, by: Participant, now: datetime) -> Iterator[Standing]:
    with _locked(room, now) as standing:
        if by.pk not in standing.inside:
            raise OutsideError
        yield standing


def _announce(room: Room, kind: str, who: Participant, now: datetime, by: Participant | None = None) -> None:
    Announcement.objects.create(room=room, kind=kind, participant=who, by=by, at=now)


def _end(row: Any, by: Participant | None, now: datetime) -> None:
    row.until, row.ended_by = now, by
    row.save(update_fields=["until", "ended_by"])


def _one(rows: Iterable[Any], wanted: Any) -> Any:
    return next((row for row in rows if row.pk == wanted.pk), None)


# --- Members -----------------------------------------------------------------------------------------------
def ask(room: Room, who: Participant, now: datetime) -> bool:
    """Ask to be let in. False where they are in, or have asked already."""
    with _locked(room, now) as standing:
        if any(row.participant_id == who.pk for row in standing.members):
            return False
        last = Admission.objects.filter(room=room, participant=who, until=None).first()
        if last is not None and last.at is None:
            return False
        if last is not None:
            _end(last, None, now)  # a new card or a gap in the role ended what it opened
        Admission.objects.create(room=room, participant=who, asked_at=now)
        lately = Announcement.objects.filter(room=room, kind=Kind.ASKED, participant=who, at__gt=now - QUIET)
        if not lately.exists():
            _announce(room, Kind.ASKED, who, now)
        return True


def withdraw(room: Room, who: Participant, now: datetime) -> None:
    with _locked(room, now):
        for row in Admission.objects.waiting().filter(room=room, participant=who):
            _end(row, who, now)


def vouch(admission: Admission, by: Participant, now: datetime) -> bool:
    """Let somebody in: a facilitator alone, or the second of two members. True where they are in then."""
    with _inside(admission.room, by, now) as standing:
        row = _one(standing.waiting, admission)
        if row is None:
            return any(one.participant_id == admission.participant_id for one in standing.members)
        if row.participant_id == by.pk:
            raise NotTheirsError
        if row.at is not None:
            _end(row, None, now)
            row = Admission.objects.create(room=row.room, participant=row.participant, asked_at=now)
        Vouch.objects.get_or_create(
            admission=row, by=by, defaults={"facilitates": by.pk in standing.leaders, "at": now}
        )
        if by.pk not in standing.leaders and not standing.enough(Vouch.objects.filter(admission=row)):
            return False
        row.at = now
        row.save(update_fields=["at"])
        _announce(row.room, Kind.ADMITTED, row.participant, now, by if by.pk in standing.leaders else None)
        return True


def take_vouch_back(admission: Admission, by: Participant, now: datetime) -> None:
    """A member thinks again, as long as the other has not vouched."""
    with _inside(admission.room, by, now):
        Vouch.objects.filter(admission=admission, admission__at=None, by=by).delete()


def decline(admission: Admission, by: Participant, now: datetime) -> None:
    """Turn away who waits: a facilitator's to do. They may ask again."""
    with _inside(admission.room, by, now) as standing:
        if by.pk not in standing.leaders or by.pk == admission.participant_id:
            raise NotTheirsError
        row = _one(standing.waiting, admission)
        if row is not None:
            _end(row, by, now)


def put_out(admission: Admission, by: Participant, now: datetime) -> bool:
    """End a member's admission: a facilitator alone, or the second of two members. True where it ended."""
    with _inside(admission.room, by, now) as standing:
        row = _one(standing.members, admission)
        if row is None:
            return True
        if row.participant_id == by.pk:
            raise NotTheirsError
        Objection.objects.get_or_create(admission=row, by=by, defaults={"at": now})
        if by.pk not in standing.leaders and not standing.enough(Objection.objects.filter(admission=row)):
            return False
        leader = by if by.pk in standing.leaders else None
        _end(row, leader, now)
        _announce(row.room, Kind.LEFT, row.participant, now, leader)
        return True


def leave(room: Room, who: Participant, now: datetime, by: Participant | None = None) -> None:
    """Go out of the room: as a member, and as who facilitates it; or be taken out of it, `by` who forgets."""
    with _locked(room, now):
        for row in Facilitator.objects.filter(room=room, participant=who, until=None):
            _end(row, by or who, now)
            _announce(room, Kind.ENDED, who, now, by or who)
        for row in Admission.objects.filter(room=room, participant=who, until=None):
            _end(row, by or who, now)
            _announce(room, Kind.LEFT, who, now, by or who)


# --- Facilitators ------------------------------------------------------------------------------------------
def candidates(room: Room, by: Participant, now: datetime) -> Any:
    """Whom the coordinator may name: of the room's role, or faculty; who can sign in; never themselves."""
    day = room.collaborative.day(now)
    people = Participant.objects.filter(collaborative=room.collaborative).exclude(pk=by.pk)
    return people.filter(present(room.role, day, "") | present(Role.FACULTY, day, ""))


def name(room: Room, who: Participant, by: Participant, now: datetime) -> Facilitator:
    """The coordinator names a facilitator: at once for somebody of the room's own, else the room agrees."""
    with _locked(room, now) as standing:
        if not candidates(room, by, now).filter(pk=who.pk).exists():
            raise NotTheirsError
        row: Facilitator | None = Facilitator.objects.filter(room=room, participant=who, until=None).first()
        if row is not None and _one(standing.leading, row):
            return row
        if row is not None and row.began_at is not None:
            _end(row, by, now)  # a new card or a gap in the role ended it
            row = None
        is_new = row is None
        if row is None:
            row = Facilitator.objects.create(room=room, participant=who, named_by=by, named_at=now)
        if _at_once(standing, row):
            _begin(row, now, by)
        elif is_new:
            _announce(room, Kind.NAMED, who, now, by)
        return row


def _at_once(standing: Standing, row: Facilitator) -> bool:
    """Nobody is there to ask; or one of the room's own, who does not come back with a new card."""
    if standing.agrees(row):
        return True
    who, room = row.participant, standing.room
    own = present(room.role, room.collaborative.day(standing.now))
    if not Facilitator.objects.filter(own, pk=row.pk).exists():
        return False
    return who.pk in standing.own or not _was_here_before_card(room, who)


def _was_here_before_card(room: Room, who: Participant) -> bool:
    """Whoever prints a card could use it: what the room gave to this name before is the room's to give."""
    mine = {"room": room, "participant": who}
    let_in = Admission.objects.filter(**mine).with_card().filter(at__lte=F("last_card"))
    led = Facilitator.objects.filter(**mine).with_card().filter(began_at__lte=F("last_card"))
    return bool(let_in.exists() or led.exists())


def _begin(row: Facilitator, now: datetime, by: Participant | None) -> None:
    row.began_at = now
    row.save(update_fields=["began_at"])
    _announce(row.room, Kind.BEGAN, row.participant, now, by)


def agree(facilitator: Facilitator, by: Participant, now: datetime) -> bool:
    """A member agrees to who was named. True where they facilitate from then on."""
    with _inside(facilitator.room, by, now) as standing:
        row = _one(standing.named, facilitator)
        if row is None:
            return facilitator.participant_id in standing.leaders
        if by.pk not in standing.own or row.participant_id == by.pk:
            raise NotTheirsError
        if row.began_at is not None:
            _end(row, None, now)
            row = Facilitator.objects.create(
                room=row.room, participant=row.participant, named_by=row.named_by, named_at=now
            )
        Agreement.objects.get_or_create(facilitator=row, by=by, defaults={"at": now})
        if not standing.agrees(Facilitator.objects.get(pk=row.pk)):
            return False
        _begin(row, now, None)
        return True


def take_agreement_back(facilitator: Facilitator, by: Participant, now: datetime) -> None:
    with _inside(facilitator.room, by, now):
        Agreement.objects.filter(facilitator=facilitator, facilitator__began_at=None, by=by).delete()


def object_to(facilitator: Facilitator, by: Participant, now: datetime) -> bool:
    """A member wants somebody else to facilitate; the second one ends it. True where it ended."""
    with _inside(facilitator.room, by, now) as standing:
        row = _one((*standing.leading, *standing.named), facilitator)
        if row is None:
            return True
        if by.pk not in standing.own or row.participant_id == by.pk:
            raise NotTheirsError
        Objection.objects.get_or_create(facilitator=row, by=by, defaults={"at": now})
        if not standing.enough(Objection.objects.filter(facilitator=row)):
            return False
        _end(row, None, now)
        _announce(row.room, Kind.ENDED, row.participant, now)
        return True


def take_objection_back(row: Admission | Facilitator, by: Participant, now: datetime) -> None:
    with _inside(row.room, by, now):
        about = "admission" if isinstance(row, Admission) else "facilitator"
        Objection.objects.filter(**{about: row, f"{about}__until": None}, by=by).delete()


def end_facilitator(facilitator: Facilitator, by: Participant, now: datetime) -> None:
    """The coordinator ends it. Who facilitates does so by leaving."""
    with _locked(facilitator.room, now):
        row = Facilitator.objects.filter(pk=facilitator.pk, until=None).first()
        if row is not None:
            _end(row, by, now)
            _announce(row.room, Kind.ENDED, row.participant, now, by)


# --- What happens to somebody's way in ---------------------------------------------------------------------
def tell_of_card(participant: Participant, now: datetime) -> None:
    """A new card was printed: their rooms hear who printed it; they wait there to be let in again."""
    newest = Card.objects.filter(membership__participant=participant).select_related("by").first()
    _tell(participant, Kind.CARD, now, newest.by if newest else None)


def tell_of_device(person: Any, now: datetime) -> None:
    for participant in Participant.objects.filter(person=person):
        _tell(participant, Kind.DEVICE, now, None)


def _tell(who: Participant, kind: str, now: datetime, by: Participant | None) -> None:
    for room in Room.objects.filter(pk__in=_rooms_of(who, now)).select_related("collaborative"):
        day = room.collaborative.day(now)
        if who.memberships.on(day).filter(role__in=(room.role, Role.FACULTY)).exists():
            _announce(room, kind, who, now, by)


def _rooms_of(who: Participant, now: datetime) -> set[int]:
    """Rooms that this name was let into or facilitates, whatever card it signs in with."""
    let_in = Admission.objects.lasting().filter(participant=who).in_role(OuterRef("room__role"), now)
    leads = Facilitator.objects.lasting().filter(participant=who)
    return {*let_in.values_list("room", flat=True), *leads.values_list("room", flat=True)}
