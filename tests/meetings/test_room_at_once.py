"""Two at the same moment in one room: nothing twice, nothing lost."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from meetings.models import Admission, Agreement, Announcement, Facilitator, Vouch, admitting
from tests.conftest import add_person
from tests.subjects.rooms import add_room, lead, let_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """What each of them answered."""

    def run(job):
        try:
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [one.result() for one in [pool.submit(run, job) for job in jobs]]


@pytest.fixture
def room(cast):
    return add_room(cast, "teachers", "teacher")


@pytest.fixture
def two(cast, room):
    both = [cast.participant(one) for one in (cast.mia, cast.oda)]
    for one in both:
        let_in(room, one)
    return both


def test_two_vouches_at_once_let_in_once(cast, room, two):
    for at in range(4):
        who = cast.participant(add_person(f"Tess{at}", cast.riverside, "teacher", cast.oak))
        admitting.ask(room, who, timezone.now())
        row = Admission.objects.get(participant=who)
        done = at_once(*(lambda by=by, row=row: admitting.vouch(row, by, timezone.now()) for by in two))
        row.refresh_from_db()
        assert (sorted(done), row.at is not None) == ([False, True], True)
        assert Vouch.objects.filter(admission=row).count() == 2
        assert Announcement.objects.filter(participant=who, kind="admitted").count() == 1


def test_asking_twice_at_once_asks_once(cast, room):
    mia = cast.participant(cast.mia)
    done = at_once(*[lambda: admitting.ask(room, mia, timezone.now())] * 3)
    assert (sorted(done), Admission.objects.count()) == ([False, False, True], 1)


def test_two_agreements_at_once_begin_once(cast, room, two):
    cora, fay = cast.participant(cast.cora), cast.participant(cast.fay)
    row = admitting.name(room, fay, cora, timezone.now())
    done = at_once(*(lambda by=by: admitting.agree(row, by, timezone.now()) for by in two))
    assert (sorted(done), Agreement.objects.count()) == ([False, True], 2)
    assert [one.kind for one in Announcement.objects.order_by("pk")] == ["named", "began"]


def test_naming_one_person_twice_at_once_names_once(cast, room):
    mia, cora = cast.participant(cast.mia), cast.participant(cast.cora)
    at_once(*[lambda: admitting.name(room, mia, cora, timezone.now())] * 2)
    assert (Facilitator.objects.count(), Announcement.objects.count()) == (1, 1)


def test_vouching_while_the_other_member_leaves_never_counts_who_is_gone(cast, room, two):
    """Whoever comes first: in with two who were there, or waiting with one who is."""
    mia, oda = two
    for at in range(4):
        who = cast.participant(add_person(f"Tom{at}", cast.riverside, "teacher", cast.oak))
        admitting.ask(room, who, timezone.now())
        row = Admission.objects.get(participant=who)
        admitting.vouch(row, oda, timezone.now())
        at_once(
            lambda row=row: admitting.vouch(row, mia, timezone.now()),
            lambda: admitting.leave(room, oda, timezone.now()),
        )
        row.refresh_from_db()
        left = Admission.objects.filter(participant=oda).order_by("-until")[0]
        assert left.until is not None
        admitted = Announcement.objects.filter(participant=who, kind="admitted").first()
        gone = Announcement.objects.filter(participant=oda, kind="left").order_by("-pk")[0]
        assert (row.at is not None) == (admitted is not None)
        assert admitted is None or admitted.pk < gone.pk
        let_in(room, oda)
        Admission.objects.exclude(participant__in=(mia, oda)).update(until=timezone.now())


def test_who_is_forgotten_while_they_are_let_in_is_out_in_the_end(cast, room, two, monkeypatch):
    """Whoever lets them in holds the room, and writes about them last of all."""
    who = cast.participant(add_person("Tess", cast.riverside, "teacher", cast.oak))
    lead(room, two[0], cast.participant(cast.cora))
    admitting.ask(room, who, timezone.now())
    row, began, announce = Admission.objects.get(participant=who), threading.Event(), admitting._announce

    def slowly(*told):
        began.set()
        time.sleep(0.5)
        announce(*told)

    def forget():
        assert began.wait(20)
        who.forget(cast.participant(cast.cora), timezone.now())

    monkeypatch.setattr(admitting, "_announce", slowly)
    at_once(lambda: admitting.vouch(row, two[0], timezone.now()), forget)
    row.refresh_from_db()
    assert None not in (row.at, row.until)
    kinds = Announcement.objects.filter(participant=who).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["asked", "admitted", "left"]
