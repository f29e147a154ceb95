"""Whose words, and who tests: chosen from the team as it is today, or nobody who is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pdsa.models.writing_cycles import Who
from teams.models import Membership, Role, Team
from teams.models.membership import unnamed
from teams.speaking import known_words

ME = "me"
NOT_NAMED = (Role.PARENT, Role.TEACHER, Role.STAFF)


class People:
    """Who can be named in a cycle of a team: key → person. Made once a page, for all its forms."""

    def __init__(self, team: Team, day: date, me: Who, also: Iterable[Who] = ()) -> None:
        """`also`: who has a part already, such as somebody who left."""
        self.me, self.team = me, team
        held = Membership.objects.filter(team=team).on(day).select_related("participant")
        members = [Who(row.participant, row.role) for row in held.order_by("participant__name", "pk")]
        self.named: dict[str, Who] = {ME: me} if self._is_member(members) else {}
        for who in (*members, *also):
            if who.participant and who.participant != me.participant:
                self.named.setdefault(str(who.participant.uuid), who)
        self.unnamed = {f"a-{role}": Who(None, role) for role in NOT_NAMED}
        for who in also:
            if who.participant is None:
                self.unnamed.setdefault(f"a-{who.role}", who)

    def _is_member(self, members: list[Who]) -> bool:
        return any(who.participant == self.me.participant for who in members)

    def who(self, key: str) -> Who:
        return (self.named | self.unnamed)[key]

    def __contains__(self, key: str) -> bool:
        return key in self.named or key in self.unnamed

    def key(self, who: Who) -> str:
        """The choice that stands for this person."""
        if who.participant is None:
            return f"a-{who.role}"
        return ME if who.participant == self.me.participant else str(who.participant.uuid)

    def known(self) -> frozenset[str]:
        """Words that name no child."""
        return known_words(self.team.collaborative, self.team)

    def choices(self) -> list[Any]:
        """Me first, then the team, then those who are not named."""
        named = [(key, self._said(key, who)) for key, who in self.named.items()]
        return [*named, (_("Not named"), [(key, unnamed(who.role)) for key, who in self.unnamed.items()])]

    def _said(self, key: str, who: Who) -> str:
        name = who.participant.name if who.participant else ""
        if key == ME:
            return _("me (%(name)s)") % {"name": name}
        return f"{name}, {Role(who.role).label}" if who.role in Role else name


class WhoField(forms.TypedChoiceField):
    """One of the people; cleaned to who it is. Set `people` in the form's `__init__`."""

    people: People

    def offer(self, people: People) -> None:
        self.people = people
        self.choices = people.choices()
        self.coerce = people.who

    def prepare_value(self, value: Any) -> Any:
        return self.people.key(value) if isinstance(value, Who) else value


class SeveralField(forms.TypedMultipleChoiceField):
    """Any number of the people."""

    widget = forms.CheckboxSelectMultiple
    people: People

    def offer(self, people: People) -> None:
        self.people = people
        self.choices = people.choices()
        self.coerce = people.who

    def prepare_value(self, value: Any) -> Any:
        chosen = value if isinstance(value, list | tuple) else []
        return [self.people.key(one) if isinstance(one, Who) else one for one in chosen]
