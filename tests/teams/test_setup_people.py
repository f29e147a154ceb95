"""People in the set-up: searched, given roles with dates, invited. Nobody changes their own."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from teams.models import Invitation, Membership, Participant, Role
from teams.models.directory import everybody, listed, search
from teams.models.enrolment import Face, keep_addresses
from tests.conftest import add_person, add_role, add_team
from tests.questions import questions


@pytest.fixture
def cora(client, cast):
    client.force_login(cast.cora)
    return client


@pytest.fixture
def now():
    return timezone.now()


def at(name, *args):
    return reverse(name, args=["riverside", *args])


def dates(cast, **days):
    return {"from_day": cast.today.isoformat(), "core": "on", "seen": "1"} | {
        name: day.isoformat() for name, day in days.items()
    }


def test_search_by_name_team_and_role_together(cast):
    def names(*wanted):
        return [one.name for one in search(everybody(cast.riverside), *wanted).order_by("name")]

    assert names("da", "", "") == ["Dana", "Oda"]
    assert names("", "oak", "") == ["Dana", "Oda"]
    assert names("", "oak", "director") == ["Dana"]
    assert names("", "maple", "teacher") == ["Fin", "Gus", "Mia"]
    assert names("", "", "coordinator") == ["Cora"]
    assert names("stu", "", "") == []


def test_how_far_each_sign_in_has_come(cast, now):
    people = {name: Participant.objects.create(collaborative=cast.riverside, name=name) for name in "ABCD"}
    Invitation.invite(people["A"], "a@example.org", None)
    old = Invitation.invite(people["B"], "b@example.org", None)
    Invitation.objects.filter(pk=old.pk).update(expires_at=now - timedelta(days=1))
    Invitation.invite(people["C"], "c@example.org", None).withdraw()
    rows = listed(everybody(cast.riverside).filter(name__in=[*"ABCD", "Mia"]).order_by("name"), now)
    assert [(row.participant.name, row.state, row.email) for row in rows] == [
        ("A", "invited", "a@example.org"),
        ("B", "expired", "b@example.org"),
        ("C", "withdrawn", "c@example.org"),
        ("D", "none", ""),
        ("Mia", "account", ""),
    ]


def test_the_list_never_shows_the_address_of_an_account(cora, cast):
    assert "mia@example.org" not in cora.get(at("setup_people")).content.decode()
    mia = cast.participant(cast.mia)
    assert "mia@example.org" not in cora.get(at("setup_person", mia.uuid)).content.decode()


def test_the_list_costs_the_same_for_few_and_many(cora, cast):
    few = questions(cora, at("setup_people"))
    for number in range(30):
        participant = Participant.objects.create(collaborative=cast.riverside, name=f"P {number:02}")
        add_role(participant, Role.PARENT, add_team(cast.riverside, f"team-{number}"))
        Invitation.invite(participant, f"p{number}@example.org", None)
    assert questions(cora, at("setup_people")) == few


def test_the_list_has_pages(cora, cast):
    for number in range(60):
        Participant.objects.create(collaborative=cast.riverside, name=f"P {number:02}")
    first, second = (cora.get(at("setup_people"), {"page": page}).context["people"] for page in (1, 2))
    assert (len(first), len(second)) == (50, 22)
    assert cora.get(at("setup_people"), {"page": "no"}).context["page"].number == 1


def test_one_person_is_added_with_a_role_and_an_invitation(cora, cast, django_capture_on_commit_callbacks):
    typed = {"name": "Ana", "email": "Ana@Example.org", "role": "teacher", "team": cast.maple.pk}
    with django_capture_on_commit_callbacks(execute=True):
        response = cora.post(at("setup_person_new"), typed | {"from_day": cast.today.isoformat()})
    assert response.status_code == 302
    held = Membership.objects.get(participant__name="Ana")
    assert (held.role, held.team, held.from_day) == ("teacher", cast.maple, cast.today)
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


@pytest.mark.parametrize(
    "typed",
    [
        {"team": ""},
        {"role": "faculty"},
        {"role": "owner"},
        {"email": "nobody"},
        {"name": ""},
        {"from_day": "9999-12-31"},
        {"name": "Mia", "email": "mia@example.org"},
    ],
)
def test_a_new_person_that_cannot_be_is_asked_for_again(cora, cast, typed):
    whole = {"name": "Ana", "email": "", "role": "teacher", "team": cast.maple.pk}
    whole |= {"from_day": cast.today.isoformat()} | typed
    response = cora.post(at("setup_person_new"), whole)
    assert response.status_code == 422
    assert response.context["form"]["name"].value() == whole["name"]
    assert not Participant.objects.filter(name="Ana").exists()


def test_a_team_of_another_collaborative_is_no_choice(cora, cast):
    who = cast.participant(cast.mia)
    typed = dates(cast) | {"role": "parent", "team": cast.pine.pk}
    assert cora.post(at("setup_role_new", who.uuid), typed).status_code == 422
    new = {"name": "Ana", "role": "teacher", "team": cast.pine.pk, "from_day": cast.today.isoformat()}
    assert cora.post(at("setup_person_new"), new).status_code == 422
    assert not Membership.objects.filter(team=cast.pine).exclude(participant__person=cast.stu).exists()


def test_a_second_role_for_one_person(cora, cast):
    who = cast.participant(cast.mia)
    assert cora.post(at("setup_role_new", who.uuid), dates(cast) | {"role": "faculty"}).status_code == 302
    assert [held.role for held in who.memberships.order_by("pk")] == ["teacher", "faculty"]


def test_the_same_role_twice_on_the_same_days_is_one_too_many(cora, cast):
    who = cast.participant(cast.mia)
    typed = dates(cast) | {"role": "teacher", "team": cast.maple.pk}
    response = cora.post(at("setup_role_new", who.uuid), typed)
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "from_day": ["This person already holds this role on some of these days."]
    }
    assert who.memberships.count() == 1


def test_a_role_ends_with_a_date_and_history_knows_who_did_it(cora, cast):
    held = Membership.objects.get(participant__person=cast.mia)
    typed = dates(cast, from_day=held.from_day, until_day=cast.today)
    assert cora.post(at("setup_role", held.participant.uuid, held.uuid), typed).status_code == 302
    held.refresh_from_db()
    assert (held.until_day, held.version) == (cast.today, 2)
    assert held.history.latest().history_user == cast.participant(cast.cora)


def test_a_role_cannot_end_before_it_begins(cora, cast):
    held = Membership.objects.get(participant__person=cast.mia)
    typed = dates(cast, from_day=cast.today, until_day=cast.today)
    response = cora.post(at("setup_role", held.participant.uuid, held.uuid), typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["until_day"])


def test_the_second_to_save_sees_both_versions_and_loses_nothing(cora, cast):
    held = Membership.objects.get(participant__person=cast.mia)
    address = at("setup_role", held.participant.uuid, held.uuid)
    first = dates(cast, from_day=held.from_day, until_day=cast.today)
    assert cora.post(address, first).status_code == 302
    second = dates(cast, from_day=held.from_day) | {"data_manager": "on"}
    response = cora.post(address, second)
    assert response.status_code == 422
    form = response.context["form"]
    assert [(one.label, one.theirs, one.yours) for one in form.differences] == [
        ("Until (that day not included)", cast.today.isoformat(), ""),
        ("Data manager", "no", "yes"),
    ]
    assert (form["seen"].value(), form["data_manager"].value()) == ("2", True)
    assert cora.post(address, second | {"seen": "2"}).status_code == 302
    held.refresh_from_db()
    assert (held.until_day, held.data_manager, held.version) == (None, True, 3)


def test_nobody_changes_their_own_roles_and_the_page_says_so(cora, cast):
    me = cast.participant(cast.cora)
    held = me.memberships.get()
    page = cora.get(at("setup_person", me.uuid))
    assert page.context["is_me"] is True
    assert "Nobody gives themselves a role" in page.content.decode()
    assert at("setup_role", me.uuid, held.uuid) not in page.content.decode()
    assert cora.post(at("setup_role_new", me.uuid), dates(cast) | {"role": "faculty"}).status_code == 403
    assert cora.post(at("setup_role", me.uuid, held.uuid), dates(cast)).status_code == 403
    assert me.memberships.count() == 1


def test_somebody_must_remain_who_coordinates(cora, cast):
    add_person("Cy", cast.riverside, Role.COORDINATOR)
    held = Membership.objects.get(participant__person__email="cy@example.org")
    mine = Membership.objects.get(participant__person=cast.cora)
    address = at("setup_role", held.participant.uuid, held.uuid)
    typed = dates(cast, from_day=held.from_day, until_day=cast.today)
    Membership.objects.filter(pk=mine.pk).update(until_day=cast.today + timedelta(days=7))
    response = cora.post(address, typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["until_day"])
    Membership.objects.filter(pk=mine.pk).update(until_day=None)
    assert cora.post(address, typed).status_code == 302


def test_inviting_again_withdraws_the_earlier_and_withdrawing_ends_it(cora, cast):
    who = Participant.objects.create(collaborative=cast.riverside, name="Ana")
    for address in ("ana@example.org", "ana.ruiz@example.org"):
        assert cora.post(at("setup_invitations", who.uuid), {"email": address}).status_code == 302
    assert [one.email for one in who.invitations.open()] == ["ana.ruiz@example.org"]
    latest = who.invitations.open().get()
    assert cora.post(at("setup_withdrawal", who.uuid, latest.uuid)).status_code == 302
    assert who.invitations.open().count() == 0


def test_an_address_that_is_none_is_asked_for_again(cora, cast):
    who = Participant.objects.create(collaborative=cast.riverside, name="Ana")
    response = cora.post(at("setup_invitations", who.uuid), {"email": "ana at example"})
    assert response.status_code == 422
    assert response.context["invitation_form"]["email"].value() == "ana at example"


def test_who_has_an_account_is_not_invited_again(cora, cast):
    mia = cast.participant(cast.mia)
    assert cora.post(at("setup_invitations", mia.uuid), {"email": "x@example.org"}).status_code == 403
    assert mia.invitations.count() == 0


def test_the_name_in_the_collaborative_changes_and_the_account_does_not(cora, cast):
    mia = cast.participant(cast.mia)
    typed = {"name": "Mia Moore", "seen": "1", "person": cast.stu.pk, "email": "taken@example.org"}
    assert cora.post(at("setup_person", mia.uuid), typed).status_code == 302
    mia.refresh_from_db()
    cast.mia.refresh_from_db()
    assert (mia.name, mia.person, cast.mia.email) == ("Mia Moore", cast.mia, "mia@example.org")


def test_who_was_taken_back_is_not_invited_with_all_the_others(cora, cast):
    """A withdrawn invitation went to a wrong address, perhaps. Only addresses that wait are written to."""
    taken_back = Participant.objects.create(collaborative=cast.riverside, name="A")
    Invitation.invite(taken_back, "a@example.org", None).withdraw()
    waits = Participant.objects.create(collaborative=cast.riverside, name="B")
    keep_addresses([Face("B", "b@example.org", waits)], None)
    assert cora.post(at("setup_all_invitations")).status_code == 302
    assert [one.email for one in Invitation.objects.open()] == ["b@example.org"]


@pytest.mark.parametrize("strange", ["\x00", "%", "'", "\ud7ff", "a" * 5000])
def test_no_search_breaks_the_list(cora, strange):
    wanted = {"q": strange, "team": strange, "role": strange, "page": strange}
    assert cora.get(at("setup_people"), wanted).status_code == 200
