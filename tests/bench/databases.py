"""Three databases: the usual one, one with ten times as many other teams, one with ten times the history."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection, transaction

from bsc.demo.calm import CALM
from bsc.demo.cast import Program, Site, Somebody
from bsc.demo.measures import CALM_MEASURES, CALM_WORDINGS
from bsc.demo.story import draw, tell_of, today_there
from bsc.demo.timeline import Timeline
from teams.models import Collaborative
from tests.bench.longer import lengthen

MONTHS = 24  # as many as a page shows, so that a longer history does not make it longer
TIMES = 10
VARIANTS = {
    "usual": "one collaborative, 6 teams, 24 months",
    "others": "and 60 teams of ten other collaboratives",
    "history": "and 240 months in place of 24, ten times the tests and meetings",
}


def build(variant: str) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        timeline = _timeline(MONTHS * (TIMES if variant == "history" else 1))
        _tell(steady(CALM), timeline)
        for number in range(TIMES if variant == "others" else 0):
            _tell(another(CALM, number), timeline)
        draw(timeline)
        if variant == "history":
            lengthen(Collaborative.objects.get(slug=CALM.slug), TIMES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as any database that has been in use for a while


def _tell(program: Program, timeline: Timeline) -> None:
    measures = tuple(replace(measure, since=0, steps=()) for measure in CALM_MEASURES)
    tell_of(program, timeline, measures, {slug: ((0, said[-1][1]),) for slug, said in CALM_WORDINGS.items()})


def _timeline(months: int) -> Timeline:
    sessions = (months - 20, months - 12, months - 4)
    return Timeline(today_there(), ZoneInfo(CALM.time_zone), months, months + 3, sessions)


def steady(program: Program) -> Program:
    """All teams from the first month to the last: what a page shows is alike in all databases."""
    sites = tuple(_steady(site) for site in program.sites)
    coaches = tuple(replace(coach, since=0, until=None) for coach in program.coaches)
    return replace(program, sites=sites, coaches=coaches)


def _steady(site: Site) -> Site:
    people = tuple(
        replace(one, roles=tuple(replace(role, since=0, until=None) for role in one.roles))
        for one in site.people
    )
    aims = tuple((0, text) for _position, text in site.aims)
    return replace(site, people=people, aims=aims, joined=0, left=None)


def another(program: Program, number: int) -> Program:
    """The same under another name, of people without accounts."""
    copy = steady(program)
    return replace(
        copy,
        slug=f"{program.slug}-{number}",
        name=f"{program.name} {number}",
        hosts=tuple(_without_account(one) for one in copy.hosts),
        sites=tuple(
            replace(site, people=tuple(_without_account(one) for one in site.people)) for site in copy.sites
        ),
    )


def _without_account(one: Somebody) -> Somebody:
    return replace(one, account=False, sign_in="")
