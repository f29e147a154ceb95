"""A pasted list: looked at, then entered whole or not at all, and harmless the second time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from teams.models import Classroom, ClassroomStaff, Invitation, Membership, Participant, Role
from teams.models.enrolment import plan
from teams.models.roster import read
from tests.conftest import add_role, add_team

LIST = """name,e-mail,role,team,classroom,from
Ana Ruiz,ana@example.org,teacher,Maple,Sunroom,2026-03-01
Luis Ortiz,,parent,Maple,,
Ana Ruiz,ana@example.org,parent,Oak,,
Vera Lund,vera@example.org,evaluator,,,
"""


@pytest.fixture
def send(client, cast):
    client.force_login(cast.cora)
    address = reverse("setup_roster", args=["riverside"])

    def send(text="", press="look", **more):
        typed = {"text": text, "from_day": cast.today.isoformat(), "send": "on", press: "1"} | more
        return client.post(address, {name: value for name, value in typed.items() if value is not None})

    return send


def counts():
    return (
        Participant.objects.count(),
        Membership.objects.count(),
        ClassroomStaff.objects.count(),
        Invitation.objects.count(),
    )


def test_looking_at_a_list_enters_nothing(send, cast):
    before = counts()
    response = send(LIST)
    assert response.status_code == 200
    assert counts() == before
    planned = response.context["plan"]
    assert [(entry.line.number, entry.does) for entry in planned.entries] == [
        (2, "person"),
        (3, "person"),
        (4, "role"),
        (5, "person"),
    ]


def test_a_list_is_entered_with_roles_classroom_and_invitations(send, cast):
    before = counts()
    assert send(LIST, "enter").status_code == 302
    after = counts()
    assert [new - old for old, new in zip(before, after, strict=True)] == [3, 4, 1, 2]
    ana = Participant.objects.get(name="Ana Ruiz")
    held = ana.memberships.order_by("role").values_list("role", "team__slug", "from_day")
    assert [(role, team, day.isoformat()) for role, team, day in held] == [
        ("parent", "oak", cast.today.isoformat()),
        ("teacher", "maple", "2026-03-01"),
    ]
    assert ClassroomStaff.objects.get(membership__participant=ana).classroom == cast.sunroom
    assert ana.history.get().history_user == cast.participant(cast.cora)
    assert sorted(Invitation.objects.values_list("email", flat=True)) == [
        "ana@example.org",
        "vera@example.org",
    ]


def test_the_same_list_again_changes_nothing_and_says_so(send, cast):
    send(LIST, "enter")
    before = counts()
    response = send(LIST)
    assert [entry.does for entry in response.context["plan"].entries] == ["nothing"] * 4
    assert send(LIST, "enter").status_code == 302
    assert counts() == before


def test_invitations_can_wait_and_are_then_sent_from_the_list_of_people(
    send, cast, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(LIST, "enter", send=None)
    assert (mail.outbox, Invitation.objects.open().count()) == ([], 0)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("setup_all_invitations", args=["riverside"]))
    assert sorted(message.to[0] for message in mail.outbox) == ["ana@example.org", "vera@example.org"]
    assert Invitation.objects.open().count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("setup_all_invitations", args=["riverside"]))
    assert len(mail.outbox) == 2


def test_one_bad_line_keeps_everybody_out_and_the_text_in_the_form(send):
    before = counts()
    text = LIST + "Bo,bo@example.org,teacher,Elm,,\nCy,,faculty,Maple,,\nDi,,parent,,,\n"
    text += "Ed,,teacher,Maple,Attic,\nFlo,ana@example.org,staff,Oak,,\n"
    response = send(text, "enter")
    assert response.status_code == 422
    assert counts() == before
    assert response.context["form"].initial["text"] == text
    assert [(problem.number, problem.reason) for problem in response.context["plan"].problems] == [
        (6, "There is no team “Elm”. Set it up first, or write its name as it stands there."),
        (7, "This role belongs to the whole collaborative. Leave the team empty."),
        (8, "The team is missing. This role is held on a team."),
        (9, "There is no classroom “Attic” at this team's center."),
        (10, "Line 2 has the same e-mail address and another name."),
    ]


def test_a_file_as_excel_writes_it_lands_in_the_form(send):
    content = LIST.replace(",", ";").replace("Ruiz", "Ruíz").encode("cp1252")
    response = send(file=SimpleUploadedFile("people.csv", content))
    assert response.status_code == 200
    assert response.context["form"].initial["text"] == LIST.replace(",", ";").replace("Ruiz", "Ruíz")
    assert [entry.line.name for entry in response.context["plan"].entries][:2] == ["Ana Ruíz", "Luis Ortiz"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": LIST, "from_day": "soon"}, "from_day"),
        ({"text": LIST, "from_day": "9999-12-31"}, "from_day"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04\x81\x8d\x8f\x90\x9d")}, "file"),
        ({"file": SimpleUploadedFile("a.csv", b"a" * (1024 * 1024 + 1))}, "file"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(send, typed, field):
    before = counts()
    response = send(**typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert counts() == before


def test_nobody_gives_themselves_a_role_by_a_list_either(send, cast):
    response = send("Cora,cora@example.org,director,Maple", "enter")
    assert response.status_code == 422
    assert [problem.number for problem in response.context["plan"].problems] == [1]
    assert cast.participant(cast.cora).memberships.count() == 1


def test_who_is_here_by_account_or_by_name_on_the_team_gets_no_second_self(cast):
    roster = read(
        "Mia M.,mia@example.org,parent,Oak\nPat,,parent,Maple\nSam,sam.new@example.org,staff,Maple\n"
    )
    found = plan(cast.riverside, roster, cast.today, None)
    assert [
        (entry.does, entry.face.participant and entry.face.participant.name) for entry in found.entries
    ] == [
        ("role", "Mia"),
        ("nothing", "Pat"),
        ("person", None),  # another Sam: theirs is another address
    ]


def test_a_role_that_has_ended_can_be_given_again(cast):
    found = plan(cast.riverside, read("Fin,fin@example.org,teacher,Maple"), cast.today, None)
    assert [entry.does for entry in found.entries] == ["role"]


def test_people_of_another_collaborative_are_strangers_here(cast):
    found = plan(cast.riverside, read("Stu,stu@example.org,teacher,Maple"), cast.today, None)
    assert [entry.does for entry in found.entries] == ["person"]
    strange = plan(cast.riverside, read("Stu,stu@example.org,teacher,Pine"), cast.today, None)
    assert len(strange.problems) == 1


def test_a_long_list_costs_no_more_questions_than_a_short_one(cast, django_assert_num_queries):
    for number in range(20):
        team = add_team(cast.riverside, f"team-{number}")
        add_role(
            Participant.objects.create(collaborative=cast.riverside, name=f"P{number}"), Role.PARENT, team
        )
    lines = "".join(f"Ana {number},a{number}@example.org,teacher,team-{number}\n" for number in range(20))
    for text in (lines[:40].split("\n")[0], lines):
        with django_assert_num_queries(6):
            assert not plan(cast.riverside, read(text), cast.today, None).problems


def test_a_role_given_for_later_is_known_when_the_list_comes_again(send, cast):
    later = (cast.today + timedelta(days=40)).isoformat()
    text = f"Ana,ana@example.org,teacher,Maple,,{later}"
    send(text, "enter")
    before = counts()
    send(text, "enter")
    assert counts() == before


def test_a_classroom_is_noted_for_who_is_here_already_and_once(send, cast):
    text = "Sam,,staff,Maple,Sunroom"
    assert [entry.does for entry in send(text).context["plan"].entries] == ["classroom"]
    for _time in range(2):
        send(text, "enter")
    rows = ClassroomStaff.objects.filter(membership__participant__name="Sam")
    assert [row.classroom.name for row in rows] == ["Sunroom"]
    assert Membership.objects.filter(participant__name="Sam").count() == 1


def test_nobody_notes_a_classroom_for_themselves(cast):
    """Dana directs Oak and teaches there. A list of hers opens no classroom's line to her."""
    found = plan(
        cast.riverside,
        read("Dana,dana@example.org,teacher,Oak,Attic"),
        cast.today,
        cast.participant(cast.dana),
    )
    assert (found.entries, len(found.problems)) == ((), 1)


def test_two_lines_for_two_classrooms_are_one_role(send, cast):
    Classroom.objects.create(center=cast.maple.center, name="Loft", from_day=cast.riverside.starts)
    text = "Ana,ana@example.org,teacher,Maple,Sunroom\nAna,ana@example.org,teacher,Maple,Loft"
    assert [entry.does for entry in send(text).context["plan"].entries] == ["person", "classroom"]
    send(text, "enter")
    held = Membership.objects.get(participant__name="Ana")
    assert sorted(row.classroom.name for row in held.classrooms.all()) == ["Loft", "Sunroom"]
