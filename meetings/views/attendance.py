"""Who was there: the sheet for who keeps it, and "I was there" for oneself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.access import find_held_meeting, find_meeting, may
from meetings.forms.attendance import SheetForm, shown_by
from meetings.models import Attendance, Meeting
from meetings.models.attending import (
    Change,
    Group,
    Line,
    apply,
    key_of,
    numbers_by_role,
    read_sheet,
    seats_on_the_day,
    summary,
    value_of,
)
from meetings.models.minutes import ClosedError
from teams.access import Request, author_in
from teams.views.setup_pages import read_or_send

TEAMS_ON_A_PAGE = 20


@read_or_send
def meeting_attendance(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """A team's own meeting: its members; what all teams hold: who hosts."""
    row = find_held_meeting(request, collaborative, meeting)
    if row.is_cancelled or not row.is_today_or_past(request.access.now):
        messages.warning(request, _why_not(row))
        return redirect(row)
    page = Paginator(read_sheet(row), TEAMS_ON_A_PAGE).get_page(request.GET.get("page"))
    form = SheetForm(request.POST, list(page.object_list)) if request.method == "POST" else None
    if form is None:
        return _sheet(request, row, page)
    if form.is_valid() and _saved(request, row, form):
        messages.success(request, _("Saved. You can change it at any time."))
        return redirect(row) if not page.has_next() else redirect(f"?page={page.next_page_number()}")
    return _sheet(request, row, page, form)


def _why_not(row: Meeting) -> str:
    if row.is_cancelled:
        return _("The meeting was cancelled meanwhile.")
    return _("Who was there is noted on the day of the meeting or later.")


def _saved(request: Request, row: Meeting, form: SheetForm) -> bool:
    try:
        refused = apply(row, form.changes, author_in(request, row.collaborative))
    except ClosedError:
        form.errors.append(_("The meeting was cancelled meanwhile."))
        return False
    if refused:
        _tell_both(row, form, refused)
    return not refused


def _tell_both(row: Meeting, form: SheetForm, refused: list[Change]) -> None:
    """Somebody else changed the same fact. Everything else is saved; both versions are shown."""
    now = {line.key: line.now for group in read_sheet(row) for line in group.lines}
    theirs = {change.line.key for change in refused}
    for line in (line for group in form.groups for line in group.lines):
        line.now = now.get(line.key, "")
        if line.key not in theirs:
            line.typed = None
            continue
        form.errors.append(
            _("%(who)s: somebody else changed this meanwhile to “%(theirs)s”. You typed “%(yours)s”.")
            % {
                "who": line.participant or line.seats[0].label,
                "theirs": _words(line, line.now),
                "yours": _words(line, line.shown),
            }
        )
    form.errors.append(_("Everything else is saved. Save again to keep yours."))


def _words(line: Line, value: str) -> str:
    if line.participant is None:
        return value or "0"
    seat = line.seat(value)
    return seat.label if seat else _("not there")


def _sheet(request: Request, row: Meeting, page: Page[Group], form: SheetForm | None = None) -> HttpResponse:
    groups = list(page.object_list)
    context = {
        "meeting": row,
        "collaborative": row.collaborative,
        "team": row.team,
        "page": page,
        "groups": groups,
        "shown": shown_by(groups),
        "errors": form.errors if form else [],
        "who": summary(numbers_by_role([row]).get(row.pk, {})),
    }
    return render(request, "meetings/attendance.html", context, status=422 if form else 200)


@require_http_methods(["GET", "POST"])
def meeting_presence(request: Request, collaborative: str, meeting: UUID) -> HttpResponse:
    """Say for oneself that one was there, or take that back."""
    if request.method == "GET":
        return redirect("meeting", collaborative, meeting)
    row = find_meeting(request, collaborative, meeting)
    if not may(request, row, Meeting.objects.attended_by):
        raise PermissionDenied
    me = author_in(request, row.collaborative)
    line = Line(key_of(me), seats_on_the_day(row, request.access.person).get(me, []), me)
    if not line.seats:
        messages.warning(request, _("You held no role here on that day. Ask who hosts to note you."))
        return redirect(row)
    stored = Attendance.objects.filter(meeting=row, participant=me).select_related("team").first()
    wanted = line.seat(request.POST.get("role", "")) or line.seats[0]
    mine = "" if request.POST.get("undo") else wanted.value
    try:
        apply(row, [Change(line, value_of(stored), mine)], me)
    except ClosedError:
        messages.warning(request, _("The meeting was cancelled meanwhile."))
    return redirect(row)
