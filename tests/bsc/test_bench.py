"""What `make bench` needs to go on working: its pages open, and it weighs what they ask for."""

from __future__ import annotations

import pytest
from django.test import Client

from teams.models import Person
from tests.bench.__main__ import NAMES
from tests.bench.pages import PAGES, Page
from tests.bench.table import table
from tests.bench.weights import KIB, weigh
from tests.demo import demo  # noqa: F401 - the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.urls("tests.bench.urls")]
pytestmark.append(pytest.mark.once)
LIMIT = 70 * KIB  # of styles and scripts on an ordinary page, as they are sent


def opened(page: Page) -> bytes:
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(email=page.email))
    response = client.get(page.address())
    assert response.status_code == 200
    return response.content


def test_the_table_names_the_pages_that_are_opened() -> None:
    assert tuple(page.name for page in PAGES) == NAMES


def test_an_empty_page_weighs_nothing() -> None:
    nothing = {"raw": 0, "gzip": 0, "brotli": 0}
    weight = weigh(opened(PAGES[0]))
    assert (weight["html"]["raw"], weight["css"], weight["js"]) == (0, nothing, nothing)


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page.name)
def test_styles_and_scripts_of_an_ordinary_page_stay_light(page: Page) -> None:
    weight = weigh(opened(page))
    assert weight["css"]["raw"] > 100 * KIB  # Bootstrap's, which ours imports, is counted
    assert 0 < weight["css"]["gzip"] + weight["js"]["gzip"] < LIMIT


def test_columns_are_as_wide_as_their_longest_cell() -> None:
    assert table("Two", ("page", "ms"), [("month", "7")]) == "Two\n page  ms\nmonth   7\n"
