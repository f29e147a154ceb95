"""All teams together as somebody chose to see them: sums before ratios, a fixed panel, the teams' median."""

from __future__ import annotations

from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bsc.views.dashboard import Move
from metrics.models import HandIn, Metric
from metrics.months import Month
from metrics.options import Options
from metrics.tasks import sweep_marks
from metrics.wording import day_text
from teams.models import Team
from tests.conftest import Cast, add_team
from tests.counts import add_definition, add_metric, count

SHOWN = 4  # months


@pytest.fixture
def elm(cast: Cast) -> Team:
    return add_team(cast.riverside, "elm")


@pytest.fixture
def month(cast: Cast) -> Month:
    """The first of four months, all open."""
    return Month.of(cast.today).plus(-SHOWN - 1)


def type_months(team: Team, metric: Metric, first: Month, *parts: tuple[int, int] | None) -> None:
    for at, part in enumerate(parts):
        if part is not None:
            count(team, metric, first.plus(at).first, *part, grain="month")
            HandIn.objects.create(team=team, month=str(first.plus(at)))
    sweep_marks()


def row(client: Client, query: str = "", slug: str = "by-proportion") -> Any:
    answer = client.get(f"/c/riverside/dashboard/{slug}/{query}")
    assert answer.status_code == 200
    return answer.context["row"]


def percent(view: Any) -> list[str]:
    return ["–" if one.value is None else f"{one.value:.0%}" for one in view.points]


def reports(view: Any) -> list[tuple[Any, Any]]:
    return [(one.reporting, one.teams) for one in view.points]


@pytest.fixture
def fir(cast: Cast) -> Team:
    return add_team(cast.riverside, "fir")


@pytest.fixture
def metric(cast: Cast, elm: Team, fir: Team, month: Month) -> Metric:
    """Maple, Elm and Fir stay at 40 %; Oak, at 90 %, leaves after two months."""
    found = add_metric(cast.riverside)
    Team.objects.filter(pk=cast.oak.pk).update(left=month.plus(2).first)
    for team, of in ((cast.maple, 20), (elm, 10), (fir, 10)):
        type_months(team, found, month, *[(of * 2 // 5, of)] * SHOWN)
    type_months(cast.oak, found, month, (18, 20), (18, 20))
    return found


def test_a_team_that_leaves_does_not_make_the_panel_jump(metric: Metric, cast: Cast, client: Client) -> None:
    client.force_login(cast.fay)
    everybody, panel = row(client).pooled, row(client, "?panel=fixed").pooled
    assert percent(everybody) == ["57%", "57%", "40%", "40%"]
    assert percent(panel) == ["40%"] * 4
    assert reports(panel) == [(3, 4), (3, 4), (3, 3), (3, 3)]
    assert (everybody.panel, panel.panel) == (False, True)
    assert panel.sentence.endswith("The same 3 of 3 teams at every point.")


def test_a_half_and_ninety_of_a_hundred_are_eighty_nine_percent_in_every_view(
    cast: Cast, month: Month, client: Client
) -> None:
    found = add_metric(cast.riverside)
    type_months(cast.maple, found, month, (1, 2))
    type_months(cast.oak, found, month, (90, 100))
    client.force_login(cast.fay)
    for query in ("?line=median", "?panel=fixed&line=median"):
        view = row(client, query).pooled
        assert (percent(view), reports(view), view.panel) == (["89%"], [(2, 2)], False)
        assert view.teams_median == (Decimal("0.7"),)


def test_the_form_says_how_many_teams_the_panel_has(metric: Metric, cast: Cast, client: Client) -> None:
    client.force_login(cast.fay)
    page = unescape(client.get("/c/riverside/dashboard/by-proportion/?panel=fixed").content.decode())
    assert '<option value="fixed" selected>always the same 3</option>' in page
    assert "what moves here is the count, and not who reported" in page


def test_without_a_team_that_always_reported_the_choice_falls_back_and_says_so(
    cast: Cast, month: Month, client: Client
) -> None:
    found = add_metric(cast.riverside)
    type_months(cast.maple, found, month, (8, 20))
    type_months(cast.oak, found, month, None, (8, 20))
    client.force_login(cast.fay)
    shown = row(client, "?panel=fixed")
    assert shown.choice.options == Options()
    assert shown.choice.said == ("No team reported every time, so all teams that reported are shown.",)
    assert percent(shown.pooled) == ["40%", "40%"]


@pytest.mark.parametrize("teams", [1, 2])
def test_a_panel_of_fewer_than_three_teams_is_refused_and_not_offered(
    cast: Cast, elm: Team, month: Month, client: Client, teams: int
) -> None:
    found = add_metric(cast.riverside)
    for at, team in enumerate((cast.maple, elm, cast.oak)):
        type_months(team, found, month, (8, 20) if at < teams else None, (8, 20))
    client.force_login(cast.fay)
    shown = row(client, "?panel=fixed")
    many = {1: "1 team", 2: "2 teams"}[teams]
    said = f"Only {many} reported every time, and a panel needs 3. So all teams that reported are shown."
    assert (shown.pooled.panel, shown.choice.options, shown.choice.said) == (False, Options(), (said,))
    assert "panel" not in [field.name for field in shown.choice.fields]


def test_panel_and_median_are_made_of_what_the_reader_may_see(
    cast: Cast, elm: Team, month: Month, client: Client
) -> None:
    """Oak's four children hide Oak, and Elm with it: neither is in the panel or the median of a teacher."""
    found = add_metric(cast.riverside)
    for slug in ("fir", "gum"):
        type_months(add_team(cast.riverside, slug), found, month, (30, 40), (30, 40))
    type_months(cast.oak, found, month, (4, 4), (10, 20))
    type_months(elm, found, month, (5, 10), (5, 20))
    type_months(cast.maple, found, month, (30, 40), (30, 40))
    client.force_login(cast.fay)
    hosts = row(client, "?panel=fixed&line=median").pooled
    assert (reports(hosts), hosts.teams_median) == (
        [(5, 5), (5, 5)],
        (Decimal("0.75"), Decimal("0.75")),
    )
    client.force_login(cast.mia)
    teams = row(client, "?panel=fixed&line=median").pooled
    assert (percent(teams), reports(teams)) == (["75%", "75%"], [(3, 5), (3, 5)])
    assert teams.teams_median == (Decimal("0.75"), Decimal("0.75"))


def test_of_scores_the_pooled_line_is_the_median_already(cast: Cast, month: Month, client: Client) -> None:
    found = add_metric(cast.riverside, "score", slug="calm")
    for team, score in ((cast.maple, 2), (cast.oak, 4)):
        type_months(team, found, month, (score, 1))
    client.force_login(cast.fay)
    shown = row(client, "?line=median", "calm")
    assert (shown.pooled.points[0].value, shown.pooled.teams_median) == (3, ())
    assert "line" not in [field.name for field in shown.choice.fields]
    assert shown.choice.options == Options()
    assert shown.choice.said == (
        "Each point is the median of the teams already, so there is no second line.",
    )
    assert "median of the teams" in shown.pooled.sentence


def test_of_counts_the_pooled_line_is_the_mean_for_each_team(
    cast: Cast, elm: Team, month: Month, client: Client
) -> None:
    found = add_metric(cast.riverside, "count", slug="sent-home")
    for team, number in ((cast.maple, 1), (cast.oak, 2), (elm, 9)):
        type_months(team, found, month, (number, None))  # type: ignore[arg-type]
    client.force_login(cast.fay)
    view = row(client, "?line=median", "sent-home").pooled
    assert (view.points[0].value, view.teams_median) == (4, (2,))


def test_a_changed_wording_starts_a_phase_in_the_panel_too(
    cast: Cast, elm: Team, month: Month, client: Client
) -> None:
    metric = add_metric(cast.riverside, "count", slug="hugs")
    old = metric.definitions.get()
    new = add_definition(metric, str(month.plus(2)), "count")
    for team in (cast.maple, cast.oak, elm):
        for at in range(4):
            count(team, old if at < 2 else new, month.plus(at).first, at, grain="month")
    sweep_marks()
    client.force_login(cast.fay)
    view = row(client, "?panel=fixed", "hugs").pooled
    assert [(phase.first, phase.last, phase.median) for phase in view.chart.phases] == [
        (0, 1, Decimal("0.5")),
        (2, 3, Decimal("2.5")),
    ]


def test_by_day_teams_are_not_added_up(metric: Metric, cast: Cast, client: Client) -> None:
    client.force_login(cast.fay)
    shown = row(client, "?points=day")
    assert (shown.pooled.points_are, shown.choice.options) == ("month", Options())
    assert "By day teams are not added up" in shown.choice.said[0]


def test_weeks_of_all_teams_say_which_months_they_lack(metric: Metric, cast: Cast, client: Client) -> None:
    client.force_login(cast.fay)
    shown = row(client, "?points=week")
    assert (shown.pooled.points_are, list(shown.pooled.points)) == ("week", [])
    assert "4 months" in shown.choice.said[0]
    assert {team.view.points_are for team in shown.teams} == {"week"}


def test_the_dashboard_counts_no_teams_that_became_better(metric: Metric, cast: Cast, client: Client) -> None:
    client.force_login(cast.fay)
    for query in ("", "?panel=fixed&line=median", "?points=sample"):
        page = client.get(f"/c/riverside/dashboard/by-proportion/{query}").content.decode().lower()
        assert not [word for word in ("improved", "best team", "ranking", "league") if word in page]


def test_the_address_of_a_view_is_always_the_same(metric: Metric, cast: Cast, client: Client) -> None:
    client.force_login(cast.fay)
    first = row(client, "?line=median&x=1&panel=fixed&months=all&chart=pie&points=month").choice
    assert first.options.suffix == "?months=all&panel=fixed&line=median"
    assert first.newest == "?panel=fixed&line=median"


def test_teams_that_came_or_went_are_named_since_k_of_k_changes_with_them(
    cast: Cast, elm: Team, metric: Metric, month: Month, client: Client
) -> None:
    Team.objects.filter(pk=elm.pk).update(joined=month.plus(1).first)
    client.force_login(cast.mia)
    answer = client.get("/c/riverside/dashboard/by-proportion/")
    left = month.plus(2).first
    assert answer.context["moves"] == [Move("Oak", None, left), Move("Elm", month.plus(1).first, None)]
    assert f"Oak left on {day_text(left)} and is counted until then." in " ".join(
        answer.content.decode().split()
    )
