"""Cards: who may print whose, and what a new one ends."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from teams import changes
from teams.models import Card, Invitation, Membership, Participant, Person, Role
from teams.models.carding import CardClosedError, Giver, candidates, find_open, issue, with_ways_in
from tests.conftest import Cast, add_role
from tests.teams.printed import a_card, giver, go_in, member, newcomer, signed_in_as

pytestmark = pytest.mark.usefixtures("fresh_limits")


# --- Who prints whose --------------------------------------------------------------------------------------
def why_not(by: Giver, who: Participant) -> str:
    [row] = with_ways_in(Membership.objects.filter(pk=member(who).pk))
    return by.why_not(row)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.PARENT, Role.STAFF])
def test_a_director_prints_for_teachers_parents_and_staff_of_the_own_team(cast: Cast, role: str) -> None:
    assert why_not(giver(cast), newcomer(cast, "Lena", role)) == ""


def test_a_director_prints_for_nobody_who_holds_another_role_or_is_on_another_team(cast: Cast) -> None:
    elsewhere = "Has other roles too. The coordinator prints this card."
    director = newcomer(cast, "Nell", Role.DIRECTOR)
    hosting = newcomer(cast, "Hope")
    add_role(hosting, Role.FACULTY)
    both = newcomer(cast, "Bo")
    add_role(both, Role.PARENT, cast.oak)
    soon = newcomer(cast, "Sunny")
    add_role(soon, Role.COORDINATOR, from_day=cast.today + timedelta(days=5))
    left = newcomer(cast, "Lou")
    add_role(left, Role.TEACHER, cast.oak, until_day=cast.today - timedelta(days=59))  # still reads there
    assert [why_not(giver(cast), who) for who in (director, hosting, both, soon, left)] == [elsewhere] * 5


def test_what_was_left_long_ago_stands_in_nobodys_way(cast: Cast, lena: Participant) -> None:
    add_role(lena, Role.TEACHER, cast.oak, until_day=cast.today - timedelta(days=60))
    assert why_not(giver(cast), lena) == ""


def test_a_coordinator_prints_for_anybody_on_a_team(cast: Cast, lena: Participant) -> None:
    director = newcomer(cast, "Nell", Role.DIRECTOR)
    hosting = newcomer(cast, "Hope")
    add_role(hosting, Role.FACULTY)
    by = giver(cast, cast.cora)
    assert [why_not(by, who) for who in (lena, director, hosting)] == ["", "", ""]


def test_nobody_prints_their_own(cast: Cast) -> None:
    cora = cast.participant(cast.cora)
    add_role(cora, Role.TEACHER, cast.maple)
    Person.objects.filter(pk__in=[cast.dee.pk, cast.cora.pk]).update(email=None)
    own = "This is you. Nobody gives a card to themselves."
    teaches = add_role(cast.participant(cast.dee), Role.TEACHER, cast.maple)
    [row] = with_ways_in(Membership.objects.filter(pk=teaches.pk))
    assert giver(cast).why_not(row) == own
    [row] = with_ways_in(Membership.objects.filter(participant=cora, team=cast.maple))
    assert giver(cast, cast.cora).why_not(row) == own
    assert issue(giver(cast), [teaches.uuid], uuid.uuid4()) == []


def test_who_has_an_e_mail_address_gets_no_card(cast: Cast) -> None:
    by_mail = "Signs in by e-mail. A card is for people without."
    mia = cast.participant(cast.mia)
    assert why_not(giver(cast), mia) == why_not(giver(cast, cast.cora), mia) == by_mail
    Person.objects.filter(pk=cast.mia.pk).update(email=None)
    cast.mia.emailaddress_set.create(email="mia@example.net", verified=True)
    assert why_not(giver(cast), mia) == by_mail
    assert issue(giver(cast, cast.cora), [member(mia).uuid], uuid.uuid4()) == []


def test_a_closed_account_is_not_opened_by_a_card(cast: Cast, lena: Participant) -> None:
    go_in(a_card(cast, lena))
    lena.refresh_from_db()
    assert lena.person is not None
    lena.person.deactivate()
    told = "The account was closed by who runs this installation. Ask there."
    assert why_not(giver(cast, cast.cora), lena) == told


def test_who_left_the_team_or_is_forgotten_gets_none(cast: Cast, lena: Participant) -> None:
    Membership.objects.filter(participant=lena).update(until_day=cast.today)
    forgotten = newcomer(cast, "Flo", forgotten_at=timezone.now())
    gone = "No longer on the team."
    assert [why_not(giver(cast, cast.cora), who) for who in (lena, forgotten)] == [gone, gone]


def test_teachers_and_faculty_print_for_nobody(cast: Cast, lena: Participant) -> None:
    for person in (cast.mia, cast.pat, cast.fay, cast.eva, cast.dana):
        assert issue(giver(cast, person), [member(lena).uuid], uuid.uuid4()) == []
    assert issue(giver(cast), [cast.participant(cast.stu).memberships.get().uuid], uuid.uuid4()) == []


def test_who_has_no_way_in_is_ticked_and_who_is_in_is_not(cast: Cast, lena: Participant) -> None:
    inside, invited, carded = newcomer(cast, "Ina"), newcomer(cast, "Ivo"), newcomer(cast, "Carl")
    go_in(a_card(cast, inside))
    a_card(cast, carded)
    Invitation.invite(invited, "ivo@example.org", cast.participant(cast.dee))
    rows = candidates(giver(cast), with_ways_in(Membership.objects.filter(team=cast.maple, until_day=None)))
    assert {row.member.participant.name: row.ticked for row in rows} == {
        "Mia": False, "Pat": False, "Dee": False, "Sam": False,
        "Lena": True, "Ina": False, "Ivo": False, "Carl": False,
    }  # fmt: skip


# --- Printing ----------------------------------------------------------------------------------------------
def test_a_card_is_stored_as_a_hash_and_good_for_thirty_days(cast: Cast, lena: Participant) -> None:
    card = a_card(cast, lena)
    assert re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{3}-){2}[0-9A-HJKMNP-TV-Z]{3}", card.code)
    row = Card.objects.filter(pk=card.pk).values().get()
    assert card.code not in str(row)
    assert row["expires_at"] - row["issued_at"] == timedelta(days=30)
    assert (row["used_at"], row["withdrawn_at"]) == (None, None)


def test_what_is_sent_twice_is_printed_once_and_who_is_ticked_later_is_added(
    cast: Cast, lena: Participant
) -> None:
    sheet, other = uuid.uuid4(), newcomer(cast, "Otto")
    by, both = giver(cast), [member(lena).uuid, member(other).uuid]
    assert [str(card) for card in issue(by, both[:1], sheet)] == ["Lena · parent"]
    assert issue(by, both[:1], sheet) == []
    assert [str(card) for card in issue(by, both, sheet)] == ["Otto · parent"]
    with pytest.raises(CardClosedError):
        issue(giver(cast, cast.cora), both, sheet)
    assert Card.objects.open().count() == 2


def test_two_roles_of_one_person_are_one_card(cast: Cast, lena: Participant) -> None:
    second = add_role(lena, Role.STAFF, cast.maple)
    assert len(issue(giver(cast), [member(lena).uuid, second.uuid], uuid.uuid4())) == 1


def test_a_new_card_withdraws_the_earlier_one(cast: Cast, lena: Participant) -> None:
    first, second = a_card(cast, lena), a_card(cast, lena)
    assert [find_open(first.code), find_open(second.code)] == [None, second]


def test_a_new_card_ends_the_old_devices_and_passkeys(cast: Cast, lena: Participant) -> None:
    phone = go_in(a_card(cast, lena))
    lena.refresh_from_db()
    person = lena.person
    assert person is not None
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})
    person.emailaddress_set.create(email="thief@example.org", verified=False)
    assert (phone.get("/account/").status_code, person.known_devices.count()) == (200, 1)

    card = a_card(cast, lena)
    assert phone.get("/account/")["Location"] == "/accounts/login/?next=/account/"
    counts = (person.known_devices, person.emailaddress_set, person.usersession_set)
    assert [rows.count() for rows in counts] == [0, 0, 0]
    assert not Authenticator.objects.filter(user=person).exists()
    assert signed_in_as(go_in(card)) == person  # the same account, so what it may read stays


def test_a_session_that_nobody_listed_ends_too(cast: Cast, lena: Participant) -> None:
    phone = go_in(a_card(cast, lena))
    lena.refresh_from_db()
    assert lena.person is not None
    lena.person.usersession_set.all().delete()
    a_card(cast, lena)
    assert phone.get("/account/").status_code == 302


def test_printing_is_told_to_who_listens(
    cast: Cast, lena: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Participant] = []
    monkeypatch.setitem(changes._listeners, "card", [heard.append])
    a_card(cast, lena)
    assert heard == [lena]
