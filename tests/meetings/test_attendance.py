"""Who was there, in the role held on that day; saved as differences."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Attendance, Meeting
from meetings.models.attending import numbers_by_role, read_sheet, summary
from teams.models import Membership, Participant, Person, Role
from tests.conftest import Cast, add_person, add_role, add_team
from tests.meetings.gathered import call, noted, present, signed_in, team_meeting


def sheet(meeting: Meeting) -> str:
    return f"/c/riverside/meetings/{meeting.uuid}/attendance/"


def opened(meeting: Meeting, client: Client) -> dict[str, Any]:
    """The form as the page fills it in: what it shows, who is ticked, the numbers."""
    groups = client.get(sheet(meeting)).context["groups"]
    lines = [line for group in groups for line in group.lines]
    filled: dict[str, Any] = {line.key: line.shown for line in lines if line.participant is None}
    ticked = [line.key for line in lines if line.participant and line.shown]
    return filled | {"shown": json.dumps({line.key: line.now for line in lines}), "here": ticked}


def key(cast: Cast, person: Person) -> str:
    return f"p-{cast.participant(person).uuid}"


def save(meeting: Meeting, client: Client, *here: str, **numbers: str) -> Any:
    form = opened(meeting, client)
    form["here"] = [*form["here"], *here]
    return client.post(sheet(meeting), form | numbers)


def test_the_teams_people_are_ticked_in_the_role_of_that_day_and_others_counted(cast: Cast) -> None:
    row, client = team_meeting(cast), signed_in(cast.pat)
    ana = Participant.objects.create(collaborative=cast.riverside, name="Ana")  # who has no account
    add_role(ana, Role.PARENT, cast.maple)
    answer = save(
        row, client, key(cast, cast.mia), key(cast, cast.dee), f"p-{ana.uuid}", **{"n-parent-maple": "2"}
    )
    assert answer["Location"] == row.get_absolute_url()
    assert noted(row) == {
        ("Mia", "teacher", "Maple", 1),
        ("Dee", "director", "Maple", 1),
        ("Ana", "parent", "Maple", 1),
        ("", "parent", "Maple", 2),
    }
    assert summary(numbers_by_role([row])[row.pk]) == "1 teacher, 3 parents, 1 director"
    assert set(Attendance.objects.values_list("by", flat=True)) == {cast.participant(cast.pat).pk}


def test_the_sheet_has_who_was_on_the_team_that_day_with_its_coach(cast: Cast) -> None:
    row = team_meeting(cast, -60)
    add_person("New", cast.riverside, Role.TEACHER, cast.maple, from_day=cast.today)
    (maple, hosts) = read_sheet(row)
    assert [line.participant.name for line in maple.people if line.participant] == [
        *("Dee", "Fin", "Mia", "Pat", "Sam"),
    ]
    assert [line.participant.name for line in hosts.people if line.participant] == ["Kai"]


def test_who_holds_two_roles_that_day_is_noted_in_the_chosen_one(cast: Cast) -> None:
    row, client = team_meeting(cast, team=cast.oak), signed_in(cast.oda)
    dana = key(cast, cast.dana)
    save(row, client, dana, **{f"role-{dana}": "teacher:oak"})
    assert noted(row) == {("Dana", "teacher", "Oak", 1)}
    client.post(sheet(row), opened(row, client) | {f"role-{dana}": "director:oak"})
    assert noted(row) == {("Dana", "director", "Oak", 1)}


def test_a_role_that_changes_later_leaves_an_old_meeting_as_it_was(cast: Cast) -> None:
    row, client = team_meeting(cast), signed_in(cast.mia)
    save(row, client, key(cast, cast.mia))
    held = Membership.objects.get(participant__person=cast.mia)
    held.role, held.from_day = Role.DIRECTOR, cast.today
    held.save()
    add_person("New", cast.riverside, Role.TEACHER, cast.maple, from_day=cast.riverside.starts)
    assert noted(row) == {("Mia", "teacher", "Maple", 1)}
    lines = {line.participant.name: line.now for line in read_sheet(row)[0].people if line.participant}
    assert (lines["Mia"], lines["New"]) == ("teacher:maple", "")
    form = opened(row, client)
    client.post(sheet(row), form | {"here": []})
    assert noted(row) == set()


def test_two_who_save_at_once_keep_what_each_ticked(cast: Cast) -> None:
    row, first, second = team_meeting(cast), signed_in(cast.mia), signed_in(cast.pat)
    present(row, cast.participant(cast.sam), Role.STAFF, cast.maple)
    one, other = opened(row, first), opened(row, second)
    first.post(sheet(row), one | {"here": [*one["here"], key(cast, cast.mia)]})
    second.post(sheet(row), other | {"here": [key(cast, cast.pat)], "n-parent-maple": "3"})
    assert noted(row) == {
        ("Mia", "teacher", "Maple", 1),
        ("Pat", "parent", "Maple", 1),
        ("", "parent", "Maple", 3),
    }


def test_one_number_changed_by_two_is_shown_to_the_second_and_the_rest_is_saved(cast: Cast) -> None:
    row, first, second = team_meeting(cast), signed_in(cast.mia), signed_in(cast.pat)
    one, other = opened(row, first), opened(row, second)
    first.post(sheet(row), one | {"n-parent-maple": "2"})
    answer = second.post(sheet(row), other | {"n-parent-maple": "5", "here": [key(cast, cast.pat)]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "parent, Maple: somebody else changed this meanwhile to “2”. You typed “5”." in page
    assert noted(row) == {("Pat", "parent", "Maple", 1), ("", "parent", "Maple", 2)}
    lines = [line for group in answer.context["groups"] for line in group.lines]
    again = {line.key: line.shown for line in lines if line.participant is None}
    second.post(sheet(row), again | {"shown": answer.context["shown"], "here": [key(cast, cast.pat)]})
    assert noted(row) == {("Pat", "parent", "Maple", 1), ("", "parent", "Maple", 5)}


def test_the_same_number_typed_by_two_is_one_number(cast: Cast) -> None:
    row, first, second = team_meeting(cast), signed_in(cast.mia), signed_in(cast.pat)
    one, other = opened(row, first), opened(row, second)
    first.post(sheet(row), one | {"n-parent-maple": "2"})
    assert second.post(sheet(row), other | {"n-parent-maple": "02"}).status_code == 302
    assert noted(row) == {("", "parent", "Maple", 2)}


def test_a_number_that_is_none_is_said_and_nothing_is_saved(cast: Cast) -> None:
    row, client = team_meeting(cast), signed_in(cast.mia)
    for typed in ("two", "-1", "501", "2.5", "٣"):
        answer = save(row, client, key(cast, cast.mia), **{"n-parent-maple": typed})
        assert answer.status_code == 422
        assert f"“{typed}” is not a number of people" in answer.content.decode()
        assert key(cast, cast.mia) in str(answer.content)
    assert noted(row) == set()


@pytest.mark.parametrize(
    "shown", ["", "{", "[]", '{"p-1": {}}', "[" * 100_000], ids=["empty", "cut", "list", "nested", "deep"]
)
def test_a_sheet_that_cannot_be_read_changes_nothing_and_is_said(cast: Cast, shown: str) -> None:
    row = team_meeting(cast)
    answer = signed_in(cast.mia).post(sheet(row), {"shown": shown, "here": [key(cast, cast.mia)]})
    assert (answer.status_code, noted(row)) == (422, set())
    assert "What was sent could not be read. Look at the page again." in answer.content.decode()


def test_who_notes_people_in_a_cancelled_meeting_reads_why_not(cast: Cast) -> None:
    row = team_meeting(cast, cancelled_at=timezone.now())
    sent = {"shown": "{}", "here": [key(cast, cast.mia)]}
    page = signed_in(cast.mia).post(sheet(row), sent, follow=True).content.decode()
    assert ("The meeting was cancelled meanwhile." in page, noted(row)) == (True, set())


def test_before_its_day_nobody_was_there(cast: Cast) -> None:
    row = team_meeting(cast, 3)
    answer = signed_in(cast.mia).post(sheet(row), {"shown": "{}"})
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
    assert noted(row) == set()


def test_of_what_all_teams_hold_hosts_keep_the_sheet_by_team(cast: Cast) -> None:
    row, client = call(cast), signed_in(cast.cora)
    groups = read_sheet(row)
    assert [(group.name, [str(line.participant) for line in group.people]) for group in groups] == [
        ("Maple", ["Dee", "Mia", "Pat", "Sam"]),
        ("Oak", ["Dana", "Oda"]),
        ("Faculty, coordinator, evaluator", ["Cora", "Eva", "Fay", "Kai"]),
    ]
    save(row, client, key(cast, cast.oda), key(cast, cast.fay), **{"n-parent-oak": "4"})
    assert noted(row) == {("Oda", "teacher", "Oak", 1), ("Fay", "faculty", "", 1), ("", "parent", "Oak", 4)}
    for member in (cast.mia, cast.oda):
        assert signed_in(member).get(sheet(row)).status_code == 403


def test_many_teams_are_noted_a_page_at_a_time_and_no_page_touches_another(cast: Cast) -> None:
    teams = [add_team(cast.riverside, f"team-{at}") for at in range(25)]
    row, client = call(cast), signed_in(cast.cora)
    present(row, cast.participant(cast.mia), Role.TEACHER, cast.maple)
    second = client.get(f"{sheet(row)}?page=2").context
    shown, number = second["shown"], f"n-parent-{teams[-1].slug}"
    client.post(f"{sheet(row)}?page=2", {"shown": shown, number: "3"})
    assert noted(row) == {("Mia", "teacher", "Maple", 1), ("", "parent", "Team-24", 3)}


def test_everybody_says_for_themselves_that_they_were_there(cast: Cast) -> None:
    row, client = call(cast), signed_in(cast.dana)
    at = f"/c/riverside/meetings/{row.uuid}/presence/"
    assert "I was there as director, Oak" in client.get(row.get_absolute_url()).content.decode()
    for _time in range(2):
        client.post(at, {"role": "teacher:oak"})
    assert noted(row) == {("Dana", "teacher", "Oak", 1)}
    said = client.get(row.get_absolute_url()).content.decode()
    assert "I was not there" in said
    assert "I was there" not in said
    client.post(at, {"undo": "1"})
    assert noted(row) == set()
    client.post(at, {"role": "coordinator"})  # not hers: in the first role that she held
    assert noted(row) == {("Dana", "director", "Oak", 1)}


def test_nobody_was_at_a_meeting_that_has_not_begun(cast: Cast) -> None:
    at = f"/c/riverside/meetings/{call(cast, 1).uuid}/presence/"
    assert signed_in(cast.oda).post(at).status_code == 403


def test_who_joined_later_was_not_there(cast: Cast) -> None:
    row = call(cast, -30)
    new = add_person("New", cast.riverside, Role.TEACHER, cast.oak, from_day=cast.today - timedelta(days=2))
    client = signed_in(new)
    client.post(f"/c/riverside/meetings/{row.uuid}/presence/")
    assert noted(row) == set()
    assert "You held no role here on that day." in client.get(row.get_absolute_url()).content.decode()


def test_other_teams_are_in_the_numbers_and_not_named(cast: Cast) -> None:
    row = call(cast)
    present(row, cast.participant(cast.mia), Role.TEACHER, cast.maple)
    present(row, cast.participant(cast.oda), Role.TEACHER, cast.oak)
    present(row, cast.participant(cast.fay), Role.FACULTY)

    def names(person: Person) -> list[str]:
        minutes = signed_in(person).get(row.get_absolute_url()).context["minutes"]
        assert minutes.who == "2 teachers, 1 faculty member"
        return [one.participant.name for one in minutes.named]

    assert names(cast.pat) == ["Fay", "Mia"]
    assert names(cast.dana) == ["Fay", "Oda"]
    assert names(cast.kai) == ["Fay", "Mia", "Oda"]


def test_numbers_are_said_in_the_order_of_the_roles(cast: Cast) -> None:
    assert summary({"teacher": 3, "parent": 2, "director": 1}) == "3 teachers, 2 parents, 1 director"
    assert summary({}) == ""
