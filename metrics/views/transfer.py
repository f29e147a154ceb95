"""Observations come in from a file, step by step, and go out as one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from metrics import csvfile
from metrics.access import find_counting_team
from metrics.forms.transfer import ColumnsForm, FileForm, guessed
from metrics.models import ImportDraft, ImportRun
from metrics.models.exporting import export_metric, export_team
from metrics.models.importing import Applied, RefusedError, apply, plan, undo
from metrics.models.importrows import ChoiceError, Plan
from metrics.models.preview import Preview
from metrics.tasks import enqueue_rebuilds
from teams.access import Request, author_in, find_set_up, find_visible
from teams.models import ClassroomStaff, Collaborative, Role, Team

EARLIER_SHOWN = 20
DRAFTS_KEPT = 5
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
def start(request: Request, collaborative: str) -> HttpResponse:
    """Step 1: metric, grain, and the file."""
    found = find_set_up(request, collaborative)
    sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = FileForm(**sent, collaborative=found, initial={"metric": request.GET.get("metric")})
    if request.method == "POST" and form.is_valid():
        return redirect("import_draft", found.slug, _keep(request, found, form.cleaned_data).uuid)
    context = {
        "collaborative": found,
        "form": form,
        "drafts": _own_drafts(request, found).defer("content"),
        "runs": _runs(found)[:EARLIER_SHOWN],
        "metrics": found.metrics.all(),
    }
    return render(request, "metrics/transfer/start.html", context, status=422 if sent else 200)


def _own_drafts(request: Request, found: Collaborative) -> Any:
    return ImportDraft.objects.visible_to(request.access).filter(collaborative=found).select_related("metric")


def _runs(found: Collaborative) -> Any:
    return ImportRun.objects.filter(collaborative=found).select_related("metric", "by", "undone_by")


def _keep(request: Request, found: Collaborative, cleaned: dict[str, Any]) -> ImportDraft:
    """The file waits on the server; of one person's files only the last few do."""
    kept = {name: cleaned[name] for name in ("metric", "grain", "name", "content")}
    with transaction.atomic():
        ImportDraft.objects.lapsed().delete()
        draft = ImportDraft.objects.create(collaborative=found, by=author_in(request, found), **kept)
        old = _own_drafts(request, found).values_list("pk", flat=True)[DRAFTS_KEPT:]
        ImportDraft.objects.filter(pk__in=list(old)).delete()
    return draft


@read_or_send
def draft(request: Request, collaborative: str, draft: UUID) -> HttpResponse:
    """Steps 2 and 3: what the columns are, what would happen, and doing it."""
    found = find_set_up(request, collaborative)
    waiting = find_visible(
        ImportDraft.objects.select_related("metric"), request, collaborative=found, uuid=draft
    )
    table = csvfile.read(bytes(waiting.content))
    form = _columns(request, waiting, table)
    planned: Plan | None = None
    if form.is_bound and form.is_valid():
        try:
            if request.method == "POST":
                return _finish(request, waiting, _apply(request, waiting, form))
            planned = plan(bytes(waiting.content), form.choice())
        except ChoiceError as wrong:
            form.add_error(wrong.field, str(wrong))
        except RefusedError as refused:
            planned = refused.plan
    return _show(request, waiting, form, planned)


def _columns(request: Request, waiting: ImportDraft, table: csvfile.Table) -> ColumnsForm:
    """Bound to what was chosen; on the first visit to what the headings tell, if they tell enough."""
    found = waiting.collaborative
    if request.method == "POST":
        return ColumnsForm(request.POST, header=table.header, collaborative=found)
    if request.GET:
        return ColumnsForm(request.GET, header=table.header, collaborative=found)
    first = guessed(waiting, table)
    form = ColumnsForm(first, header=table.header, collaborative=found)
    return form if form.is_valid() else ColumnsForm(initial=first, header=table.header, collaborative=found)


def _show(request: Request, waiting: ImportDraft, form: ColumnsForm, planned: Plan | None) -> HttpResponse:
    bad = request.method == "POST" or (form.is_bound and not form.is_valid())
    context = {
        "collaborative": waiting.collaborative,
        "draft": waiting,
        "form": form,
        "preview": Preview(planned) if planned else None,
    }
    return render(request, "metrics/transfer/draft.html", context, status=422 if bad else 200)


def _apply(request: Request, waiting: ImportDraft, form: ColumnsForm) -> Applied:
    """The file goes in and the draft away, both or neither."""
    with transaction.atomic():
        author = author_in(request, waiting.collaborative)
        applied = apply(bytes(waiting.content), waiting.name, form.choice(), author)
        waiting.delete()
        enqueue_rebuilds(applied.stale)
        return applied


def _finish(request: Request, waiting: ImportDraft, applied: Applied) -> HttpResponse:
    found = waiting.collaborative
    if applied.run is None:
        messages.success(request, _("Nothing changed: everything in the file is there already."))
        return redirect("import", found.slug)
    messages.success(request, _("The file is imported."))
    return redirect("import_run", found.slug, applied.run.uuid)


@require_POST
def remove_draft(request: Request, collaborative: str, draft: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    find_visible(ImportDraft.objects, request, collaborative=found, uuid=draft).delete()
    messages.success(request, _("The file is removed. Nothing was imported."))
    return redirect("import", found.slug)


@require_GET
def run(request: Request, collaborative: str, run: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    done = get_object_or_404(_runs(found), uuid=run)
    return render(request, "metrics/transfer/run.html", {"collaborative": found, "run": done})


@require_POST
def undo_run(request: Request, collaborative: str, run: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    done = get_object_or_404(_runs(found), uuid=run)
    enqueue_rebuilds(undo(done, author_in(request, found)))
    messages.success(request, _("The import is undone. What was typed by hand since then stays."))
    return redirect("import_run", found.slug, done.uuid)


@require_GET
def export_observations(request: Request, collaborative: str, metric: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    wanted = get_object_or_404(found.metrics, slug=metric)
    return _download(export_metric(wanted), f"{found.slug}-{wanted.slug}.csv")


@require_GET
def export_team_counts(request: Request, collaborative: str, team: str) -> HttpResponse:
    """For the team itself: hosts have the charts."""
    found = find_counting_team(request, collaborative, team)
    content = export_team(found, _classrooms_read(request, found))
    return _download(content, f"{found.collaborative.slug}-{found.slug}.csv")


def _classrooms_read(request: Request, team: Team) -> frozenset[int] | None:
    """None: all of them, for the director. Else those in which the person works today."""
    holds = [hold for hold in request.access.holds if hold.team_id == team.pk and hold.current]
    if any(hold.role == Role.DIRECTOR for hold in holds):
        return None
    staff = ClassroomStaff.objects.on(team.collaborative.day(request.access.now)).filter(
        membership__participant__person=request.access.person, membership__team=team
    )
    return frozenset(staff.values_list("classroom_id", flat=True)) if holds else frozenset()


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
