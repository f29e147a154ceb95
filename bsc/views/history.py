"""Who changed what in the set-up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bsc.history import KINDS, changes
from teams.access import Request, find_set_up

LAST_PAGE = 10_000


@require_safe
def history(request: Request, collaborative: str) -> HttpResponse:
    found = find_set_up(request, collaborative)
    what = request.GET.get("what", "")
    kinds = [KINDS[what]] if what in KINDS else list(KINDS.values())
    number = request.GET.get("page", "")
    page = min(max(int(number), 1), LAST_PAGE) if number.isdecimal() and len(number) < 6 else 1
    rows, has_older = changes(found, kinds, page)
    context = {
        "collaborative": found,
        "changes": rows,
        "kinds": [(kind.name, kind.label()) for kind in KINDS.values()],
        "what": what,
        "newer": page - 1,
        "older": page + 1 if has_older else 0,
        "zone": found.zone,
    }
    return render(request, "teams/setup/history.html", context)
