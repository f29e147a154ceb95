"""Agenda, notes, decisions, action items: who writes them, who reads them; nothing is written twice."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import ActionItem, AgendaItem, Decision, Meeting, Note
from meetings.models.minutes import ClosedError, add
from teams.mine import collect
from teams.models import Person, Role
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.meetings.gathered import access_of, call, present, signed_in, team_meeting, write_down


def one(meeting: Meeting, part: str = "") -> str:
    return f"/c/riverside/meetings/{meeting.uuid}/{part}"


def page(person: Person, meeting: Meeting) -> str:
    return signed_in(person).get(meeting.get_absolute_url()).content.decode()


def minuted(cast: Cast, meeting: Meeting) -> Meeting:
    """One text of each kind, by Mia."""
    mia = cast.participant(cast.mia)
    item = write_down(AgendaItem(meeting=meeting), mia, "On nap time")
    write_down(Note(meeting=meeting, agenda_item=item), mia, "Said on nap time")
    write_down(Note(meeting=meeting), mia, "Said apart")
    write_down(Decision(meeting=meeting), mia, "Decided to ring")
    write_down(ActionItem(meeting=meeting, owner=mia), mia, "Promised to ask")
    return meeting


TEXTS = ("On nap time", "Said on nap time", "Said apart", "Decided to ring", "Promised to ask")


def read(person: Person, meeting: Meeting) -> set[str]:
    """Which texts the person finds on the page and in the minutes to print; both say the same."""
    found = [
        signed_in(person).get(at).content.decode()
        for at in (meeting.get_absolute_url(), one(meeting, "minutes/"))
    ]
    on_page, printed = ({text for text in TEXTS if f">{text}<" in html} for html in found)
    assert on_page == printed
    return on_page


def test_a_note_keeps_who_wrote_it_in_which_role(cast: Cast) -> None:
    row = team_meeting(cast)
    item = write_down(AgendaItem(meeting=row), cast.participant(cast.mia), "Nap time")
    answer = signed_in(cast.pat).post(
        one(row, "notes/"),
        {"note-text": "It was too loud.", "note-about": item.pk, "note-uuid": str(uuid4())},
    )
    note = Note.objects.get()
    assert answer["Location"] == f"{row.get_absolute_url()}#note"
    assert (note.text, note.agenda_item, note.meeting) == ("It was too loud.", item, row)
    assert (note.writing.author, note.writing.author_role, note.writing.team) == (
        *(cast.participant(cast.pat), "parent"),
        cast.maple,
    )


@pytest.mark.parametrize(
    ("part", "prefix", "model"),
    [
        ("agenda", "agenda", AgendaItem),
        ("notes", "note", Note),
        ("decisions", "decision", Decision),
        ("actions", "action", ActionItem),
    ],
)
def test_what_is_sent_twice_is_written_once(cast: Cast, part: str, prefix: str, model: Any) -> None:
    row, client = team_meeting(cast), signed_in(cast.mia)
    said = {f"{prefix}-text": "We ring at noon", f"{prefix}-uuid": str(uuid4())}
    assert [client.post(one(row, f"{part}/"), said).status_code for _time in range(2)] == [302, 302]
    assert [item.text for item in model.objects.all()] == ["We ring at noon"]
    assert signed_in(cast.pat).post(one(row, f"{part}/"), said).status_code == 404


def test_what_looks_like_a_child_is_warned_of_and_what_was_typed_stays(cast: Cast) -> None:
    row, client = team_meeting(cast), signed_in(cast.mia)
    said = {"note-text": "Jayden cried, born 03/04/2021", "note-uuid": str(uuid4())}
    warned = client.post(one(row, "notes/"), said)
    assert warned.status_code == 422
    assert "Jayden cried, born 03/04/2021" in warned.content.decode()
    assert Note.objects.count() == 0
    client.post(one(row, "notes/"), said | {"note-sure": "1"})
    assert Note.objects.count() == 1


def test_the_team_reads_everything_and_is_told_who_else_reads_what(cast: Cast) -> None:
    row = minuted(cast, team_meeting(cast))
    assert read(cast.pat, row) == set(TEXTS)
    assert read(cast.fin, row) == set(TEXTS)  # left lately
    assert "Agenda and notes stay in the team." in page(cast.pat, row)


def test_hosts_read_decisions_and_action_items_and_the_rest_where_the_team_shares_it(cast: Cast) -> None:
    row = minuted(cast, team_meeting(cast))
    for host in (cast.fay, cast.kai, cast.cora):
        assert read(host, row) == {"Decided to ring", "Promised to ask"}
    assert "The team keeps its agenda and notes to itself." in page(cast.fay, row)
    row.notes_shared = True
    row.save()
    assert read(cast.fay, row) == set(TEXTS)
    assert "The team shares its agenda and notes with you." in page(cast.fay, row)
    assert "your team shares its notes" in page(cast.pat, row)


def test_everybody_else_finds_no_such_page(cast: Cast) -> None:
    row = minuted(cast, team_meeting(cast))
    for stranger in (cast.oda, cast.dana, cast.stu, cast.gus, cast.eva, cast.ada):
        for at in (row.get_absolute_url(), one(row), one(row, "minutes/"), one(row, "attendance/")):
            assert signed_in(stranger).get(at).status_code == 404


def test_a_meeting_is_not_found_below_another_team(cast: Cast) -> None:
    row = team_meeting(cast)
    assert signed_in(cast.fay).get(f"/c/riverside/teams/oak/meetings/{row.uuid}/").status_code == 404


def test_before_a_meeting_of_all_teams_everybody_adds_to_the_agenda_and_nothing_else(cast: Cast) -> None:
    coming, over = call(cast, 2), call(cast, -2)
    client = signed_in(cast.oda)
    said = {"agenda-text": "Our pick-up time", "agenda-uuid": str(uuid4())}
    assert client.post(one(coming, "agenda/"), said).status_code == 302
    assert [item.writing.author_role for item in AgendaItem.objects.all()] == ["teacher"]
    assert client.post(one(over, "agenda/"), said).status_code == 403
    assert client.post(one(coming, "notes/"), {"note-text": "Said"}).status_code == 403
    assert client.post(one(coming, "decisions/"), {"decision-text": "Said"}).status_code == 403
    for stranger in (cast.eva, cast.stu):
        assert signed_in(stranger).post(one(coming, "agenda/"), said).status_code == 404


def test_who_was_there_writes_the_minutes_of_what_all_teams_held(cast: Cast) -> None:
    row, client = call(cast), signed_in(cast.oda)
    said = {"note-text": "Oak tried a bell", "note-uuid": str(uuid4())}
    assert client.post(one(row, "notes/"), said).status_code == 403
    assert client.post(one(row, "presence/"), {"role": "teacher:oak"}).status_code == 302
    assert client.post(one(row, "notes/"), said).status_code == 302
    assert read(cast.mia, row) == set()
    assert "Oak tried a bell" in page(cast.mia, row)


def test_whoever_writes_the_minutes_rewords_them(cast: Cast) -> None:
    row = minuted(cast, team_meeting(cast))
    note = Note.objects.get(writing__text="Said apart")
    rewords = [
        who
        for who in ("mia", "pat", "dee", "oda", "fay", "fin")
        if note.may_be_reworded_by(access_of(getattr(cast, who)))
    ]
    assert rewords == ["mia", "pat", "dee"]
    row.cancel(cast.participant(cast.mia), timezone.now())
    assert not note.may_be_reworded_by(access_of(cast.mia))


def test_who_changed_somebody_else_s_words_stands_beside_them(cast: Cast) -> None:
    meeting = minuted(cast, team_meeting(cast))
    note = Note.objects.get(writing__text="Said apart")
    writer = note.writing.author.person
    other = cast.dee if writer != cast.dee else cast.pat
    name = cast.participant(other).name
    note.writing.rewrite("Said apart, and again", 1, note.writing.author)
    assert "changed by" not in page(cast.sam, meeting)
    note.writing.rewrite("Said otherwise", 2, cast.participant(other))
    assert f"changed by {name}" in page(cast.sam, meeting)


def test_the_agenda_is_put_in_order_and_marked_as_covered(cast: Cast) -> None:
    row, client, mia = team_meeting(cast), signed_in(cast.pat), cast.participant(cast.mia)
    first, second, third = (
        write_down(AgendaItem(meeting=row), mia, text) for text in ("one", "two", "three")
    )

    def order() -> list[str]:
        return [item.text for item in AgendaItem.objects.filter(meeting=row)]

    up = {"move": "up", "seen": "2"}
    client.post(one(row, f"agenda/{third.writing.uuid}/"), up)
    assert order() == ["one", "three", "two"]
    client.post(one(row, f"agenda/{third.writing.uuid}/"), up)  # sent twice
    assert order() == ["one", "three", "two"]
    client.post(one(row, f"agenda/{first.writing.uuid}/"), {"move": "up", "seen": "0"})
    client.post(one(row, f"agenda/{second.writing.uuid}/"), {"move": "down", "seen": "2"})
    assert order() == ["one", "three", "two"]
    client.post(one(row, f"agenda/{first.writing.uuid}/"), {"covered": "1"})
    assert list(AgendaItem.objects.values_list("writing__text", "covered").order_by("pk")) == [
        *(("one", True), ("two", False), ("three", False)),
    ]
    client.post(one(row, f"agenda/{first.writing.uuid}/"), {"covered": "0"})
    assert not AgendaItem.objects.filter(covered=True).exists()


def test_an_action_item_is_done_by_who_ticked_it_first_and_can_be_undone(cast: Cast) -> None:
    row, mia, pat = team_meeting(cast), cast.participant(cast.mia), cast.participant(cast.pat)
    item = write_down(ActionItem(meeting=row, owner=mia, due=cast.today), mia, "Ask the parents")
    done = one(row, f"actions/{item.writing.uuid}/done/")
    signed_in(cast.pat).post(done)
    signed_in(cast.mia).post(done)
    item.refresh_from_db()
    assert (item.is_done, item.done_by) == (True, pat)
    assert "done by Pat" in page(cast.dee, row)
    assert signed_in(cast.fay).post(done).status_code == 403
    signed_in(cast.mia).post(done, {"undo": "1"})
    item.refresh_from_db()
    assert (item.done_at, item.done_by) == (None, None)


def test_ticked_while_somebody_changes_who_and_when_it_stays_ticked(cast: Cast) -> None:
    row, mia = team_meeting(cast), cast.participant(cast.mia)
    item = write_down(ActionItem(meeting=row), mia, "Ask the parents")
    opened = {"seen": "1", "owner": cast.participant(cast.pat).pk, "due": "2026-07-06"}
    item.tick(mia, timezone.now())
    signed_in(cast.pat).post(one(row, f"actions/{item.writing.uuid}/"), opened)
    item.refresh_from_db()
    assert (item.owner, str(item.due), item.done_by) == (cast.participant(cast.pat), "2026-07-06", mia)


def test_who_promised_at_a_meeting_of_all_teams_ticks_it_without_having_been_there(cast: Cast) -> None:
    row, oda = call(cast), cast.participant(cast.oda)
    item = write_down(ActionItem(meeting=row, owner=oda), cast.participant(cast.fay), "Send the bell's name")
    done = one(row, f"actions/{item.writing.uuid}/done/")
    assert signed_in(cast.mia).post(done).status_code == 403
    assert signed_in(cast.oda).post(done).status_code == 302
    item.refresh_from_db()
    assert item.done_by == oda


def test_action_items_go_to_people_whom_one_sees(cast: Cast) -> None:
    """A teacher of Oak who was there names Oak's people and who hosts; the host names anybody."""
    row = call(cast)
    present(row, cast.participant(cast.oda), Role.TEACHER, cast.oak)

    def offered(person: Person) -> set[str]:
        answer = signed_in(person).get(row.get_absolute_url())
        return {str(one) for one in answer.context["action_form"].fields["owner"].queryset}

    whole = {"Fay", "Kai", "Cora", "Eva"}
    assert offered(cast.oda) == {"Dana", "Oda", *whole}
    assert offered(cast.cora) == {"Mia", "Pat", "Dee", "Sam", "Dana", "Oda", *whole}
    said = {"action-text": "Call", "action-owner": cast.participant(cast.mia).pk, "action-uuid": str(uuid4())}
    assert signed_in(cast.oda).post(one(row, "actions/"), said).status_code == 422


def test_nothing_is_written_into_a_meeting_that_is_cancelled_meanwhile(cast: Cast) -> None:
    row = team_meeting(cast)
    Meeting.objects.filter(pk=row.pk).update(cancelled_at=timezone.now())
    with pytest.raises(ClosedError):
        add(Note(meeting=row), Voice(cast.participant(cast.mia)), Words(uuid4(), "Said"))
    assert Note.objects.count() == 0


@pytest.mark.parametrize(
    ("part", "field"),
    [("agenda", "agenda"), ("notes", "note"), ("decisions", "decision"), ("actions", "action")],
)
@pytest.mark.parametrize("moment", ["before it was sent", "while it was saved"])
def test_what_is_sent_to_a_meeting_that_was_cancelled_stays_in_its_form(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, part: str, field: str, moment: str
) -> None:
    row, words = team_meeting(cast), "It was too loud, so we rang the bell."

    def cancelled(*_sent: Any) -> bool:
        Meeting.objects.filter(pk=row.pk).update(cancelled_at=timezone.now())
        raise ClosedError

    if moment == "while it was saved":
        monkeypatch.setattr("meetings.views.minutes.add", cancelled)
    else:
        row.cancel(cast.participant(cast.pat), timezone.now())
    answer = signed_in(cast.mia).post(one(row, f"{part}/"), {f"{field}-text": words})
    html = answer.content.decode()
    assert (answer.status_code, html.count(words)) == (409, 1)
    assert "The meeting was cancelled meanwhile. Your words are still here" in html
    assert "This meeting is cancelled." in html


def test_who_only_reads_a_cancelled_meeting_writes_nothing_into_it(cast: Cast) -> None:
    row = team_meeting(cast, cancelled_at=timezone.now())
    answer = signed_in(cast.fay).post(one(row, "decisions/"), {"decision-text": "Said"})
    assert (answer.status_code, Decision.objects.count()) == (403, 0)


def test_the_page_of_a_meeting_of_all_teams_asks_the_same_for_one_text_and_for_ten(cast: Cast) -> None:
    row, mia = call(cast), cast.participant(cast.mia)
    present(row, mia, Role.TEACHER, cast.maple)
    client = signed_in(cast.mia)

    def asked() -> int:
        client.get(row.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(row.get_absolute_url()).status_code == 200
        return len(queries)

    minuted(cast, row)
    few = asked()
    for _one in range(9):
        minuted(cast, row)
    assert asked() == few
    assert few <= 25


def test_my_download_holds_what_i_attended_wrote_and_promised(cast: Cast) -> None:
    row, mia, pat = team_meeting(cast), cast.participant(cast.mia), cast.participant(cast.pat)
    present(row, mia, Role.TEACHER, cast.maple)
    present(row, pat, Role.PARENT, cast.maple)
    note = write_down(Note(meeting=row), mia, "Too loud")
    write_down(Note(meeting=row), pat, "Not mine")
    write_down(ActionItem(meeting=row, owner=mia, due=cast.today), pat, "Ask the parents")
    mine = collect(cast.mia)
    shared = {"collaborative": "Riverside"}
    assert mine["meetings_attended"] == [
        {**shared, "kind": "cross-role", "day": row.day, "role": "teacher", "team": "Maple"}
    ]
    assert mine["minutes_written"] == [
        {**shared, "meeting": row.day, "kind": "note", "text": "Too loud", "at": note.writing.at}
    ]
    assert mine["action_items"] == [
        {**shared, "meeting": row.day, "text": "Ask the parents", "due": cast.today, "done": None}
    ]
