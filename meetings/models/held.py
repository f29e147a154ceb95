"""What somebody holds in a room, and what suspends it: a new card, a gap in the role, the role's end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from teams.models import Card, Membership, Role

# From here to there on the clocks of the world it is the same moment: a day taken between them is never
# later (earlier) than the collaborative's own.
WEST, EAST = timedelta(hours=-10), timedelta(hours=14)


def present(role: str, day: date, path: str = "participant") -> Q:
    """Who could be in a room for this role on that day: it is theirs, and nothing bars them.

    `path` leads to the participant; empty where the rows are participants.
    """
    held = Membership.objects.on(day).filter(participant=OuterRef(path or "pk"))
    person = f"{path}__person" if path else "person"
    bars = {Role.COORDINATOR.value, Role.DIRECTOR.value} - {role}
    return (
        Q(**{f"{person}__is_active": True, f"{person}__is_staff": False})
        & Exists(held.filter(role=role))
        & ~Exists(held.filter(role__in=bars))
    )


def _last_card() -> Any:
    """When the participant's newest card was issued, by somebody else: what was let in before waits again."""
    cards = Card.objects.filter(membership__participant=OuterRef("participant")).order_by()
    return Subquery(cards.values("membership__participant").annotate(last=Max("issued_at")).values("last"))


def _day(since: str, shift: timedelta) -> Any:
    return TruncDate(ExpressionWrapper(F(since) + shift, output_field=DateTimeField()), tzinfo=UTC)


class HeldQuerySet(models.QuerySet[Any]):
    """Rows of a person in a room: an admission, or that they facilitate."""

    since = "at"

    def lasting(self) -> Self:
        """Begun and not ended, whatever became of the person's card and role."""
        return self.filter(until=None, **{f"{self.since}__isnull": False})

    def with_card(self) -> Self:
        return self.annotate(last_card=_last_card())

    def unbroken(self) -> Self:
        """Begun after the newest card of that person, if they have one."""
        after = Q(last_card=None) | Q(**{f"{self.since}__gt": F("last_card")})
        return self.with_card().filter(after)

    def suspended(self) -> Self:
        """Begun before a new card was issued: they wait to be let in again."""
        before = Q(**{f"{self.since}__lte": F("last_card")})
        return self.lasting().with_card().filter(before)

    def in_role(self, role: Any, now: datetime) -> Self:
        """The role was held when it began, and from then on without a day between."""
        held = Membership.objects.filter(participant=OuterRef("participant"), role=role)
        begun = held.filter(from_day__lte=OuterRef("began_by")).filter(
            Q(until_day=None) | Q(until_day__gt=OuterRef("began_on"))
        )
        follows = Membership.objects.filter(
            participant=OuterRef("participant"), role=OuterRef("role"), from_day__lte=OuterRef("until_day")
        ).filter(Q(until_day=None) | Q(until_day__gt=OuterRef("until_day")))
        over = (now.astimezone(UTC) + WEST).date()
        ended = held.filter(until_day__gt=OuterRef("began_on"), until_day__lte=over)
        rows = self.annotate(began_on=_day(self.since, WEST), began_by=_day(self.since, EAST))
        return rows.filter(Exists(begun), ~Exists(ended.filter(~Exists(follows))))
