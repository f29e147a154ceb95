"""Invitations: the row first, one mail, one use, one address, and no role for oneself."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teams import tasks
from teams.models import (
    ClassroomStaff,
    Collaborative,
    Invitation,
    Membership,
    Participant,
    Person,
    Role,
)
from teams.models.starting import start_collaborative
from tests.conftest import Cast, add_role

PASSWORD = "four plain words and one more"


@pytest.fixture
def nia(cast: Cast) -> Participant:
    """Somebody whom Dee, the director, asks to join Maple as a teacher."""
    invited = Participant.objects.create(collaborative=cast.riverside, name="Nia")
    add_role(invited, Role.TEACHER, cast.maple)
    return invited


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def invite(cast: Cast, nia: Participant, email: str = "nia@example.org") -> Invitation:
    return Invitation.invite(nia, email, cast.participant(cast.dee))


def page(row: Invitation) -> str:
    return reverse("invitation", args=[row.token])


# --- The mail ----------------------------------------------------------------------------------------------
def test_one_mail_leaves_after_the_commit_with_a_message_id_from_the_row(
    cast: Cast, nia: Participant, commit: Any
) -> None:
    with commit():
        row = invite(cast, nia, " Nia@Example.org ")
        assert mail.outbox == []
    [letter] = mail.outbox
    assert letter.to == ["nia@example.org"]
    assert letter.extra_headers["Message-ID"] == f"<invitation-{row.uuid}@localhost>"
    assert re.findall(r"http\S+", str(letter.body))[0] == f"http://localhost:8000/invitations/{row.token}/"
    row.refresh_from_db()
    assert row.sent_at is not None


def test_running_the_job_twice_sends_one_mail(cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    tasks.send_invitation(row.pk)
    tasks.send_invitation(row.pk)
    assert len(mail.outbox) == 1


def test_a_mail_that_cannot_be_sent_waits_and_the_sweep_sends_it(
    cast: Cast, nia: Participant, commit: Any, settings: Any, tmp_path: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    with commit():
        row = invite(cast, nia)
    row.refresh_from_db()
    assert (row.sent_at, row.is_open) == (None, True)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with commit():
        tasks.sweep_invitations()
    assert mail.outbox == []  # the try of a moment ago may still be at it
    Invitation.objects.update(tried_at=timezone.now() - timedelta(minutes=6))
    with commit():
        tasks.sweep_invitations()
    assert [letter.extra_headers["Message-ID"] for letter in mail.outbox] == [
        f"<invitation-{row.uuid}@localhost>"
    ]


def test_the_sweep_sends_nothing_that_was_withdrawn_accepted_or_is_too_old(
    cast: Cast, nia: Participant, commit: Any
) -> None:
    row = invite(cast, nia)
    for change in (
        {"withdrawn_at": timezone.now()},
        {"accepted_at": timezone.now()},
        {"expires_at": timezone.now()},
    ):
        before = {field: getattr(row, field) for field in change}
        Invitation.objects.update(**change)
        with commit():
            tasks.sweep_invitations()
            tasks.send_invitation(row.pk)
        Invitation.objects.update(**before)
    assert mail.outbox == []


def test_the_secret_is_not_stored(cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    stored = Invitation.objects.filter(pk=row.pk).values().get()
    assert row.token not in {str(value) for value in stored.values()}
    assert len(row.token) == 32


def test_the_mail_has_each_language_of_the_collaborative(cast: Cast, nia: Participant) -> None:
    Collaborative.objects.update(languages=["en"])
    row = invite(cast, nia)
    tasks.send_invitation(row.pk)
    assert str(mail.outbox[0].body).count(row.token) == 1
    assert mail.outbox[0].subject == "Invitation to Riverside"


def test_the_mail_to_a_known_address_has_the_same_shape(cast: Cast, nia: Participant) -> None:
    unknown = invite(cast, nia, "nobody@example.org")
    tasks.send_invitation(unknown.pk)
    known = invite(cast, nia, cast.stu.email or "")
    tasks.send_invitation(known.pk)
    one, other = (str(letter.body) for letter in mail.outbox)
    assert one.replace(unknown.token, "") == other.replace(known.token, "")


# --- The page ----------------------------------------------------------------------------------------------
def test_opening_the_link_does_nothing(client: Client, cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    before = Invitation.objects.values().get(), Person.objects.count()
    for _ in range(3):
        assert client.get(page(row)).status_code == 200
        client.head(page(row))
        client.options(page(row))
        assert client.get(page(row) + "account/").status_code == 200
    assert (Invitation.objects.values().get(), Person.objects.count()) == before


def test_the_page_is_the_same_for_a_known_and_an_unknown_address(
    client: Client, cast: Cast, nia: Participant
) -> None:
    def shown(email: str) -> str:
        row = invite(cast, nia, email)
        text = client.get(page(row)).content.decode()
        text = text.replace(row.token, "TOKEN").replace(email, "ADDRESS")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)

    assert shown("nobody@example.org") == shown(cast.stu.email or "")


def test_an_unknown_address_gets_an_account_with_a_password(
    client: Client, cast: Cast, nia: Participant
) -> None:
    row = invite(cast, nia)
    assert client.post(page(row)).headers["Location"] == page(row) + "account/"
    answer = client.post(page(row) + "account/", {"password": PASSWORD, "language": "es"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    person = Person.objects.get(email="nia@example.org")
    assert (person.language, person.check_password(PASSWORD)) == ("es", True)
    assert [(a.email, a.verified, a.primary) for a in person.emailaddress_set.all()] == [
        ("nia@example.org", True, True)
    ]
    nia.refresh_from_db()
    assert nia.person == person
    assert client.get("/account/").status_code == 200


def test_an_account_without_a_password_signs_in_by_code(client: Client, cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    client.post(page(row) + "account/", {"password": "", "language": "en"})
    assert Person.objects.get(email="nia@example.org").has_usable_password() is False
    client.logout()
    client.post("/accounts/login/code/", {"email": "nia@example.org"})
    code = re.findall(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", str(mail.outbox[-1].body), re.MULTILINE)[0]
    answer = client.post("/accounts/login/code/confirm/", {"code": code})
    assert answer.headers["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_weak_password_is_refused_and_nothing_happens(client: Client, cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    answer = client.post(page(row) + "account/", {"password": "short", "language": "es"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"password"}
    assert answer.context["form"]["language"].value() == "es"
    assert Person.objects.filter(email="nia@example.org").exists() is False


def test_a_known_address_signs_in_first_and_comes_back(client: Client, cast: Cast, nia: Participant) -> None:
    stu = cast.stu
    stu.set_password(PASSWORD)
    stu.save()
    row = invite(cast, nia, stu.email or "")
    to_sign_in = client.post(page(row)).headers["Location"]
    assert to_sign_in == f"/accounts/login/?next={page(row)}".replace("?next=/", "?next=%2F").replace(
        "s/" + row.token + "/", "s%2F" + row.token + "%2F"
    )
    answer = client.post(to_sign_in, {"login": stu.email, "password": PASSWORD, "next": page(row)})
    assert answer.headers["Location"] == page(row)
    assert client.get(page(row)).status_code == 200
    nia.refresh_from_db()
    assert nia.person is None  # the button has not been pressed yet
    assert client.post(page(row)).headers["Location"] == "/"
    nia.refresh_from_db()
    assert nia.person == stu


def test_an_account_cannot_be_made_for_a_known_address(client: Client, cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia, cast.stu.email or "")
    answer = client.post(page(row) + "account/", {"password": PASSWORD, "language": "en"})
    assert answer.headers["Location"] == page(row)
    cast.stu.refresh_from_db()
    assert cast.stu.check_password(PASSWORD) is False
    assert "_auth_user_id" not in client.session


def test_nobody_accepts_what_was_meant_for_another_address(
    client: Client, cast: Cast, nia: Participant
) -> None:
    row = invite(cast, nia)
    client.force_login(cast.stu)
    assert client.get(page(row)).status_code == 403
    assert client.post(page(row)).status_code == 403
    assert client.post(page(row) + "account/", {"language": "en"}).headers["Location"] == page(row)
    nia.refresh_from_db()
    row.refresh_from_db()
    assert (nia.person, row.accepted_at) == (None, None)


def test_an_address_that_was_only_claimed_opens_nothing(client: Client, cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    cast.stu.emailaddress_set.create(email=cast.stu.email, verified=True, primary=True)
    cast.stu.emailaddress_set.create(email="nia@example.org", verified=False)
    client.force_login(cast.stu)
    assert client.post(page(row)).status_code == 403


def test_a_link_works_once(client: Client, cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    client.post(page(row) + "account/", {"language": "en"})
    client.logout()
    assert client.get(page(row)).status_code == 410
    assert client.post(page(row)).status_code == 410
    assert client.post(page(row) + "account/", {"language": "en"}).headers["Location"] == page(row)
    assert Person.objects.filter(email="nia@example.org").count() == 1


def test_what_was_accepted_meanwhile_is_not_withdrawn(cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    read_before = Invitation.objects.get(pk=row.pk)
    row.accept_as_new("four plain words here", "en")
    read_before.withdraw()
    row.refresh_from_db()
    assert (row.accepted_at is None, row.withdrawn_at, read_before.withdrawn_at) == (False, None, None)


@pytest.mark.parametrize("change", ["withdrawn", "expired"])
def test_what_is_withdrawn_or_too_old_opens_nothing(
    client: Client, cast: Cast, nia: Participant, change: str
) -> None:
    row = invite(cast, nia)
    if change == "withdrawn":
        row.withdraw()
    else:
        Invitation.objects.update(expires_at=timezone.now())
    assert client.post(page(row)).status_code == 410
    assert client.post(page(row) + "account/", {"language": "en"}).headers["Location"] == page(row)
    assert Person.objects.filter(email="nia@example.org").exists() is False


def test_a_link_is_good_for_14_days(cast: Cast, nia: Participant) -> None:
    row = invite(cast, nia)
    assert (row.expires_at - row.created_at).days in (13, 14)
    assert abs(row.expires_at - row.created_at - timedelta(days=14)) < timedelta(seconds=5)


def test_a_newer_invitation_closes_the_older(client: Client, cast: Cast, nia: Participant) -> None:
    older, newer = invite(cast, nia, "old@example.org"), invite(cast, nia, "new@example.org")
    assert client.get(page(older)).status_code == 410
    assert client.get(page(newer)).status_code == 200


def test_a_made_up_link_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/invitations/made-up/").status_code == 404
    assert client.get("/invitations/made-up/account/").status_code == 404


# --- Joining -----------------------------------------------------------------------------------------------
def test_who_is_here_already_keeps_one_participant(cast: Cast, nia: Participant) -> None:
    mia = cast.participant(cast.mia)
    nia.memberships.all().delete()
    held = add_role(nia, Role.TEACHER, cast.oak)
    row = invite(cast, nia, cast.mia.email or "")
    row.accept(cast.mia)
    held.refresh_from_db()
    assert held.participant == mia
    assert list(Participant.objects.filter(person=cast.mia, collaborative=cast.riverside)) == [mia]
    assert Participant.objects.filter(pk=nia.pk).exists() is False
    row.refresh_from_db()
    assert (row.participant, row.accepted_at is not None) == (mia, True)


def test_a_role_held_already_is_not_held_twice_and_its_classrooms_move(cast: Cast, nia: Participant) -> None:
    mia = cast.participant(cast.mia)
    twice = nia.memberships.get()
    ClassroomStaff.objects.create(membership=twice, classroom=cast.sunroom, from_day=cast.today)
    invite(cast, nia, cast.mia.email or "").accept(cast.mia)
    assert mia.memberships.count() == 1
    assert mia.memberships.get().classrooms.count() == 2
    gone = Membership.history.filter(id=twice.pk).first()
    assert (gone.history_type, gone.history_user) == ("-", mia)


def test_nobody_gives_themselves_a_role_by_inviting_themselves(
    client: Client, cast: Cast, nia: Participant
) -> None:
    row = Invitation.invite(nia, cast.dee.email or "", cast.participant(cast.dee))
    client.force_login(cast.dee)
    assert client.post(page(row)).status_code == 403
    nia.refresh_from_db()
    assert nia.person is None


def test_who_has_an_account_here_cannot_be_invited_again(cast: Cast) -> None:
    with pytest.raises(ValueError, match="has an account"):
        Invitation.invite(cast.participant(cast.mia), "other@example.org", cast.participant(cast.dee))


# --- Starting a collaborative ------------------------------------------------------------------------------
def starting(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "slug": "lake",
        "name": "Lake",
        "time_zone": "America/Chicago",
        "languages": ["en", "es"],
        "starts": cast.today + timedelta(days=30),
        "ends": cast.today + timedelta(days=500),
        "coordinator_name": " Lee  Long ",
        "coordinator_email": "Lee@Example.org",
    } | changed


def test_a_collaborative_starts_with_its_invited_coordinator(cast: Cast, commit: Any) -> None:
    with commit():
        made = start_collaborative(**starting(cast), by=cast.ada)
    [held] = Membership.objects.filter(participant__collaborative=made)
    assert (held.role, held.team, held.participant.name) == (Role.COORDINATOR, None, "Lee Long")
    assert held.from_day == made.day(timezone.now())
    assert [letter.to for letter in mail.outbox] == [["lee@example.org"]]
    assert "Hello Lee Long" in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"slug": "riverside"}, "slug"),
        ({"slug": "setup"}, "slug"),
        ({"time_zone": "Mars"}, "time_zone"),
        ({"ends": "2020-01-01"}, "__all__"),
        ({"coordinator_email": "ada@example.org"}, "coordinator_email"),
        ({"coordinator_email": "nonsense"}, "coordinator_email"),
        ({"coordinator_name": "  "}, "coordinator_name"),
        ({"name": ""}, "name"),
    ],
)
def test_a_start_that_makes_no_sense_names_the_field_and_makes_nothing(
    cast: Cast, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        start_collaborative(**starting(cast, **changed), by=cast.ada)
    assert list(refused.value.message_dict) == [field]
    assert Collaborative.objects.filter(name="Lake").exists() is False
    assert Invitation.objects.exists() is False
