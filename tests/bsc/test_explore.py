"""One metric explored across teams: lines of teams, another metric beside, or one team."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from metrics.models import HandIn, Metric
from metrics.months import Month
from tests.conftest import Cast
from tests.counts import add_metric, count, rebuild_all
from tests.metrics.test_explore import figures, opened

TALKS = "/c/riverside/dashboard/talks/explore/"
MONTHS = 12


@pytest.fixture
def talks(cast: Cast) -> Metric:
    """Maple and Oak have counted twelve months and handed them in; Maple's numbers are the lower."""
    found = [add_metric(cast.riverside, slug=slug) for slug in ("talks", "meals")]
    for back in range(1, MONTHS + 1):
        month = Month.of(cast.today).plus(-back)
        for team, many in ((cast.maple, 3), (cast.oak, 8)):
            for metric in found:
                count(team, metric, month.first, many, 10)
            HandIn.objects.create(team=team, month=str(month))
    rebuild_all(found, timezone.now())
    return found[0]


def lines(found: dict[str, Any]) -> dict[str, Any]:
    """Team → whether it is shown."""
    teams = [trace for trace in found["data"] if trace["meta"]["role"] == "team"]
    return {trace["name"]: trace["visible"] for trace in teams}


@pytest.mark.usefixtures("talks")
def test_hosts_begin_without_a_team_and_members_with_their_own(cast: Cast) -> None:
    [hosts] = figures(opened(cast.fay, TALKS))
    [members] = figures(opened(cast.oda, TALKS))
    assert lines(hosts) == {"Maple": "legendonly", "Oak": "legendonly"}
    assert lines(members) == {"Maple": "legendonly", "Oak": True}


@pytest.mark.usefixtures("talks")
def test_teams_are_added_up_before_they_are_divided(cast: Cast) -> None:
    [found] = figures(opened(cast.fay, TALKS))
    [points] = [trace for trace in found["data"] if trace["meta"]["role"] == "points"]
    assert points["y"] == [55.0] * MONTHS
    assert (
        points["customdata"][0].split(": ", 1)[1] == "55%. 11 out of 20. 2 of 2 teams reported. Median: 55%"
    )


@pytest.mark.usefixtures("talks")
def test_another_metric_stands_beside_with_the_same_teams_shown(cast: Cast) -> None:
    found = figures(opened(cast.fay, f"{TALKS}?teams=oak&beside=meals"))
    assert [lines(one) for one in found] == [{"Maple": "legendonly", "Oak": True}] * 2


@pytest.mark.usefixtures("talks")
def test_one_team_stands_beside_all_on_the_same_scale(cast: Cast) -> None:
    everybody, maple = figures(opened(cast.oda, f"{TALKS}?beside=team:maple"))
    assert everybody["layout"]["yaxis"]["range"] == maple["layout"]["yaxis"]["range"] == [0.0, 80.0]
    assert [trace["y"] for trace in maple["data"] if trace["meta"]["role"] == "points"] == [[30.0] * MONTHS]


@pytest.mark.usefixtures("talks")
def test_lines_of_teams_follow_the_points_that_were_chosen(cast: Cast) -> None:
    [found] = figures(opened(cast.fay, f"{TALKS}?points=week&teams=oak"))
    labels = found["layout"]["meta"]["labels"]
    own = {trace["meta"]["role"]: trace["x"] for trace in found["data"]}
    assert all(len(label) == len("2026-W12") for label in labels)
    assert len(own["team"]) == len(own["points"]) == len(labels)
