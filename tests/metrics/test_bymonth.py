"""What a view of smaller points says about the chart by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from metrics.bymonth import beside_months
from metrics.chartview import ByMonth, ChartView
from metrics.models import Metric, SamplePlan
from metrics.models.grains import points_counted
from metrics.months import Month
from metrics.periods import Points, week_of
from metrics.tasks import sweep_marks
from tests.conftest import Cast
from tests.counts import Spring, add_metric, count, spring
from tests.metrics.sentence_forms import CALM, STEP_DOWN, view

MORE = "More points can show a change sooner. But each of them rests on fewer counts, "


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def weeks(values: list[Any], **more: Any) -> ChartView:
    plain = view(values, **more)
    labels = [week_of(date(2024, 1, 1) + timedelta(weeks=at)).label for at in range(len(values))]
    points = [replace(point, period=label) for point, label in zip(plain.points, labels, strict=True)]
    return replace(plain, points=points, points_are="week")


def text(finer: ChartView, months: ChartView) -> str:
    found = beside_months(finer, months, "?").by_month
    return found.text if found else ""


# --- Where the verdicts differ ----------------------------------------------------------------------------


def test_where_both_say_the_same_nothing_is_said() -> None:
    for values in (CALM, STEP_DOWN, [3, 5]):
        assert text(weeks(values), view(values)) == ""
    assert text(weeks([3, 5]), view(CALM, {"frozen": [4]})) == ""  # two reasons for one verdict


def test_a_signal_of_more_points_may_be_sooner_and_may_be_false() -> None:
    assert text(weeks(STEP_DOWN), view([9, 8, 3])) == (
        f"By month this chart says: “Too early to tell”. {MORE}"
        "and points close in time are often alike, which can look like a signal."
    )


def test_more_points_without_a_signal_may_hide_what_the_months_show() -> None:
    assert text(weeks(CALM * 2), view(STEP_DOWN)) == (
        f"By month this chart says: “Signal: for the better”. {MORE}"
        "so chance moves it more and can hide a change."
    )


def test_as_many_sample_weeks_as_months_hold_fewer_counts() -> None:
    finer = replace(view(CALM), points_are="sample")
    assert text(finer, view(STEP_DOWN)) == (
        "By month this chart says: “Signal: for the better”. "
        "A sample week holds fewer counts than its month, so chance moves its points more."
    )


@pytest.mark.parametrize("more", [0, 1, 9])
def test_about_as_many_weeks_as_months_are_other_counts(more: int) -> None:
    assert text(weeks([*CALM, *CALM[:more]]), view(STEP_DOWN)) == (
        "By month this chart says: “Signal: for the better”. "
        "The points of the two charts are not made of the same counts, so their verdicts can differ."
    )


@pytest.mark.parametrize("how", [{"phases": [2]}, {"left_out": [3]}, {"frozen": [11]}])
def test_what_was_done_to_one_of_them_is_the_first_reason(how: dict[str, Any]) -> None:
    finer = weeks(CALM * 2)
    months = view([*STEP_DOWN, *STEP_DOWN[8:]], how)
    assert "In one of the two charts somebody changed a phase" in text(finer, months)


def test_days_are_not_judged_so_they_are_compared_with_nothing() -> None:
    assert text(view(STEP_DOWN, points_are="day"), view(CALM)) == ""


def test_an_empty_view_leads_to_what_was_counted_and_an_empty_metric_nowhere() -> None:
    assert text(weeks([]), view(CALM)) == (
        "What was counted stands in the chart by month. Weeks and days are there once single days are "
        "counted."
    )
    assert beside_months(weeks([]), view([]), "?") == weeks([])


# --- Which points there are -------------------------------------------------------------------------------


def test_only_points_for_which_there_are_counts_are_offered(db: None, django_assert_num_queries: Any) -> None:
    world: Spring = spring()
    typed, daily = (add_metric(world.collaborative, slug=slug) for slug in ("typed", "daily"))
    count(world.ash, typed, date(2026, 3, 1), 3, 10, grain="month")
    count(world.ash, daily, date(2026, 3, 17), 3, 10)
    count(world.ash, typed, date(2026, 3, 17), state="closed")
    offered: dict[str, tuple[Points, ...]] = {
        "typed": points_counted(typed, world.ash),
        "daily": points_counted(daily, world.ash),
        "another team": points_counted(daily, world.birch),
        "all teams": points_counted(daily),
    }
    by_day: tuple[Points, ...] = ("month", "week", "day")
    assert offered == {
        "typed": ("month",),
        "daily": by_day,
        "another team": ("month",),
        "all teams": by_day,
    }
    SamplePlan.objects.create(
        collaborative=world.collaborative,
        month="2026-03",
        first_day=date(2026, 3, 16),
        last_day=date(2026, 3, 20),
    )
    for metric, found in ((daily, ("month", "sample", "week", "day")), (typed, ("month",))):
        with django_assert_num_queries(1):
            assert points_counted(metric, world.ash) == found


# --- The page ---------------------------------------------------------------------------------------------


@pytest.fixture
def typed(cast: Cast) -> Metric:
    metric = add_metric(cast.riverside, slug="talks")
    count(cast.maple, metric, Month.of(cast.today).plus(-3).first, 3, 10, grain="month")
    sweep_marks()
    return metric


@pytest.mark.parametrize("page", ["teams/maple/metrics/talks", "dashboard/talks"])
def test_a_metric_typed_by_month_offers_months_and_its_weeks_say_where_to_look(
    typed: Metric, cast: Cast, client: Client, page: str
) -> None:
    client.force_login(cast.fay)
    for query in ("", "?points=week"):
        html = unescape(client.get(f"/c/riverside/{page}/{query}").content.decode())
        assert 'name="points"' not in html
        assert ("What was counted stands in the chart by month." in html) == bool(query)
    assert '<a class="no-print" href="?">Show the chart by month</a>' in " ".join(html.split())


@pytest.mark.parametrize("page", ["teams/maple/metrics/talks", "dashboard/talks"])
def test_a_signal_by_week_says_that_the_months_are_too_few(cast: Cast, client: Client, page: str) -> None:
    metric = add_metric(cast.riverside, slug="talks")
    monday = cast.today - timedelta(days=cast.today.weekday() + 7)
    for at in range(16):
        count(cast.maple, metric, monday - timedelta(weeks=at), 5 if at < 8 else 40, 60)
    sweep_marks()
    client.force_login(cast.fay)
    found = [
        client.get(f"/c/riverside/{page}/{query}").context["row" if "dashboard" in page else "view"]
        for query in ("?points=week&months=all", "?months=all")
    ]
    by_week, by_month = [getattr(one, "pooled", one) for one in found]
    assert by_week.by_month == ByMonth(
        f"By month this chart says: “Too early to tell”. {MORE}"
        "and points close in time are often alike, which can look like a signal.",
        "?months=all",
    )
    assert by_month.by_month is None
