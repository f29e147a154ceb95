"""A meeting is planned, changed, cancelled, and held after all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from meetings.models import ActionItem, Meeting
from meetings.models.clock import SkippedError, TwiceError, moment
from teams.models import LearningSession
from tests.conftest import Cast
from tests.meetings.gathered import call, present, signed_in, team_meeting, write_down

NEW = "/c/riverside/teams/maple/meetings/new/"
NEW_CALL = "/c/riverside/meetings/new/"


def typed(**said: Any) -> dict[str, Any]:
    facts = {"day": "2026-07-06", "time": "17:30", "minutes": "45", "zone": "America/New_York"}
    return {**facts, "place": "Maple, upstairs", **said}


def test_a_parent_plans_a_meeting_by_the_clock_of_the_center(cast: Cast) -> None:
    pat = cast.participant(cast.pat)
    answer = signed_in(cast.pat).post(
        NEW, typed(link="meet.example.org/maple", facilitator=pat.pk, notes_shared="on")
    )
    row = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
    assert (row.kind, row.team, row.starts, row.ends) == (
        *("cross-role", cast.maple, datetime(2026, 7, 6, 21, 30, tzinfo=UTC)),
        datetime(2026, 7, 6, 22, 15, tzinfo=UTC),
    )
    assert (row.place, row.link) == ("Maple, upstairs", "https://meet.example.org/maple")
    assert (row.facilitator, row.called_by, row.notes_shared) == (pat, pat, True)


def test_sent_twice_it_is_planned_once(cast: Cast) -> None:
    client, said = signed_in(cast.mia), typed(uuid=str(uuid4()))
    first, second = client.post(NEW, said), client.post(NEW, said)
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == 1


def test_an_id_that_is_anothers_plans_nothing(cast: Cast) -> None:
    said = typed(uuid=str(uuid4()))
    signed_in(cast.mia).post(NEW, said)
    assert signed_in(cast.pat).post(NEW, said).status_code == 404
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"day": "2026-03-08", "time": "02:30"}, "this time is left out"),
        ({"day": "2026-11-01", "time": "01:30"}, "this time comes twice"),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"link": "ftp://example.org/"}, "Enter a valid URL."),
        ({"zone": "Mars/Base"}, "Mars/Base is not one of the available choices"),
        ({"minutes": "2"}, "greater than or equal to 5"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    cast: Cast, said: dict[str, Any], message: str
) -> None:
    answer = signed_in(cast.mia).post(NEW, typed(**said))
    page = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert message in page
    assert "Maple, upstairs" in page


def test_the_hour_around_a_change_of_clocks_is_there(cast: Cast) -> None:
    zone = "America/New_York"
    assert moment(date(2026, 3, 8), time(3, 0), zone) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
    assert moment(date(2026, 11, 1), time(2, 0), zone) == datetime(2026, 11, 1, 7, 0, tzinfo=UTC)
    with pytest.raises(SkippedError):
        moment(date(2026, 3, 8), time(2, 0), zone)
    with pytest.raises(TwiceError):
        moment(date(2026, 11, 1), time(1, 59), zone)


def test_who_facilitates_is_on_the_team(cast: Cast) -> None:
    answer = signed_in(cast.mia).post(NEW, typed(facilitator=cast.participant(cast.oda).pk))
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)


def test_hosts_plan_a_meeting_of_a_learning_session(cast: Cast) -> None:
    session = LearningSession.objects.create(
        collaborative=cast.riverside,
        number=2,
        from_day=cast.today,
        until_day=cast.today + timedelta(days=2),
    )
    signed_in(cast.fay).post(NEW_CALL, typed(kind="session", session=session.pk))
    row = Meeting.objects.get()
    assert (row.kind, row.session, row.team, row.called_by) == (
        *("session", session, None),
        cast.participant(cast.fay),
    )
    without = signed_in(cast.cora).post(NEW_CALL, typed(kind="session"))
    assert (without.status_code, Meeting.objects.count()) == (422, 1)


def test_a_session_that_a_meeting_belongs_to_is_not_removed(cast: Cast) -> None:
    day = cast.today + timedelta(days=30)
    session = LearningSession.objects.create(
        collaborative=cast.riverside, number=1, from_day=day, until_day=day + timedelta(days=1)
    )
    typed_in = typed(kind="session", session=session.pk)
    assert signed_in(cast.cora).post(NEW_CALL, typed_in).status_code == 302
    at = f"/c/riverside/setup/sessions/{session.uuid}/removal/"
    page = signed_in(cast.cora).post(at, follow=True).content.decode()
    assert "A meeting belongs to this session, so it stays." in page
    assert Meeting.objects.get().session == session


def test_a_cross_team_meeting_belongs_to_no_session(cast: Cast) -> None:
    session = LearningSession.objects.create(
        collaborative=cast.riverside, number=2, from_day=cast.today, until_day=cast.today + timedelta(days=2)
    )
    signed_in(cast.cora).post(NEW_CALL, typed(kind="cross-team", session=session.pk))
    assert Meeting.objects.values_list("kind", "session").get() == ("cross-team", None)


def test_whoever_saves_second_sees_both_versions(cast: Cast) -> None:
    row = team_meeting(cast, 5, place="Upstairs")
    address = f"/c/riverside/meetings/{row.uuid}/facts/"
    signed_in(cast.mia).post(address, typed(place="Kitchen", seen=1))
    second = signed_in(cast.pat).post(address, typed(place="Garden", seen=1))
    page = second.content.decode()
    assert second.status_code == 422
    assert "Kitchen" in page
    assert "Garden" in page
    row.refresh_from_db()
    assert (row.place, row.version) == ("Kitchen", 2)
    signed_in(cast.pat).post(address, typed(place="Garden", seen=2))
    row.refresh_from_db()
    assert (row.place, row.version) == ("Garden", 3)


def test_changing_it_keeps_its_moment_in_its_own_zone(cast: Cast) -> None:
    row = team_meeting(cast, zone="America/Chicago")
    row.starts = datetime(2026, 7, 6, 22, 30, tzinfo=UTC)
    row.save()
    page = signed_in(cast.mia).get(f"/c/riverside/meetings/{row.uuid}/facts/").content.decode()
    assert 'value="17:30"' in page
    assert 'value="2026-07-06"' in page
    assert '<option value="America/Chicago" selected>' in page


def test_what_was_held_is_not_cancelled_by_an_old_page_either(cast: Cast) -> None:
    row, client = team_meeting(cast, -1), signed_in(cast.mia)
    present(row, cast.participant(cast.pat), "parent", cast.maple)
    answer = client.post(f"/c/riverside/meetings/{row.uuid}/cancellation/", follow=True)
    assert "People were there, so this meeting was held. It stays." in answer.content.decode()
    assert not Meeting.objects.get().is_cancelled


def test_cancelled_it_stays_and_takes_no_minutes_until_it_is_held_after_all(cast: Cast) -> None:
    row, client = team_meeting(cast), signed_in(cast.mia)
    one = f"/c/riverside/meetings/{row.uuid}/"
    client.post(f"{one}cancellation/")
    client.post(f"{one}cancellation/")
    row.refresh_from_db()
    assert (row.is_cancelled, row.version) == (True, 2)
    assert "This meeting is cancelled." in client.get(row.get_absolute_url()).content.decode()
    assert client.post(f"{one}notes/", {"note-text": "Said"}).status_code == 409
    client.post(f"{one}cancellation/", {"undo": "1"})
    row.refresh_from_db()
    assert (row.is_cancelled, row.version) == (False, 3)
    assert client.post(f"{one}notes/", {"note-text": "Said"}).status_code == 302
    assert [note.text for note in row.notes.all()] == ["Said"]


def test_what_comes_stands_first_and_says_the_zone_where_it_is_another(cast: Cast) -> None:
    rows = [team_meeting(cast, days) for days in (9, 2, -3, -1)]
    team_meeting(cast, 4, zone="America/Chicago")
    answer = signed_in(cast.mia).get("/c/riverside/teams/maple/meetings/")
    coming, past = answer.context["coming"], list(answer.context["page"])
    assert [row.says_zone for row in coming] == [False, True, False]
    assert [row.pk for row in coming if not row.says_zone] == [rows[1].pk, rows[0].pk]
    assert [row.pk for row in past] == [rows[3].pk, rows[2].pk]
    assert answer.content.decode().count("(Central ") == 1


def test_who_hosts_reads_the_zone_of_a_team_that_lives_by_another_clock(cast: Cast) -> None:
    cast.maple.center.time_zone = "America/Denver"
    cast.maple.center.save()
    team_meeting(cast, 2, zone="America/Denver")
    said = {
        who: signed_in(who).get("/c/riverside/teams/maple/meetings/").context["coming"][0].says_zone
        for who in (cast.mia, cast.fay)
    }
    assert said == {cast.mia: False, cast.fay: True}


def test_an_empty_list_says_what_a_team_meeting_is(cast: Cast) -> None:
    page = signed_in(cast.pat).get("/c/riverside/teams/maple/meetings/").content.decode()
    assert "teachers and parents sit at the table with the director" in page
    assert 'href="/c/riverside/teams/maple/meetings/new/"' in page
    for_faculty = signed_in(cast.fay).get("/c/riverside/teams/maple/meetings/").content.decode()
    assert "/meetings/new/" not in for_faculty


def test_a_meeting_that_runs_is_still_among_the_coming_ones(cast: Cast) -> None:
    running = call(cast, -0.01)
    answer = signed_in(cast.oda).get("/c/riverside/meetings/")
    assert ([row.pk for row in answer.context["coming"]], list(answer.context["page"])) == ([running.pk], [])


def test_what_somebody_promised_is_found_most_urgent_first(cast: Cast) -> None:
    row, mia, pat = team_meeting(cast), cast.participant(cast.mia), cast.participant(cast.pat)
    days = {"later": 9, "soon": 2, "some day": None, "done": 1}
    for text, days_left in days.items():
        due = cast.today + timedelta(days=days_left) if days_left else None
        write_down(ActionItem(meeting=row, owner=mia, due=due), mia, text)
    write_down(ActionItem(meeting=row, owner=pat), mia, "of Pat")
    ActionItem.objects.get(writing__text="done").tick(mia, timezone.now())
    assert [item.text for item in ActionItem.objects.open_for([mia])] == ["soon", "later", "some day"]
    assert [item.text for item in ActionItem.objects.open_for([mia.pk, pat.pk])] == [
        *("soon", "later", "some day", "of Pat"),
    ]
