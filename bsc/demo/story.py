"""The story, chapter by chapter, in one transaction. What a later part brings becomes a chapter here."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from bsc.demo.calm import CALM, PUDDLEJUMP
from bsc.demo.cast import Program
from bsc.demo.charting import do_to_charts
from bsc.demo.counting import count, make_places
from bsc.demo.cycles import try_changes
from bsc.demo.defining import define
from bsc.demo.drivers import take_over
from bsc.demo.held_meetings import hold_meetings
from bsc.demo.measures import (
    CALM_MEASURES,
    CALM_WORDINGS,
    READING_MEASURES,
    READING_WORDINGS,
    Wordings,
)
from bsc.demo.months import hand_in, write_notes
from bsc.demo.numbers import Measure
from bsc.demo.people import set_up
from bsc.demo.raising import choose_consents, discuss, hand_out_cards, raise_barriers
from bsc.demo.reading import READING
from bsc.demo.rooms_open import open_rooms
from bsc.demo.timeline import Timeline
from bsc.demo.tried import TRIED
from metrics.models import Metric
from metrics.models.rebuild import rebuild_marked
from teams.models import Collaborative, Person

MADE_FOR = "demo made for "  # and a day, in the collaborative's history


class NotEmptyError(Exception):
    """The database holds something that is not this demonstration."""


def today_there() -> date:
    """Today, where the centers are."""
    return timezone.now().astimezone(ZoneInfo(CALM.time_zone)).date()


def made_for() -> date | None:
    """The day for which the demonstration in this database was made; None where there is none."""
    reason = (
        Collaborative.history.filter(slug=CALM.slug, history_change_reason__startswith=MADE_FOR)
        .values_list("history_change_reason", flat=True)
        .first()
    )
    return date.fromisoformat(reason.removeprefix(MADE_FOR)) if reason else None


@transaction.atomic
def tell(today: date) -> None:
    if Collaborative.objects.exists() or Person.objects.exists():
        raise NotEmptyError
    timeline = Timeline(today, ZoneInfo(CALM.time_zone))
    tell_of(CALM, timeline, CALM_MEASURES, CALM_WORDINGS)
    young = Timeline(today, ZoneInfo(READING.time_zone), months_before=5, length=12, sessions=(1, 5, 9))
    tell_of(READING, young, READING_MEASURES, READING_WORDINGS)
    draw(timeline)


def tell_of(program: Program, timeline: Timeline, measures: tuple[Measure, ...], wordings: Wordings) -> None:
    """One collaborative, but for its charts."""
    world = set_up(program, timeline, f"{MADE_FOR}{timeline.today}")
    define(world, measures, wordings)
    places = make_places(world)
    count(world, measures, places)
    write_notes(world, places)
    hand_in(world, waiting=PUDDLEJUMP.slug)
    hand_out_cards(world)
    choose_consents(world)
    try_changes(world, TRIED, take_over(world))
    hold_meetings(world)
    open_rooms(world)
    raise_barriers(world)
    discuss(world)
    do_to_charts(world)


def draw(timeline: Timeline) -> None:
    """All charts as of the story's moment: each metric's teams first, then its aggregate."""
    for metric in Metric.objects.order_by("pk"):
        rebuild_marked(metric.pk, timeline.now)
