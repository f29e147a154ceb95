"""The cross-team dashboard: one pass over snapshots makes frozen rows; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from bsc.pooled import Together, across, kept_by
from metrics.actlist import acts_for
from metrics.bymonth import beside_months
from metrics.chartview import ChartView
from metrics.chooser import SHOWN, Choice
from metrics.files.links import file_links
from metrics.models import Metric
from metrics.models.grains import points_counted
from metrics.models.keys import all_key, hosts_key, teams_key
from metrics.models.periods import closed_through
from metrics.models.rules import hints_of
from metrics.options import Options
from metrics.reading import (
    Frame,
    Heading,
    Kept,
    frame,
    on_one_scale,
    pooled_chart,
    read,
    recent,
    team_line,
)
from metrics.views.charts import Shown
from teams.models import Access, Collaborative, Team

CHARTS_ON_A_PAGE = 60


@dataclass(frozen=True, slots=True)
class TeamChart:
    view: ChartView
    own: bool  # a team of the reader's


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One metric: the pooled chart, and every team's small one on one scale, in the fixed order of teams."""

    metric: Metric
    shared: Frame
    pooled: ChartView
    teams: Sequence[TeamChart]
    stale: bool
    address: str
    earlier: int  # points that are not shown
    choice: Choice | None = None  # where the reader chooses the view


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes: hosts read everything, the others what teams share.

    `leaving`: what goes into a file; there small cells are held back for everybody.
    """

    access: Access
    collaborative: Collaborative
    leaving: bool = False

    @property
    def hosts(self) -> bool:
        return not self.leaving and self.collaborative.pk in self.access.hosts

    def key(self, metric: Metric) -> str:
        return hosts_key(metric.pk) if self.hosts else teams_key(metric.pk)


def pooled_view(reader: Reader, metric: Metric, options: Options) -> Shown:
    """All teams together as this reader may see them, wherever it is shown: page, file, explorer.

    Wants a metric that the reader may read across teams, its definitions prefetched.
    """
    return _shown(reader, metric, options)[0]


def _shown(reader: Reader, metric: Metric, asked: Options) -> tuple[Shown, Together]:
    """The chart, with a word on its months beside smaller points; and what it is made from."""
    together = _together(reader, metric, asked)
    shown = together.shown(asked)
    if shown.view.points_are == "month":
        return shown, together
    options = replace(shown.options, points="month")
    months = together.by_month(reader.access.now, for_hosts=reader.hosts).shown(options).view
    view = beside_months(shown.view, months, options.suffix or "?")
    return replace(shown, view=view), together


def _together(reader: Reader, metric: Metric, asked: Options) -> Together:
    collaborative, options = reader.collaborative, across(asked)
    through = closed_through(collaborative, reader.access.now)
    return Together(
        frame(metric, collaborative.sessions.all(), through, hints_of(collaborative)),
        kept_by(metric, options.points, reader.access.now, for_hosts=reader.hosts),
        pooled_heading(collaborative, metric, options),
        acts_for(reader.access, metric.pk, None, options.points),
        points_counted(metric),
    )


def pooled_heading(collaborative: Collaborative, metric: Metric, options: Options) -> Heading:
    page = reverse("dashboard_metric", args=[collaborative.slug, metric.slug])
    return Heading(
        f"all-{metric.slug}",
        _("%(metric)s, all teams") % {"metric": metric.name},
        page,
        file_links(page, options),
        points_are=options.points,
    )


def metrics_on_a_page(teams: int) -> int:
    """So many metrics that their charts stay within what a page can carry."""
    return max(1, CHARTS_ON_A_PAGE // (teams + 1))


def rows(
    reader: Reader, metrics: Sequence[Metric], teams: Sequence[Team], *, everything: bool
) -> list[MetricRow]:
    """Wants metrics with their definitions prefetched, teams with their centers."""
    kept = read([reader.key(metric) for metric in metrics], [all_key(metric.pk) for metric in metrics])
    through = closed_through(reader.collaborative, reader.access.now)
    sessions, hints = list(reader.collaborative.sessions.all()), hints_of(reader.collaborative)
    page = _Page(reader, teams, Options(everything=everything))
    return [
        _row(page, frame(metric, sessions, through, hints), kept[reader.key(metric)]) for metric in metrics
    ]


def in_depth(reader: Reader, metric: Metric, teams: Sequence[Team], options: Options) -> MetricRow:
    """One metric as the reader chose to see it, every team by the same points."""
    shown, together = _shown(reader, metric, options)
    row = _row(_Page(reader, teams, shown.options), shown.shared, together.kept)
    return replace(row, pooled=shown.view, earlier=shown.earlier, choice=shown.choice)


@dataclass(frozen=True, slots=True)
class _Page:
    reader: Reader
    teams: Sequence[Team]
    options: Options

    def heading(self, metric: Metric, team: Team) -> Heading:
        opens = self.reader.hosts or team.pk in self.reader.access.reads_teams
        collaborative = self.reader.collaborative
        url = reverse("chart", args=[collaborative.slug, team.slug, metric.slug]) if opens else ""
        suffix = Options(points=self.options.points).suffix if url else ""
        return Heading(
            f"{metric.slug}-{team.slug}",
            team.label(collaborative),
            url + suffix,
            points_are=self.options.points,
        )


def _row(page: _Page, shared: Frame, kept: Kept) -> MetricRow:
    metric, access = shared.metric, page.reader.access
    heading = pooled_heading(page.reader.collaborative, metric, page.options)
    shown = kept if page.options.everything else recent(kept, SHOWN[page.options.points])
    small = [team_line(shared, shown, team.slug, page.heading(metric, team)) for team in page.teams]
    return MetricRow(
        metric,
        shared,
        pooled_chart(shared, shown, heading),
        [
            TeamChart(view, team.pk in access.reads_teams)
            for view, team in zip(on_one_scale(small), page.teams, strict=True)
        ],
        kept.stale,
        heading.url,
        len(kept.data.get("months", ())) - len(shown.data.get("months", ())),
    )
