"""What closes a room to who was let in: the end of the role, another role, and a new card."""

from datetime import timedelta
from uuid import uuid4

import pytest

from meetings.models import Admission, Announcement, admitting
from meetings.models.standing import read_standing
from teams.models import Membership
from teams.models.carding import Giver, issue
from tests.conftest import add_role
from tests.meetings.admitted import ask, enters, now, told
from tests.subjects.rooms import add_room, lead, let_in, print_card


# --- The role ----------------------------------------------------------------------------------------------
def test_the_room_closes_on_the_day_the_role_ends(room, mia, cast):
    let_in(room, mia)
    Membership.objects.filter(participant=mia).update(until_day=cast.today)
    assert not enters(cast.mia, room)
    assert read_standing(room, now()).inside == frozenset()


def test_a_role_that_ends_tomorrow_still_opens_it(room, mia, cast):
    let_in(room, mia)
    Membership.objects.filter(participant=mia).update(until_day=cast.today + timedelta(days=2))
    assert enters(cast.mia, room)


def test_who_comes_back_to_the_role_is_let_in_again(room, mia, oda, cast):
    let_in(room, mia)
    lead(room, oda, cast.participant(cast.cora))
    Membership.objects.filter(participant=mia).update(until_day=cast.today - timedelta(days=5))
    add_role(mia, "teacher", cast.oak, from_day=cast.today - timedelta(days=3))
    assert not enters(cast.mia, room)
    assert admitting.vouch(ask(room, mia), oda, now()) is True
    assert enters(cast.mia, room)
    assert Admission.objects.filter(participant=mia, until=None).count() == 1


def test_who_moves_to_another_team_without_a_day_between_stays_in(room, mia, cast):
    let_in(room, mia)
    moved = cast.today - timedelta(days=5)
    Membership.objects.filter(participant=mia).update(until_day=moved)
    add_role(mia, "teacher", cast.oak, from_day=moved)
    assert enters(cast.mia, room)
    assert read_standing(room, now()).own == {mia.pk}


def test_a_gap_before_the_admission_does_not_matter(room, mia, cast):
    Membership.objects.filter(participant=mia).update(until_day=cast.today - timedelta(days=50))
    add_role(mia, "teacher", cast.oak, from_day=cast.today - timedelta(days=40))
    let_in(room, mia)
    assert enters(cast.mia, room)


@pytest.mark.parametrize(("role", "on_a_team"), [("director", True), ("coordinator", False)])
def test_who_becomes_director_or_coordinator_today_is_out(room, mia, cast, role, on_a_team):
    let_in(room, mia)
    add_role(mia, role, cast.maple if on_a_team else None, from_day=cast.today)
    assert not enters(cast.mia, room)
    assert read_standing(room, now()).inside == frozenset()


def test_who_runs_the_installation_is_out(room, mia, cast):
    let_in(room, mia)
    cast.mia.is_staff = True
    cast.mia.save()
    assert not enters(cast.mia, room)
    assert read_standing(room, now()).inside == frozenset()


def test_another_role_of_the_room_does_not_open_it(cast):
    parents = add_room(cast, "parents", "parent")
    let_in(parents, cast.participant(cast.mia))
    assert not enters(cast.mia, parents)


# --- Cards and devices -------------------------------------------------------------------------------------
def test_who_has_a_new_card_waits_and_is_let_in_again(room, mia, oda, cast):
    cora = cast.participant(cast.cora)
    lead(room, oda, cora)
    row = let_in(room, mia)
    print_card(mia, cora)
    assert not enters(cast.mia, room)
    assert [one.pk for one in read_standing(room, now()).waiting] == [row.pk]
    assert admitting.vouch(row, oda, now()) is True
    assert enters(cast.mia, room)
    ended, held = Admission.objects.filter(participant=mia).order_by("pk")
    assert (ended.pk, ended.until is None, held.until) == (row.pk, False, None)


def test_who_has_a_new_card_may_ask_by_themselves(room, mia, cast):
    let_in(room, mia)
    print_card(mia, cast.participant(cast.cora))
    row = ask(room, mia)
    assert [one.pk for one in read_standing(room, now()).waiting] == [row.pk]
    assert not enters(cast.mia, room)


def test_a_card_before_the_admission_suspends_nothing(room, mia, cast):
    print_card(mia, cast.participant(cast.cora), now() - timedelta(days=40))
    let_in(room, mia)
    assert enters(cast.mia, room)


def test_members_with_new_cards_let_nobody_in(room, people, mia, cast):
    for one in people[:2]:
        let_in(room, one)
        print_card(one, cast.participant(cast.cora))
    row = ask(room, mia)
    for one in people[:2]:
        with pytest.raises(admitting.OutsideError):
            admitting.vouch(row, one, now())
    assert not enters(cast.mia, room)


def test_the_room_hears_of_a_new_card_and_of_a_new_device(room, mia, cast):
    other = add_room(cast, "more-teachers", "teacher")
    let_in(room, mia)
    admitting.tell_of_device(cast.mia, now())
    print_card(mia, cast.participant(cast.cora))
    admitting.tell_of_card(mia, now())
    assert told(room) == [("device", "Mia", ""), ("card", "Mia", "Cora")]
    assert told(other) == []


def test_the_room_hears_nothing_of_who_is_no_longer_in(room, mia, oda, cast):
    let_in(room, mia)
    admitting.leave(room, mia, now())
    ask(room, oda)
    Announcement.objects.all().delete()
    for one, person in ((mia, cast.mia), (oda, cast.oda)):
        admitting.tell_of_device(person, now())
        admitting.tell_of_card(one, now())
    assert told(room) == []


def test_printing_a_card_tells_the_room(room, cast):
    """Through the product's own way of printing."""

    parents = add_room(cast, "parents", "parent")
    pat = cast.participant(cast.pat)
    cast.pat.email = None
    cast.pat.save()
    cast.pat.emailaddress_set.all().delete()
    let_in(parents, pat)
    member = Membership.objects.get(participant=pat)
    assert len(issue(Giver.of(cast.participant(cast.cora)), [member.uuid], uuid4())) == 1
    assert told(parents) == [("card", "Pat", "Cora")]
    assert not enters(cast.pat, parents)
