"""From a chart kept for reading to what a page shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from metrics.models.keys import hosts_key, team_key, teams_key
from metrics.models.metric import Metric
from metrics.months import Month
from metrics.reading import (
    Frame,
    Heading,
    Kept,
    frame,
    last_months,
    on_one_scale,
    pooled_chart,
    read,
    recent,
    team_chart,
    team_line,
)
from metrics.runchart import Hint, Phase
from metrics.tasks import sweep_marks
from tests.conftest import Cast
from tests.counts import add_metric, count

HEADING = Heading("chart", "Talks")


def phase(first: int, last: int, **fields: Any) -> dict[str, Any]:
    """One phase as a snapshot keeps it."""
    return {
        "first": first, "last": last, "median": "0.5", "useful": 12, "longest_run": 3, "longest_run_max": 7,
        "crossings": 6, "crossings_min": 3, "verdict": "none", "side": "none", "hints": [],
    } | fields  # fmt: skip


def month_point(month: Month, value: str | None) -> dict[str, Any]:
    num, den = (None, None) if value is None else (value, "1")
    return {"month": str(month), "num": num, "den": den, "value": value, "source": "day", "incomplete": 0}


def kept_team(months: int, **data: Any) -> Kept:
    first = Month(2024, 1)
    points = [month_point(first.plus(at), "0.5") for at in range(months)]
    data = {"points": points, "running": None, "phases": [], "analysis": [phase(0, months - 1)]} | data
    return Kept(data, first.plus(months - 1), stale=False)


@pytest.fixture
def shared(cast: Cast) -> Frame:
    metric = Metric.objects.create(collaborative=cast.riverside, slug="talks", names={"en": "Talks"})
    metric.definitions.create(from_month="2020-01", unit="proportion", goal=Decimal("0.8"))
    return frame(metric, [], Month(2026, 1))


def test_months_without_a_count_up_to_the_last_closed_one_are_missing(shared: Frame) -> None:
    kept = kept_team(2)
    kept = Kept(kept.data, Month(2024, 4), stale=False)
    view = team_chart(shared, kept, HEADING)
    assert [(point.period, point.value, point.state) for point in view.points] == [
        ("2024-01", Decimal("0.5"), "shown"),
        ("2024-02", Decimal("0.5"), "shown"),
        ("2024-03", None, "missing"),
        ("2024-04", None, "missing"),
    ]


def test_the_running_month_is_hollow_and_outside_the_analysis(shared: Frame) -> None:
    kept = kept_team(2, running=month_point(Month(2024, 3), "1"))
    view = team_chart(shared, kept, HEADING)
    last = view.points[-1]
    assert (last.period, last.value, last.state, last.hollow) == ("2024-03", Decimal(1), "running", True)
    assert view.chart.last.last == 1


def test_a_chart_that_was_never_built_says_nothing_is_counted(shared: Frame) -> None:
    view = team_chart(shared, Kept({}, None, stale=True), HEADING)
    assert (list(view.points), view.has_values) == ([], False)
    assert view.sentence == "Nothing is counted yet, so there is nothing to read here."


def test_the_goal_and_the_unit_are_those_of_the_wording_of_today(shared: Frame) -> None:
    assert (shared.unit, shared.goal, shared.direction) == ("proportion", Decimal("0.8"), "none")


def test_the_last_months_keep_the_median_and_the_verdict_of_the_whole_chart(shared: Frame) -> None:
    analysis = [
        phase(0, 9, median="0.9"),
        phase(10, 39, verdict="signal", side="below", hints=[{"kind": "shift", "first": 12, "last": 20}]),
    ]
    view = last_months(team_chart(shared, kept_team(40, analysis=analysis), HEADING))
    assert [view.points[0].period, view.points[-1].period, len(view.points)] == ["2025-05", "2027-04", 24]
    assert view.chart.phases == (
        Phase(0, 23, Decimal("0.5"), 12, 3, 7, 6, 3, "signal", "below", (Hint("shift", 0, 4),)),
    )


def aggregate(months: int) -> Kept:
    names = [str(Month(2024, 1).plus(at)) for at in range(months)]
    cell = {"num": "1", "den": "2", "value": "0.5", "state": "shown"}
    held = {"num": None, "den": None, "value": None, "state": "held back"}
    whole = {"points": [cell | {"month": name, "reporting": 2, "taking_part": 3} for name in names]}
    whole |= {"phases": [], "analysis": [phase(0, months - 1)]}
    line = {"points": [held, *[cell] * (months - 1)], "phases": [], "analysis": [phase(0, months - 1)]}
    return Kept({"months": names, "teams": {"maple": line}, **whole}, Month(2026, 1), stale=False)


def test_cutting_before_or_after_building_gives_the_same_chart(shared: Frame) -> None:
    kept = aggregate(36)
    assert pooled_chart(shared, recent(kept), HEADING) == last_months(pooled_chart(shared, kept, HEADING))
    early = team_line(shared, recent(kept), "maple", HEADING)
    assert early == last_months(team_line(shared, kept, "maple", HEADING))


def test_a_short_history_is_not_cut(shared: Frame) -> None:
    kept = aggregate(24)
    assert recent(kept) is kept


def test_a_held_back_cell_is_a_gap_with_its_reason(shared: Frame) -> None:
    view = team_line(shared, aggregate(3), "maple", HEADING)
    assert [(point.value, point.state) for point in view.points] == [
        (None, "held_back"),
        (Decimal("0.5"), "shown"),
        (Decimal("0.5"), "shown"),
    ]


def test_a_team_without_a_line_is_empty(shared: Frame) -> None:
    assert not team_line(shared, aggregate(3), "oak", HEADING).has_values


def test_charts_side_by_side_share_one_scale(shared: Frame) -> None:
    low = team_chart(shared, kept_team(3), HEADING)
    high = team_chart(shared, kept_team(1, points=[month_point(Month(2024, 1), "0.95")]), HEADING)
    scaled = on_one_scale([low, high])
    assert {(view.y_min, view.y_max) for view in scaled} == {(Decimal("0.5"), Decimal("0.95"))}


def test_reading_any_number_of_charts_takes_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    for many in (1, 50):
        keys = [
            key
            for metric in range(many)
            for key in (hosts_key(metric), teams_key(metric), team_key(metric, 1))
        ]
        with django_assert_num_queries(2):
            assert set(read(keys, keys)) == set(keys)


def test_hosts_read_what_is_held_back_and_other_teams_do_not(cast: Cast, client: Client) -> None:
    """Oak's proportion of 2 children shows on faculty's dashboard, not on Maple's, and in nobody's export."""
    metric = add_metric(cast.riverside)
    month = Month.of(cast.today).plus(-3)
    for team, num, den in ((cast.oak, 1, 2), (cast.maple, 9, 12)):
        count(team, metric, month.first, num, den, grain="month")
    sweep_marks()
    address = f"/c/riverside/dashboard/{metric.slug}/"
    data = f"/c/riverside/teams/oak/metrics/{metric.slug}/data.csv"
    client.force_login(cast.fay)
    assert "50%" in client.get(address).content.decode()
    assert ",held back," in client.get(data).content.decode()
    client.force_login(cast.mia)
    assert "50%" not in client.get(address).content.decode()
    client.force_login(cast.eva)
    assert ",held back," in client.get(data).content.decode()
    client.force_login(cast.oda)
    assert ",1,2,0.5,shown," in client.get(data).content.decode()
