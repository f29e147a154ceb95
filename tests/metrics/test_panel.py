"""The fixed panel and the median of the teams. No database."""

from __future__ import annotations

from decimal import Decimal

from metrics.aggregate import Cell, Pooled, pool
from metrics.panel import medians_of, panel_of, panel_points

GAP = Cell()
HELD = Cell(state="held back")
LATE = Cell(state="not handed in")


def cell(num: object, den: object) -> Cell:
    return Cell(Decimal(str(num)), Decimal(str(den)), "shown")


def percent(points: list[Pooled]) -> list[str]:
    return ["–" if one.value is None else f"{one.value:.0%}" for one in points]


def test_the_panel_is_who_is_shown_in_every_period() -> None:
    lines = {
        "ash": [cell(1, 10), cell(2, 10), cell(3, 10)],
        "birch": [cell(1, 10), GAP, cell(3, 10)],
        "cedar": [cell(1, 10), cell(1, 10), HELD],
        "date": [LATE, cell(1, 10), cell(1, 10)],
        "elm": [cell(1, 10), cell(1, 10), cell(1, 10)],
    }
    assert panel_of(lines) == ("ash", "elm")


def test_a_period_in_which_nobody_is_shown_asks_nothing() -> None:
    assert panel_of({"ash": [cell(1, 10), GAP, cell(3, 10)], "birch": [GAP, HELD, cell(1, 9)]}) == ("ash",)


def test_without_a_team_or_a_point_there_is_no_panel() -> None:
    assert (panel_of({}), panel_of({"ash": []}), panel_of({"ash": [GAP, HELD]})) == ((), (), ())


def test_a_half_and_ninety_of_a_hundred_are_eighty_nine_percent_in_the_panel_too() -> None:
    lines = {"ash": [cell(1, 2)], "birch": [cell(90, 100)]}
    assert percent(panel_points(["proportion"], lines, [6])) == ["89%"]


def test_a_team_that_leaves_does_not_make_the_panel_jump() -> None:
    """All teams together fall from 57 % to 40 % when Birch leaves; the panel stays where it was."""
    stays = [cell(8, 20)] * 6
    lines = {"ash": stays, "birch": [*[cell(18, 20)] * 3, GAP, GAP, GAP], "cedar": stays}
    everybody = [
        pool("proportion", {team: line[at] for team, line in lines.items()}, 3 if at < 3 else 2)
        for at in range(6)
    ]
    assert percent(everybody) == ["57%", "57%", "57%", "40%", "40%", "40%"]
    panel = panel_of(lines)
    assert panel == ("ash", "cedar")
    points = panel_points(["proportion"] * 6, {team: lines[team] for team in panel}, [3, 3, 3, 2, 2, 2])
    assert percent(points) == ["40%"] * 6
    assert [(one.reporting, one.taking_part) for one in points] == [(2, 3)] * 3 + [(2, 2)] * 3


def test_a_team_that_joins_later_is_no_part_of_the_panel_that_began_before() -> None:
    lines = {"ash": [cell(1, 10)] * 3, "birch": [GAP, cell(9, 10), cell(9, 10)]}
    assert panel_of(lines) == ("ash",)
    assert panel_of({team: line[1:] for team, line in lines.items()}) == ("ash", "birch")


def test_the_panel_pools_each_unit_in_its_own_way() -> None:
    lines = {"ash": [cell(4, 1)] * 3, "birch": [cell(9, 2)] * 3, "cedar": [cell(10, 1)] * 3}
    assert [one.value for one in panel_points(["count", "score", "rate"], lines, [3, 3, 3])] == [
        Decimal("7.66666666666667"),
        Decimal("4.5"),
        Decimal("5.75"),
    ]


def test_the_median_of_the_teams_is_of_their_own_values() -> None:
    lines = {"ash": [cell(1, 2), cell(1, 2)], "birch": [cell(90, 100), HELD], "cedar": [GAP, cell(3, 4)]}
    assert medians_of(["proportion"] * 2, lines) == [Decimal("0.7"), Decimal("0.625")]
    assert medians_of(["proportion"], {"ash": [HELD], "birch": [GAP]}) == [None]
