"""What a snapshot holds, what it leaves out, and that any way of getting there ends in the same bytes."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from metrics.canonical import canonical
from metrics.models import ChartSnapshot, Metric
from metrics.models.keys import hosts_key, team_key, teams_key
from metrics.models.metric import Exposure
from metrics.runchart import Hint, Phase
from teams.models import Team
from tests.conftest import add_collaborative, add_team
from tests.counts import (
    EARLY,
    NOW,
    Spring,
    add_definition,
    add_metric,
    add_room,
    count,
    hand_in,
    kept,
    rebuild_all,
    spring,
)


@pytest.fixture
def world(db: None) -> Spring:
    return spring()


def on(day: int, month: int = 3, year: int = 2026) -> date:
    return date(year, month, day)


def read(key: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ChartSnapshot.objects.get(key=key).data)
    return data


def of_team(metric: Metric, team: Team) -> dict[str, Any]:
    return read(team_key(metric.pk, team.pk))


def too_early(
    first: int, last: int, median: str | None, useful: int = 0, longest: int = 0, **more: Any
) -> Any:
    phase = Phase(first, last, None, useful, longest, None, 0, None, "too_early", "none", ())
    return asdict(phase) | {"median": median, "hints": []} | more


def point(month: str, num: str | None, den: str | None, value: str | None, **more: Any) -> dict[str, Any]:
    source = "" if num is None else "day"
    return {"month": month, "num": num, "den": den, "value": value, "source": source, "incomplete": 0} | more


def shown(num: str, den: str | None, value: str) -> dict[str, Any]:
    return {"num": num, "den": den, "value": value, "state": "shown"}


MISSING = {"num": None, "den": None, "value": None, "state": "missing"}
HELD_BACK = MISSING | {"state": "held back"}
NOT_HANDED_IN = MISSING | {"state": "not handed in"}


# --- A team's own chart -----------------------------------------------------------------------------------


def test_a_teams_chart_is_its_months_its_gaps_and_the_running_month_apart(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for month, num in ((1, 5), (3, 7), (4, 1), (5, 2)):
        count(world.ash, metric, on(2, month), num, 10)
    count(world.ash, metric, on(3), 4)
    rebuild_all([metric])
    assert of_team(metric, world.ash) == {
        "points": [
            point("2026-01", "5", "10", "0.5"),
            point("2026-02", None, None, None),
            point("2026-03", "7", "10", "0.7", incomplete=1),
        ],
        "running": point("2026-04", "1", "10", "0.1"),
        "phases": [],
        "left_out": [],
        "analysis": [too_early(0, 2, "0.6", 2, 1, crossings=1, longest_run_max=4, crossings_min=0)],
    }
    row = ChartSnapshot.objects.get(key=team_key(metric.pk, world.ash.pk))
    assert (row.through, row.built_at) == ("2026-03", NOW)


def test_an_empty_chart_is_built_too(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    rebuild_all([metric])
    nothing = too_early(0, -1, None, longest_run_max=None, crossings_min=None)
    assert of_team(metric, world.ash) == {
        "points": [],
        "running": None,
        "phases": [],
        "left_out": [],
        "analysis": [nothing],
    }
    assert read(teams_key(metric.pk)) == {
        "months": [],
        "points": [],
        "phases": [],
        "left_out": [],
        "analysis": [nothing],
        "teams": {
            slug: {"points": [], "phases": [], "left_out": [], "analysis": [nothing]}
            for slug in ("ash", "birch", "cedar")
        },
    }


def test_a_changed_definition_starts_a_phase_in_every_line(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    new = add_definition(metric, "2026-02", "rate", exposure=Exposure.CLASSROOM_DAYS)
    old = metric.definitions.get(from_month="2025-01")
    for month in (12, 13, 14, 15):
        day = on(2, month - 12 or 12, 2026 if month > 12 else 2025)
        count(world.ash, new if month >= 14 else old, day, month)
    rebuild_all([metric])
    team, whole = of_team(metric, world.ash), read(hosts_key(metric.pk))
    assert [(one["month"], one["value"], one["den"]) for one in team["points"]] == [
        ("2025-12", "12", None),
        ("2026-01", "13", None),
        ("2026-02", "14", "1"),
        ("2026-03", "15", "1"),
    ]
    for chart in (team, whole, whole["teams"]["ash"]):
        assert chart["phases"] == [2]
        assert [(one["first"], one["last"], one["median"]) for one in chart["analysis"]] == [
            (0, 1, "12.5"),
            (2, 3, "14.5"),
        ]


def test_a_long_series_is_judged(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for at in range(12):
        count(world.ash, metric, on(2, at % 12 + 1, 2025), 10 if at < 6 else 20)
    rebuild_all([metric])
    (phase,) = of_team(metric, world.ash)["analysis"]
    expected = Phase(
        0,
        11,
        None,
        12,
        6,
        7,
        1,
        3,
        "signal",
        "above",
        (Hint("shift", 0, 5), Hint("shift", 6, 11), Hint("too_few_runs", 0, 11)),
    )
    assert phase == json.loads(canonical(asdict(expected) | {"median": Decimal(15)}))


# --- All teams --------------------------------------------------------------------------------------------


def test_the_pooled_chart_adds_sums_and_says_k_of_all(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    count(world.ash, metric, on(2), 10, 20)
    count(world.birch, metric, on(2), 90, 100)
    rebuild_all([metric])
    pooled = {"month": "2026-03", "reporting": 2, "taking_part": 3} | shown("100", "120", "0.833333333333333")
    line = too_early(0, 0, "0.5", longest_run_max=None, crossings_min=None)
    for key in (hosts_key(metric.pk), teams_key(metric.pk)):
        whole = read(key)
        assert whole["months"] == ["2026-03"]
        assert whole["points"] == [pooled]
        assert {slug: one["points"] for slug, one in whole["teams"].items()} == {
            "ash": [shown("10", "20", "0.5")],
            "birch": [shown("90", "100", "0.9")],
            "cedar": [MISSING],
        }
        assert whole["teams"]["ash"]["analysis"] == [line]


def test_other_teams_never_receive_a_small_cell_and_their_median_is_of_what_they_see(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for month, small in ((1, 40), (2, 4), (3, 50)):
        count(world.ash, metric, on(2, month), 3, small)
        count(world.birch, metric, on(2, month), 20, 60)
        count(world.cedar, metric, on(2, month), 30, 80)
    rebuild_all([metric])
    hosts, teams = read(hosts_key(metric.pk)), read(teams_key(metric.pk))
    assert hosts["teams"]["ash"]["points"][1] == shown("3", "4", "0.75")
    assert {slug: one["points"][1] for slug, one in teams["teams"].items()} == {
        "ash": HELD_BACK,
        "birch": HELD_BACK,
        "cedar": shown("30", "80", "0.375"),
    }
    assert hosts["points"][1] == teams["points"][1]
    assert [whole["teams"]["ash"]["analysis"][0]["median"] for whole in (hosts, teams)] == ["0.075", "0.0675"]
    assert "0.75" not in ChartSnapshot.objects.get(key=teams_key(metric.pk)).data


def test_other_teams_see_a_month_once_it_is_handed_in_or_fourteen_days_old(world: Spring) -> None:
    metric = add_metric(world.collaborative)
    for team in world.teams:
        count(team, metric, on(2), 5, 10)
    hand_in(world.ash, "2026-03")
    hand_in(world.birch, "2026-02")
    rebuild_all([metric], EARLY)
    teams, hosts = read(teams_key(metric.pk)), read(hosts_key(metric.pk))
    assert {slug: one["points"] for slug, one in teams["teams"].items()} == {
        "ash": [shown("5", "10", "0.5")],
        "birch": [NOT_HANDED_IN],
        "cedar": [NOT_HANDED_IN],
    }
    assert (
        teams["points"][0] == {"month": "2026-03", "reporting": 1, "taking_part": 3} | HELD_BACK
    )  # one alone
    assert hosts["points"][0] == {"month": "2026-03", "reporting": 3, "taking_part": 3} | shown(
        "15", "30", "0.5"
    )
    assert ChartSnapshot.objects.get(key=teams_key(metric.pk)).through == "2026-03/2026-02"
    rebuild_all([metric], NOW)
    assert read(teams_key(metric.pk)) == read(hosts_key(metric.pk)) == hosts


def test_who_joins_or_leaves_counts_only_where_the_whole_month_was_theirs(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    for month in (1, 2, 3):
        for team in world.teams:
            count(team, metric, on(10, month), 1)
    Team.objects.filter(pk=world.birch.pk).update(left=on(11, 2))
    Team.objects.filter(pk=world.cedar.pk).update(joined=on(28, 2))
    rebuild_all([metric])
    whole = read(hosts_key(metric.pk))
    assert [(one["num"], one["reporting"], one["taking_part"]) for one in whole["points"]] == [
        ("2", 2, 2),
        ("1", 1, 2),  # Birch left before the month's end; Cedar takes part, and counted before it had joined
        ("2", 2, 2),
    ]
    assert [one["value"] for one in of_team(metric, world.birch)["points"]] == ["1", "1"]  # its own days stay
    assert [one["month"] for one in of_team(metric, world.cedar)["points"]] == ["2026-03"]


def test_months_of_teams_that_no_longer_take_part_do_not_lengthen_the_chart(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    count(world.ash, metric, on(10, 1), 1)
    count(world.birch, metric, on(10, 2), 1)
    Team.objects.filter(pk=world.birch.pk).update(left=on(20, 2))
    rebuild_all([metric])
    assert read(hosts_key(metric.pk))["months"] == ["2026-01"]


def test_the_running_month_enters_no_rule_and_no_aggregate(world: Spring) -> None:
    metric = add_metric(world.collaborative, "count")
    count(world.ash, metric, on(10), 1)
    rebuild_all([metric])
    before = kept()
    count(world.ash, metric, on(10, 4), 99)
    rebuild_all([metric])
    after = kept()
    changed = {key for key in after[0] if after[0][key] != before[0][key]}
    assert changed == {team_key(metric.pk, world.ash.pk)}
    assert of_team(metric, world.ash)["running"]["value"] == "99"
    assert (
        of_team(metric, world.ash)["analysis"]
        == json.loads(before[0][team_key(metric.pk, world.ash.pk)][1])["analysis"]
    )


def test_another_collaborative_is_untouched(world: Spring) -> None:
    elsewhere = add_collaborative("autumn", on(1), starts=on(1, 1, 2025), ends=on(1, 1, 2027))
    stranger = add_team(elsewhere, "pine")
    mine, theirs = add_metric(world.collaborative), add_metric(elsewhere)
    count(stranger, theirs, on(2), 7, 10)
    rebuild_all([theirs])
    before = kept()
    count(world.ash, mine, on(2), 1, 10)
    rebuild_all([mine])
    charts, sums = kept()
    assert {key: charts[key] for key in before[0]} == before[0]
    assert [row for row in sums if row[0] == theirs.pk] == before[1]
    assert "pine" not in ChartSnapshot.objects.get(key=hosts_key(mine.pk)).data


# --- What is left out -------------------------------------------------------------------------------------


def test_a_snapshot_has_no_clock_no_goal_and_no_name(world: Spring) -> None:
    metric = add_metric(world.collaborative, "rate", goal=Decimal("1234.5"), numerator={"en": "disruptions"})
    world.ash.center.name = "Ash Tree House"
    world.ash.center.save()
    count(world.ash, metric, on(2), 3, 10, room=add_room(world.ash, "Sunroom"))
    rebuild_all([metric], NOW)
    first = kept()
    for row in ChartSnapshot.objects.all():
        for word in ("1234", "disruptions", "Ash Tree", "Sunroom", "By rate", "2026-04", "T16:", "goal"):
            assert word not in row.data
        assert row.data == canonical(json.loads(row.data))
    rebuild_all([metric], NOW + timedelta(days=3))
    assert kept() == first
    assert {row.built_at for row in ChartSnapshot.objects.all()} == {NOW + timedelta(days=3)}


def test_canonical_text_has_one_spelling() -> None:
    assert canonical({"b": Decimal("1.500"), "a": [Decimal("1E+2"), Decimal("0.000"), None, "é"]}) == (
        '{"a":["100","0",null,"é"],"b":"1.5"}'
    )
    with pytest.raises(TypeError, match="no place in a snapshot"):
        canonical({"when": NOW})
