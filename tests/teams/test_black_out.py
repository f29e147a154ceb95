"""Blacking out: by whom, what will be left, and that nothing anywhere holds the passage afterwards."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from pdsa.models import Entry
from teams.models import BlackOut, Writing
from teams.models.writing import BLACK, ChangedMeanwhileError
from tests.conftest import Cast
from tests.dumped import dump, holding
from tests.teams.test_words import add_entry, signed_in


def page_of(row: Any) -> str:
    return f"/c/riverside/words/{row.writing.uuid}/black-out/"


def asked(**more: Any) -> dict[str, Any]:
    return {"passage": "Rosalind", "reason": "child"} | more


def token_on(page: str) -> str:
    found = re.search(r'name="sure"\s+value="(\w+)"', page)
    assert found
    return found[1]


def black_out(client: Client, row: Any, **more: Any) -> Any:
    """Look at what will be left, and do it."""
    look = client.post(page_of(row), asked(**more))
    assert look.status_code == 200
    return client.post(page_of(row), asked(sure=token_on(look.content.decode()), **more))


@pytest.fixture
def row(cast: Cast) -> Entry:
    found = add_entry(cast, cast.mia, "Rosalind slept at last")
    found.writing.rewrite("Rosalind slept, and rosalind sang", 1, cast.participant(cast.mia))
    return found


def texts(row: Any) -> list[str]:
    kept = Writing.objects.get(pk=row.writing.pk)
    return [kept.text, *kept.versions.values_list("text", flat=True)]


@pytest.mark.parametrize("who", ["mia", "dee", "cora"])
def test_writer_director_and_coordinator_look_first_and_then_do_it(cast: Cast, row: Entry, who: str) -> None:
    client = signed_in(getattr(cast, who))
    look = client.post(page_of(row), asked(words="said by mistake"))
    page = look.content.decode()
    assert f"{BLACK} slept, and rosalind sang" in page
    assert "Still there, written in other letters" in page
    assert texts(row)[0] == "Rosalind slept, and rosalind sang"
    done = client.post(page_of(row), asked(words="said by mistake", sure=token_on(page)))
    assert (done.status_code, done["Location"]) == (302, f"/c/riverside/words/{row.writing.uuid}/")
    assert texts(row) == [f"{BLACK} slept, and rosalind sang", f"{BLACK} slept at last"]
    kept = BlackOut.objects.get()
    assert (kept.by, kept.why) == (cast.participant(getattr(cast, who)), "child: said by mistake")


@pytest.mark.parametrize(
    ("who", "status"), [("pat", 403), ("dana", 404), ("oda", 404), ("fay", 403), ("eva", 404), ("stu", 404)]
)
def test_nobody_else_does(cast: Cast, row: Entry, who: str, status: int) -> None:
    client = signed_in(getattr(cast, who))
    assert (client.get(page_of(row)).status_code, client.post(page_of(row), asked()).status_code) == (
        status,
        status,
    )
    assert BLACK not in texts(row)[0]


def test_what_looks_like_a_person_is_offered(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "We asked Rosalind Meyer, born 3/4/2021, to sing")
    client = signed_in(cast.mia)
    page = client.get(page_of(row)).content.decode()
    offered = re.findall(r'name="found"[^>]*value="([^"]+)"', page)
    assert offered == ["Rosalind Meyer", "3/4/2021"]
    black_out(client, row, passage="", found=["Rosalind Meyer", "3/4/2021"])
    assert texts(row) == [f"We asked {BLACK}, born {BLACK}, to sing"]


def test_another_passage_than_the_one_shown_is_looked_at_again(cast: Cast, row: Entry) -> None:
    client = signed_in(cast.mia)
    token = token_on(client.post(page_of(row), asked()).content.decode())
    again = client.post(page_of(row), asked(passage="slept", sure=token))
    assert (again.status_code, BLACK in texts(row)[0]) == (200, False)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"passage": "Rosalind"},
        {"passage": "Nobody", "reason": "child"},
        {"passage": "R", "reason": "child"},
        {"passage": "", "reason": "child"},
        {"passage": "Rosalind", "reason": "child", "words": "it says Rosalind"},
        {"passage": "Rosalind", "reason": "child", "words": "it says ROSALIND"},
    ],
)
def test_what_cannot_be_done_is_refused_with_all_that_was_typed(
    cast: Cast, row: Entry, sent: dict[str, str]
) -> None:
    answer = signed_in(cast.mia).post(page_of(row), sent | {"sure": "1"})
    assert (answer.status_code, BlackOut.objects.count()) == (422, 0)
    assert all(value in answer.content.decode() for value in sent.values())


def test_over_the_end_of_a_line_too(cast: Cast) -> None:
    row = add_entry(cast, cast.mia, "We saw Rosalind\r\nMeyer sleep")
    black_out(signed_in(cast.mia), row, passage="Rosalind Meyer")
    assert texts(row) == [f"We saw {BLACK} sleep"]


def test_other_texts_of_the_team_go_too_where_the_same_person_may(cast: Cast, row: Entry) -> None:
    mine, hers = add_entry(cast, cast.mia, "Rosalind again"), add_entry(cast, cast.pat, "Rosalind at home")
    client = signed_in(cast.mia)
    page = client.post(page_of(row), asked()).content.decode()
    assert "Also in 1 other text of this team" in page
    assert "1 text of somebody else holds these words too" in page
    black_out(client, row, also="1")
    assert (texts(mine), texts(hers)) == ([f"{BLACK} again"], ["Rosalind at home"])
    page = signed_in(cast.dee).post(page_of(hers), asked()).content.decode()
    assert "Also in" not in page
    black_out(signed_in(cast.dee), hers)
    assert texts(hers) == [f"{BLACK} at home"]


def test_only_where_it_was_asked_for(cast: Cast, row: Entry) -> None:
    other = add_entry(cast, cast.mia, "Rosalind again")
    black_out(signed_in(cast.mia), row)
    assert texts(other) == ["Rosalind again"]


def test_drafts_of_the_same_writer_lose_it_though_nobody_is_told_of_them(cast: Cast, row: Entry) -> None:
    draft = add_entry(cast, cast.mia, "Rosalind, I think", draft=True)
    other = add_entry(cast, cast.pat, "Rosalind too", draft=True)
    client = signed_in(cast.dee)
    assert "Also in" not in client.post(page_of(row), asked()).content.decode()
    done = black_out(client, row)
    assert (texts(draft), texts(other)) == ([f"{BLACK}, I think"], ["Rosalind too"])
    assert "from 1 text" in client.get(done["Location"]).content.decode()


def test_that_it_was_done_when_and_why_stays_readable(cast: Cast, row: Entry) -> None:
    black_out(signed_in(cast.dee), row, reason="person", words="a neighbor")
    page = signed_in(cast.pat).get(f"/c/riverside/words/{row.writing.uuid}/").content.decode()
    assert "it names a person, or shows who is meant: a neighbor" in page
    assert "Dee" in page


def test_who_left_lately_still_blacks_out_their_own_words(cast: Cast) -> None:
    row = add_entry(cast, cast.fin, "Rosalind slept")
    black_out(signed_in(cast.fin), row)
    assert texts(row) == [f"{BLACK} slept"]


def test_what_waits_for_a_sign_in_does_not_hold_it(cast: Cast, row: Entry) -> None:
    lapsed = signed_in(cast.mia)
    session = lapsed.session
    session["typed"] = {"path": "/", "fields": [["text", "Rosalind slept in"]]}
    session.save()
    black_out(signed_in(cast.mia), row)
    assert holding(dump(), "Rosalind slept") == {}
    assert lapsed.get("/account/").status_code == 200  # still signed in
    del lapsed.cookies["sessionid"]
    lapsed.post(f"/c/riverside/words/{row.writing.uuid}/", {"text": "Ottilie sang"})
    assert set(holding(dump(), "Ottilie")) == {"sessions, read"}
    del lapsed.cookies["sessionid"]
    lapsed.post(page_of(row), asked(passage="Rosalind Meyer"))
    assert holding(dump(), "Rosalind Meyer") == {}


@pytest.mark.django_db(transaction=True)
def test_it_holds_while_the_same_text_is_reworded(cast: Cast) -> None:
    """Both at once, many times: whoever comes first, no version and no text holds the passage."""
    mia, dee = cast.participant(cast.mia), cast.participant(cast.dee)
    for at in range(8):
        row = add_entry(cast, cast.mia, f"Rosalind slept {at}")
        pk = row.writing.pk

        def reword(pk: int = pk) -> None:
            with suppress(ChangedMeanwhileError):
                Writing.objects.get(pk=pk).rewrite("We sang", 1, mia)
            connection.close()

        def remove(pk: int = pk) -> None:
            Writing.objects.get(pk=pk).black_out("Rosalind", dee, "child")
            connection.close()

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(job) for job in ((reword, remove), (remove, reword))[at % 2]]:
                done.result()
        assert [text for text in texts(row) if "Rosalind" in text] == []
        assert f"{BLACK} slept {at}" in texts(row)
