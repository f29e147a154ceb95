"""The cross-team dashboard: one pass over snapshots makes frozen rows; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from metrics.chartview import ChartView, Link
from metrics.models import Metric
from metrics.models.keys import all_key, hosts_key, teams_key
from metrics.models.periods import closed_through
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
from teams.models import Access, Collaborative, LearningSession, Team

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
    earlier: int  # months that are not shown

    @property
    def last_report(self) -> tuple[int, int, str] | None:
        """k, K and the month, of the newest month on the chart."""
        if not self.pooled.points:
            return None
        point = self.pooled.points[-1]
        return point.reporting or 0, point.teams or 0, point.month


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes: hosts read everything, the others what teams share."""

    access: Access
    collaborative: Collaborative

    @property
    def hosts(self) -> bool:
        return self.collaborative.pk in self.access.hosts

    def key(self, metric: Metric) -> str:
        return hosts_key(metric.pk) if self.hosts else teams_key(metric.pk)


def metrics_on_a_page(teams: int) -> int:
    """So many metrics that their charts stay within what a page can carry."""
    return max(1, CHARTS_ON_A_PAGE // (teams + 1))


def rows(
    reader: Reader, metrics: Sequence[Metric], teams: Sequence[Team], *, everything: bool
) -> list[MetricRow]:
    """Wants metrics with their definitions prefetched, teams with their centers."""
    sessions = list(reader.collaborative.sessions.all())
    kept = read([reader.key(metric) for metric in metrics], [all_key(metric.pk) for metric in metrics])
    return [
        _row(_Page(reader, sessions, teams, everything), metric, kept[reader.key(metric)])
        for metric in metrics
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    reader: Reader
    sessions: Sequence[LearningSession]
    teams: Sequence[Team]
    everything: bool


def _row(page: _Page, metric: Metric, kept: Kept) -> MetricRow:
    collaborative = page.reader.collaborative
    shared = frame(metric, page.sessions, closed_through(collaborative, page.reader.access.now))
    address = reverse("dashboard_metric", args=[collaborative.slug, metric.slug])
    data = reverse("dashboard_metric_data", args=[collaborative.slug, metric.slug])
    heading = Heading(
        f"all-{metric.slug}", _("%(metric)s, all teams") % {"metric": metric.name}, address,
        [Link(_("Download the numbers (CSV)"), data)],
    )  # fmt: skip
    shown = kept if page.everything else recent(kept)
    small = [team_line(shared, shown, team.slug, _team_heading(page, metric, team)) for team in page.teams]
    return MetricRow(
        metric,
        shared,
        pooled_chart(shared, shown, heading),
        [
            TeamChart(view, team.pk in page.reader.access.reads_teams)
            for view, team in zip(on_one_scale(small), page.teams, strict=True)
        ],
        kept.stale,
        address,
        len(kept.data.get("months", ())) - len(shown.data.get("months", ())),
    )


def _team_heading(page: _Page, metric: Metric, team: Team) -> Heading:
    opens = page.reader.hosts or team.pk in page.reader.access.reads_teams
    collaborative = page.reader.collaborative
    url = reverse("chart", args=[collaborative.slug, team.slug, metric.slug]) if opens else ""
    return Heading(f"{metric.slug}-{team.slug}", team.label(collaborative), url)
