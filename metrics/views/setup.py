"""Metrics, their dated wordings, the built-in set, and the days that are counted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from metrics.catalogue import CHILD_CARE, BuiltIn
from metrics.forms.setup import CatalogueForm, DefinitionForm, MetricForm, SamplePlanForm, WeeksForm
from metrics.models import Metric, MetricDefinition, SamplePlan
from metrics.models.adopting import adopt, plan_weeks
from metrics.models.metric import Exposure, Grain, Unit
from metrics.months import Month
from metrics.sampling import full_week
from metrics.wording import month_text
from teams.access import Request, author_in, find_set_up
from teams.models import Collaborative, text_in
from teams.views.setup_pages import FormPage, answer, read_or_send, today_in, typed


@require_safe
def metrics(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    month = str(Month.of(today_in(request, found)))
    rows = [(metric, _holding(metric, month)) for metric in found.metrics.prefetch_related("definitions")]
    return render(request, "metrics/setup/metrics.html", {"collaborative": found, "metrics": rows})


def _holding(metric: Metric, month: str) -> MetricDefinition | None:
    """The wording of this month, else the first to come."""
    rows = list(metric.definitions.all())
    return next((row for row in reversed(rows) if row.from_month <= month), rows[0] if rows else None)


@read_or_send
def metric_new(request: Request, collaborative: str) -> HttpResponse:
    """First the metric, then its wording: without one nothing can be counted."""
    found = find_set_up(request, collaborative)
    last = found.metrics.order_by("-position").first()
    row = Metric(collaborative=found, position=(last.position if last else 0) + 1)
    page = FormPage(found, _("A new metric"), reverse("setup_metrics", args=[found.slug]), _("Metrics"))
    response = answer(request, page, MetricForm(**typed(request), instance=row))
    return redirect("setup_definition_new", found.slug, row.slug) if row.pk else response


@read_or_send
def metric_edit(request: Request, collaborative: str, metric: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = _metric(found, metric)
    page = FormPage(
        found,
        row.name,
        reverse("setup_metrics", args=[found.slug]),
        _("Metrics"),
        template="metrics/setup/metric.html",
        context={"metric": row, "definitions": row.definitions.order_by("from_month")},
    )
    return answer(request, page, MetricForm(**typed(request), instance=row))


@read_or_send
def definition_new(request: Request, collaborative: str, metric: str) -> HttpResponse:
    """A new wording starts as a copy of the last one: what changes is often one word."""
    found = find_set_up(request, collaborative)
    row = _metric(found, metric)
    last = row.definitions.order_by("-from_month").first()
    month = Month.of(today_in(request, found) if last else found.starts)
    new = MetricDefinition(metric=row, from_month=str(month.plus(1) if last else month))
    for field in ("unit", "exposure", "grain", "goal", "numerator", "denominator") if last else ():
        setattr(new, field, getattr(last, field))
    return answer(request, _page(row, _("A wording")), DefinitionForm(**typed(request), instance=new))


@read_or_send
def definition_edit(request: Request, collaborative: str, metric: str, definition: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = _metric(found, metric)
    wording = get_object_or_404(row.definitions, uuid=definition)
    wording.metric = row
    form = DefinitionForm(**typed(request), instance=wording)
    lead = _(
        "It has been counted with this wording, so it stays. Goal and missing languages can still change."
    )
    page = _page(
        row, _("From %(month)s") % {"month": month_text(wording.from_month)}, lead if form.is_counted else ""
    )
    return answer(request, page, form)


def _metric(found: Collaborative, slug: str) -> Metric:
    metric: Metric = get_object_or_404(found.metrics.select_related("collaborative"), slug=slug)
    return metric


def _page(metric: Metric, title: str, lead: str = "") -> FormPage:
    found = metric.collaborative
    back = reverse("setup_metric", args=[found.slug, metric.slug])
    return FormPage(found, title, back, metric.name, lead)


@read_or_send
def catalogue(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    form = CatalogueForm(**typed(request), initial={"from_month": str(Month.of(found.starts))})
    if request.method == "POST" and form.is_valid():
        new = adopt(found, form.chosen, form.cleaned_data["from_month"], author_in(request, found))
        text = ngettext("%(count)d metric taken over.", "%(count)d metrics taken over.", len(new))
        messages.success(request, text % {"count": len(new)})
        return redirect("setup_metrics", found.slug)
    there = set(found.metrics.values_list("slug", flat=True))
    chosen = request.POST.getlist("metrics")
    rows = [_offer(one, one.slug in there, one.slug in chosen) for one in CHILD_CARE]
    has_more = any(not row["is_there"] for row in rows)
    back = reverse("setup_metrics", args=[found.slug])
    offered = {"offers": rows, "has_more": has_more, "chosen": form["metrics"], "back": back}
    context = {"collaborative": found, "form": form, **offered}
    return render(request, "metrics/setup/catalogue.html", context, status=422 if form.is_bound else 200)


def _offer(one: BuiltIn, is_there: bool, is_chosen: bool) -> dict[str, Any]:
    return {
        "key": one.slug,
        "name": text_in(one.names),
        "numerator": text_in(one.numerator),
        "denominator": text_in(one.denominator),
        "kind": Metric.Kind(one.kind).label,
        "unit": Unit(one.unit).label,
        "direction": Metric.Direction(one.direction).label,
        "grain": Grain(one.grain).label,
        "types_denominator": bool(one.denominator) and one.exposure == Exposure.TYPED,
        "is_there": is_there,
        "is_chosen": is_chosen,
    }


@read_or_send
def sample_plans(request: Request, collaborative: str) -> HttpResponse:
    """Every month with the days that are counted in it; the form plans a week of many at once."""
    found = find_set_up(request, collaborative)
    running = Month.of(max(today_in(request, found), found.starts))
    form = WeeksForm(**typed(request), initial={"from_month": str(running)})
    if request.method == "POST" and form.is_valid():
        by, said = author_in(request, found), form.cleaned_data
        new = plan_weeks(found, max(said["from_month"], Month.of(found.starts)), said["which"], by)
        text = ngettext("%(count)d month planned.", "%(count)d months planned.", len(new))
        messages.success(request, text % {"count": len(new)})
        return redirect("setup_sample_plans", found.slug)
    plans = {plan.month: plan for plan in found.sample_plans.all()}
    months = Month.of(found.starts).until(Month.of(found.ends))
    rows = [(month, plans.get(str(month)), month == running) for month in months]
    context = {"collaborative": found, "form": form, "months": rows}
    return render(request, "metrics/setup/sample_plans.html", context, status=422 if form.is_bound else 200)


@read_or_send
def sample_plan(request: Request, collaborative: str, month: Month) -> HttpResponse:
    found = find_set_up(request, collaborative)
    if not Month.of(found.starts) <= month <= Month.of(found.ends):
        raise Http404
    first, last = full_week(month)
    row = found.sample_plans.filter(month=str(month)).first() or SamplePlan(
        collaborative=found, month=str(month), first_day=first, last_day=last
    )
    title = _("Counted days of %(month)s") % {"month": month_text(str(month))}
    page = FormPage(found, title, reverse("setup_sample_plans", args=[found.slug]), _("Counted days"))
    return answer(request, page, SamplePlanForm(**typed(request), instance=row))
