"""No page asks the database more for 60 teams than for 6, nor for ten times the history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.fuzz.forms import routes
from tests.grown import Grown, Size
from tests.subjects import SUBJECTS

# All in one process, which grows the three collaboratives once.
pytestmark = [pytest.mark.once, pytest.mark.xdist_group("query counts")]

# Who opens the page, where it is not the coordinator.
OPENED_BY = {
    **dict.fromkeys(("counts", "count_day", "count_log", "export_team_counts"), "teacher"),
    **dict.fromkeys(("team_aim", "months", "month", "team", "team_people"), "director"),
    **dict.fromkeys(("team_classrooms", "team_classroom", "chart", "chart_data"), "director"),
    **dict.fromkeys(("dashboard", "dashboard_metric", "dashboard_metric_data", "collaborative"), "faculty"),
}
# Addresses without a page that could grow, each with the reason. One that is new is measured.
SENT = "only takes what is sent"
NOT_PAGES = {
    "health_live": "says one word, to nobody in particular",
    "health_ready": "says one word, to nobody in particular",
    "invitation": "one invitation, for a stranger",
    "invitation_account": "one invitation, for a stranger",
    **dict.fromkeys(("account_devices", "language", "team_invitations", "setup_session_removal"), SENT),
    **dict.fromkeys(("count_events", "closure", "count_notes", "month_value", "hand_in"), SENT),
    **dict.fromkeys(("setup_all_invitations", "setup_invitations", "setup_withdrawal"), SENT),
    **dict.fromkeys(("import_draft_removal", "import_undo"), SENT),
}
for _subject in SUBJECTS:
    OPENED_BY |= _subject.OPENED_BY
    NOT_PAGES |= _subject.NOT_PAGES
# Django's and allauth's, about one account; but what is ours by these names.
NOT_OURS, OURS = ("account_", "mfa_", "admin:"), {"account_data"}
PATTERNS = dict(routes())
PAGES = sorted(
    name for name in set(PATTERNS) - set(NOT_PAGES) if name in OURS or not name.startswith(NOT_OURS)
)
# The same pages as somebody chose to see them.
PAGES += [
    "chart?points=week&chart=i",
    "chart?points=sample",
    "chart?points=day&months=all",
    "dashboard_metric?points=week&months=all&panel=fixed&line=median",
    "dashboard_metric?chart=p&points=sample",
]
Clients = dict[tuple[str, str], Client]  # slug of the collaborative, who
MOST = 25
MOST_OF = {"account_data": 40}  # a query for each kind of row that the download holds


@pytest.fixture(scope="module")
def sizes(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Grown]]:
    few = Size()
    longer = Size(months=10 * few.months, days=10 * few.days, people=10 * few.people)
    with django_db_blocker.unblock(), transaction.atomic():
        yield {
            "few": Grown("few", few),
            "ten times the teams": Grown("teams", Size(teams=10 * few.teams)),
            "ten times the history": Grown("history", longer),
        }
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(sizes: dict[str, Grown], django_db_blocker: Any) -> Clients:
    """Everybody who opens a page, signed in before the first test: their session is warm."""
    found = {}
    with django_db_blocker.unblock():
        for grown in sizes.values():
            for who in {"coordinator", *OPENED_BY.values()}:
                found[grown.slug, who] = client = Client()
                client.force_login(getattr(grown, who))
                assert client.get("/account/").status_code == 200
    return found


def address(grown: Grown, page: str) -> str:
    route, mark, query = page.partition("?")
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", PATTERNS[route])
    return reverse(route, kwargs={name: grown.names[name] for name in wanted}) + mark + query


def asked(client: Client, path: str) -> list[str]:
    """What the page asks; values are left out, so that two sizes can be compared."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    told = [re.sub(r"\d+|'[^']*'", "?", query["sql"])[:300] for query in queries]
    return [sql for sql in told if "SAVEPOINT" not in sql]  # there are more of them inside a test


@pytest.mark.django_db
@pytest.mark.parametrize("route", PAGES)
def test_a_page_asks_the_same_for_few_and_many(sizes: dict[str, Grown], clients: Clients, route: str) -> None:
    who = OPENED_BY.get(route.partition("?")[0], "coordinator")
    clients[sizes["few"].slug, who].get(address(sizes["few"], route))  # what the process keeps is there
    found = {name: asked(clients[grown.slug, who], address(grown, route)) for name, grown in sizes.items()}
    numbers = {name: len(queries) for name, queries in found.items()}
    longest = max(found.values(), key=len)
    more = [sql for sql in longest if longest.count(sql) > found["few"].count(sql)]  # tells what to look for
    assert set(numbers.values()) == {numbers["few"]}, (numbers, more[:5])
    assert 0 < numbers["few"] <= MOST_OF.get(route, MOST), found["few"]


@pytest.mark.django_db
@pytest.mark.parametrize("route", [name for name, why in NOT_PAGES.items() if why == SENT])
def test_what_only_takes_what_is_sent_shows_no_page(sizes: dict[str, Grown], route: str) -> None:
    client = Client()
    client.force_login(sizes["few"].coordinator)
    assert client.get(address(sizes["few"], route)).status_code in {302, 404, 405}
