"""Cycles as data: a team's own with names, the whole process without any."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.conf import settings

from pdsa.models.exporting import CYCLE_COLUMNS, ENTRY_COLUMNS, PROCESS_COLUMNS
from teams.models import Consent, Writing
from tests.counts import add_metric
from tests.pdsa.tried import a_cycle, a_driver, say, takes_part

TEAM = "/c/riverside/teams/maple/cycles/data.csv"
PROCESS = "/c/riverside/process.csv"
MARCH = datetime(2026, 3, 4, 17, tzinfo=UTC)


@pytest.fixture
def mia(cast):
    return cast.participant(cast.mia)


def rows(client, who, address):
    client.force_login(who)
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.fixture
def cycle(cast, mia):
    """Two answers, a proposer without a name and two testers; the second of a ramp."""
    calm = a_driver(cast.riverside, "Calm adults", names={"en": "Calm adults", "es": "Adultos en calma"})
    first = a_cycle(cast.maple, mia, "One breath", decision="adapt", at=MARCH)
    second = a_cycle(
        cast.maple, mia, "Two breaths", "study", at=MARCH, previous=first, driver=calm,
        metric=add_metric(cast.riverside, slug="talks"), children=4, days=1,
        starts=MARCH.date(), ends=MARCH.date(),
    )  # fmt: skip
    takes_part(second, "proposed", None, "parent")
    takes_part(second, "tests", mia, "teacher")
    takes_part(second, "tests", cast.participant(cast.sam), "staff")
    said = say(second, None, "predicted", "Half of it", role="parent", typed_by=mia, choice="partly")
    Writing.objects.update(at=MARCH)
    say(second, cast.participant(cast.pat), "learned", "Not shown yet", draft=True, role="parent")
    return second, first, said


def test_a_team_gets_a_row_for_each_answer_with_the_cycles_columns_repeated(client, cast, cycle):
    second, first, _said = cycle
    found = rows(client, cast.mia, TEAM)
    assert tuple(found[0]) == (*CYCLE_COLUMNS, *ENTRY_COLUMNS)
    assert [(row["number"], row["question"], row["answer"]) for row in found] == [
        ("1", "change", "One breath"),
        ("2", "change", "Two breaths"),
        ("2", "predicted", "Half of it"),
    ]
    assert found[2] == {
        "number": "2",
        "cycle": str(second.uuid),
        "previous": str(first.uuid),
        "title": "Two breaths",
        "stage": "study",
        "decision": "",
        "shown": "2026-03-04",
        "begun": "2026-03-04",
        "studied": "2026-03-04",
        "acted": "",
        "decided": "",
        "first_day": "2026-03-04",
        "last_day": "2026-03-04",
        "children": "4",
        "adults": "",
        "classrooms": "",
        "days": "1",
        "metric": "talks",
        "driver": "Calm adults",
        "proposed_by": "a parent",
        "proposed_by_role": "parent",
        "tested_by": "Mia; Sam",
        "tested_by_role": "teacher; staff",
        "question": "predicted",
        "answer": "Half of it",
        "choice": "partly",
        "author": "a parent",
        "author_role": "parent",
        "typed_by": "Mia",
        "written": "2026-03-04",
    }


def test_the_documentation_names_every_column():
    page = (settings.BASE_DIR / "docs" / "process-data.md").read_text()
    named = set(re.findall(r"`(\w+)`", page))
    assert {*CYCLE_COLUMNS, *ENTRY_COLUMNS, *PROCESS_COLUMNS} - named == set()


def test_a_cycle_without_an_answer_has_its_row(client, cast, mia):
    a_cycle(cast.maple, mia)
    assert [(row["number"], row["question"], row["title"]) for row in rows(client, cast.mia, TEAM)] == [
        ("1", "", "")
    ]


def test_drafts_stay_out_and_hosts_get_nothing_that_the_team_keeps(client, cast, mia):
    kept = a_cycle(cast.maple, mia, "Kept", held_back=True)
    a_cycle(cast.maple, mia, "Draft", "plan", draft=True)
    a_cycle(cast.maple, mia, "Next", previous=kept)
    a_cycle(cast.oak, cast.participant(cast.oda), "Of Oak")
    mine = [(row["title"], row["previous"]) for row in rows(client, cast.mia, TEAM)]
    assert mine == [("Kept", ""), ("Next", str(kept.uuid))]
    assert [(row["title"], row["previous"]) for row in rows(client, cast.fay, TEAM)] == [("Next", "")]
    client.force_login(cast.oda)
    assert client.get(TEAM).status_code == 404


def test_what_a_spreadsheet_would_calculate_is_made_harmless(client, cast, mia):
    a_cycle(cast.maple, mia, "=HYPERLINK(1)")
    row = rows(client, cast.mia, TEAM)[0]
    assert (row["title"], row["answer"]) == ("'=HYPERLINK(1)", "'=HYPERLINK(1)")


def test_the_process_is_one_row_for_each_cycle_without_names(client, cast, cycle):
    second, first, _said = cycle
    found = rows(client, cast.eva, PROCESS)
    assert tuple(found[0]) == PROCESS_COLUMNS
    assert found[1] == dict.fromkeys(PROCESS_COLUMNS, "") | {
        "team_number": "1",
        "team": "Maple",
        "cycle": str(second.uuid),
        "previous": str(first.uuid),
        "stage": "study",
        "shown": "2026-03-04",
        "begun": "2026-03-04",
        "studied": "2026-03-04",
        "first_day": "2026-03-04",
        "last_day": "2026-03-04",
        "children": "4",
        "days": "1",
        "metric": "talks",
        "driver": "Calm adults",
        "proposed_by_role": "parent",
        "tested_by_role": "teacher; staff",
        "entries_teacher": "1",
        "entries_parent": "1",
        "entries_director": "0",
        "entries_staff": "0",
        "entries_faculty": "0",
        "entries_coordinator": "0",
        "entries_unnamed": "0",
        "predicted_choices": "partly",
    }
    everything = " ".join(cell for row in found for cell in row.values())
    assert [name for name in ("Mia", "Sam", "Pat", "breath", "Half", "Not shown") if name in everything] == []


def test_words_are_there_only_of_who_consents_now(client, cast, mia, cycle):
    Consent.choose(mia, {"research": True})
    found = rows(client, cast.eva, PROCESS)
    assert [row["change"] for row in found] == ["One breath", "Two breaths"]
    assert found[1]["predicted"] == ""  # a parent's words, whoever typed them
    Consent.choose(mia, {"research": False})
    assert [row["change"] for row in rows(client, cast.eva, PROCESS)] == ["", ""]


def test_words_of_what_is_only_planned_wait_until_it_is_shared(client, cast, mia):
    Consent.choose(mia, {"research": True, "named": False})
    a_cycle(cast.maple, mia, "Planned", "plan")
    assert [(row["stage"], row["change"]) for row in rows(client, cast.eva, PROCESS)] == [("plan", "")]


def test_being_named_is_another_consent(client, cast, mia):
    Consent.choose(mia, {"named": True})
    a_cycle(cast.maple, mia, "Greeting")
    assert [row["change"] for row in rows(client, cast.eva, PROCESS)] == [""]


def test_what_is_kept_and_drafts_are_not_even_a_row(client, cast, mia):
    kept = a_cycle(cast.maple, mia, "Kept", held_back=True)
    a_cycle(cast.maple, mia, "Draft", "plan", draft=True)
    a_cycle(cast.maple, mia, "Next", previous=kept)
    a_cycle(cast.pine, cast.participant(cast.stu), "Elsewhere")
    found = rows(client, cast.cora, PROCESS)
    assert [(row["team"], row["previous"], row["entries_teacher"]) for row in found] == [("Maple", "", "1")]


def test_teams_are_letters_where_they_are_letters_elsewhere(client, cast, mia):
    a_cycle(cast.maple, mia, "Greeting")
    type(cast.riverside).objects.update(team_labels="letter")
    assert [row["team"] for row in rows(client, cast.eva, PROCESS)] == ["Team A"]


def test_only_evaluator_and_coordinator_get_it_and_find_it_on_the_dashboard(client, cast):
    for who, status in ((cast.eva, 200), (cast.cora, 200), (cast.fay, 404), (cast.mia, 404), (cast.stu, 404)):
        client.force_login(who)
        assert client.get(PROCESS).status_code == status
    for who, shown in ((cast.eva, True), (cast.cora, True), (cast.fay, False), (cast.mia, False)):
        client.force_login(who)
        assert (PROCESS in client.get("/c/riverside/dashboard/").content.decode()) is shown
