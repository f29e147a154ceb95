"""A team speaks about one chart and month: three questions, each person's own words."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from meetings.models import Discussion, Meeting, Remark
from metrics.models import Metric, MetricDefinition
from metrics.months import Month
from teams.models import Person
from tests.conftest import Cast


@pytest.fixture
def metric(cast: Cast) -> Metric:
    found: Metric = Metric.objects.create(
        collaborative=cast.riverside, slug="naps", names={"en": "Calm naps"}
    )
    MetricDefinition.objects.create(
        metric=found, from_month="2020-01", unit="count", numerator={"en": "Naps"}, denominator={}
    )
    return found


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page_of(cast: Cast, back: int = 1) -> str:
    return f"/c/riverside/teams/maple/discussions/naps/{Month.of(cast.today).plus(-back)}/"


def words(answer: Any, question: str) -> list[str]:
    found = next(one for one in answer.context["questions"] if one.name == question)
    return [f"{row.writing.speaker}: {row.text}" for row in found.remarks]


def test_each_person_answers_in_their_own_words_beside_the_others(cast: Cast, metric: Metric) -> None:
    page = page_of(cast)
    mia, pat = signed_in(cast.mia), signed_in(cast.pat)
    mia.post(f"{page}remarks/", {"saw": "It goes up", "next": "Dim the light"})
    pat.post(f"{page}remarks/", {"saw": "At home too"})
    shown = mia.get(page)
    assert words(shown, "saw") == ["Mia: It goes up", "Pat: At home too"]
    assert words(shown, "asked") == []
    assert words(shown, "next") == ["Mia: Dim the light"]
    row = Discussion.objects.get()
    assert (row.team, row.metric, row.month) == (cast.maple, metric, str(Month.of(cast.today).plus(-1)))
    assert [one.writing.author_role for one in Remark.objects.all()] == ["teacher", "teacher", "parent"]


def test_a_page_that_is_only_read_makes_no_discussion(cast: Cast, metric: Metric) -> None:
    assert signed_in(cast.mia).get(page_of(cast)).status_code == 200
    assert Discussion.objects.count() == 0


def test_sent_twice_it_is_written_once(cast: Cast, metric: Metric) -> None:
    said = {"saw": "It goes up", "saw_uuid": str(uuid4())}
    for _twice in range(2):
        assert signed_in(cast.mia).post(f"{page_of(cast)}remarks/", said).status_code == 302
    assert [row.text for row in Remark.objects.all()] == ["It goes up"]


def test_what_is_empty_or_looks_like_a_child_stays_in_the_form(cast: Cast, metric: Metric) -> None:
    mia, page = signed_in(cast.mia), f"{page_of(cast)}remarks/"
    empty = mia.post(page, {})
    assert empty.status_code == 422
    assert "Write a few words at one of the questions first." in empty.content.decode()
    said = {"saw": "It goes up", "asked": "Is it the boy Leo?"}
    warned = mia.post(page, said)
    assert (warned.status_code, warned.context["form"].warnings) == (422, ["a name"])
    assert warned.context["form"]["saw"].value() == "It goes up"
    assert Discussion.objects.count() == 0
    assert mia.post(page, said | {"sure": "1"}).status_code == 302
    assert Remark.objects.count() == 2


def test_faculty_reads_and_writes_too_and_is_not_asked_for_the_meeting(cast: Cast, metric: Metric) -> None:
    fay, page = signed_in(cast.fay), page_of(cast)
    assert fay.post(f"{page}remarks/", {"asked": "What changed in May?"}).status_code == 302
    shown = fay.get(page)
    assert words(shown, "asked") == ["Fay: What changed in May?"]
    assert "meeting" not in shown.context["form"].fields


@pytest.mark.parametrize(("name", "get", "post"), [("fin", 200, 403), ("oda", 404, 404), ("eva", 404, 404)])
def test_who_left_reads_and_others_find_nothing(
    cast: Cast, metric: Metric, name: str, get: int, post: int
) -> None:
    client = signed_in(getattr(cast, name))
    assert client.get(page_of(cast)).status_code == get
    assert client.post(f"{page_of(cast)}remarks/", {"saw": "x"}).status_code == post
    assert Remark.objects.count() == 0


def test_a_month_to_come_has_no_page(cast: Cast, metric: Metric) -> None:
    assert signed_in(cast.mia).get(page_of(cast, back=-1)).status_code == 404
    assert signed_in(cast.mia).get(page_of(cast, back=0)).status_code == 200


def test_it_is_tied_to_the_meeting_at_which_it_was_spoken(cast: Cast, metric: Metric) -> None:
    now = timezone.now()
    shared = {"collaborative": cast.riverside, "kind": "cross-role", "zone": "America/New_York"}
    ours = Meeting.objects.create(team=cast.maple, starts=now - timedelta(hours=1), **shared)
    theirs = Meeting.objects.create(team=cast.oak, starts=now - timedelta(hours=1), **shared)
    mia, page = signed_in(cast.mia), page_of(cast)
    refused = mia.post(f"{page}remarks/", {"saw": "It goes up", "meeting": str(theirs.uuid)})
    assert (refused.status_code, Remark.objects.count()) == (422, 0)
    mia.post(f"{page}remarks/", {"saw": "It goes up", "meeting": str(ours.uuid)})
    assert Discussion.objects.get().meeting == ours
    mia.post(f"{page}remarks/", {"asked": "Why?"})
    assert Discussion.objects.get().meeting == ours


def test_what_to_try_next_leads_to_a_test_that_watches_the_metric(cast: Cast, metric: Metric) -> None:
    link = 'href="/c/riverside/teams/maple/cycles/new/?metric=naps"'
    assert link in signed_in(cast.pat).get(page_of(cast)).content.decode()
    assert link not in signed_in(cast.fay).get(page_of(cast)).content.decode()


def test_the_list_offers_the_charts_of_the_last_month_that_nobody_spoke_about(
    cast: Cast, metric: Metric
) -> None:
    mia, address = signed_in(cast.mia), "/c/riverside/teams/maple/discussions/"
    assert mia.get(address).context["silent"] == [metric]
    mia.post(f"{page_of(cast)}remarks/", {"saw": "It goes up"})
    page = mia.get(address)
    assert page.context["silent"] == []
    assert [(row.metric, row.number_of_remarks) for row, _first in page.context["rows"]] == [(metric, 1)]


def test_chart_and_month_lead_to_it(cast: Cast, metric: Metric) -> None:
    mia = signed_in(cast.mia)
    chart = mia.get("/c/riverside/teams/maple/metrics/naps/").content.decode()
    month = mia.get(f"/c/riverside/teams/maple/months/{Month.of(cast.today).plus(-1)}/").content.decode()
    assert f'href="{page_of(cast)}"' in chart
    assert f'href="{page_of(cast)}"' in month


@pytest.mark.django_db(transaction=True)
def test_two_first_remarks_at_once_make_one_discussion(cast: Cast, metric: Metric) -> None:
    page = f"{page_of(cast)}remarks/"
    people = (cast.mia, cast.pat, cast.dee, cast.sam)
    writers = [
        (signed_in(one), uuid4(), words) for one, words in zip(people, ("a", "b", "c", "d"), strict=True)
    ]
    together, found = threading.Barrier(len(writers)), []

    def say(client: Client, uuid: UUID, words: str) -> None:
        together.wait()
        found.append(client.post(page, {"saw": words, "saw_uuid": str(uuid)}).status_code)
        connection.close()

    threads = [threading.Thread(target=say, args=one) for one in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [302] * 4
    assert Discussion.objects.count() == 1
    assert {row.text for row in Remark.objects.all()} == {"a", "b", "c", "d"}
