"""What people do to charts: a team's, and that of all teams together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from metrics.models import ChartAct, Metric
from metrics.months import Month
from teams.models import Writing
from tests.conftest import Cast
from tests.fuzz.forms import MEMBERS as NOT_MEMBERS
from tests.fuzz.forms import Target
from tests.kinds import NO, Row, collaborative, team, written_by_members

if TYPE_CHECKING:
    from tests.grown import Grown

# Who reads the chart of all teams, but does nothing to it.
READERS = collaborative(403)
ROWS: dict[str, Row] = {
    "chart_act_new": Row(written_by_members(200), written_by_members(422)),
    "chart_act_undo": Row(team(302), written_by_members(302)),
    "chart_acts_data": Row(team(200), NO),
    "dashboard_act_new": Row(
        READERS | dict.fromkeys(("faculty", "coach", "coordinator"), 200),
        READERS | dict.fromkeys(("faculty", "coach", "coordinator"), 422),
    ),
    # The evaluator reads numbers, neither names nor texts.
    "dashboard_act_undo": Row(
        collaborative(302) | {"evaluator": 404},
        READERS | dict.fromkeys(("faculty", "coach", "coordinator"), 302) | {"evaluator": 404},
    ),
    "dashboard_acts_data": Row(collaborative(200) | {"evaluator": 404}, NO),
}
NOT_HOSTS = ("anonymous", "teacher", "director", "former member", "evaluator", "of another collaborative")
MORE = ("sure", "early", "view")
TARGETS: dict[str, Target] = {
    "chart_act_new": Target("parent", NOT_MEMBERS, extra=MORE),
    "chart_act_undo": Target("director", NOT_MEMBERS, "chart"),
    "dashboard_act_new": Target("faculty", NOT_HOSTS, extra=MORE),
    "dashboard_act_undo": Target("coordinator", NOT_HOSTS, "dashboard_metric"),
}
OPENED_BY: dict[str, str] = {
    "chart_act_new": "teacher",
    "chart_acts_data": "director",
    **dict.fromkeys(("dashboard_act_new", "dashboard_acts_data"), "faculty"),
}
NOT_PAGES: dict[str, str] = dict.fromkeys(("chart_act_undo", "dashboard_act_undo"), "only takes what is sent")


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """A note on a point of Maple's chart, and one on that of all teams."""
    metric = Metric.objects.get(collaborative=cast.riverside, slug=names["metric"])
    month, now = str(names["month"]), timezone.now()

    def noted(whose: Any, by: Any) -> ChartAct:
        writing = Writing.objects.create(
            collaborative=cast.riverside,
            team=whose,
            kind=ChartAct.kind,
            author=cast.participant(by),
            text="The heating was off",
            shown_at=now,
        )
        row: ChartAct = ChartAct.objects.create(
            metric=metric, team=whose, what="note", period=month, writing=writing
        )
        return row

    return {"act": noted(cast.maple, cast.mia).uuid, "act_of_all": noted(None, cast.fay).uuid}


def grow(grown: Grown) -> dict[str, Any]:
    """Acts of each kind on every month of the opened metric, of the team and of all; half are undone."""
    months = [str(Month.of(grown.today).plus(-back)) for back in range(grown.size.months)]
    wanted = [(whose, what, month) for whose in (grown.team, None) for what in _WHATS for month in months]
    rows = ChartAct.objects.bulk_create(
        ChartAct(
            metric=grown.metrics[0],
            team=whose,
            what=what,
            period=month,
            writing=writing,
            undone_at=grown.now if at % 2 else None,
            undone_by=grown.author if at % 2 else None,
        )
        for at, ((whose, what, month), writing) in enumerate(
            zip(wanted, grown.writings(ChartAct, len(wanted)), strict=True)
        )
    )
    return {"act": rows[0].uuid, "act_of_all": rows[-1].uuid}


_WHATS = ("note", "left_out", "baseline", "phase")
