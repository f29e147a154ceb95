"""`manage.py make_demo`: the same rows for the same day, and never beside anything else."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from bsc.demo.calm import CALM
from bsc.demo.held_meetings import ALL_DAY, done_on
from bsc.demo.measures import CALM_MEASURES
from bsc.demo.numbers import Numbers
from bsc.demo.timeline import Timeline
from metrics.aggregate import SMALLEST_CELL
from metrics.models.periods import open_through
from metrics.months import Month
from teams.models import Collaborative, Participant, Person
from tests.conftest import Cast

DAY = "2026-03-14"


@pytest.fixture
def demo_mode(settings: Any) -> None:
    settings.DEMO = True


def make(*arguments: str) -> str:
    said = StringIO()
    call_command("make_demo", *arguments, stdout=said)
    return said.getvalue()


def digest() -> str:
    """Over every row of the product and of its accounts, numbers and histories too."""
    found = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.app_label in ("teams", "metrics", "pdsa", "meetings", "account"):
            found.update(repr(list(model._default_manager.order_by("pk").values_list())).encode())
    return found.hexdigest()


@pytest.mark.django_db(transaction=True, reset_sequences=True)
@pytest.mark.usefixtures("demo_mode")
def test_the_same_day_gives_the_same_rows_and_another_day_others() -> None:
    digests = []
    for day in (DAY, DAY, "2026-03-15"):
        make("--today", day)
        digests.append(digest())
        call_command("flush", interactive=False, verbosity=0)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_mode")
def test_again_changes_nothing_and_says_so() -> None:
    first = make("--today", DAY)
    before = digest()
    again = [make("--today", DAY), make()]
    assert digest() == before
    there = f"The demo made for {DAY} is there; nothing was changed."
    anew = f"Another day needs an empty database: delete the folder {settings.DATA_DIR}."
    assert [said.splitlines()[0] for said in again] == [there, f"{there} {anew}"]
    assert "  teacher@demo.example" in first
    assert first.splitlines()[1:] == again[0].splitlines()[1:]
    with pytest.raises(CommandError, match=f"holds the demo made for {DAY}"):
        make("--today", "2026-03-15")
    assert digest() == before


@pytest.mark.usefixtures("demo_mode")
def test_it_refuses_a_database_with_anything_else_in_it(cast: Cast) -> None:
    before = digest()
    with pytest.raises(CommandError, match="holds something else than the demo"):
        make("--today", DAY)
    assert digest() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_mode")
def test_one_account_is_enough_to_refuse() -> None:
    Person.objects.create_superuser("ada@example.org")
    with pytest.raises(CommandError, match="holds something else than the demo"):
        make()
    assert not Participant.objects.exists()


@pytest.mark.django_db
def test_it_refuses_outside_the_demo_mode() -> None:
    with pytest.raises(CommandError, match="in demo mode only"):
        make()
    assert not Collaborative.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_mode")
def test_a_day_that_is_none_is_explained() -> None:
    with pytest.raises(CommandError, match="Write it as 2026-03-14"):
        call_command("make_demo", "--today", "14.3.2026")


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2028, 1, 1)])
def test_every_day_of_a_year_is_a_counting_day_in_month_16_of_18(start: date) -> None:
    for number in range(366):
        today = start + timedelta(days=number)
        timeline = Timeline(today, ZoneInfo("America/New_York"))
        first, last = timeline.sample(15)
        assert first <= today <= last
        assert {Month.of(first), Month.of(last)} == {timeline.months[15]} == {Month.of(today)}
        assert all(day < today for day in timeline.counted_days(15))
        assert len(timeline.months) == 18
        for position in range(15):
            week = timeline.counted_days(position)
            assert [day.weekday() for day in week] == [0, 1, 2, 3, 4]
            assert {Month.of(day) for day in week} == {timeline.months[position]}


def test_on_any_day_a_small_cell_lies_in_a_month_that_is_open_to_all_teams() -> None:
    """On the first of December, November is still the teams' own; October is not."""
    zone = ZoneInfo(CALM.time_zone)
    story = Numbers(CALM, Timeline(date(2026, 12, 1), zone), CALM_MEASURES)
    small = {said.position for said in story.months() if said.den is not None and said.den < SMALLEST_CELL}
    for number in range(366):
        timeline = Timeline(date(2026, 12, 1) + timedelta(days=number), zone)
        last = open_through(Collaborative(time_zone=CALM.time_zone), timeline.now)
        assert any(timeline.months[position] <= last for position in small)


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2028, 1, 1)])
def test_what_was_promised_last_month_is_done_after_the_meeting_and_before_today(start: date) -> None:
    """From a meeting on Thursday, the 25th of February, three weekdays lead into March."""
    for number in range(366):
        today = start + timedelta(days=number)
        met = Timeline(today, ZoneInfo("America/New_York")).day(14, ALL_DAY)
        assert met < done_on(met, today) < today
