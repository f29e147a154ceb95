"""From a chart kept for reading to what a page shows: names, goal, sessions and the axis are added here.

Snapshots hold data and analysis alone (`metrics.models.rebuild`); what depends on the reader, or on the day
the page is read, comes in now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext as _

from metrics.aggregate import Cell
from metrics.chart import Marker, common_range
from metrics.chartview import ChartPoint, ChartView, Direction, Link, State, Unit
from metrics.choosing import hints_on
from metrics.counted import Wording
from metrics.models import ChartMark, ChartSnapshot, Metric, MetricDefinition
from metrics.months import Month
from metrics.periods import Points
from metrics.runchart import Hint, Phase, RunChart, analyse
from metrics.windows import Window
from teams.models import LearningSession

SHOWN_MONTHS = 24  # a page shows these; a link leads to all
STATES: Mapping[str, State] = {
    "shown": "shown",
    "missing": "missing",
    "held back": "held_back",
    "not handed in": "not_handed_in",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot as it was read: its data, how far its calendar goes, and whether it is being renewed.

    What was added up while reading (`metrics.models.grains`) has the same form; it ends where it ends.
    """

    data: dict[str, Any]
    through: Month | None
    stale: bool


def read(keys: Iterable[str], mark_keys: Iterable[str]) -> dict[str, Kept]:
    """Two queries however many charts; one that was never built is there, and empty."""
    wanted = list(keys)
    marked = set(ChartMark.objects.filter(key__in=list(mark_keys)).values_list("key", flat=True).distinct())
    rows = {row.key: row for row in ChartSnapshot.objects.filter(key__in=wanted).exclude(data="")}
    return {key: _kept(rows.get(key), is_marked=_mark_key(key) in marked) for key in wanted}


def _mark_key(key: str) -> str:
    """The key that marks are written under: both readers' aggregates share one."""
    return key.removesuffix("/hosts").removesuffix("/teams")


def _kept(row: ChartSnapshot | None, *, is_marked: bool) -> Kept:
    if row is None:
        return Kept({}, None, is_marked)
    return Kept(json.loads(row.data), Month.parse(row.through.split("/")[0]), is_marked)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all charts of one metric share on a page."""

    metric: Metric
    definition: MetricDefinition | None  # today's wording
    sessions: Sequence[Marker]
    hints: str = "ihi"  # whose the collaborative reads: metrics.models.rules

    @property
    def unit(self) -> Unit:
        return cast("Unit", self.definition.unit if self.definition else "count")

    @property
    def direction(self) -> Direction:
        return cast("Direction", self.metric.direction)

    @property
    def goal(self) -> Decimal | None:
        return self.definition.goal if self.definition else None

    @property
    def how(self) -> str:
        """What the pooled value is, in words."""
        return {
            "proportion": _("All teams’ counts are added up first, then divided."),
            "rate": _("All teams’ counts are added up first, then divided."),
            "count": _("The mean for each team that reported."),
            "score": _("The median of the teams that reported."),
        }[self.unit]


def frame(metric: Metric, sessions: Iterable[LearningSession], through: Month, hints: str = "ihi") -> Frame:
    """Wants the metric's definitions prefetched."""
    holding = [one for one in metric.definitions.all() if one.from_month <= str(through.plus(1))]
    newest = max(holding or metric.definitions.all(), key=lambda one: one.from_month, default=None)
    return Frame(metric, newest, [session_marker(session) for session in sessions], hints)


def session_marker(session: LearningSession) -> Marker:
    number = {"number": session.number}
    # Translators: a learning session beneath a chart, where there is little room.
    short = _("LS%(number)s") % number
    return Marker(session.from_day.isoformat(), _("Session %(number)s") % number, short)


@dataclass(frozen=True, slots=True)
class Heading:
    """How one chart appears on its page; `key` is unique there."""

    key: str
    title: str
    url: str = ""
    links: Sequence[Link] = ()
    windows: Sequence[Window] = ()
    points_are: Points = "month"


def team_chart(shared: Frame, kept: Kept, heading: Heading) -> ChartView:
    """One team's chart in full, the running month hollow at its end."""
    points = [_team_point(point) for point in kept.data.get("points", ())]
    left_out = tuple(kept.data.get("left_out", ()))
    points += [
        ChartPoint(str(month), None, None, None, "missing") for month in _missing(points, kept.through)
    ]
    phases = _phases(kept.data.get("analysis", ()))
    running = kept.data.get("running")
    if running:
        points.append(replace(_team_point(running), state="running", hollow=True))
    return _view(shared, points, _Analysis(phases, left_out), heading, kept)


def _team_point(point: Mapping[str, Any]) -> ChartPoint:
    value = _number(point["value"])
    state: State = "missing" if value is None else "shown"
    return ChartPoint(point["month"], _number(point["num"]), _number(point["den"]), value, state)


def _missing(points: Sequence[ChartPoint], through: Month | None) -> Iterable[Month]:
    """Closed months after the last sum: nothing was counted in them."""
    if not points or through is None:
        return ()
    return Month.parse(points[-1].period).plus(1).until(through)


def pooled_chart(shared: Frame, kept: Kept, heading: Heading) -> ChartView:
    """The whole collaborative's chart, with k of K teams at each month."""
    points = [
        replace(_cell(point["month"], point), reporting=point["reporting"], teams=point["taking_part"])
        for point in kept.data.get("points", ())
    ]
    return _view(shared, points, _analysis(kept.data), heading, kept)


def team_line(shared: Frame, kept: Kept, slug: str, heading: Heading) -> ChartView:
    """One team's line as a reader of the whole sees it, on the whole's months."""
    line = _lines(kept).get(slug, {"points": (), "analysis": ()})
    months = kept.data.get("months", ())
    points = [_cell(month, point) for month, point in zip(months, line["points"], strict=False)]
    return _view(shared, points, _analysis(line), heading, kept)


def cells_of(kept: Kept) -> dict[str, list[Cell]]:
    """Every team's cells as this reader sees them, in the fixed order of teams."""
    return {slug: [_known(point) for point in line["points"]] for slug, line in _lines(kept).items()}


def _lines(kept: Kept) -> Mapping[str, Any]:
    found: Mapping[str, Any] = kept.data.get("teams", {})
    return found


def _known(point: Mapping[str, Any]) -> Cell:
    return Cell(_number(point["num"]), _number(point["den"]), point["state"])


def _cell(month: str, point: Mapping[str, Any]) -> ChartPoint:
    return ChartPoint(
        month, _number(point["num"]), _number(point["den"]), _number(point["value"]), STATES[point["state"]]
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@dataclass(frozen=True, slots=True)
class _Analysis:
    phases: tuple[Phase, ...]
    left_out: tuple[int, ...]


def _analysis(data: Mapping[str, Any]) -> _Analysis:
    return _Analysis(_phases(data.get("analysis", ())), tuple(data.get("left_out", ())))


def _phases(analysis: Iterable[Mapping[str, Any] | Phase]) -> tuple[Phase, ...]:
    return tuple(
        phase
        if isinstance(phase, Phase)
        else Phase(
            **{
                **phase,
                "median": _number(phase["median"]),
                "hints": tuple(Hint(**hint) for hint in phase["hints"]),
            }
        )
        for phase in analysis
    )


def _view(
    shared: Frame, points: Sequence[ChartPoint], analysis: _Analysis, heading: Heading, kept: Kept
) -> ChartView:
    phases = analysis.phases or analyse([None for _point in points]).phases
    return ChartView(
        key=heading.key,
        title=heading.title,
        unit=shared.unit,
        direction=shared.direction,
        points=points,
        chart=RunChart(len(points), phases, analysis.left_out),
        goal=shared.goal,
        sessions=shared.sessions,
        windows=heading.windows,
        links=heading.links,
        url=heading.url,
        points_are=heading.points_are,
        hints=hints_on("run", shared.hints),
        days=kept.data.get("days", {}),
        wordings=[_wording(one) for one in shared.metric.wordings()],
    )


def _wording(one: MetricDefinition) -> Wording:
    return Wording(one.from_month, one.numerator_text, one.denominator_text, is_rate=one.unit == "rate")


def recent(kept: Kept, months: int = SHOWN_MONTHS) -> Kept:
    """The whole collaborative's chart cut before it is built, so that a long history costs nothing."""
    cut = len(kept.data.get("months", ())) - months
    if cut <= 0:
        return kept
    teams = kept.data["teams"].items()
    lines = {slug: _cut_line(line, cut) for slug, line in teams}
    data = {**_cut_line(kept.data, cut), "months": kept.data["months"][cut:], "teams": lines}
    return replace(kept, data=data)


def _cut_line(line: Mapping[str, Any], cut: int) -> dict[str, Any]:
    phases = [_cut(phase, cut) for phase in _phases(line["analysis"]) if phase.last >= cut]
    left_out = [at - cut for at in line.get("left_out", ()) if at >= cut]
    return {**line, "points": line["points"][cut:], "analysis": phases, "left_out": left_out}


def last_months(view: ChartView, months: int = SHOWN_MONTHS) -> ChartView:
    """The newest points of a chart. Medians, limits and verdicts stay those of the whole chart."""
    cut = len(view.points) - months
    if cut <= 0:
        return view
    phases = tuple(_cut(phase, cut) for phase in view.chart.phases if phase.last >= cut)
    left_out = tuple(at - cut for at in view.chart.left_out if at >= cut)
    control = view.control and replace(view.control, points=view.control.points[cut:])
    return replace(
        view,
        points=view.points[cut:],
        chart=RunChart(months, phases or view.chart.phases[-1:], left_out),
        control=control,
        teams_median=view.teams_median[cut:],
    )


def _cut(phase: Phase, cut: int) -> Phase:
    hints = tuple(
        replace(hint, first=max(hint.first - cut, 0), last=hint.last - cut)
        for hint in phase.hints
        if hint.last >= cut
    )
    frozen = None if phase.frozen is None else phase.frozen - cut  # before the first one shown where below 0
    return replace(phase, first=max(phase.first - cut, 0), last=phase.last - cut, hints=hints, frozen=frozen)


def on_one_scale(views: Sequence[ChartView]) -> list[ChartView]:
    """Charts side by side share their axis, so that no team looks better for its scale."""
    low, high = common_range([view.series() for view in views])
    return [replace(view, y_min=low, y_max=high) for view in views]
