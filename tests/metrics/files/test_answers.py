"""Who gets which file of a chart, with what in it, and how it arrives."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from metrics.files.answer import FORMS
from metrics.models import ChartAct, Metric, SamplePlan
from metrics.models.metric import Exposure
from metrics.months import Month
from metrics.periods import week_of
from metrics.tasks import sweep_marks
from teams.models import Person, Writing
from tests.conftest import Cast
from tests.counts import add_metric, count

ARRIVES = (
    *("Content-Type", "Content-Disposition", "Content-Language", "Cache-Control"),
    *("X-Content-Type-Options", "X-Frame-Options"),
)


@pytest.fixture
def talks(cast: Cast) -> Metric:
    """Three months ago Oak counted 2 children, few enough to point to one, and Maple 12."""
    metric = add_metric(cast.riverside)
    month = Month.of(cast.today).plus(-3)
    for team, num, den in ((cast.oak, 1, 2), (cast.maple, 9, 12)):
        count(team, metric, month.first, num, den, grain="month")
    sweep_marks()
    return metric


def got(person: Person, address: str) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(address)


def oak(metric: Metric, ending: str) -> str:
    return f"/c/riverside/teams/oak/metrics/{metric.slug}.{ending}"


def whole(metric: Metric, ending: str) -> str:
    return f"/c/riverside/dashboard/{metric.slug}.{ending}"


def first_point(answer: Any) -> tuple[Any, str]:
    point = next(one for one in json.loads(answer.content)["points"] if one["state"] != "missing")
    return point["value"], point["state"]


def test_numbers_leave_a_team_whole_only_for_itself(cast: Cast, talks: Metric) -> None:
    found = [first_point(got(person, oak(talks, "json"))) for person in (cast.oda, cast.fay, cast.eva)]
    assert found == [(0.5, "shown"), (None, "held back"), (None, "held back")]


def test_a_picture_shows_hosts_what_the_page_shows_and_the_evaluator_what_may_leave(
    cast: Cast, talks: Metric
) -> None:
    pictures = [got(person, oak(talks, "svg")).content for person in (cast.oda, cast.fay, cast.eva)]
    assert [b": 50%" in picture for picture in pictures] == [True, True, False]


def test_another_team_gets_no_file(cast: Cast, talks: Metric) -> None:
    assert {got(cast.mia, oak(talks, ending)).status_code for ending in FORMS} == {404}


def test_of_all_teams_everybody_gets_the_same(cast: Cast, talks: Metric) -> None:
    for ending in ("csv", "json", "txt", "xlsx"):
        readers = (cast.mia, cast.fay, cast.cora, cast.eva)
        assert len({got(person, whole(talks, ending)).content for person in readers}) == 1


def test_the_evaluator_gets_numbers_and_no_words_of_people(cast: Cast, talks: Metric) -> None:
    month = str(Month.of(cast.today).plus(-3))
    for team in (cast.oak, None):
        writing = Writing.objects.create(
            collaborative=cast.riverside,
            team=team,
            kind=ChartAct.kind,
            author=cast.participant(cast.fay),
            text="A flood",
            shown_at=timezone.now(),
        )
        ChartAct.objects.create(metric=talks, team=team, writing=writing, what="note", period=month)

    def holds(person: Person, address: str) -> bool:
        return b"A flood" in got(person, address).content

    for address in (oak(talks, "svg"), whole(talks, "json"), whole(talks, "svg")):
        assert (holds(cast.fay, address), holds(cast.eva, address)) == (True, False)
    assert not holds(cast.eva, oak(talks, "json"))


def test_the_address_in_a_file_opens_for_who_got_it(cast: Cast, talks: Metric) -> None:
    for person in (cast.oda, cast.fay, cast.eva):
        address = json.loads(got(person, oak(talks, "json") + "?points=week&what=ever").content)["address"]
        path = "/" + address.split("/", 3)[3]
        assert path.endswith("?points=week&months=all")
        assert got(person, path).status_code == 200


def test_a_file_arrives_with_its_kind_its_name_and_its_language_and_always_the_same(
    cast: Cast, talks: Metric
) -> None:
    for ending, form in FORMS.items():
        answer, again = got(cast.oda, oak(talks, ending)), got(cast.oda, oak(talks, ending))
        place = "attachment" if ending in ("csv", "xlsx") else "inline"
        assert answer.content == again.content, ending
        assert {name: answer[name] for name in ARRIVES} == {
            "Content-Type": form.media,
            "Content-Disposition": f'{place}; filename="riverside-oak-{talks.slug}.{ending}"',
            "Content-Language": "en",
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }


def test_the_old_address_of_the_numbers_still_answers(cast: Cast, talks: Metric) -> None:
    for page in (f"/c/riverside/teams/oak/metrics/{talks.slug}", f"/c/riverside/dashboard/{talks.slug}"):
        assert got(cast.oda, f"{page}/data.csv").content == got(cast.oda, f"{page}.csv").content


def test_a_picture_is_as_wide_as_is_sensible(cast: Cast, talks: Metric) -> None:
    asked = {
        "": 800,
        "?width=500": 500,
        "?width=10": 320,
        "?width=9999": 1600,
        "?width=²": 800,
        "?width=-5": 800,
    }
    for query, width in asked.items():
        assert f' width="{width}" ' in got(cast.oda, oak(talks, "svg") + query).content.decode(), query


def test_the_words_are_in_the_language_of_who_asks(cast: Cast, talks: Metric) -> None:
    cast.oda.language = "es"
    cast.oda.save(update_fields=["language"])
    answer = got(cast.oda, oak(talks, "txt"))
    assert answer["Content-Language"] == "es"


def test_the_page_leads_to_its_files_and_says_its_address(cast: Cast, talks: Metric) -> None:
    for person, page in ((cast.oda, oak(talks, "")[:-1] + "/"), (cast.fay, whole(talks, "")[:-1] + "/")):
        html = got(person, f"{page}?months=all").content.decode()
        for ending in FORMS:
            assert f'href="{page[:-1]}.{ending}?months=all"' in html
        assert f">http://localhost:8000{page}?months=all</a>" in html


def test_the_hand_over_shows_each_chart_that_it_speaks_of(cast: Cast, talks: Metric) -> None:
    html = got(cast.oda, "/c/riverside/teams/oak/hand-over/").content.decode()
    assert html.count('<svg viewBox="0 0 328 ') == 1


def test_the_points_that_were_chosen_leave_a_team_too(cast: Cast) -> None:
    """By week for who reads it on a page and who does not; by day only for the team itself."""
    metric = add_metric(cast.riverside, "rate", "bites", exposure=Exposure.CLASSROOM_DAYS)
    day = Month.of(cast.today).plus(-3).first
    monday = day + timedelta(days=-day.weekday() % 7)
    count(cast.oak, metric, monday, 3)
    sweep_marks()
    found = {
        (person.email, points): [
            one["period"]
            for one in json.loads(got(person, f"{oak(metric, 'json')}?points={points}").content)["points"]
            if one["value"] is not None
        ]
        for person in (cast.oda, cast.fay, cast.eva)
        for points in ("week", "day")
    }
    week, month = week_of(monday).label, str(Month.of(monday))
    assert found == {
        (cast.oda.email, "week"): [week],
        (cast.oda.email, "day"): [monday.isoformat()],
        (cast.fay.email, "week"): [week],
        (cast.fay.email, "day"): [month],
        (cast.eva.email, "week"): [week],
        (cast.eva.email, "day"): [month],
    }


def test_a_sample_week_says_its_days_whoever_gets_the_file(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "rate", "bites", exposure=Exposure.CLASSROOM_DAYS)
    month = Month.of(cast.today).plus(-3)
    first, last = month.first + timedelta(days=9), month.first + timedelta(days=13)
    SamplePlan.objects.create(collaborative=cast.riverside, month=str(month), first_day=first, last_day=last)
    count(cast.oak, metric, first, 3)
    sweep_marks()
    answers = [got(person, f"{oak(metric, 'json')}?points=sample") for person in (cast.oda, cast.eva)]
    answers.append(got(cast.fay, f"{whole(metric, 'json')}?points=sample"))
    found = [json.loads(answer.content)["points"][0] for answer in answers]
    days = (str(month), first.isoformat(), last.isoformat())
    assert [(one["period"], one["first_day"], one["last_day"]) for one in found] == [days] * 3
