"""A team's chart as somebody chose to see it: by the address alone, with the reason for every proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from metrics.chartview import ChartPoint, ChartView
from metrics.chooser import Around, choice_of, typed_said
from metrics.choosing import hints_on
from metrics.chosen import as_chosen
from metrics.models import ChartRules, Metric
from metrics.months import Month
from metrics.options import Options
from metrics.periods import POINTS
from metrics.reading import last_months
from metrics.runchart import analyse
from metrics.tasks import sweep_marks
from metrics.wording import month_text
from tests.conftest import Cast
from tests.counts import add_metric, count

UP_AND_DOWN = [3, 5, 4, 6, 2, 5, 3, 6, 4, 5, 2, 6, 3, 5, 4, 6, 2, 5, 3, 6, 4, 5, 2, 6, 3, 5, 4, 6, 2, 5]


def chart(many: int, size: int = 60, hollow: bool = False, **more: Any) -> ChartView:
    """`many` months of about 4 in `size`; with `hollow` one more that is running."""
    numbers = [Decimal(one) for one in UP_AND_DOWN[:many]]
    points = [
        ChartPoint(str(Month(2024, 1).plus(at)), one, Decimal(size), one / size)
        for at, one in enumerate(numbers)
    ]
    found = analyse([one.value for one in points])
    if hollow:
        last = replace(points[-1], period=str(Month(2024, 1).plus(many)), state="running", hollow=True)
        points.append(last)
    return ChartView("chart", "Talks", "proportion", "up", points, found, **more)


def choice(view: ChartView, options: Options, **around: Any) -> Any:
    chosen = as_chosen(view, options.chart, "ihi")
    return choice_of(chosen, options, Around(POINTS, **around))


# --- Which chart ------------------------------------------------------------------------------------------

REASONS = [
    (
        chart(24, 20),
        "A proportion, with about 20 counted in a month: a run chart; limits would mislead below 40.",
        "",
    ),
    (chart(24, 60), "A proportion, with about 60 counted in a month: a P chart can show limits.", "?chart=p"),
    (
        chart(8),
        "8 months with a value in this phase so far: a run chart; limits can be tried from 12 points on.",
        "",
    ),
]


@pytest.mark.parametrize(("view", "reason", "proposed"), REASONS)
def test_a_proposal_says_its_reason_and_how_to_follow_it(view: ChartView, reason: str, proposed: str) -> None:
    found = choice(view, Options())
    assert (found.reason, found.proposed) == (reason, proposed)


@pytest.mark.parametrize("options", [Options(points="week"), Options(points="week", everything=True)])
def test_without_a_point_there_is_nothing_to_look_back_to(options: Options) -> None:
    def names(view: ChartView) -> list[str]:
        return [field.name for field in choice(view, options).fields]

    assert "months" in names(chart(1, points_are="week"))
    assert names(chart(0, points_are="week")) == ["points", "chart"]


def test_nothing_is_chosen_and_nothing_proposed_that_is_shown_already() -> None:
    found = choice(chart(24), Options(chart="p"))
    assert (found.proposed, found.is_usual, found.said) == ("", False, ())
    assert choice(chart(24, 20), Options(chart="p")).proposed == "?"


def test_what_is_refused_is_told_and_the_run_chart_is_shown() -> None:
    view = chart(11)
    assert as_chosen(view, "p", "ihi").view == view
    assert choice(view, Options(chart="p")).said == (
        "Limits need at least 12 points with a value in one phase, so this is a run chart.",
    )
    assert choice(chart(24), Options(chart="c")).said == (
        "This kind of chart does not fit what is counted here, so this is a run chart.",
    )


def test_the_running_month_has_neither_limits_nor_a_part_in_them() -> None:
    without, having = (
        as_chosen(chart(20), "p", "ihi").view,
        as_chosen(chart(20, hollow=True), "p", "ihi").view,
    )
    assert without.control is not None
    assert having.control is not None
    assert having.control.points[:20] == without.control.points
    last = having.control.points[20]
    assert (len(having.control.points), last.value, last.centre, last.upper) == (21, None, None, None)


def test_the_newest_points_keep_the_limits_of_the_whole_chart() -> None:
    whole = as_chosen(chart(30), "p", "ihi").view
    cut = last_months(whole)
    assert whole.control is not None
    assert cut.control is not None
    assert cut.control.points == whole.control.points[6:]
    assert (cut.kind, cut.trial, len(cut.points)) == ("p", False, 24)


@pytest.mark.parametrize(
    ("kind", "asked", "heard"),
    [("run", "ihi", "ihi"), ("run", "nhs", "none"), ("i", "nhs", "nhs"), ("i", "ihi", "none"),
     ("p", "nhs", "none"), ("run", "none", "none"), ("i", "none", "none")],
)  # fmt: skip
def test_hints_speak_on_the_chart_that_they_are_made_for(kind: Any, asked: str, heard: str) -> None:
    assert hints_on(kind, asked) == heard
    assert as_chosen(chart(24), kind, asked).view.hints == heard


# --- The form ---------------------------------------------------------------------------------------------


def test_the_form_offers_what_fits_and_keeps_what_is_shown() -> None:
    found = choice(chart(24), Options(points="week", chart="p", everything=True))
    assert [(field.name, [(one.value, one.chosen) for one in field.entries]) for field in found.fields] == [
        ("points", [("month", False), ("sample", False), ("week", True), ("day", False)]),
        ("chart", [("run", False), ("p", True), ("pp", False), ("i", False)]),
        ("months", [("", False), ("all", True)]),
    ]
    assert (found.everything, found.newest) == ("?points=week&chart=p&months=all", "?points=week&chart=p")


def test_across_teams_the_panel_says_how_many_teams_it_has() -> None:
    found = choice(chart(24), Options(panel=True), panel=4, has_median=True)
    labels = {field.name: [entry.label for entry in field.entries] for field in found.fields}
    assert labels["panel"] == ["all that reported", "always the same 4"]
    assert labels["line"] == ["none", "median of teams"]
    names = [field.name for field in choice(chart(24), Options(), panel=3).fields]
    assert names == ["points", "chart", "months", "panel"]


@pytest.mark.parametrize("panel", [0, 1, 2])
def test_a_panel_of_fewer_than_three_teams_is_not_offered(panel: int) -> None:
    assert "panel" not in [field.name for field in choice(chart(24), Options(), panel=panel).fields]


def test_typed_months_are_named_where_they_are_left_out() -> None:
    assert typed_said([]) == []
    assert typed_said(["2026-03"]) == [
        "Mar 2026 was typed as one number for the month, so it is not in this view."
    ]
    (several,) = typed_said(["2026-01", "2026-03"])
    assert several == (
        "2 months from Jan 2026 to Mar 2026 were typed as one number for the month, so they are not in this "
        "view."
    )


# --- The page ---------------------------------------------------------------------------------------------


@pytest.fixture
def talks(cast: Cast) -> Metric:
    """Maple counted on every Wednesday of the last 16 weeks, and typed one month a year ago."""
    metric = add_metric(cast.riverside, slug="talks")
    wednesday = cast.today - timedelta(days=cast.today.weekday() + 5)
    for at in range(16):
        count(cast.maple, metric, wednesday - timedelta(days=7 * at), UP_AND_DOWN[at], 60)
    count(cast.maple, metric, Month.of(cast.today).plus(-11).first, 3, 10, grain="month")
    sweep_marks()
    return metric


def seen(client: Client, query: str) -> Any:
    answer = client.get(f"/c/riverside/teams/maple/metrics/talks/{query}")
    assert answer.status_code == 200
    return answer


def test_weeks_are_drawn_with_trial_limits_where_they_are_asked_for(
    talks: Metric, client: Client, cast: Cast
) -> None:
    client.force_login(cast.mia)
    view = seen(client, "?points=week&chart=p").context["view"]
    assert [point.value is not None for point in view.points] == [True] * 16
    assert (view.points_are, view.kind, view.trial, view.chart.last.useful) == ("week", "p", True, 16)


def test_by_day_nothing_is_judged(talks: Metric, client: Client, cast: Cast) -> None:
    client.force_login(cast.mia)
    answer = seen(client, "?points=day&chart=p")
    assert answer.context["view"].kind == "run"
    typed = month_text(str(Month.of(cast.today).plus(-11)))
    assert answer.context["choice"].said == (
        f"{typed} was typed as one number for the month, so it is not in this view.",
        "By day there are no limits, so this is the line alone.",
    )
    assert "there is no verdict by day" in unescape(answer.content.decode())


def test_the_same_choice_is_the_same_address_and_what_is_unknown_is_left_out(
    talks: Metric, client: Client, cast: Cast
) -> None:
    client.force_login(cast.mia)
    mixed = seen(client, "?chart=p&points=week&panel=fixed&line=median&colour=red&months=some")
    assert mixed.context["choice"].options == Options(points="week", chart="p")
    assert mixed.context["choice"].everything == "?points=week&chart=p&months=all"
    assert seen(client, "?points=year&chart=pie").context["choice"].options == Options()


def test_the_page_remembers_nothing_but_the_address(talks: Metric, client: Client, cast: Cast) -> None:
    client.force_login(cast.mia)
    before = dict(client.session)
    seen(client, "?points=week")
    assert dict(client.session) == before
    assert seen(client, "").context["view"].points_are == "month"


def test_the_collaboratives_choice_of_hints_reaches_the_chart(
    talks: Metric, client: Client, cast: Cast
) -> None:
    client.force_login(cast.mia)
    assert seen(client, "").context["view"].hints == "ihi"
    ChartRules.objects.create(collaborative=cast.riverside, hints="nhs")
    assert seen(client, "").context["view"].hints == "none"
    assert seen(client, "?points=week&chart=i").context["view"].hints == "nhs"
    home = client.get("/c/riverside/teams/maple/").content.decode()
    assert "(IHI" not in home
