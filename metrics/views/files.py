"""A team's chart as a file, for whoever reads its page, and for the evaluator.

Pictures and words (svg, png, txt) show the team and its hosts what the page shows. Numbers (csv, xlsx, json)
are data that leave the product: the team gets all of its own, everybody else what may leave a team.
So does the evaluator, who has no page, in every form.
"""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from metrics.chartview import ChartView
from metrics.chooser import SHOWN
from metrics.chosen import as_chosen
from metrics.files.answer import FORMS, answer
from metrics.files.content import Content, width_asked
from metrics.models import Metric
from metrics.models.keys import teams_key
from metrics.models.together import all_by
from metrics.options import Options
from metrics.periods import Points
from metrics.reading import Frame, Heading, Kept, last_months, read, team_line
from metrics.views.charts import find_metric, frame_for, team_view
from teams.access import Request, find_collaborative, find_team
from teams.models import Team


@require_safe
def team_file(request: Request, collaborative: str, team: str, metric: str, ending: str) -> HttpResponse:
    found = _find_team(request, collaborative, team)
    counted = find_metric(request, found.collaborative, metric)
    chosen = FORMS[ending].options(Options.parse(request.GET.dict()))
    if _reads_all(request, found, ending):
        shown = team_view(request, found, counted, chosen)
        view, shared, page = shown.view, shown.shared, reverse("chart", args=[collaborative, team, metric])
    else:
        chosen = replace(chosen, points="month" if chosen.points == "day" else chosen.points)
        view, shared, page = *_leaving(request, found, counted, chosen), request.path
    told = content(request, view, shared, page + chosen.suffix)
    return answer(told, ending, [collaborative, team, metric])


def content(request: Request, view: ChartView, shared: Frame, address: str) -> Content:
    """What a chart's file says; `address` without host."""
    metric = shared.metric
    return Content(
        view=view,
        address=settings.BASE_URL + address,
        made=metric.collaborative.day(request.access.now),
        definitions=metric.wordings()[::-1],
        how=shared.how if view.has_teams else "",
        width=width_asked(request.GET.get("width")),
    )


def _find_team(request: Request, collaborative: str, slug: str) -> Team:
    """As the page finds it, and for the evaluator of the collaborative too."""
    access = request.access
    if access.evaluates:
        whole = find_collaborative(request, collaborative)
        if whole.pk in access.evaluates:
            teams = Team.objects.select_related("collaborative", "center")
            team: Team = get_object_or_404(teams, collaborative=whole, slug=slug)
            return team
    return find_team(request, collaborative, slug)


def _reads_all(request: Request, team: Team, ending: str) -> bool:
    access = request.access
    hosted = team.collaborative_id in access.hosts and not FORMS[ending].numbers
    return team.pk in access.reads_teams or hosted


def _leaving(request: Request, team: Team, metric: Metric, options: Options) -> tuple[ChartView, Frame]:
    """The team's line as it may leave the team: what is closed, small cells held back. Not by day."""
    points, shared = options.points, frame_for(request, metric)
    heading = Heading("chart", f"{metric.name} · {team.name}", points_are=points)
    line = team_line(shared, _kept(request, metric, points), team.slug, heading)
    whole = as_chosen(line, options.chart, shared.hints).view
    return whole if options.everything else last_months(whole, SHOWN[points]), shared


def _kept(request: Request, metric: Metric, points: Points) -> Kept:
    """What teams read of each other."""
    if points != "month":
        teams = list(Team.objects.filter(collaborative=metric.collaborative_id).in_order())
        found = all_by(metric, teams, points, request.access.now, for_hosts=False)
        return Kept(found, None, stale=False)
    key = teams_key(metric.pk)
    return read([key], [])[key]
