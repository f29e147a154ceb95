"""The library: what all teams share, adopted and abandoned alike."""

from datetime import timedelta

import pytest
from django.utils import timezone

from teams.models import Writing
from tests.counts import add_metric
from tests.pdsa.tried import a_cycle, a_driver, say, takes_part

ADDRESS = "/c/riverside/library/"


@pytest.fixture
def mia(cast):
    return cast.participant(cast.mia)


@pytest.fixture
def oda(cast):
    return cast.participant(cast.oda)


def look(client, who, **query):
    client.force_login(who)
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response


def titles(response):
    return [cycle.title for cycle in response.context["cycles"]]


def test_every_team_reads_what_is_shared_and_nothing_else(client, cast, mia, oda):
    a_cycle(cast.maple, mia, "Planned", "plan")
    a_cycle(cast.maple, mia, "Kept", held_back=True)
    a_cycle(cast.maple, mia, "Shared")
    a_cycle(cast.pine, cast.participant(cast.stu), "In another collaborative")
    for reader in (cast.oda, cast.pat, cast.dee, cast.fay, cast.cora):
        assert titles(look(client, reader)) == ["Shared"]


def test_failed_and_abandoned_ones_stand_among_the_adopted_newest_first(client, cast, mia, oda):
    now = timezone.now()
    for at, decision in enumerate(("adopt", "abandon", "adapt", "expand")):
        a_cycle(cast.maple, mia, decision, decision=decision, begun_at=now - timedelta(days=at))
    a_cycle(cast.oak, oda, "running", begun_at=now - timedelta(days=9))
    assert titles(look(client, cast.oda)) == ["adopt", "abandon", "adapt", "expand", "running"]
    assert titles(look(client, cast.oda, stage="abandon")) == ["abandon"]
    assert titles(look(client, cast.oda, stage="do")) == ["running"]
    assert "abandoned, and learned from" in look(client, cast.oda).content.decode()


def test_the_evaluator_finds_no_library(client, cast):
    client.force_login(cast.eva)
    assert client.get(ADDRESS).status_code == 404


def test_teams_stand_by_letter_where_the_collaborative_says_so(client, cast, mia, oda):
    a_cycle(cast.maple, mia, "At Maple")
    a_cycle(cast.oak, oda, "At Oak")
    page = look(client, cast.fay, team="2")
    assert titles(page) == ["At Oak"]
    assert '<span class="tag">Oak</span>' in page.content.decode()
    type(cast.riverside).objects.filter(pk=cast.riverside.pk).update(team_labels="letter")
    page = look(client, cast.fay, team="2").content.decode()
    assert ('<span class="tag">Team B</span>' in page, '<span class="tag">Oak</span>' in page) == (
        True,
        False,
    )
    assert '<option value="1">Team A</option>' in page


def test_words_are_found_wherever_they_stand_in_a_cycle(client, cast, mia, oda):
    first = a_cycle(cast.maple, mia, "Greeting at the door")
    say(first, mia, "learned", "Kneeling helps the youngest")
    a_cycle(cast.oak, oda, "Greeting by song")
    assert titles(look(client, cast.oda, q="greeting")) == ["Greeting by song", "Greeting at the door"]
    assert titles(look(client, cast.oda, q=" youngest GREETING ")) == ["Greeting at the door"]
    assert titles(look(client, cast.oda, q="umbrella")) == []


def test_words_that_the_reader_may_not_read_find_nothing(client, cast, mia):
    cycle = a_cycle(cast.maple, mia, "Greeting")
    say(cycle, mia, "seen", "Secret thought", draft=True)
    assert titles(look(client, cast.oda, q="secret")) == []
    assert titles(look(client, cast.mia, q="secret")) == ["Greeting"]


def test_what_was_learned_stands_with_the_cycle_once_it_is_shown(client, cast, mia):
    cycle = a_cycle(cast.maple, mia, "Greeting", "act")
    learned = say(cycle, mia, "learned", "Kneeling helps", draft=True)
    assert "Kneeling helps" not in look(client, cast.oda).content.decode()
    Writing.objects.filter(pk=learned.writing.pk).update(shown_at=timezone.now())
    assert "Kneeling helps" in look(client, cast.oda).content.decode()


def test_it_is_narrowed_by_role_driver_and_metric(client, cast, mia, oda):
    calm = a_driver(cast.riverside, "Calm adults")
    one = a_cycle(cast.maple, mia, "one", driver=calm)
    two = a_cycle(cast.oak, oda, "two", metric=add_metric(cast.riverside, slug="talks"))
    takes_part(one, "proposed", None, "parent")
    takes_part(two, "tests", oda, "teacher")
    assert titles(look(client, cast.fay, driver=str(calm.uuid))) == ["one"]
    assert titles(look(client, cast.fay, role="parent")) == ["one"]
    assert titles(look(client, cast.fay, role="teacher")) == ["two"]
    assert titles(look(client, cast.fay, metric="talks")) == ["two"]


def test_a_metric_for_hosts_alone_is_no_choice_for_teams(client, cast, mia):
    a_cycle(cast.maple, mia, "one", metric=add_metric(cast.riverside, slug="inner"))
    type(cast.riverside.metrics.get()).objects.update(sharing="hosts")
    option = '<option value="inner">'
    assert option in look(client, cast.fay).content.decode()
    assert option not in look(client, cast.oda).content.decode()


@pytest.mark.parametrize(
    "query", [{"team": "x"}, {"team": "99"}, {"q": "\0"}, {"q": "x" * 500}, {"page": "z"}]
)
def test_what_makes_no_sense_is_left_out(client, cast, mia, query):
    a_cycle(cast.maple, mia, "one")
    assert titles(look(client, cast.fay, **query)) == ["one"]


def test_an_empty_library_tells_when_tests_appear(client, cast):
    assert "No team shares a test yet." in look(client, cast.pat).content.decode()


def test_the_way_to_the_data_is_the_coordinators(client, cast):
    link = "/c/riverside/process.csv"
    assert link in look(client, cast.cora).content.decode()
    assert link not in look(client, cast.fay).content.decode()
