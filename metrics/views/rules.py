"""The coordinator chooses which hints everybody reads on charts."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from metrics.forms.rules import ChartRulesForm
from metrics.models import ChartRules
from teams.access import Request, find_set_up
from teams.views.setup_pages import FormPage, answer, read_or_send, typed


@read_or_send
def chart_rules(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    row = ChartRules.objects.filter(collaborative=found).first() or ChartRules(collaborative=found)
    page = FormPage(
        found,
        _("Hints on charts"),
        reverse("setup_chart_rules", args=[found.slug]),
        template="metrics/setup/chart_rules.html",
    )
    return answer(request, page, ChartRulesForm(**typed(request), instance=row))
