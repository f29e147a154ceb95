"""The next meeting of each kind that a person takes part in."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bsc.waiting.items import Waiting
from bsc.waiting.news import News
from meetings.models import Meeting
from teams.models import Collaborative, Team


def next_meetings(news: News, whole: Collaborative, team: Team | None = None) -> Iterator[Waiting]:
    """Of the team, of all teams, of each room; the earliest first. A team without one is asked to plan it."""
    of_whole = [row for row in news.meetings if row.collaborative_id == whole.pk]
    seen: set[object] = set()
    for row in of_whole:
        if row.team_id is not None and (team is None or row.team_id != team.pk):
            continue
        where = row.team_id or row.room_id or "all teams"
        if (row.room_id is not None, where) not in seen:
            seen.add((row.room_id is not None, where))
            yield _coming(row)
    if team is not None and team.pk in news.access.writes_teams and (False, team.pk) not in seen:
        yield Waiting(
            _("Plan the next team meeting"),
            _("None is planned. Half an hour with a teacher, a parent and the director is enough."),
            reverse("team_meeting_new", args=[whole.slug, team.slug]),
            "calendar-plus",
        )


def _coming(row: Meeting) -> Waiting:
    what = row.room.name if row.room is not None else str(row.session or row.get_kind_display())
    local = row.clock
    when = _("%(day)s at %(time)s") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": date_format(local, "TIME_FORMAT"),
    }
    text = f"{when} · {row.place}" if row.place else when
    return Waiting(_("Next: %(what)s") % {"what": what}, text, row.get_absolute_url(), "calendar-event")
