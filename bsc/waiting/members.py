"""What waits for somebody on a team, in the order in which it is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bsc.waiting.items import Subject, Waiting, Way
from bsc.waiting.meetings import next_meetings
from bsc.waiting.news import News, Room, roles_of
from meetings.models import ActionItem, Barrier
from metrics.models.due import due_days
from metrics.models.periods import closed_through, takes_part
from metrics.months import Month
from pdsa.models import Cycle, Stage
from teams.models import Team

MOST = 3  # of one kind; the page behind the last one lists the rest
WORDS = 8


def of_team(news: News, team: Team) -> Subject:
    access, where = news.access, _where(team)
    roles, address = roles_of(access, team=team.pk), reverse("team", args=where)
    if team.pk not in access.member_of:
        left = Waiting(
            _("What we do"),
            _("You have left this team. You can still read its pages for a while."),
            address,
            "door-open",
        )
        return Subject(team.name, roles, address, (left,), former=True)
    return Subject(team.name, roles, address, tuple(_items(news, team)), tuple(_ways(team)))


def _where(team: Team) -> list[str]:
    return [team.collaborative.slug, team.slug]


def _ways(team: Team) -> Iterator[Way]:
    where = _where(team)
    yield Way(_("Counts"), reverse("counts", args=where))
    yield Way(_("Our charts"), reverse("team", args=where))
    yield Way(_("Our tests"), reverse("cycles", args=where))
    yield Way(_("Meetings"), reverse("team_meetings", args=where))
    yield Way(_("All teams"), reverse("dashboard", args=where[:1]))


def _items(news: News, team: Team) -> Iterator[Waiting]:
    writes = team.pk in news.access.writes_teams
    yield from _barriers(news, team, Barrier.Needs.DIRECTOR)
    if writes:
        yield from _month(news, team)
        yield from _studies(news, team)
        yield from _promised(news, team)
        yield from _first_steps(news, team)
        yield from _count(news, team)
        yield from _drafts(news, team)
    yield from _barriers(news, team, Barrier.Needs.TEAM)
    yield from next_meetings(news, team.collaborative, team)
    yield from _last_test(news, team)


def _barriers(news: News, team: Team, needs: str) -> Iterator[Waiting]:
    """Of those that wait for this person, one kind; the oldest first."""
    rows = [one for one in news.barriers if one.team_id == team.pk and one.needs == needs]
    for row in rows[:MOST]:
        yield Waiting(
            Truncator(row.text).words(WORDS),
            barrier_since(row),
            row.get_absolute_url(),
            "cone-striped",
        )
    if len(rows) > MOST:
        more = len(rows) - MOST
        yield Waiting(
            ngettext("And %(number)s more barrier", "And %(number)s more barriers", more) % {"number": more},
            _("All that is in the way of the team."),
            reverse("barriers", args=_where(team)),
            "cone-striped",
        )


def barrier_since(row: Barrier) -> str:
    return _("A barrier since %(since)s") % {"since": date_format(row.since, "SHORT_DATE_FORMAT")}


def _first_steps(news: News, team: Team) -> Iterator[Waiting]:
    """Whoever has not taken part in a test yet is shown how one begins."""
    where = _where(team)
    if team.pk in news.took_part:
        return
    yield Waiting(
        _("Write your first test"),
        _("Something small: one group, one day."),
        reverse("cycle_new", args=where),
        "lightbulb",
    )
    if team.pk in news.last_tests:
        yield Waiting(
            _("New here?"),
            _("What we tried and learned, in 3 minutes."),
            reverse("handover", args=where),
            "book",
        )


def _month(news: News, team: Team) -> Iterator[Waiting]:
    due = closed_through(team.collaborative, news.access.now)
    handed_in = (team.pk, str(due)) in news.handed_in
    if team.pk not in news.access.directs or handed_in or not takes_part(team, due):
        return
    yield Waiting(
        _("Hand in %(month)s") % {"month": date_format(due.first, "YEAR_MONTH_FORMAT")},
        _("Look at it with your team first."),
        reverse("month", args=[*_where(team), due]),
        "calendar-check",
    )


def _studies(news: News, team: Team) -> Iterator[Waiting]:
    for row in news.studies.get(team.pk, [])[:MOST]:
        text = _("The test is in Study. What did you see, and what did you learn?")
        if row.stage == Stage.DO and row.ends is not None:
            last = date_format(row.ends, "SHORT_DATE_FORMAT")
            text = _("The last day of the test was %(day)s. What did you see?") % {"day": last}
        yield Waiting(_("Study: %(test)s") % {"test": _short(row)}, text, row.get_absolute_url(), "search")


def _short(row: Cycle) -> str:
    return Truncator(row.short_title).words(WORDS)


def _promised(news: News, team: Team) -> Iterator[Waiting]:
    """What one promised in the team's meetings, or in those of all teams."""
    rows = [
        row for row in news.actions.get(team.collaborative_id, []) if row.meeting.team_id in (None, team.pk)
    ]
    for row in rows[:MOST]:
        yield Waiting(
            Truncator(row.text).words(WORDS), _by_when(row), row.get_absolute_url(), "check2-square"
        )


def _by_when(row: ActionItem) -> str:
    if row.due is None:
        return _("You said that you do this.")
    return _("You said that you do this by %(day)s.") % {"day": date_format(row.due, "SHORT_DATE_FORMAT")}


def _count(news: News, team: Team) -> Iterator[Waiting]:
    """The own classroom today; for who works in none, where to count."""
    if not getattr(team, "counts_by_day", False):
        return
    today = team.center.day(news.access.now)
    month = Month.of(today)
    days = due_days(month, news.plans.get((team.collaborative_id, str(month))), team)
    if today not in days:
        return
    rooms = news.rooms.get(team.pk, [])
    for room in rooms:
        yield Waiting(
            _("Count in %(room)s") % {"room": room.classroom.name},
            _said_today(room),
            reverse("count_day", args=[*_where(team), room.place, today])
            if room.place
            else reverse("counts", args=_where(team)),
            "plus-circle",
        )
    if not rooms:
        yield Waiting(
            _("Count today"),
            _("Two minutes at nap time; a zero counts."),
            reverse("counts", args=_where(team)),
            "plus-circle",
        )


def _said_today(room: Room) -> str:
    if not room.said:
        return _("Nothing is in for today yet. Two minutes at nap time; a zero counts too.")
    return ngettext(
        "%(number)s number is in for today.", "%(number)s numbers are in for today.", room.said
    ) % {"number": room.said}


def _drafts(news: News, team: Team) -> Iterator[Waiting]:
    for row in news.drafts.get(team.pk, [])[:MOST]:
        yield Waiting(
            _("Draft: %(test)s") % {"test": _short(row)},
            _("Only you see it. Go on, or show it to your team."),
            row.get_absolute_url(),
            "pencil",
        )


def _last_test(news: News, team: Team) -> Iterator[Waiting]:
    row = news.last_tests.get(team.pk)
    waits = {one.pk for one in news.studies.get(team.pk, [])}
    if row is None or row.pk in waits:
        return
    yield Waiting(
        _("We last tried: %(test)s") % {"test": _short(row)},
        _("%(stage)s. Read it, or add what you saw.") % {"stage": row.outcome.capitalize()},
        row.get_absolute_url(),
        "arrow-repeat",
    )
