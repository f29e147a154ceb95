"""A chart by week, sample week and day: which days make a point, and what is left out of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from metrics.models import ChartAct, Metric, SamplePlan
from metrics.models.grains import team_by
from metrics.models.metric import Exposure
from metrics.models.together import all_by
from metrics.runchart import Phase
from teams.models import Team, Writing
from tests.counts import EARLY, NOW, Spring, add_definition, add_metric, add_room, count, hand_in, spring


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


def on(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def again(metric: Metric) -> Metric:
    return Metric.objects.select_related("collaborative").prefetch_related("definitions").get(pk=metric.pk)


def chart(metric: Metric, team: Team, points: Any = "week", now: datetime = NOW) -> dict[str, Any]:
    return team_by(again(metric), team, points, now)


def drawn(data: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["month"], one["num"], one["den"]) for one in data["points"]]


def whole(metric: Metric, world: Spring, points: Any = "week", now: datetime = NOW, **more: Any) -> Any:
    return all_by(again(metric), world.teams, points, now, **{"for_hosts": True, **more})


def plan(world: Spring, month: int, first: int, last: int) -> None:
    SamplePlan.objects.create(
        collaborative=world.collaborative,
        month=f"2026-{month:02}",
        first_day=on(first, month),
        last_day=on(last, month),
    )


# --- Weeks ------------------------------------------------------------------------------------------------


def test_a_week_is_monday_to_sunday_and_its_days_are_added(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    room = add_room(world.ash, "Sun")
    for day, num in ((2, 1), (8, 2), (9, 4)):  # Monday, Sunday, Monday
        count(world.ash, metric, on(day), num, 10)
    count(world.ash, metric, on(3), 5, 10, room=room)
    count(world.ash, metric, on(4), 3)  # without a denominator
    count(world.ash, metric, on(5), state="closed")
    data = chart(metric, world.ash)
    assert data["points"][:2] == [
        {"month": "2026-W10", "num": 8, "den": 30, "value": Decimal("0.266666666666667"), "source": "day",
         "incomplete": 1},
        {"month": "2026-W11", "num": 4, "den": 10, "value": Decimal("0.4"), "source": "day", "incomplete": 0},
    ]  # fmt: skip


def test_weeks_without_a_count_up_to_the_last_one_that_is_over_are_gaps(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    count(world.ash, metric, on(24), 1)
    assert drawn(chart(metric, world.ash)) == [
        ("2026-W13", 1, None),
        ("2026-W14", None, None),
        ("2026-W15", None, None),
        ("2026-W16", None, None),
    ]


def test_the_running_week_is_apart_and_enters_no_rule(world: Spring) -> None:
    """On Monday, 20 April; what was counted for a day to come is not there yet."""
    metric = add_metric(world.collaborative, "count")
    for day in (17, 20, 27):
        count(world.ash, metric, on(day, 4), day)
    data = chart(metric, world.ash)
    assert drawn(data) == [("2026-W16", 17, None)]
    assert data["running"]["month"] == "2026-W17"
    assert data["running"]["value"] == 20
    assert [phase.median for phase in data["analysis"]] == [17]


def test_a_week_lies_in_two_months_and_in_two_years(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for day in (on(30), on(31), on(1, 4), date(2025, 12, 31)):
        count(world.ash, metric, day, 1)
    Team.objects.filter(pk=world.ash.pk).update(joined=date(2025, 6, 1))
    world.ash.refresh_from_db()
    found = {label: num for label, num, _den in drawn(chart(metric, world.ash)) if num}
    assert found == {"2026-W01": 1, "2026-W14": 3}


def test_days_outside_joined_and_left_are_no_part_of_a_week(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for day in range(2, 7):
        count(world.ash, metric, on(day), 1)
    Team.objects.filter(pk=world.ash.pk).update(joined=on(3), left=on(6))
    world.ash.refresh_from_db()
    assert drawn(chart(metric, world.ash))[0] == ("2026-W10", 3, None)


def test_a_week_under_two_wordings_belongs_to_the_new_one_and_starts_a_phase(world: Spring) -> None:
    """Wednesday, 1 April: Monday and Tuesday, under the old wording, are in no week."""
    metric = add_metric(world.collaborative, "count")
    new = add_definition(metric, "2026-04", "rate", exposure=Exposure.CLASSROOM_DAYS)
    old = metric.definitions.get(from_month="2025-01")
    for day in (23, 24, 30, 31):
        count(world.ash, old, on(day), 10)
    for day in (1, 2):
        count(world.ash, new, on(day, 4), 3)
    data = chart(metric, world.ash)
    assert drawn(data)[:2] == [("2026-W13", 20, None), ("2026-W14", 6, 2)]
    assert data["phases"] == [1]
    assert [phase.median for phase in data["analysis"]] == [20, 3]


def test_a_wording_that_begins_on_a_weekend_leaves_the_week_to_the_old_one(world: Spring) -> None:
    """Sunday, 1 February: what is counted that day is in no week."""
    metric = add_metric(world.collaborative, "count")
    new = add_definition(metric, "2026-02", "count")
    old = metric.definitions.get(from_month="2025-01")
    for day in (29, 30):
        count(world.ash, old, on(day, 1), 1)
    for day in (1, 2):
        count(world.ash, new, on(day, 2), 50)
    data = chart(metric, world.ash)
    assert drawn(data)[:2] == [("2026-W05", 2, None), ("2026-W06", 50, None)]
    assert data["phases"] == [1]


def test_a_typed_month_has_no_weeks_and_is_named(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(1, 1), 50, 100, grain="month")
    count(world.ash, metric, on(1, 2), 60, 100, grain="month")
    count(world.ash, metric, on(3, 2), 6, 10)
    data = chart(metric, world.ash)
    assert drawn(data)[0] == ("2026-W06", 6, 10)
    assert data["typed"] == ["2026-01"]


def test_nothing_counted_is_an_empty_chart(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    assert chart(metric, world.ash) == {
        "points": [],
        "running": None,
        "typed": [],
        "days": {},
        "phases": [],
        "left_out": (),
        "analysis": (Phase(0, -1, None, 0, 0, None, 0, None, "too_early", "none", ()),),
    }


def test_weeks_are_judged_as_months_are_and_by_their_own_acts_alone(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for at in range(12):
        count(world.ash, metric, date.fromisocalendar(2026, at + 1, 3), 10 if at < 6 else 20)
    assert chart(metric, world.ash)["analysis"][0].verdict == "signal"
    for points, period in (("week", "2026-W07"), ("month", "2026-02")):
        writing = Writing.objects.create(
            collaborative=world.collaborative, team=world.ash, kind="chart_act", text="A new room"
        )
        ChartAct.objects.create(
            metric=metric, team=world.ash, what="phase", points=points, period=period, writing=writing
        )
    data = chart(metric, world.ash)
    assert data["phases"] == [6]
    assert [(phase.median, phase.verdict) for phase in data["analysis"]] == [
        (10, "too_early"),
        (20, "too_early"),
    ]


# --- Sample weeks and days --------------------------------------------------------------------------------


def test_a_sample_week_is_one_point_a_month_of_the_planned_days(world: Spring) -> None:
    """January: counted outside the plan. February: no plan. March: two of the days. April runs."""
    metric = add_metric(world.collaborative, "count")
    plan(world, 1, 12, 16)
    plan(world, 3, 16, 20)
    plan(world, 4, 13, 17)
    count(world.ash, metric, date(2026, 1, 14), 1)
    for day in (on(13, 2), on(6, 3), on(16), on(20), on(14, 4)):
        count(world.ash, metric, day, day.day)
    data = chart(metric, world.ash, "sample")
    assert drawn(data) == [("2026-01", 1, None), ("2026-02", None, None), ("2026-03", 36, None)]
    assert (data["running"]["month"], data["running"]["num"]) == ("2026-04", 14)
    assert data["days"] == {
        "2026-01": (date(2026, 1, 12), date(2026, 1, 16)),
        "2026-03": (on(16), on(20)),
        "2026-04": (on(13, 4), on(17, 4)),
    }


def test_by_day_every_due_day_is_a_point_and_nothing_is_judged(world: Spring) -> None:
    """A Saturday that was counted is one too; days that the plan leaves out are not due."""
    metric = add_metric(world.collaborative, "count")
    plan(world, 4, 13, 14)
    for day in (on(26), on(28), on(13, 4), on(20, 4)):
        count(world.ash, metric, day, day.day)
    data = chart(metric, world.ash, "day")
    assert [(one["month"][5:], one["num"]) for one in data["points"]] == [
        ("03-26", 26), ("03-27", None), ("03-28", 28), ("03-30", None), ("03-31", None),
        ("04-13", 13), ("04-14", None),
    ]  # fmt: skip
    assert data["running"]["month"] == "2026-04-20"
    assert data["analysis"] == (Phase(0, 6, Decimal(26), 0, 0, None, 0, None, "none", "none", ()),)


def test_two_hundred_days_in_a_row_on_one_side_are_no_verdict(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for at in range(40):
        count(world.ash, metric, date.fromordinal(on(2).toordinal() + at), 1 if at < 20 else 9)
    (phase,) = chart(metric, world.ash, "day")["analysis"]
    assert (phase.median, phase.verdict, phase.hints, phase.useful) == (5, "none", (), 0)


# --- All teams --------------------------------------------------------------------------------------------


def test_weeks_of_all_teams_are_sums_before_ratios_with_k_of_k(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(3), 1, 2)
    count(world.birch, metric, on(4), 90, 100)
    data = whole(metric, world)
    assert data["months"] == ["2026-W10"]
    assert data["points"] == [
        {"month": "2026-W10", "num": 91, "den": 102, "value": Decimal("0.892156862745098"), "state": "shown",
         "reporting": 2, "taking_part": 3}
    ]  # fmt: skip
    assert data["teams"]["ash"]["points"] == [{"num": 1, "den": 2, "value": Decimal("0.5"), "state": "shown"}]
    assert data["teams"]["cedar"]["points"][0]["state"] == "missing"


def test_a_week_is_open_once_the_months_in_which_it_lies_are(world: Spring) -> None:
    """On 10 April February is open. The week of 30 March lies in two months that only Ash handed in."""
    metric = add_metric(world.collaborative, "count")
    for team in world.teams:
        for day in (on(18, 2), on(4), on(31)):
            count(team, metric, day, 1)
    hand_in(world.ash, "2026-03")
    data = whole(metric, world, now=EARLY, for_hosts=False)
    states = {slug: [one["state"] for one in line["points"]] for slug, line in data["teams"].items()}
    assert data["months"] == [f"2026-W{week:02}" for week in range(8, 15)]
    late = ["shown", "missing", "not handed in", "missing", "missing", "missing", "not handed in"]
    assert states == {
        "ash": ["shown", "missing", "shown", "missing", "missing", "missing", "not handed in"],
        "birch": late,
        "cedar": late,
    }
    hand_in(world.ash, "2026-04")
    data = whole(metric, world, now=EARLY, for_hosts=False)
    assert data["teams"]["ash"]["points"][-1]["state"] == "shown"


def test_a_team_counts_for_the_weeks_in_which_it_took_part_to_the_end(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for team in world.teams:
        for day in (3, 10, 17):
            count(team, metric, on(day), 1)
    Team.objects.filter(pk=world.birch.pk).update(left=on(12))
    Team.objects.filter(pk=world.cedar.pk).update(joined=on(11))
    for team in world.teams:
        team.refresh_from_db()
    data = whole(metric, world)
    assert [(one["num"], one["reporting"], one["taking_part"]) for one in data["points"]] == [
        (2, 2, 2),
        (1, 1, 2),  # Birch left before Sunday; Cedar takes part, and counted before it had joined
        (2, 2, 2),
    ]


def test_a_small_week_closes_the_teams_line_for_other_teams_and_not_for_hosts(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for team in world.teams:
        for day in (3, 10):
            count(team, metric, on(day), 2, 3 if team == world.ash and day == 10 else 20)
    teams, hosts = whole(metric, world, for_hosts=False), whole(metric, world)
    states = {slug: [one["state"] for one in line["points"]] for slug, line in teams["teams"].items()}
    assert states == {"ash": ["held back"] * 2, "birch": ["held back"] * 2, "cedar": ["shown"] * 2}
    assert (teams["points"], teams["whole_closed"]) == (hosts["points"], False)
    assert {one["state"] for line in hosts["teams"].values() for one in line["points"]} == {"shown"}


def test_where_one_team_reports_alone_other_teams_read_no_pooled_weeks(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for team in (world.ash, world.birch):
        count(team, metric, on(3), 2, 20)
    count(world.ash, metric, on(10), 2, 20)
    data = whole(metric, world, for_hosts=False)
    assert [(one["value"], one["state"], one["reporting"]) for one in data["points"]] == [
        (None, "held back", 2),
        (None, "held back", 1),
    ]
    assert data["whole_closed"]


def test_rates_by_week_are_not_cells_of_people(world: Spring) -> None:
    metric = add_metric(world.collaborative, "rate", exposure=Exposure.CLASSROOM_DAYS)
    count(world.ash, metric, on(3), 2)
    data = whole(metric, world, for_hosts=False)
    assert (data["points"][0]["state"], data["teams"]["ash"]["points"][0]["state"]) == ("shown", "shown")


def test_sample_weeks_of_all_teams_are_one_point_a_month(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    plan(world, 3, 16, 20)
    for team in world.teams:
        count(team, metric, on(17), 3)
        count(team, metric, on(25), 30)
    data = whole(metric, world, "sample")
    assert [(one["month"], one["value"]) for one in data["points"]] == [("2026-03", 3)]
    assert data["days"] == {"2026-03": (on(16), on(20))}


def test_a_changed_wording_starts_a_phase_and_is_never_pooled_with_the_old_one(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    new = add_definition(metric, "2026-04", "count")
    old = metric.definitions.get(from_month="2025-01")
    for team in world.teams:
        count(team, old, on(24), 5)
    count(world.ash, old, on(31), 5)
    count(world.birch, new, on(1, 4), 9)
    data = whole(metric, world)
    assert [(one["num"], one["reporting"]) for one in data["points"]] == [(15, 3), (9, 1)]
    assert data["phases"] == [1]


def test_any_number_of_teams_and_weeks_takes_the_same_queries(
    world: Spring, django_assert_num_queries: Any
) -> None:
    metric = add_metric(world.collaborative)
    for many in (1, 3):
        for team in world.teams[:many]:
            count(team, metric, on(3 + 7 * many), 5, 10)
        found = again(metric)
        with django_assert_num_queries(4):
            all_by(found, world.teams[:many], "week", datetime(2026, 4, 20, tzinfo=UTC), for_hosts=False)
        with django_assert_num_queries(3):
            team_by(found, world.ash, "week", NOW)
