"""A team's chart to explore: the figure in the page, a second chart beside, and a policy of its own."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from metrics.models import Metric
from metrics.months import Month
from metrics.wording import month_text
from teams.models import Person
from tests.bsc.test_security import POLICY, inline, policy
from tests.conftest import Cast
from tests.counts import add_metric, count, rebuild_all

TALKS = "/c/riverside/teams/maple/metrics/talks/"
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
PLOTLY = "plotly"


@pytest.fixture
def talks(cast: Cast) -> Metric:
    """Two metrics of Maple, each with twelve months."""
    found = [add_metric(cast.riverside, slug=slug) for slug in ("talks", "meals")]
    first = Month.of(cast.today).plus(-12)
    for metric in found:
        metric.names = {"en": metric.slug.title()}
        metric.save()
        for at in range(12):
            count(cast.maple, metric, first.plus(at).first, 3 + at % 2, 10, grain="month")
    rebuild_all(found, timezone.now())
    return found[0]


def opened(person: Person, address: str) -> Any:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer


def figures(answer: Any) -> list[dict[str, Any]]:
    """What the page holds for its script; the palette is another such block."""
    blocks = re.findall(r'<script type="application/json">(.*?)</script>', answer.content.decode())
    return [json.loads(block) for block in blocks]


@pytest.mark.usefixtures("talks")
def test_any_member_of_the_team_explores_its_chart(cast: Cast) -> None:
    for person in (cast.pat, cast.mia, cast.dee, cast.fay, cast.cora):
        [found] = figures(opened(person, f"{TALKS}explore/"))
        assert len(found["layout"]["meta"]["labels"]) == 12


@pytest.mark.usefixtures("talks")
def test_the_drawing_and_the_table_are_there_for_who_has_no_scripts(cast: Cast) -> None:
    page = opened(cast.dee, f"{TALKS}explore/").content.decode()
    assert 'class="plot plot--wide"' in page
    assert "<table" in page
    assert "need JavaScript" in page
    assert re.findall(r"<(\w+)[^>]*data-live[^>]*hidden", page) == ["div"]


@pytest.mark.usefixtures("talks")
def test_an_address_opens_the_view_that_it_names(cast: Cast) -> None:
    first = Month.of(cast.today).plus(-9)
    query = f"from={first}&to={first.plus(3)}&beside=meals"
    one, other = figures(opened(cast.dee, f"{TALKS}explore/?{query}"))
    stretch = [first.first.isoformat(), first.plus(4).first.isoformat()]
    assert [found["layout"]["xaxis"]["range"] for found in (one, other)] == [stretch, stretch]
    titles = [trace["name"] for found in (one, other) for trace in found["data"] if "name" in trace]
    assert titles == ["Talks · Maple", "Meals · Maple"]


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize("junk", ["beside=nothing", "from=x&to=y", "teams=%00", "points=year&chart=pie"])
def test_junk_in_an_address_opens_the_usual_view(cast: Cast, junk: str) -> None:
    usual, found = (figures(opened(cast.dee, f"{TALKS}explore/{query}")) for query in ("", f"?{junk}"))
    assert found == usual


@pytest.mark.usefixtures("talks")
def test_choosing_another_view_keeps_what_is_looked_at(cast: Cast) -> None:
    answer = opened(cast.dee, f"{TALKS}explore/?points=week&beside=meals")
    page = " ".join(answer.content.decode().split())
    assert '<input type="hidden" name="beside" value="meals" />' in page
    assert '<input type="hidden" name="points" value="week" />' in page
    assert '<option value="meals" selected>Meals</option>' in page


@pytest.mark.usefixtures("talks")
def test_this_page_alone_may_style_its_attributes(cast: Cast) -> None:
    answer = opened(cast.dee, f"{TALKS}explore/")
    looser = {"style-src": f"{EMPTY_STYLE} 'self'", "style-src-attr": "'unsafe-inline'"}
    told = {name: set(value.split()) for name, value in policy(answer).items()}
    assert told == {name: set(value.split()) for name, value in (POLICY | looser).items()}
    assert inline(answer.content.decode()) == []
    # The policy of all pages is as it was, also after that one.
    told = {name: set(value.split()) for name, value in policy(opened(cast.dee, TALKS)).items()}
    assert told == {name: set(value.split()) for name, value in POLICY.items()}


@pytest.mark.usefixtures("talks")
def test_plotly_is_loaded_there_and_nowhere_else(cast: Cast) -> None:
    explorer = opened(cast.fay, f"{TALKS}explore/").content.decode()
    assert re.findall(r'<script ([^>]*)src="[^"]*plotly[^"]*"', explorer) == ["defer "]
    ordinary = ("/", "/c/riverside/", "/c/riverside/dashboard/", "/c/riverside/dashboard/talks/", TALKS)
    for address in (*ordinary, "/c/riverside/teams/maple/"):
        assert PLOTLY not in opened(cast.fay, address).content.decode()


@pytest.mark.usefixtures("talks")
@pytest.mark.parametrize("page", [TALKS, "/c/riverside/dashboard/talks/"])
def test_a_chart_leads_directors_and_hosts_to_its_explorer_with_the_same_view(cast: Cast, page: str) -> None:
    """The others may open its address, and are spared the button."""
    link = f'href="{page}explore/?points=week"'
    everybody = {"teacher": cast.mia, "parent": cast.pat, "director": cast.dee}
    everybody |= {"faculty": cast.fay, "coordinator": cast.cora}
    led = {
        name for name, one in everybody.items() if link in opened(one, f"{page}?points=week").content.decode()
    }
    assert led == {"director", "faculty", "coordinator"}


@pytest.mark.usefixtures("talks")
def test_what_was_done_to_a_chart_is_listed_by_the_numbers_in_its_figure(cast: Cast) -> None:
    at = str(Month.of(cast.today).plus(-3))
    client = Client()
    client.force_login(cast.pat)
    client.post(
        f"{TALKS}acts/new/",
        {"at": at, "what": "note", "value": "", "text": "No heating", "uuid": str(uuid4())},
    )
    page = opened(cast.dee, f"{TALKS}explore/")
    [found] = figures(page)
    assert [one["text"] for one in found["layout"]["annotations"] if "hovertext" in one] == ["<b>1</b>"]
    day = date_format(cast.today, "SHORT_DATE_FORMAT")
    note = f'<li>1 · Note: No heating (Pat, {day}) <span class="quiet">{month_text(at)}</span></li>'
    assert note in page.content.decode()


def test_a_chart_without_a_count_has_nothing_to_plot(cast: Cast) -> None:
    add_metric(cast.riverside, slug="talks")
    answer = opened(cast.dee, f"{TALKS}explore/")
    assert figures(answer) == []
    assert "starts with the first" in answer.content.decode()
