"""A team's charts: all of them small on the team's home, and one in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from metrics.actlist import acts_for
from metrics.bymonth import beside_months
from metrics.chartview import ChartView
from metrics.chooser import SHOWN, Around, Choice, choice_of, typed_said
from metrics.chosen import Chosen, as_chosen
from metrics.files.links import file_links
from metrics.models import Metric
from metrics.models.grains import points_counted, team_by
from metrics.models.keys import team_key
from metrics.models.periods import closed_through
from metrics.models.rules import hints_of
from metrics.options import USUAL, Options
from metrics.periods import Period, Points
from metrics.reading import Frame, Heading, Kept, frame, last_months, read, team_chart
from metrics.windows import windows_of
from teams.access import Request, find_team
from teams.models import Collaborative, Team


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart as a reader chose to see it; `earlier`: points before the first one shown."""

    view: ChartView
    shared: Frame
    stale: bool
    earlier: int
    options: Options = USUAL  # as shown: what was refused is back at its default
    choice: Choice | None = None  # the form of these options, and what is said of them


@require_safe
def chart(request: Request, collaborative: str, team: str, metric: str) -> HttpResponse:
    """One chart in full: sentence, drawing, table, definition; the last 24 months, or all of them."""
    found = find_team(request, collaborative, team)
    counted = find_metric(request, found.collaborative, metric)
    shown = team_view(request, found, counted, Options.parse(request.GET.dict()))
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "metric": counted,
        "shared": shown.shared,
        "view": shown.view,
        "stale": shown.stale,
        "choice": shown.choice,
        "definitions": counted.wordings()[::-1],
    }
    return render(request, "metrics/chart.html", context)


def team_view(request: Request, team: Team, metric: Metric, options: Options) -> Shown:
    """One team's chart for its own people and its hosts, wherever it is shown: page, file, explorer.

    Months are kept, smaller points are added up now. Wants the metric's definitions prefetched.
    """
    wanted = replace(options, panel=False, teams_median=False)
    names = [team.collaborative.slug, team.slug, metric.slug]
    kept = _kept(request, team, metric, wanted.points)
    heading = Heading(
        "chart",
        f"{metric.name} · {team.name}",
        links=file_links(reverse("chart", args=names), wanted),
        windows=windows_of(request.access, [(team.pk, metric.pk)]).get((team.pk, metric.pk), ()),
        points_are=wanted.points,
    )
    shared = frame_for(request, metric)
    whole = replace(
        team_chart(shared, kept, heading), acts=acts_for(request.access, metric.pk, team.pk, wanted.points)
    )
    chosen = as_chosen(whole, wanted.chart, shared.hints)
    around = Around(points_counted(metric, team), said=tuple(typed_said(typed_in(kept))))
    return _beside_months(request, team, metric, shown_as(shared, chosen, kept, wanted, around))


def _beside_months(request: Request, team: Team, metric: Metric, shown: Shown) -> Shown:
    """With a word on the chart by month, where that says something else."""
    if shown.options.points == "month":
        return shown
    options = replace(shown.options, points="month")
    whole = team_chart(shown.shared, _kept(request, team, metric, "month"), Heading("by-month", metric.name))
    months = as_chosen(whole, options.chart, shown.shared.hints).view
    months = months if options.everything else last_months(months)
    return replace(shown, view=beside_months(shown.view, months, options.suffix or "?"))


def _kept(request: Request, team: Team, metric: Metric, points: Points) -> Kept:
    if points != "month":
        return Kept(team_by(metric, team, points, request.access.now), None, stale=False)
    key = team_key(metric.pk, team.pk)
    return read([key], [key])[key]


def typed_in(kept: Kept) -> Sequence[str]:
    """Months of one typed number, which smaller points leave out."""
    found: Sequence[str] = kept.data.get("typed", ())
    return found


def shown_as(shared: Frame, chosen: Chosen, kept: Kept, wanted: Options, around: Around) -> Shown:
    """The whole chart, or its newest points, with the form of what is really shown."""
    options = replace(wanted, chart=chosen.view.kind)
    view = chosen.view if options.everything else last_months(chosen.view, SHOWN[options.points])
    earlier = around.earlier + len(chosen.view.points) - len(view.points)
    choice = choice_of(chosen, options, replace(around, earlier=earlier))
    return Shown(view, shared, kept.stale, earlier, options, choice)


def find_metric(request: Request, collaborative: Collaborative, slug: str) -> Metric:
    metrics = Metric.objects.visible_to(request.access).prefetch_related("definitions")
    found: Metric | None = metrics.filter(collaborative=collaborative, slug=slug).first()
    if found is None:
        raise Http404
    return found


def frame_for(request: Request, metric: Metric) -> Frame:
    whole = metric.collaborative
    through = closed_through(whole, request.access.now)
    return frame(metric, whole.sessions.all(), through, hints_of(whole))


def small_charts(request: Request, team: Team) -> list[ChartView]:
    """All of a team's charts, small; the same few queries however many."""
    metrics = list(
        Metric.objects.visible_to(request.access)
        .filter(collaborative=team.collaborative_id)
        .prefetch_related("definitions")
    )
    sessions = list(team.collaborative.sessions.all())
    through = closed_through(team.collaborative, request.access.now)
    keys = {metric.pk: team_key(metric.pk, team.pk) for metric in metrics}
    kept, hints = read(keys.values(), []), hints_of(team.collaborative)
    views = [
        last_months(
            team_chart(
                frame(metric, sessions, through, hints),
                kept[keys[metric.pk]],
                Heading(
                    f"metric-{metric.slug}",
                    metric.name,
                    reverse("chart", args=[team.collaborative.slug, team.slug, metric.slug]),
                ),
            )
        )
        for metric in metrics
    ]
    charts = [(team.pk, metric.pk) for metric in metrics]
    windows = windows_of(request.access, charts, _first_day(views))
    return [replace(view, windows=windows.get(key, ())) for key, view in zip(charts, views, strict=True)]


def _first_day(views: Sequence[ChartView]) -> date | None:
    """Of all that they show; None where one shows nothing, and so all that was ever tried."""
    days = [Period.parse(view.points[0].period).first if view.points else None for view in views]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None
