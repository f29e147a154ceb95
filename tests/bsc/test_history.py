"""Who changed what in the set-up, in words, newest first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bsc.history import KINDS, FieldChange, changes
from metrics.catalogue import CHILD_CARE
from metrics.models import ChartRules
from metrics.models.adopting import adopt, plan_weeks
from metrics.months import Month
from pdsa.catalogue import CHILD_CARE as DRIVERS
from pdsa.models import Driver
from pdsa.models.adopting import adopt_package
from teams.models import Classroom, ClassroomStaff, CoachAssignment, LearningSession, Membership, Participant
from tests.questions import questions


def read(cast, kind=None, page=1):
    return changes(cast.riverside, [KINDS[kind]] if kind else KINDS.values(), page)[0]


def fill(cast, by, name):
    """One change of every kind, through the product's own way of saving."""
    who = Participant(collaborative=cast.riverside, name=name)
    who.save_by(by)
    held = Membership(participant=who, team=cast.maple, role="teacher", from_day=cast.today)
    held.save_by(by)
    room = Classroom(center=cast.maple.center, name=f"Room {name}", from_day=cast.today)
    room.save_by(by)
    ClassroomStaff(membership=held, classroom=room, from_day=cast.today).save_by(by)
    CoachAssignment(participant=by, team=cast.maple, from_day=cast.today).save_by(by)
    number = cast.riverside.sessions.count() + 1
    day = cast.today + timedelta(days=number)
    LearningSession(
        collaborative=cast.riverside, number=number, from_day=day, until_day=day + timedelta(days=1)
    ).save_by(by)
    for row in (cast.riverside, cast.maple.center, cast.maple):
        row.save_by(by)


@pytest.fixture
def cora(cast):
    return cast.participant(cast.cora)


def test_a_change_is_told_field_by_field(cast, cora):
    held = Membership.objects.get(participant__person=cast.mia)
    held.until_day, held.core, held.data_manager = cast.today, False, True
    held.save_by(cora)
    newest = read(cast, "membership")[0]
    assert (newest.by, newest.kind, newest.what, newest.did) == (
        "Cora",
        "Role",
        "Mia, teacher, Maple",
        "changed",
    )
    day = f"{cast.today:%b} {cast.today.day}, {cast.today.year}"
    assert newest.fields == (
        FieldChange("Member of the core team", "yes", "no"),
        FieldChange("Data manager", "no", "yes"),
        FieldChange("Until (that day not included)", "–", day),
    )


def test_each_field_shows_what_a_person_would_say(cast, cora):
    cast.riverside.languages, cast.riverside.team_labels = ["es", "en"], "letter"
    cast.riverside.topic = {"en": "Calm"}
    cast.riverside.save_by(cora)
    before = "English: Trauma-informed practice; Spanish: Práctica sensible al trauma"
    assert read(cast, "collaborative")[0].fields == (
        FieldChange("Topic", before, "English: Calm"),
        FieldChange("Languages", "English, Spanish", "Spanish, English"),
        FieldChange("Teams stand on the dashboard", "by name", "by letter"),
    )


def test_what_was_removed_is_still_told(cast, cora):
    day = cast.today + timedelta(days=9)
    row = LearningSession(
        collaborative=cast.riverside, number=1, from_day=day, until_day=day + timedelta(days=1)
    )
    row.save_by(cora)
    row.remove_by(cora)
    assert [(one.what, one.did, one.by) for one in read(cast, "learningsession")] == [
        ("Learning session 1", "removed", "Cora"),
        ("Learning session 1", "added", "Cora"),
    ]


def test_every_kind_is_told_in_words(cast, cora):
    fill(cast, cora, "Ana")
    adopt(cast.riverside, CHILD_CARE[:1], Month(2026, 1), cora)
    plan_weeks(cast.riverside, Month.of(cast.riverside.ends), 3, cora)
    ChartRules(collaborative=cast.riverside, hints="none").save_by(cora)
    adopt_package(cast.riverside, DRIVERS[:1], cora)
    told = {name: read(cast, name)[0] for name in KINDS}
    assert {name: change.what for name, change in told.items()} == {
        "collaborative": "Riverside",
        "center": "Maple",
        "classroom": "Maple, Room Ana",
        "team": "Maple",
        "participant": "Ana",
        "membership": "Ana, teacher, Maple",
        "classroomstaff": "Ana · teacher, Room Ana",
        "coachassignment": "Cora, Maple",
        "learningsession": "Learning session 1",
        "metric": "Behavioral disruptions",
        "metricdefinition": "Behavioral disruptions, 2026-01",
        "sampleplan": str(Month.of(cast.riverside.ends)),
        "chartrules": "no hints, the signal alone",
        "driver": "The same familiar adults",
    }
    assert {change.by for change in told.values()} == {"Cora"}


def test_a_driver_says_what_it_belongs_to(cast, cora):
    adopt_package(cast.riverside, DRIVERS[4:], cora)
    calm = Driver.objects.get(names__en="Small tests, soon")
    calm.parent, calm.retired = None, True
    calm.save_by(cora)
    assert read(cast, "driver")[0].fields == (
        FieldChange("Belongs to", "Leading and learning together", "–"),
        FieldChange("No longer offered", "no", "yes"),
    )


def test_the_account_behind_a_person_is_not_told(cast, cora):
    stranger = Participant(collaborative=cast.riverside, name="Ana")
    stranger.save_by(cora)
    stranger.person = cast.ada
    stranger.save_by(cora)
    assert [one.fields for one in read(cast, "participant")[:2]] == [(), (FieldChange("Name", "–", "Ana"),)]


def test_nothing_of_another_collaborative_is_told(cast, cora):
    cast.pine.center.name = "Secret Pine"
    cast.pine.center.save_by(None)
    cast.pine.save_by(None)
    held = Membership.objects.get(participant__person=cast.stu)
    held.save_by(None)
    everything = [one for page in (1, 2) for one in read(cast, page=page)]
    assert [one for one in everything if "Pine" in one.what or "Stu" in one.what] == []


def test_two_faces_that_became_one_leave_readable_history(cast, cora):
    """An invitation accepted by somebody who is here already: their roles move, the second face goes."""
    second = Participant(collaborative=cast.riverside, name="Mia Again")
    second.save_by(cora)
    held = Membership(participant=second, team=cast.oak, role="teacher", from_day=cast.today)
    held.save_by(cora)
    second.join(cast.mia)
    assert not Participant.objects.filter(pk=second.pk).exists()
    told = [(one.what, one.did) for one in read(cast, "membership")]
    assert told[:2] == [("Mia, teacher, Oak", "changed"), ("teacher, Oak", "added")]


def test_pages_are_complete_and_overlap_nowhere(cast, cora):
    for number in range(12):
        fill(cast, cora, f"P{number}")
    seen, page, older = [], 1, True
    while older:
        rows, older = changes(cast.riverside, KINDS.values(), page)
        seen += rows
        page += 1
    expected = sum(kind.within(cast.riverside).count() for kind in KINDS.values())
    assert len(seen) == expected > 100
    assert [one.at for one in seen] == sorted((one.at for one in seen), reverse=True)


def test_the_page_costs_the_same_for_few_and_many(client, cast, cora):
    client.force_login(cast.cora)
    address = reverse("setup_history", args=["riverside"])
    for number in range(6):  # a full page
        fill(cast, cora, f"P{number}")
    few = questions(client, address)
    for number in range(6, 40):
        fill(cast, cora, f"P{number}")
    assert questions(client, address) == few


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²", "2"])
def test_a_page_that_is_none_is_an_empty_or_the_first_page(client, cast, page):
    client.force_login(cast.cora)
    address = reverse("setup_history", args=["riverside"])
    assert client.get(address, {"page": page, "what": "nothing"}).status_code == 200
