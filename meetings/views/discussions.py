"""What a team says about one chart and month: what it sees, asks itself, and will try next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.forms.barriers import RemarksForm
from meetings.models import Discussion, Meeting, Remark
from meetings.views.barriers import send
from metrics.chartview import ChartView
from metrics.models import Metric
from metrics.models.keys import team_key
from metrics.models.periods import closed_through
from metrics.months import Month
from metrics.reading import Heading, last_months, read, team_chart
from metrics.views.charts import find_metric, frame_for
from teams.access import Request, find_team
from teams.models import Team
from teams.models.writing import TakenError, Words, with_writing, write
from teams.speaking import known_words, voice_in

OFFERED_MEETINGS = 8  # the team's latest, to say at which one it was spoken about


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what was said to it, and the field for one's own words."""

    name: str
    label: str
    remarks: list[Remark]
    field: Any
    hidden: Any


@dataclass(frozen=True, slots=True)
class Page:
    """One chart and month of a team."""

    team: Team
    metric: Metric
    month: Month
    row: Discussion | None  # there is none before the first remark

    @property
    def address(self) -> str:
        names = [self.team.collaborative.slug, self.team.slug, self.metric.slug, self.month]
        return reverse("discussion", args=names)


@require_safe
def discussion_list(request: Request, collaborative: str, team: str) -> HttpResponse:
    """What was spoken about, the newest month first; and the charts that wait to be."""
    found = find_team(request, collaborative, team)
    month = closed_through(found.collaborative, request.access.now)
    rows = list(
        Discussion.objects.visible_to(request.access)
        .filter(team=found)
        .select_related("metric", "meeting")
        .annotate(number_of_remarks=Count("remarks"))
    )
    spoken = {row.metric_id for row in rows if row.month == str(month)}
    metrics = Metric.objects.visible_to(request.access).filter(collaborative=found.collaborative_id)
    context = {
        "team": found,
        "collaborative": found.collaborative,
        "writes": found.pk in request.access.writes_teams,
        "month": month,
        "rows": [(row, Month.parse(row.month).first) for row in rows],
        "silent": [metric for metric in metrics if metric.pk not in spoken],
    }
    return render(request, "barriers/discussions.html", context)


@require_safe
def discussion(request: Request, collaborative: str, team: str, metric: str, month: Month) -> HttpResponse:
    page = _find(request, find_team(request, collaborative, team), metric, month)
    return _show(request, page)


@send
def discussion_remarks(
    request: Request, collaborative: str, team: str, metric: str, month: Month
) -> HttpResponse:
    """What one person adds, to as many of the questions as they like."""
    page = _find(request, find_team(request, collaborative, team), metric, month)
    if request.method == "GET":
        return redirect(page.address)
    if not _may_write(request, page.team):
        raise PermissionDenied
    form = _form(request, page, request.POST)
    if not form.is_valid():
        return _show(request, page, form, 422)
    try:
        _say(request, page, form)
    except TakenError:
        raise Http404 from None
    messages.success(request, _("Saved. Your team reads it."))
    return redirect(page.address)


def _say(request: Request, page: Page, form: RemarksForm) -> None:
    """The first remark makes the discussion; of two at once, both go into one."""
    meeting = form.cleaned_data.get("meeting")
    with transaction.atomic():
        row, _new = Discussion.objects.get_or_create(
            team=page.team, metric=page.metric, month=str(page.month)
        )
        if meeting:
            at = Meeting.objects.get(team=page.team, uuid=meeting)
            Discussion.objects.filter(pk=row.pk).update(meeting=at)
        for question, words in form.said():
            _remark(request, row, question, words)


def _remark(request: Request, row: Discussion, question: str, words: Words) -> None:
    team = row.team
    writing, new = write(
        Remark.kind, team.collaborative, team, voice_in(request, team.collaborative, team), words
    )
    if new:
        Remark.objects.create(discussion=row, question=question, writing=writing)


def _find(request: Request, team: Team, metric: str, month: Month) -> Page:
    """A month that has not begun has no page."""
    if month.first > team.center.day(request.access.now):
        raise Http404
    counted = find_metric(request, team.collaborative, metric)
    rows = Discussion.objects.visible_to(request.access).select_related("meeting")
    return Page(team, counted, month, rows.filter(team=team, metric=counted, month=str(month)).first())


def _may_write(request: Request, team: Team) -> bool:
    """The team, and who hosts, while the collaborative runs."""
    access = request.access
    return team.pk in access.writes_teams or team.collaborative_id in access.hosts & access.running


def _form(request: Request, page: Page, data: Any = None) -> RemarksForm:
    """Who hosts says something; at which meeting it was spoken about, the team says."""
    offered = None
    if page.team.pk in request.access.writes_teams:
        rows = Meeting.objects.filter(team=page.team, cancelled_at=None, starts__lte=request.access.now)
        offered = [
            (str(row.uuid), date_format(row.day, "DATE_FORMAT"))
            for row in rows.order_by("-starts")[:OFFERED_MEETINGS]
        ]
    named = page.row.meeting.uuid if page.row and page.row.meeting else request.GET.get("meeting", "")
    return RemarksForm(
        data,
        meetings=offered,
        known=partial(known_words, page.team.collaborative, page.team),
        initial={"meeting": str(named)},
    )


def _show(request: Request, page: Page, form: RemarksForm | None = None, status: int = 200) -> HttpResponse:
    bound = form or _form(request, page)
    view = _chart(request, page)
    context = {
        "team": page.team,
        "collaborative": page.team.collaborative,
        "page": page,
        "view": view,
        "said": _of_month(view, page.month),
        "questions": _questions(request, page, bound),
        "form": bound,
        "may_write": _may_write(request, page.team),
        "writes": page.team.pk in request.access.writes_teams,
        "meeting": page.row.meeting if page.row else None,
    }
    return render(request, "barriers/discussion.html", context, status=status)


def _questions(request: Request, page: Page, form: RemarksForm) -> list[Question]:
    rows = with_writing(Remark.objects.visible_to(request.access).filter(discussion=page.row))
    said = list(rows) if page.row else []
    return [
        Question(
            one.value,
            str(one.label),
            [row for row in said if row.question == one],
            form[one.value],
            form[f"{one.value}_uuid"],
        )
        for one in Remark.Question
    ]


def _chart(request: Request, page: Page) -> ChartView:
    key = team_key(page.metric.pk, page.team.pk)
    kept = read([key], [])[key]
    names = [page.team.collaborative.slug, page.team.slug, page.metric.slug]
    heading = Heading("chart", page.metric.name, reverse("chart", args=names))
    return last_months(team_chart(frame_for(request, page.metric), kept, heading))


def _of_month(view: ChartView, month: Month) -> str:
    """The number of that month in words, where the chart shows it."""
    at = next((at for at, point in enumerate(view.points) if point.period == str(month)), None)
    return "" if at is None else view.point_text(at)
