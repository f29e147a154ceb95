"""The change package: read by everybody who belongs, written by the coordinator."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pdsa.catalogue import CHILD_CARE, BuiltInDriver
from pdsa.forms.package import DriverForm, PackageForm
from pdsa.models import Cycle, Driver, Framework
from pdsa.models.adopting import adopt_package, as_tree, current_drivers, is_there
from teams.access import Request, author_in, find_collaborative, find_set_up
from teams.models import Collaborative, text_in
from teams.views.setup_pages import FormPage, answer, read_or_send, typed


@require_safe
def package(request: Request, collaborative: str) -> HttpResponse:
    """The tree, and beneath each driver how many shared cycles try it."""
    found = find_collaborative(request, collaborative)
    drivers = current_drivers(found)
    tried = _tried(request, drivers)
    tree = as_tree(row for row in drivers if not row.retired or tried.get(row.pk))
    context = {
        "collaborative": found,
        "branches": [
            {
                "driver": branch.driver,
                "tried": sum(tried.get(row.pk, 0) for row in (branch.driver, *branch.children)),
                "children": [{"driver": row, "tried": tried.get(row.pk, 0)} for row in branch.children],
            }
            for branch in tree
        ],
        "reads_library": found.pk in request.access.takes_part,
        "sets_up": found.pk in request.access.sets_up,
    }
    return render(request, "pdsa/package.html", context)


def _tried(request: Request, drivers: Iterable[Driver]) -> dict[int, int]:
    """Driver → how many cycles that the reader finds in the library try it."""
    shared = Cycle.objects.shared_with(request.access).filter(driver__in=[row.pk for row in drivers])
    return dict(shared.order_by().values_list("driver").annotate(Count("pk")))


@require_safe
def setup_package(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    context = {"collaborative": found, "branches": as_tree(current_drivers(found))}
    return render(request, "pdsa/setup/package.html", context)


@read_or_send
def adoption(request: Request, collaborative: str) -> HttpResponse:
    """The built-in set: primary drivers are taken over with all that belong to them."""
    found = find_set_up(request, collaborative)
    form = PackageForm(**typed(request))
    if request.method == "POST" and form.is_valid():
        new = adopt_package(found, form.chosen, author_in(request, found))
        text = ngettext("%(count)d driver taken over.", "%(count)d drivers taken over.", new)
        messages.success(request, text % {"count": new})
        return redirect("setup_package", found.slug)
    there, chosen = current_drivers(found), request.POST.getlist("drivers")
    offers = [_offer(at, one, is_there(one, there), chosen) for at, one in enumerate(CHILD_CARE)]
    has_more = any(not offer["is_there"] for offer in offers)
    back = reverse("setup_package", args=[found.slug])
    offered = {"offers": offers, "has_more": has_more, "chosen": form["drivers"], "back": back}
    context = {"collaborative": found, "form": form, **offered}
    return render(request, "pdsa/setup/adoption.html", context, status=422 if form.is_bound else 200)


def _offer(at: int, one: BuiltInDriver, here: bool, chosen: list[str]) -> dict[str, Any]:
    return {
        "key": str(at),
        "name": text_in(one.names),
        "text": text_in(one.texts),
        "children": [(text_in(child.names), text_in(child.texts)) for child in one.children],
        "is_there": here,
        "is_chosen": str(at) in chosen,
    }


@read_or_send
def driver_new(request: Request, collaborative: str) -> HttpResponse:
    """Last of all primary ones; or, come from one of these, last of its own."""
    found = find_set_up(request, collaborative)
    rows = current_drivers(found)
    parent = _primary(rows, request.GET.get("parent"))
    last = max((row.position for row in rows if row.parent_id == (parent.pk if parent else None)), default=0)
    framework = rows[0].framework if rows else Framework(collaborative=found, from_day=found.starts)
    row = Driver(framework=framework, parent=parent, position=last + 1)
    return answer(request, _page(found, _("A new driver")), DriverForm(**typed(request), instance=row))


def _primary(rows: Iterable[Driver], wanted: str | None) -> Driver | None:
    return next((row for row in rows if row.parent_id is None and str(row.uuid) == wanted), None)


@read_or_send
def driver_edit(request: Request, collaborative: str, driver: UUID) -> HttpResponse:
    found = find_set_up(request, collaborative)
    rows = Driver.objects.filter(framework__collaborative=found).select_related("framework__collaborative")
    row: Driver = get_object_or_404(rows, uuid=driver)
    return answer(request, _page(found, row.name), DriverForm(**typed(request), instance=row))


def _page(found: Collaborative, title: str) -> FormPage:
    return FormPage(found, title, reverse("setup_package", args=[found.slug]), _("Change package"))
