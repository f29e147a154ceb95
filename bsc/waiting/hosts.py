"""What waits for faculty, coaches, the coordinator and the evaluator of a collaborative."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bsc.waiting.items import Subject, Waiting, Way
from bsc.waiting.meetings import next_meetings
from bsc.waiting.members import MOST, WORDS, barrier_since
from bsc.waiting.news import News, roles_of
from meetings.models import Barrier
from teams.models import Collaborative

HOSTED = (Barrier.Needs.FACULTY, Barrier.Needs.COORDINATOR)


def of_collaborative(news: News, whole: Collaborative) -> Subject | None:
    roles = roles_of(news.access, collaborative=whole.pk)
    if not roles:
        return None
    items = tuple(_items(news, whole))
    return Subject(
        whole.name, roles, reverse("collaborative", args=[whole.slug]), items, tuple(_ways(news, whole))
    )


def _items(news: News, whole: Collaborative) -> Iterator[Waiting]:
    if whole.pk in news.access.hosts:
        yield from _barriers(news, whole)
        yield from _quiet(news, whole)
        if whole.pk not in news.access.participates:
            yield from next_meetings(news, whole)
        yield from _in_study(news, whole)
    if whole.pk in news.access.coordinates:
        yield Waiting(
            _("Set up and check"),
            _("What is still missing: people, teams, metrics, and months not handed in."),
            reverse("setup", args=[whole.slug]),
            "list-check",
        )
    if whole.pk in news.access.evaluates:
        yield from _exports(whole)
    yield Waiting(
        _("Dashboard"),
        _("Every metric across all teams, one chart after another."),
        reverse("dashboard", args=[whole.slug]),
        "graph-up",
    )


def _ways(news: News, whole: Collaborative) -> Iterator[Way]:
    where = [whole.slug]
    yield Way(_("Teams and timeline"), reverse("collaborative", args=where))
    if whole.pk in news.access.hosts:
        yield Way(_("Meetings"), reverse("meetings", args=where))
        yield Way(_("Tests of all teams"), reverse("library", args=where))
        yield Way(_("Where help is needed"), reverse("help_needed", args=where))


def _barriers(news: News, whole: Collaborative) -> Iterator[Waiting]:
    """Of all teams, the oldest first; a few by their words, the rest by their number."""
    rows = [one for one in news.barriers if one.team.collaborative_id == whole.pk and one.needs in HOSTED]
    for row in rows[:MOST]:
        title = f"{row.team.name}: {Truncator(row.text).words(WORDS)}"
        yield Waiting(title, barrier_since(row), row.get_absolute_url(), "cone-striped")
    if len(rows) > MOST:
        more = len(rows) - MOST
        yield Waiting(
            ngettext("And %(number)s more barrier", "And %(number)s more barriers", more) % {"number": more},
            _("All that wait for faculty, coach or coordinator."),
            reverse("help_needed", args=[whole.slug]),
            "cone-striped",
        )


def _quiet(news: News, whole: Collaborative) -> Iterator[Waiting]:
    rows = news.quiet.get(whole.pk, [])
    if not rows:
        return
    told = (
        (_("no test: %(number)s"), sum(row.no_test for row in rows)),
        (_("no count: %(number)s"), sum(row.no_count for row in rows)),
        (_("no team meeting: %(number)s"), sum(row.no_meeting for row in rows)),
    )
    number = len(rows)
    yield Waiting(
        ngettext("%(number)s team may need a call", "%(number)s teams may need a call", number)
        % {"number": number},
        _("For 30 days %(what)s.")
        % {"what": ", ".join(text % {"number": count} for text, count in told if count)},
        reverse("help_needed", args=[whole.slug]),
        "telephone",
    )


def _in_study(news: News, whole: Collaborative) -> Iterator[Waiting]:
    for row in news.coached_tests.get(whole.pk, [])[:MOST]:
        yield Waiting(
            f"{row.team.name}: {Truncator(row.short_title).words(WORDS)}",
            _("New in Study, in a team that you coach."),
            row.get_absolute_url(),
            "search",
        )


def _exports(whole: Collaborative) -> Iterator[Waiting]:
    yield Waiting(
        _("Tests as data"),
        _("Every test’s steps, dates and decision, without names; words only of who said yes (CSV)."),
        reverse("export_process", args=[whole.slug]),
        "download",
    )
    yield Waiting(
        _("Meetings as data"),
        _("Every meeting’s kind, day and attendance by role (CSV)."),
        reverse("export_meetings", args=[whole.slug]),
        "download",
    )
