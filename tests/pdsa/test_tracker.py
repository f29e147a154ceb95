"""A team's tracker: what waits, what is finished, and how a long list is narrowed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from pdsa.models import Cycle
from tests.counts import add_metric
from tests.pdsa.tried import a_cycle, a_driver, takes_part

ADDRESS = "/c/riverside/teams/maple/cycles/"


@pytest.fixture
def mia(cast):
    return cast.participant(cast.mia)


def look(client, who, **query):
    client.force_login(who)
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response


def titles(response):
    return [cycle.title for cycle in response.context["cycles"]]


def groups(page):
    return [re.sub(r"\s+", " ", one).strip() for one in re.findall(r"<h2>([^<]+)</h2>", page)]


def test_drafts_stand_on_top_then_what_waits_then_what_is_finished(client, cast, mia):
    a_cycle(cast.maple, mia, "Adopted", decision="adopt")
    a_cycle(cast.maple, mia, "In act", "act")
    a_cycle(cast.maple, mia, "In study", "study")
    a_cycle(cast.maple, mia, "In do", "do")
    a_cycle(cast.maple, mia, "In plan", "plan")
    a_cycle(cast.maple, mia, "My draft", "plan", draft=True)
    a_cycle(cast.maple, mia, "In do, newer", "do")
    found = look(client, cast.mia)
    assert titles(found) == [
        "My draft", "In plan", "In do, newer", "In do", "In study", "In act", "Adopted",
    ]  # fmt: skip
    assert groups(found.content.decode()) == [
        "Your drafts",
        "Planned: not begun yet",
        "Do: being tested now",
        "Study: what did we learn?",
        "Act: what do we do next?",
        "Finished",
    ]


def test_who_sees_what(client, cast, mia):
    a_cycle(cast.maple, mia, "Planned", "plan")
    a_cycle(cast.maple, mia, "Kept", held_back=True)
    a_cycle(cast.maple, mia, "Draft", "plan", draft=True)
    a_cycle(cast.oak, cast.participant(cast.oda), "Of Oak")
    assert titles(look(client, cast.mia)) == ["Draft", "Planned", "Kept"]
    assert titles(look(client, cast.pat)) == titles(look(client, cast.fin)) == ["Planned", "Kept"]
    assert titles(look(client, cast.fay)) == titles(look(client, cast.cora)) == ["Planned"]
    for other in (cast.oda, cast.eva, cast.gus, cast.stu):
        client.force_login(other)
        assert client.get(ADDRESS).status_code == 404


def test_only_members_are_asked_to_write(client, cast, mia):
    a_cycle(cast.maple, mia, "Greeting")
    new = reverse("cycle_new", args=["riverside", "maple"])
    offered = {
        name: new in look(client, getattr(cast, name)).content.decode() for name in ("pat", "fin", "fay")
    }
    assert offered == {"pat": True, "fin": False, "fay": False}


def test_an_empty_tracker_tells_what_a_first_test_could_be(client, cast):
    page = look(client, cast.pat).content.decode()
    assert "kneels at the door and greets each child by name" in page
    assert ("Choose what to see" in page, "data.csv" in page) == (False, False)


@pytest.fixture
def several(cast, mia):
    """Four cycles that differ in all that they can be narrowed by."""
    calm = a_driver(cast.riverside, "Calm adults")
    help_out = a_driver(cast.riverside, "Help from one another", calm)
    talks = add_metric(cast.riverside, slug="talks")
    rows = {
        "planned": a_cycle(cast.maple, mia, "planned", "plan", driver=calm),
        "done": a_cycle(cast.maple, mia, "done", "do", driver=help_out),
        "acting": a_cycle(cast.maple, mia, "acting", "act", metric=talks),
        "adopted": a_cycle(cast.maple, mia, "adopted", decision="adopt", metric=talks),
    }
    takes_part(rows["planned"], "proposed", cast.participant(cast.pat), "parent")
    takes_part(rows["done"], "tests", None, "parent")
    takes_part(rows["done"], "proposed", mia, "teacher")
    return rows | {"calm": calm, "help": help_out}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"stage": "plan"}, ["planned"]),
        ({"stage": "do"}, ["done"]),
        ({"stage": "act"}, ["acting"]),
        ({"stage": "finished"}, ["adopted"]),
        ({"role": "parent"}, ["planned", "done"]),
        ({"role": "teacher"}, ["done"]),
        ({"role": "director"}, []),
        ({"metric": "by-proportion"}, ["planned", "done", "acting", "adopted"]),
        ({"metric": "talks"}, ["acting", "adopted"]),
        ({"metric": "talks", "stage": "finished"}, ["adopted"]),
    ],
)
def test_the_list_is_narrowed(client, cast, several, query, expected):
    assert titles(look(client, cast.mia, **query)) == expected


def test_a_primary_driver_finds_what_tries_the_ones_below_it(client, cast, several):
    assert titles(look(client, cast.mia, driver=str(several["calm"].uuid))) == ["planned", "done"]
    assert titles(look(client, cast.mia, driver=str(several["help"].uuid))) == ["done"]


@pytest.mark.parametrize(
    "query",
    [
        {"stage": "nosuch"},
        {"driver": "nosuch"},
        {"role": "coordinator"},
        {"metric": "\0"},
        {"page": "-1"},
        {"as": "nosuch"},
    ],
)
def test_what_makes_no_sense_is_left_out(client, cast, several, query):
    assert len(titles(look(client, cast.mia, **query))) == 4


def test_what_is_left_out_is_said(client, cast, several):
    said = "Something in the address is not known here"
    assert said in look(client, cast.mia, stage="nosuch").content.decode()
    assert said not in look(client, cast.mia, stage="do").content.decode()


def test_where_nothing_fits_the_way_back_is_shown(client, cast, several):
    page = look(client, cast.mia, role="director").content.decode()
    assert "No test fits this choice." in page
    assert f'<a href="{ADDRESS}">Show all</a>' in page


def test_pages_keep_the_choice(client, cast, mia):
    for number in range(23):
        a_cycle(cast.maple, mia, f"Test {number}", "do")
    a_cycle(cast.maple, mia, "Planned", "plan")
    first = look(client, cast.mia, stage="do")
    assert len(titles(first)) == 20
    assert "?stage=do&amp;page=2" in first.content.decode()
    assert titles(look(client, cast.mia, stage="do", page=2)) == ["Test 2", "Test 1", "Test 0"]


def test_the_table_shows_all_in_rows(client, cast, several):
    cycle = several["done"]
    Cycle.objects.filter(pk=cycle.pk).update(starts=cast.today, ends=cast.today + timedelta(days=1))
    page = look(client, cast.mia, **{"as": "table"}).content.decode()
    row = re.search(r"<tr>(?:(?!</tr>).)*>done</a>.*?</tr>", page, re.DOTALL).group()
    cells = [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.split(r"</t[dh]>", row)][:-1]
    days = " – ".join(
        f"{day:%b} {day.day}, {day.year}" for day in (cast.today, cast.today + timedelta(days=1))
    )
    assert cells == ["2", "done", "Do", days, "Mia", "a parent", "Help from one another", ""]
    assert page.count("<tr>") == 5
