"""The people of a team, the classrooms they work in, and its aim."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from teams.models import ClassroomStaff, Invitation, Membership, Participant, Role, TeamAim
from tests.conftest import add_person, add_role
from tests.questions import questions


def at(name, team="maple", *args):
    return reverse(name, args=["riverside", team, *args])


def as_(client, person):
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("mia", 200), ("pat", 200), ("dee", 200), ("sam", 200), ("fin", 200), ("fay", 200), ("kai", 200),
        ("cora", 200), ("oda", 404), ("gus", 404), ("eva", 404), ("stu", 404), ("ada", 404),
    ],
)  # fmt: skip
def test_who_reads_the_people_and_the_aim_of_a_team(client, cast, who, status):
    as_(client, getattr(cast, who))
    assert [client.get(at(name)).status_code for name in ("team_people", "team_aim")] == [status, status]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("dee", 302), ("mia", 403), ("pat", 403), ("sam", 403), ("fin", 403), ("fay", 403), ("cora", 403),
        ("dana", 404), ("oda", 404), ("eva", 404), ("stu", 404),
    ],
)  # fmt: skip
def test_only_the_teams_own_director_invites(client, cast, who, status):
    typed = {"name": "Ana", "email": "ana@example.org", "role": "teacher"}
    assert as_(client, getattr(cast, who)).post(at("team_invitations"), typed).status_code == status
    assert Participant.objects.filter(name="Ana").exists() is (status == 302)


def test_whom_the_director_invites_is_on_the_team_from_today(
    client, cast, django_capture_on_commit_callbacks
):
    typed = {"name": " Ana  Ruiz ", "email": "Ana@Example.org", "role": "parent"}
    with django_capture_on_commit_callbacks(execute=True):
        as_(client, cast.dee).post(at("team_invitations"), typed)
    held = Membership.objects.get(participant__name="Ana Ruiz")
    assert (held.team, held.role, held.core, held.from_day) == (cast.maple, "parent", False, cast.today)
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    assert held.history.get().history_user == cast.participant(cast.dee)


def test_who_has_no_e_mail_is_added_without_and_gets_a_card_next(client, cast):
    answer = as_(client, cast.dee).post(
        at("team_invitations"), {"name": "Ana", "email": "", "role": "parent"}
    )
    assert answer["Location"] == at("team_cards")
    held = Membership.objects.get(participant__name="Ana")
    assert (held.team, held.role, held.participant.person) == (cast.maple, "parent", None)
    assert (Invitation.objects.count(), len(mail.outbox)) == (0, 0)


@pytest.mark.parametrize(
    "typed",
    [
        {"role": "director"},
        {"role": "coordinator"},
        {"role": "faculty"},
        {"email": "dee@example.org"},
        {"email": "no address"},
        {"name": ""},
        {"name": "Mia", "email": "mia@example.org"},
    ],
)
def test_never_a_director_never_themselves_never_twice(client, cast, typed):
    before = Membership.objects.count()
    whole = {"name": "Ana", "email": "ana@example.org", "role": "teacher"} | typed
    response = as_(client, cast.dee).post(at("team_invitations"), whole)
    assert response.status_code == 422
    assert response.context["form"]["email"].value() == whole["email"]
    assert Membership.objects.count() == before


def test_a_director_does_not_learn_who_else_is_in_the_collaborative(client, cast):
    """Oda is on another team: the invitation looks as it would for a stranger."""
    typed = {"name": "O.", "email": "oda@example.org", "role": "teacher"}
    response = as_(client, cast.dee).post(at("team_invitations"), typed, follow=True)
    assert response.status_code == 200
    assert "Oda" not in response.content.decode()
    assert Invitation.objects.get().participant.name == "O."


def test_former_members_stand_apart(client, cast):
    page = as_(client, cast.dee).get(at("team_people"))
    assert [row.participant.name for row in page.context["members"]] == ["Dee", "Mia", "Pat", "Sam"]
    assert [row.participant.name for row in page.context["former"]] == ["Fin", "Gus"]


def test_the_page_costs_the_same_for_few_and_many(client, cast):
    as_(client, cast.dee)
    few = questions(client, at("team_people"))
    for number in range(20):
        person = add_person(f"P{number}", cast.riverside, Role.TEACHER, cast.maple)
        held = Membership.objects.get(participant__person=person)
        ClassroomStaff.objects.create(membership=held, classroom=cast.sunroom, from_day=cast.today)
    assert questions(client, at("team_people")) == few


@pytest.fixture
def mias(cast):
    return Membership.objects.get(participant__person=cast.mia)


def place(cast, **more):
    return {"classroom": cast.sunroom.pk, "from_day": cast.today.isoformat(), "seen": "1"} | more


@pytest.mark.parametrize(
    ("who", "status"),
    [("dee", 302), ("cora", 302), ("mia", 403), ("pat", 403), ("fay", 403), ("dana", 404), ("stu", 404)],
)
def test_director_and_coordinator_say_where_a_teacher_works(client, cast, mias, who, status):
    ClassroomStaff.objects.all().delete()
    response = as_(client, getattr(cast, who)).post(at("team_classrooms", "maple", mias.uuid), place(cast))
    assert (response.status_code, mias.classrooms.count()) == (status, 1 if status == 302 else 0)


def test_work_in_a_classroom_ends_with_a_date(client, cast, mias):
    work = mias.classrooms.get()
    typed = place(cast, from_day=work.from_day.isoformat(), until_day=cast.today.isoformat())
    address = at("team_classroom", "maple", mias.uuid, work.uuid)
    assert as_(client, cast.dee).post(address, typed).status_code == 302
    work.refresh_from_db()
    assert (work.until_day, work.history.latest().history_user) == (cast.today, cast.participant(cast.dee))


def test_the_same_classroom_twice_and_anothers_classroom_are_refused(client, cast, mias):
    address = at("team_classrooms", "maple", mias.uuid)
    as_(client, cast.dee)
    assert client.post(address, place(cast)).status_code == 422
    assert client.post(address, place(cast, classroom=cast.attic.pk)).status_code == 422
    assert mias.classrooms.count() == 1


def test_a_director_who_teaches_does_not_place_themselves(client, cast):
    """Dana directs Oak and teaches there: the classroom's line is not hers to open."""
    held = Membership.objects.get(participant__person=cast.dana, role=Role.TEACHER)
    address = at("team_classrooms", "oak", held.uuid)
    assert as_(client, cast.dana).post(address, place(cast, classroom=cast.attic.pk)).status_code == 403
    assert held.classrooms.count() == 0


def test_parents_and_other_teams_members_have_no_classrooms_here(client, cast):
    pat = Membership.objects.get(participant__person=cast.pat)
    oda = Membership.objects.get(participant__person=cast.oda)
    as_(client, cast.dee)
    found = [client.get(at("team_classrooms", "maple", held.uuid)).status_code for held in (pat, oda)]
    assert found == [404, 404]


@pytest.mark.parametrize(
    ("who", "status"), [("mia", 302), ("pat", 302), ("dee", 302), ("fin", 403), ("fay", 403), ("oda", 404)]
)
def test_any_member_writes_the_aim(client, cast, who, status):
    response = as_(client, getattr(cast, who)).post(at("team_aim"), {"text": "Fewer hard mornings by May"})
    assert response.status_code == status
    assert TeamAim.objects.filter(team=cast.maple).count() == (1 if status == 302 else 0)


def test_an_earlier_wording_stays_with_its_writer_and_day(client, cast):
    for person, text in ((cast.mia, "Fewer hard mornings"), (cast.pat, "Calm mornings for all by May")):
        as_(client, person).post(at("team_aim"), {"text": text})
    aims = TeamAim.objects.filter(team=cast.maple).values_list(
        "writing__text", "writing__author__name", "from_day"
    )
    assert list(aims) == [
        ("Calm mornings for all by May", "Pat", cast.today),
        ("Fewer hard mornings", "Mia", cast.today),
    ]


def test_an_aim_that_is_too_long_stays_in_the_form(client, cast):
    response = as_(client, cast.mia).post(at("team_aim"), {"text": "a" * 2001})
    assert (response.status_code, response.context["form"]["text"].value()) == (422, "a" * 2001)


def test_when_the_collaborative_is_over_nobody_invites_or_writes(client, cast):
    cast.riverside.starts -= timedelta(days=700)
    cast.riverside.ends = cast.today - timedelta(days=1)
    cast.riverside.save()
    as_(client, cast.dee)
    typed = {"name": "Ana", "email": "ana@example.org", "role": "teacher"}
    assert client.post(at("team_invitations"), typed).status_code == 403
    assert client.post(at("team_aim"), {"text": "Late"}).status_code == 403
    assert client.get(at("team_people")).status_code == 200


def test_a_second_role_of_one_person_stands_on_its_own_line(client, cast):
    add_role(cast.participant(cast.mia), Role.PARENT, cast.maple)
    page = as_(client, cast.mia).get(at("team_people"))
    mine = [row.role for row in page.context["members"] if row.participant.person == cast.mia]
    assert sorted(mine) == ["parent", "teacher"]
