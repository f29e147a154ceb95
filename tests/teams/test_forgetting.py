"""Being forgotten: no table holds name or address any more, and everybody reads "a former teacher"."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from meetings.models import Attendance, Meeting
from meetings.models.room import Admission, Announcement, Facilitator, Room
from teams.models import (
    Card,
    Consent,
    Invitation,
    KnownDevice,
    Participant,
    Person,
    Role,
)
from teams.models.directory import without_sign_in
from teams.models.forgetting import LastCoordinatorError, is_last_coordinator
from teams.models.names import former
from tests.conftest import Cast, add_person, add_role
from tests.dumped import dump, holding
from tests.teams.test_words import add_entry, signed_in

NAME = "Quillan Zephyrine"
EMAIL = "quizeph@example.net"
NEEDLES = ("Quillan", "Zephyrine", "quizeph", "Quilly")
TEAM_ROLES = (Role.TEACHER, Role.PARENT, Role.DIRECTOR, Role.STAFF)


def add_quillan(cast: Cast, role: str = Role.TEACHER) -> Participant:
    """Somebody who did everything that leaves a trace of a name or an address."""
    person = Person.objects.create_user(EMAIL, "!")
    person.emailaddress_set.create(email=f"old.{EMAIL}", verified=True)
    who = Participant.objects.create(collaborative=cast.riverside, person=person, name="Quilly")
    who.name = NAME
    who.save_by(who)
    held = add_role(who, role, cast.maple if role in TEAM_ROLES else None)
    cora = cast.participant(cast.cora)
    Invitation.objects.create(
        participant=who, email=EMAIL, by=cora, token_hash="-", expires_at=timezone.now()
    )
    Card.objects.create(
        membership=held, sheet="6ba7b810-9dad-11d1-80b4-00c04fd430c8", code_hash="-", by=cora,
        expires_at=timezone.now(),
    )  # fmt: skip
    Consent.choose(who, {"named": True})
    KnownDevice.objects.create(person=person, token_hash="-")
    LogEntry.objects.create(
        user=cast.ada, content_type=ContentType.objects.get_for_model(Person), object_id=str(person.pk),
        object_repr=str(person), action_flag=ADDITION, change_message=f"Added {EMAIL}",
    )  # fmt: skip
    meeting = Meeting.objects.create(
        collaborative=cast.riverside, kind=Meeting.Kind.CROSS_TEAM, starts=timezone.now(), zone="UTC"
    )
    Attendance.objects.create(meeting=meeting, participant=who, role=role)
    return who


def sign_in(person: Person) -> Client:
    """With a form, so that sessions and the sign-in library's tables hold what they hold in life."""
    person.set_password("four plain words and one more")
    person.save()
    client = Client()
    client.post("/accounts/login/", {"login": EMAIL, "password": "wrong"})
    client.post("/accounts/login/code/", {"email": EMAIL})  # waits in a session for its code
    client = Client()
    client.post("/accounts/login/", {"login": EMAIL, "password": "four plain words and one more"})
    assert client.get("/account/").status_code == 200
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "-"})
    return client


@pytest.mark.parametrize("role", Role.values)
def test_no_table_holds_the_name_or_the_address_of_any_role(cast: Cast, role: str) -> None:
    who = add_quillan(cast, role)
    entry = add_entry(cast, cast.mia, "They slept")
    type(entry.writing).objects.filter(pk=entry.writing.pk).update(author=who)
    sign_in(Person.objects.get(email=EMAIL))
    cache.set("somebody", "else")
    before = set(holding(dump(), *NEEDLES))
    assert {"teams_participant", "teams_historicalparticipant", "teams_person", "teams_invitation"} <= before
    assert {"account_emailaddress", "django_admin_log", "sessions, read"} <= before

    who.forget(who, timezone.now())
    assert holding(dump(), *NEEDLES) == {}
    assert (who.name, str(who), who.person, who.is_forgotten) == (former(role), former(role), None, True)
    assert not Person.objects.filter(email=EMAIL).exists()
    [held] = who.memberships.all()
    assert (held.role, held.until_day) == (role, cast.today)
    assert (Card.objects.count(), Consent.objects.count(), who.invitations.count()) == (0, 0, 0)


@pytest.mark.parametrize("language", ["en", "es"])
def test_everybody_reads_a_former_teacher_in_their_language(cast: Cast, language: str) -> None:
    who = add_quillan(cast)
    entry = add_entry(cast, cast.mia, "They slept")
    type(entry.writing).objects.filter(pk=entry.writing.pk).update(author=who)
    who.forget(who, timezone.now())
    Person.objects.update(language=language)
    with translation.override(language):
        expected = gettext("a former teacher")
    for path in (f"/c/riverside/words/{entry.writing.uuid}/", "/c/riverside/teams/maple/people/"):
        assert expected in signed_in(cast.dee).get(path).content.decode()
    for path in ("/c/riverside/setup/people/", "/c/riverside/setup/history/"):
        page = signed_in(cast.cora).get(path).content.decode()
        assert expected in page
        assert "Quillan" not in page


def test_a_copy_that_was_read_before_brings_nothing_back(cast: Cast) -> None:
    who = add_quillan(cast)
    old, renamed = Participant.objects.get(pk=who.pk), Participant.objects.get(pk=who.pk)
    who.forget(who, timezone.now())
    renamed.name = "Quillan again"
    for copied in (old, renamed):
        copied.save_by(cast.participant(cast.cora))
    again = Participant.objects.get(pk=who.pk)
    with translation.override("es"):
        again.save_by(None)  # what was read as words is not stored as words
    assert holding(dump(), *NEEDLES) == {}
    assert Participant.objects.filter(pk=who.pk).extra(where=["name = %s"], params=["∅teacher"]).exists()
    assert [str(row.name) for row in who.history.all()] == ["a former teacher"] * 6


def test_a_forgotten_name_survives_being_copied(cast: Cast) -> None:
    who = add_quillan(cast)
    who.forget(who, timezone.now())
    for name in (copy.deepcopy(who.name), pickle.loads(pickle.dumps(who.name))):  # noqa: S301 - our own
        assert (name, name.role) == ("a former teacher", "teacher")


def test_nobody_calls_themselves_forgotten(cast: Cast) -> None:
    who = cast.participant(cast.mia)
    path = f"/c/riverside/setup/people/{who.uuid}/"
    answer = signed_in(cast.cora).post(path, {"name": "∅teacher", "seen": who.version})
    assert answer.status_code == 422
    Participant.objects.filter(pk=who.pk).update(name="∅teacher")
    assert str(cast.participant(cast.mia)) == "teacher"


def test_who_takes_part_elsewhere_keeps_the_account(cast: Cast) -> None:
    who = add_quillan(cast)
    person = who.person
    assert person is not None
    elsewhere = Participant.objects.create(collaborative=cast.harbor, person=person, name="Quilly")
    add_role(elsewhere, Role.TEACHER, cast.pine)
    client = sign_in(person)
    who.forget(who, timezone.now())
    assert client.get("/account/").status_code == 302  # signed out
    assert list(Person.objects.get(email=EMAIL).participants.all()) == [elsewhere]
    assert holding(dump(), NAME) == {}


def test_an_administrator_keeps_the_account(cast: Cast) -> None:
    who = add_quillan(cast)
    Person.objects.filter(email=EMAIL).update(is_staff=True)
    who.forget(who, timezone.now())
    assert Person.objects.filter(email=EMAIL).exists()
    assert not who.person_id


def test_who_has_no_account_is_forgotten_too(cast: Cast) -> None:
    who = Participant.objects.create(collaborative=cast.riverside, name=NAME)
    add_role(who, Role.PARENT, cast.maple)
    who.forget(cast.participant(cast.cora), timezone.now())
    assert holding(dump(), NAME) == {}
    assert who.name == "a former parent member"


def test_without_any_role_somebody_was_a_participant(cast: Cast) -> None:
    who = Participant.objects.create(collaborative=cast.riverside, name=NAME)
    who.forget(cast.participant(cast.cora), timezone.now())
    assert who.name == "a former participant"


def test_roles_that_ended_keep_their_dates_and_what_was_planned_goes(cast: Cast) -> None:
    who = add_quillan(cast)
    day = timedelta(days=1)
    add_role(who, Role.STAFF, cast.maple, until_day=cast.today - 9 * day)
    add_role(who, Role.STAFF, cast.oak, from_day=cast.today)
    add_role(who, Role.STAFF, cast.maple, from_day=cast.today + 9 * day)
    who.forget(who, timezone.now())
    starts = cast.riverside.starts
    assert set(who.memberships.values_list("from_day", "until_day")) == {
        (starts, cast.today),
        (starts, cast.today - 9 * day),
        (cast.today, cast.today + day),
    }


def test_the_rooms_are_left(cast: Cast) -> None:
    who, now = add_quillan(cast), timezone.now()
    room = Room.objects.create(collaborative=cast.riverside, slug="teachers", role=Role.TEACHER)
    Admission.objects.create(room=room, participant=who, at=now)
    Facilitator.objects.create(room=room, participant=who, named_by=cast.participant(cast.cora), began_at=now)
    who.forget(who, now)
    assert (Admission.objects.get().until, Facilitator.objects.get().until) == (now, now)
    assert sorted(Announcement.objects.values_list("kind", flat=True)) == ["ended", "left"]


def test_twice_is_once(cast: Cast) -> None:
    who = add_quillan(cast)
    who.forget(who, timezone.now())
    who.forget(who, timezone.now())
    assert who.history.count() == 3


# --- The last coordinator ----------------------------------------------------------------------------------
def test_the_last_coordinator_cannot_go_without_another_one(cast: Cast) -> None:
    cora, now = cast.participant(cast.cora), timezone.now()
    invited = Participant.objects.create(collaborative=cast.riverside, name="Nobody yet")
    add_role(invited, Role.COORDINATOR)
    with pytest.raises(LastCoordinatorError):
        cora.forget(cora, now)
    answer = signed_in(cast.cora).post("/account/forgetting/riverside/", {"understood": "on"})
    assert (answer.status_code, cast.participant(cast.cora).name) == (422, "Cora")
    assert "Somebody else has to coordinate first" in answer.content.decode()
    add_person("Carl", cast.riverside, Role.COORDINATOR)
    assert not is_last_coordinator(cora, now)
    cora.forget(cora, now)
    assert cora.name == "a former coordinator"


# --- The pages ---------------------------------------------------------------------------------------------
def test_somebody_goes_by_themselves(cast: Cast) -> None:
    who = add_quillan(cast)
    client = sign_in(Person.objects.get(email=EMAIL))
    path = "/account/forgetting/riverside/"
    assert path in client.get("/account/").content.decode()
    page = client.get(path).content.decode()
    assert 'href="/account/data/"' in page
    assert client.post(path, {}).status_code == 422
    assert not Participant.objects.get(pk=who.pk).is_forgotten
    done = client.post(path, {"understood": "on"})
    assert (done.status_code, done["Location"]) == (302, "/accounts/login/")
    assert "You are forgotten here" in client.get("/accounts/login/").content.decode()
    assert holding(dump(), *NEEDLES) == {}


def test_who_left_long_ago_finds_it_too(cast: Cast) -> None:
    assert signed_in(cast.gus).get("/account/forgetting/riverside/").status_code == 200
    assert signed_in(cast.gus).post("/account/forgetting/riverside/", {"understood": "on"}).status_code == 302
    assert not Person.objects.filter(pk=cast.gus.pk).exists()


def test_the_coordinator_does_it_for_somebody_who_asks(cast: Cast) -> None:
    who, client = add_quillan(cast), signed_in(cast.cora)
    path = f"/c/riverside/setup/people/{who.uuid}/forgetting/"
    assert path in client.get(f"/c/riverside/setup/people/{who.uuid}/").content.decode()
    assert client.post(path, {}).status_code == 422
    done = client.post(path, {"understood": "on"}, follow=True)
    page = done.content.decode()
    assert (done.status_code, "Quillan" in page) == (200, False)
    assert "This person is forgotten" in page
    assert client.get(path).status_code == 302
    invitations = f"/c/riverside/setup/people/{who.uuid}/invitations/"
    assert client.post(invitations, {"email": EMAIL}).status_code == 403
    assert client.get(f"/c/riverside/setup/people/{who.uuid}/roles/new/").status_code == 403
    last = who.history.order_by("-history_date", "-history_id")[0]
    assert last.history_user == cast.participant(cast.cora)


def test_a_list_of_people_finds_nobody_who_is_forgotten(cast: Cast) -> None:
    who = add_quillan(cast)
    who.forget(who, timezone.now())
    before = Participant.objects.count()
    line = {"name": "a former teacher", "role": "teacher", "team": cast.maple.pk}
    line |= {"from_day": str(cast.today)}
    answer = signed_in(cast.cora).post("/c/riverside/setup/people/new/", line)
    assert (answer.status_code, Participant.objects.count()) == (302, before + 1)
    assert who not in without_sign_in(cast.riverside, timezone.now())


def test_for_themselves_coordinators_use_their_own_page(cast: Cast) -> None:
    path = f"/c/riverside/setup/people/{cast.participant(cast.cora).uuid}/forgetting/"
    assert signed_in(cast.cora).get(path)["Location"] == "/account/forgetting/riverside/"


def test_texts_that_hold_the_name_are_listed_with_the_way_to_black_it_out(cast: Cast) -> None:
    who = add_quillan(cast)
    named = add_entry(cast, cast.mia, "Quillan sang")
    add_entry(cast, cast.mia, "Quillanesque")
    hidden = add_entry(cast, cast.pat, "Zephyrine, I think", draft=True)
    page = signed_in(cast.cora).get(f"/c/riverside/setup/people/{who.uuid}/forgetting/").content.decode()
    assert f"/words/{named.writing.uuid}/black-out/" in page
    assert f"/words/{hidden.writing.uuid}/" not in page
    assert "Quillanesque" not in page
    assert "1 text of somebody else seems to hold the name" in page


def test_nobody_else_s_page(cast: Cast) -> None:
    answers: Any = [signed_in(cast.stu).get("/account/forgetting/riverside/").status_code]
    path = f"/c/riverside/setup/people/{cast.participant(cast.mia).uuid}/forgetting/"
    answers += [signed_in(one).post(path, {"understood": "on"}).status_code for one in (cast.dee, cast.stu)]
    assert answers == [404, 404, 404]
