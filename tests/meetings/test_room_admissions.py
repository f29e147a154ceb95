"""A role alone opens no room: a facilitator or two members let each person in, and what ends that."""

import pytest

from meetings.models import Admission, Objection, Vouch, admitting
from tests.meetings.admitted import ask, enters, now, told
from tests.subjects.rooms import lead, let_in


def test_a_teacher_who_asked_is_not_in(room, mia, cast):
    ask(room, mia)
    assert not enters(cast.mia, room)
    assert told(room) == [("asked", "Mia", "")]


def test_asking_twice_asks_once(room, mia):
    ask(room, mia)
    assert admitting.ask(room, mia, now()) is False
    assert Admission.objects.count() == 1
    assert told(room) == [("asked", "Mia", "")]


def test_asking_again_and_again_is_announced_once_a_day(room, mia):
    for _one in range(3):
        ask(room, mia)
        admitting.withdraw(room, mia, now())
    assert told(room) == [("asked", "Mia", "")]
    assert list(Admission.objects.values_list("ended_by", flat=True)) == [mia.pk] * 3


def test_a_facilitator_alone_lets_in(room, mia, oda, cast):
    lead(room, oda, cast.participant(cast.cora))
    assert admitting.vouch(ask(room, mia), oda, now()) is True
    assert enters(cast.mia, room)
    assert told(room) == [("asked", "Mia", ""), ("admitted", "Mia", "Oda")]


def test_one_member_is_not_enough_and_the_second_lets_in(room, people, mia, cast):
    tess, tom, _tara = people
    for one in (tess, tom):
        let_in(room, one)
    row = ask(room, mia)
    assert admitting.vouch(row, tess, now()) is False
    assert admitting.vouch(row, tess, now()) is False  # the same person twice counts once
    assert not enters(cast.mia, room)
    assert admitting.vouch(row, tom, now()) is True
    assert enters(cast.mia, room)
    assert [vouch.by for vouch in row.vouches.all()] == [tess, tom]
    assert told(room)[-1] == ("admitted", "Mia", "")


def test_a_vouch_of_somebody_who_left_does_not_count(room, people, mia, cast):
    tess, tom, tara = people
    for one in people:
        let_in(room, one)
    row = ask(room, mia)
    admitting.vouch(row, tess, now())
    admitting.leave(room, tess, now())
    assert admitting.vouch(row, tom, now()) is False
    assert admitting.vouch(row, tara, now()) is True


def test_a_vouch_can_be_taken_back(room, people, mia):
    tess, tom, _tara = people
    for one in (tess, tom):
        let_in(room, one)
    row = ask(room, mia)
    admitting.vouch(row, tess, now())
    admitting.take_vouch_back(row, tess, now())
    assert admitting.vouch(row, tom, now()) is False
    assert [vouch.by for vouch in row.vouches.all()] == [tom]


def test_nobody_outside_vouches_and_nobody_for_themselves(room, people, mia):
    tess, tom, _tara = people
    let_in(room, tess)
    row = ask(room, mia)
    for outsider in (mia, tom):
        with pytest.raises(admitting.OutsideError):
            admitting.vouch(row, outsider, now())
    assert Vouch.objects.count() == 0


def test_a_facilitator_who_asks_to_be_a_member_does_not_let_themselves_in(room, oda, cast):
    lead(room, oda, cast.participant(cast.cora))
    row = ask(room, oda)
    with pytest.raises(admitting.NotTheirsError):
        admitting.vouch(row, oda, now())
    with pytest.raises(admitting.NotTheirsError):
        admitting.decline(row, oda, now())


def test_a_facilitator_declines_and_a_member_cannot(room, people, mia, oda, cast):
    lead(room, oda, cast.participant(cast.cora))
    let_in(room, people[0])
    row = ask(room, mia)
    with pytest.raises(admitting.NotTheirsError):
        admitting.decline(row, people[0], now())
    admitting.decline(row, oda, now())
    row.refresh_from_db()
    assert (row.at, row.until is None, row.ended_by) == (None, False, oda)
    assert ask(room, mia).pk != row.pk


def test_a_facilitator_ends_an_admission_at_once(room, mia, oda, cast):
    lead(room, oda, cast.participant(cast.cora))
    row = let_in(room, mia)
    assert admitting.put_out(row, oda, now()) is True
    assert not enters(cast.mia, room)
    assert told(room) == [("left", "Mia", "Oda")]


def test_two_members_end_an_admission_and_one_does_not(room, people, mia, cast):
    row = let_in(room, mia)
    for one in people:
        let_in(room, one)
    assert admitting.put_out(row, people[0], now()) is False
    assert admitting.put_out(row, people[0], now()) is False
    assert enters(cast.mia, room)
    admitting.take_objection_back(row, people[0], now())
    assert admitting.put_out(row, people[1], now()) is False
    assert admitting.put_out(row, people[2], now()) is True
    assert not enters(cast.mia, room)
    assert told(room) == [("left", "Mia", "")]
    assert Objection.objects.count() == 2


def test_who_leaves_is_out_and_told(room, mia, cast):
    let_in(room, mia)
    admitting.leave(room, mia, now())
    assert not enters(cast.mia, room)
    assert told(room) == [("left", "Mia", "Mia")]
