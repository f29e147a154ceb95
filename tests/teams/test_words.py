"""The page of one text: who said it, what it said before, and writing it anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.template import RequestContext, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pdsa.models import Cycle, Entry
from teams.models import Access, Person, Role, Writing
from teams.models.writing import Voice, Words, with_writing, write
from tests.conftest import Cast


def add_cycle(cast: Cast, **fields: Any) -> Cycle:
    now = timezone.now()
    shared = {"team": cast.maple, "number": Cycle.objects.count() + 1, "shown_at": now}
    return Cycle.objects.create(**shared | {"recorded_by": cast.participant(cast.mia)} | fields)


def add_entry(
    cast: Cast,
    by: Person,
    text: str,
    *,
    cycle: Cycle | None = None,
    question: str = "seen",
    draft: bool = False,
) -> Entry:
    voice = Voice(cast.participant(by), Role.TEACHER)
    with transaction.atomic():
        words = Words(uuid4(), text, draft=draft)
        writing = write("entry", cast.riverside, cast.maple, voice, words)[0]
        return Entry.objects.create(cycle=cycle or add_cycle(cast), question=question, writing=writing)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(row: Any) -> str:
    return f"/c/riverside/words/{row.writing.uuid}/"


def again(row: Any) -> Writing:
    found: Writing = Writing.objects.get(pk=row.writing.pk)
    return found


def test_the_writer_writes_it_anew_and_the_earlier_words_stay(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    answer = signed_in(cast.mia).post(page_of(row), {"text": "Most of them slept", "seen": 1})
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
    assert (again(row).text, again(row).version) == ("Most of them slept", 2)
    page = signed_in(cast.pat).get(page_of(row)).content.decode()
    assert "Most of them slept" in page
    assert "They slept" in page
    assert 'name="text"' not in page


def test_sent_twice_it_is_changed_once(cast: Cast) -> None:
    row, client = add_entry(cast, cast.mia, "They slept"), signed_in(cast.mia)
    for _time in range(2):
        assert client.post(page_of(row), {"text": "Most slept", "seen": 1}).status_code == 302
    assert again(row).versions.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("pat", 403), ("dee", 403), ("fay", 403), ("oda", 404), ("stu", 404)]
)
def test_words_are_their_writers_alone(cast: Cast, who: str, status: int) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    answer = signed_in(getattr(cast, who)).post(page_of(row), {"text": "Mine", "seen": 1})
    assert (answer.status_code, again(row).text) == (status, "They slept")


def test_who_typed_it_for_a_parent_may_change_it(cast: Cast) -> None:
    row = add_entry(cast, cast.pat, "Singing helps")
    Writing.objects.update(author=None, author_role=Role.PARENT, typed_by=cast.participant(cast.mia))
    page = signed_in(cast.mia).get(page_of(row)).content.decode()
    assert "a parent" in page
    assert "typed by Mia" in page
    assert signed_in(cast.mia).post(page_of(row), {"text": "Singing calms", "seen": 1}).status_code == 302


def test_the_second_to_save_sees_both_texts_and_saves_again(cast: Cast) -> None:
    row, client = add_entry(cast, cast.mia, "They slept"), signed_in(cast.mia)
    assert client.post(page_of(row), {"text": "From the phone", "seen": 1}).status_code == 302
    answer = client.post(page_of(row), {"text": "From the tablet", "seen": 1})
    page = answer.content.decode()
    assert (answer.status_code, again(row).text) == (422, "From the phone")
    assert "From the phone" in page
    assert "From the tablet</textarea>" in page
    assert 'name="seen" value="2"' in page
    assert client.post(page_of(row), {"text": "From the tablet", "seen": 2}).status_code == 302
    versions = again(row).versions.values_list("text", flat=True)
    assert (again(row).text, list(versions)) == ("From the tablet", ["From the phone", "They slept"])


def test_after_a_black_out_the_page_asks_not_to_write_it_again(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "Leo slept")
    row.writing.black_out("Leo", cast.participant(cast.dee), "child")
    answer = signed_in(cast.mia).post(page_of(row), {"text": "Leo slept well", "seen": 1, "sure": 1})
    assert (answer.status_code, again(row).text) == (422, "█████ slept")
    assert "Please do not write them again" in answer.content.decode()


def test_a_prediction_is_not_changed_once_do_began(cast: Cast) -> None:
    cycle = add_cycle(cast)
    row, client = (
        add_entry(cast, cast.mia, "All sleep", cycle=cycle, question="prediction"),
        signed_in(cast.mia),
    )
    Cycle.objects.filter(pk=cycle.pk).update(begun_at=timezone.now())
    assert client.post(page_of(row), {"text": "Some sleep", "seen": 1}).status_code == 403
    page = client.get(page_of(row)).content.decode()
    assert 'name="text"' not in page
    assert "It can no longer be changed here" in page


def test_what_may_be_reworded_is_asked_after_what_it_depends_on_is_locked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, asked = add_entry(cast, cast.mia, "They slept"), []
    monkeypatch.setattr(
        Entry, "lock_for_rewording", lambda self: asked.append(connection.in_atomic_block), raising=False
    )
    monkeypatch.setattr(Entry, "may_be_reworded_by", lambda self, access: bool(asked.append("may")) or True)
    signed_in(cast.mia).post(page_of(row), {"text": "Most slept", "seen": 1})
    assert asked == [True, "may"]


def test_what_looks_like_a_name_is_asked_about_and_saved_on_purpose(cast: Cast) -> None:
    row, client = add_entry(cast, cast.mia, "They slept"), signed_in(cast.mia)
    answer = client.post(page_of(row), {"text": "Then Rosalind slept", "seen": 1})
    assert (answer.status_code, again(row).text) == (422, "They slept")
    assert "a name" in answer.content.decode()
    sure = {"text": "Then Rosalind slept", "seen": 1, "sure": 1}
    assert client.post(page_of(row), sure).status_code == 302


@pytest.mark.parametrize(
    "sent", [{}, {"text": "x"}, {"text": "", "seen": 1}, {"text": "x", "seen": "9" * 30}]
)
def test_what_cannot_be_saved_is_refused(cast: Cast, sent: dict[str, Any]) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    assert signed_in(cast.mia).post(page_of(row), sent).status_code == 422
    assert again(row).text == "They slept"


def test_a_draft_is_its_writers_until_they_show_it(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "They slept", draft=True)
    assert signed_in(cast.pat).get(page_of(row)).status_code == 404
    assert signed_in(cast.pat).post(page_of(row), {"act": "show"}).status_code == 404
    assert signed_in(cast.mia).post(page_of(row), {"act": "show"}).status_code == 302
    assert signed_in(cast.pat).get(page_of(row)).status_code == 200


def test_what_only_a_draft_said_stays_its_writers(cast: Cast) -> None:
    row, mia = add_entry(cast, cast.mia, "First thought", draft=True), cast.participant(cast.mia)
    row.writing.rewrite("Second thought", 1, mia)
    row.writing.show(timezone.now())
    row.writing.rewrite("Third thought", 2, mia)
    for who, reads in ((cast.mia, True), (cast.pat, False)):
        page = signed_in(who).get(page_of(row)).content.decode()
        assert ("First thought" in page) is reads
        assert "Second thought" in page


def test_a_draft_is_thrown_away_by_its_writer_and_what_was_shown_is_not(cast: Cast) -> None:
    draft, shown = add_entry(cast, cast.mia, "A draft", draft=True), add_entry(cast, cast.mia, "Shown")
    client = signed_in(cast.mia)
    assert client.post(page_of(draft), {"act": "remove"}).status_code == 302
    assert client.post(page_of(shown), {"act": "remove"}).status_code == 403
    assert list(Writing.objects.values_list("text", flat=True)) == ["Shown"]


def test_after_the_end_it_is_read_and_not_changed(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    type(cast.riverside).objects.filter(pk=cast.riverside.pk).update(ends=cast.today - timedelta(days=1))
    client = signed_in(cast.mia)
    assert client.get(page_of(row)).status_code == 200
    assert client.post(page_of(row), {"text": "Later", "seen": 1}).status_code == 403


def test_a_teacher_who_went_to_another_team_no_longer_changes_what_stands_here(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    cast.participant(cast.mia).memberships.update(team=cast.oak)
    assert not row.may_be_reworded_by(Access.of(cast.mia, timezone.now()))


# --- One text on a page ------------------------------------------------------------------------------------
def said(row: Any, person: Person, **more: Any) -> str:
    request: Any = RequestFactory().get("/")
    request.access = Access.of(person, timezone.now())
    page = Template('{% include "words/_said.html" with row=row %}')
    return page.render(RequestContext(request, {"row": row, "access": request.access} | more))


@pytest.mark.parametrize(
    ("who", "ways"),
    [("mia", ["Change"]), ("pat", []), ("dee", ["Black out"]), ("cora", ["Black out"])],
)
def test_each_text_offers_what_the_reader_may_do(cast: Cast, who: str, ways: list[str]) -> None:
    page = said(add_entry(cast, cast.mia, "They slept"), getattr(cast, who))
    assert [way for way in ("Change", "Black out", "changed") if f">{way}<" in page] == ways


def test_who_changes_a_text_blacks_it_out_from_there(cast: Cast, client: Client) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    client.force_login(cast.mia)
    assert f'href="{page_of(row)}black-out/"' in client.get(page_of(row)).content.decode()


def test_a_text_says_that_it_was_changed(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    row.writing.rewrite("Most slept", 1, cast.participant(cast.mia))
    page = said(row, cast.pat)
    assert f'href="{page_of(row)}">changed</a>' in page
    assert "Mia, teacher" in page


def test_a_page_that_knows_who_rewords_says_so(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "They slept")
    assert ">Change<" in said(row, cast.pat, may_change=True)
    assert ">Change<" not in said(row, cast.mia, may_change=False)
    assert "<a" not in said(row, cast.mia, link=False)


def test_texts_on_a_page_ask_nothing_each(cast: Cast) -> None:
    cycle = add_cycle(cast)
    for at in range(5):
        add_entry(cast, cast.mia, f"Text {at}", cycle=cycle)
    rows = list(with_writing(Entry.objects.all()))
    access = Access.of(cast.mia, timezone.now())
    with CaptureQueriesContext(connection) as queries:
        for row in rows:
            Template('{% include "words/_said.html" with row=row %}').render(
                RequestContext(RequestFactory().get("/"), {"row": row, "access": access})
            )
    assert [one["sql"] for one in queries] == []
