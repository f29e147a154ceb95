"""What leaves a meeting for whom: one projection, and the evaluator's numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from meetings.export import COLUMNS
from meetings.models import ActionItem, Attendance, Decision, Meeting
from meetings.models.listing import Listed, listed
from teams.models import Collaborative, Person, Role
from tests.conftest import Cast, add_role
from tests.meetings.gathered import (
    access_of,
    call,
    present,
    room_meeting,
    signed_in,
    team_meeting,
    write_down,
)


@pytest.fixture
def held(cast: Cast) -> dict[str, Meeting]:
    """One of each kind, on a day of its own; and what nobody is to read of: one that comes, one cancelled."""
    team_meeting(cast, 3)
    team_meeting(cast, -20, cancelled_at=timezone.now())
    return {
        "maple": team_meeting(cast, -1),
        "oak": team_meeting(cast, -2, team=cast.oak),
        "call": call(cast, -3),
        "many": room_meeting(cast, 5, -4),
        "few": room_meeting(cast, 4, -5),
        "unknown": room_meeting(cast, None, -6),
    }


def told(person: Person, held: dict[str, Meeting]) -> list[Listed]:
    access = access_of(person)
    return [listed(row, access) for row in Meeting.objects.elsewhere_for(access)]


def expected(held: dict[str, Meeting], **said: dict[str, Any]) -> list[Listed]:
    return [Listed(held[name].kind, held[name].day, **facts) for name, facts in said.items()]


COUNTED: dict[str, dict[str, Any]] = {"many": {"headcount": 5}, "few": {"few": True}, "unknown": {}}


def test_another_teams_member_reads_that_it_took_place(cast: Cast, held: dict[str, Meeting]) -> None:
    assert told(cast.oda, held) == expected(held, maple={"team": "Maple"})
    assert told(cast.mia, held) == expected(held, oak={"team": "Oak"})


def test_a_director_reads_no_more_than_a_teacher(cast: Cast, held: dict[str, Meeting]) -> None:
    assert told(cast.dee, held) == told(cast.mia, held)


def test_where_teams_go_by_letters_other_teams_read_the_letter(cast: Cast, held: dict[str, Meeting]) -> None:
    cast.riverside.team_labels = Collaborative.Labels.LETTER
    cast.riverside.save()
    assert told(cast.oda, held) == expected(held, maple={"team": "Team A"})


def test_faculty_reads_of_all_teams_and_opens_their_pages_but_nothing_of_rooms(
    cast: Cast, held: dict[str, Meeting]
) -> None:
    pages = {
        name: {"team": name.title(), "address": f"/c/riverside/teams/{name}/meetings/{held[name].uuid}/"}
        for name in ("maple", "oak")
    }
    assert told(cast.fay, held) == expected(held, **pages)
    assert told(cast.kai, held) == expected(held, **pages)


def test_the_coordinator_reads_of_rooms_the_day_and_five_or_more(
    cast: Cast, held: dict[str, Meeting]
) -> None:
    rooms = [row for row in told(cast.cora, held) if row.kind == "affinity"]
    assert rooms == expected(held, **COUNTED)


def test_the_evaluator_reads_days_and_headcounts_and_opens_nothing(
    cast: Cast, held: dict[str, Meeting]
) -> None:
    assert told(cast.eva, held) == expected(
        held, maple={"team": "Maple"}, oak={"team": "Oak"}, call={}, **COUNTED
    )


@pytest.mark.parametrize("who", ["stu", "gus", "ada"])
def test_strangers_read_nothing(cast: Cast, held: dict[str, Meeting], who: str) -> None:
    assert told(getattr(cast, who), held) == []


def test_who_left_lately_reads_of_no_other_team(cast: Cast, held: dict[str, Meeting]) -> None:
    assert told(cast.fin, held) == []


def test_the_evaluators_page_has_no_meeting_to_open(cast: Cast, held: dict[str, Meeting]) -> None:
    page = signed_in(cast.eva).get("/c/riverside/meetings/").content.decode()
    assert "fewer than five people" in page
    assert "5 people" in page
    assert str(held["call"].uuid) not in page
    assert str(held["maple"].uuid) not in page


def test_a_teachers_page_says_nothing_of_rooms(cast: Cast, held: dict[str, Meeting]) -> None:
    page = signed_in(cast.mia).get("/c/riverside/meetings/").content.decode()
    assert str(held["call"].uuid) in page
    assert "affinity" not in page
    assert "fewer than five" not in page


def test_the_export_holds_numbers_and_neither_names_nor_texts(cast: Cast, held: dict[str, Meeting]) -> None:
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    present(held["maple"], mia, Role.TEACHER, cast.maple)
    present(held["maple"], pat, Role.PARENT, cast.maple)
    Attendance.objects.create(meeting=held["maple"], role=Role.PARENT, team=cast.maple, number=2)
    write_down(Decision(meeting=held["maple"]), mia, "We ring at noon")
    for text in ("Ask the parents", "Ask again"):
        write_down(ActionItem(meeting=held["maple"], owner=pat), mia, text)
    answer = signed_in(cast.eva).get("/c/riverside/meetings/data.csv")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "kind,date,team,teacher,parent,director,staff,faculty,coordinator,evaluator,headcount,decisions,action_items",
        f"affinity,{held['unknown'].day},,,,,,,,,,,",
        f"affinity,{held['few'].day},,,,,,,,,fewer than five,,",
        f"affinity,{held['many'].day},,,,,,,,,5,,",
        f"cross-team,{held['call'].day},,0,0,0,0,0,0,0,,0,0",
        f"cross-role,{held['oak'].day},Oak,0,0,0,0,0,0,0,,0,0",
        f"cross-role,{held['maple'].day},Maple,1,3,0,0,0,0,0,4,1,2",
    ]
    assert signed_in(cast.cora).get("/c/riverside/meetings/data.csv").content == answer.content
    for who in (cast.fay, cast.mia, cast.dee, cast.stu):
        assert signed_in(who).get("/c/riverside/meetings/data.csv").status_code == 404


def test_a_day_is_told_by_the_clock_of_the_meeting(cast: Cast) -> None:
    late = team_meeting(cast, team=cast.oak)
    late.starts = late.starts.replace(year=2026, month=3, day=2, hour=3, minute=30)  # still the 1st there
    late.save()
    assert told(cast.mia, {}) == [Listed("cross-role", date(2026, 3, 1), "Oak")]


def test_an_evaluator_who_is_on_a_team_too_opens_what_all_teams_hold(
    cast: Cast, held: dict[str, Meeting]
) -> None:
    add_role(cast.participant(cast.eva), Role.TEACHER, cast.oak)
    assert [row.kind for row in told(cast.eva, held)] == ["cross-role", "affinity", "affinity", "affinity"]
    assert signed_in(cast.eva).get(held["call"].get_absolute_url()).status_code == 200


def test_the_documentation_names_every_column() -> None:
    page = (settings.BASE_DIR / "docs" / "meeting-data.md").read_text()
    assert [column for column in COLUMNS if f"`{column}`" not in page] == []
