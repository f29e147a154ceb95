"""Cycles on their way out: a team's own with names, and the whole process without any."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from metrics.csvfile import write
from pdsa.models.cycle import Cycle, CyclePerson
from pdsa.models.entry import ASKS_WHETHER, Entry, Question
from teams.models import Access, Collaborative, Consent, Team, text_in
from teams.models.membership import HOST_ROLES, TEAM_ROLES

Cells = tuple[str | int | None, ...]
MOMENTS = ("shown_at", "begun_at", "studied_at", "acted_at", "decided_at")
SCALE = ("children", "adults", "classrooms", "days")
FACTS = (
    "stage",
    "decision",
    "shown",
    "begun",
    "studied",
    "acted",
    "decided",
    "first_day",
    "last_day",
    *SCALE,
)
CYCLE_COLUMNS = (
    *("number", "cycle", "previous", "title", *FACTS, "metric", "driver"),
    *("proposed_by", "proposed_by_role", "tested_by", "tested_by_role"),
)
ENTRY_COLUMNS = ("question", "answer", "choice", "author", "author_role", "typed_by", "written")
WRITERS = (*TEAM_ROLES, *HOST_ROLES)
PROCESS_COLUMNS = (
    *("team_number", "team", "cycle", "previous", *FACTS, "metric", "driver"),
    *("proposed_by_role", "tested_by_role", *(f"entries_{role}" for role in WRITERS), "entries_unnamed"),
    *(f"{question}_choices" for question in Question if question in ASKS_WHETHER),
    *Question.values,
)


def export_team_cycles(team: Team, access: Access) -> bytes:
    """One row for each answer that is shown, with its cycle's columns before it; drafts stay out."""
    said = Entry.objects.visible_to(access).filter(writing__shown_at__isnull=False)
    cycles = (
        Cycle.objects.visible_to(access)
        .filter(team=team, shown_at__isnull=False)
        .for_lists(access)
        .select_related("previous")
        .prefetch_related(Prefetch("entries", said.select_related("writing__author", "writing__typed_by")))
    )
    found = list(cycles.order_by("number"))
    known = frozenset(cycle.pk for cycle in found)
    rows = (row for cycle in found for row in _rows(cycle, known))
    return write([(*CYCLE_COLUMNS, *ENTRY_COLUMNS), *rows])


def _rows(cycle: Any, known: frozenset[int]) -> Iterator[Cells]:
    """`known`: the cycles that the reader sees; another one before it is not named."""
    said = [_answer(entry, cycle) for entry in cycle.entries.all()]
    for answer in said or [("",) * len(ENTRY_COLUMNS)]:
        yield *_cycle(cycle, known), *answer


def _cycle(cycle: Any, known: frozenset[int]) -> Cells:
    previous = str(cycle.previous.uuid) if cycle.previous_id in known else ""
    return (
        *(cycle.number, str(cycle.uuid), previous, cycle.title or "", *_facts(cycle), *_aims(cycle)),
        *(_names(cycle.proposers), _roles(cycle.proposers), _names(cycle.testers), _roles(cycle.testers)),
    )


def _facts(cycle: Cycle) -> Cells:
    """Stage, decision, the center's days of each stage, the days of the test as planned, and its scale."""
    moments: Iterable[datetime | None] = (getattr(cycle, name) for name in MOMENTS)
    stages = (_day(at and cycle.team.center.day(at)) for at in moments)
    scale = (getattr(cycle, name) for name in SCALE)
    return cycle.stage, cycle.decision, *stages, _day(cycle.starts), _day(cycle.ends), *scale


def _aims(cycle: Cycle) -> Cells:
    metric = cycle.metric.slug if cycle.metric else ""
    return metric, text_in(cycle.driver.names, "en") if cycle.driver else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _names(people: Iterable[CyclePerson]) -> str:
    return "; ".join(str(one) for one in people)


def _roles(people: Iterable[CyclePerson]) -> str:
    return "; ".join(one.role for one in people)


def _answer(entry: Entry, cycle: Cycle) -> Cells:
    writing = entry.writing
    typed = writing.typed_by.name if writing.typed_by else ""
    who = (writing.speaker, writing.author_role, typed)
    return entry.question, writing.text, writing.choice, *who, _day(cycle.team.center.day(writing.at))


def export_process(collaborative: Collaborative) -> bytes:
    """One row for each cycle of every team; drafts and what a team keeps stay out, and so do names.

    Words are there once the cycle is shared, and only of authors whose consent to research holds now.
    """
    said = Entry.objects.filter(writing__shown_at__isnull=False).select_related("writing")
    cycles = (
        Cycle.objects.filter(team__collaborative=collaborative, shown_at__isnull=False, held_back=False)
        .select_related("team__center", "previous", "metric", "driver")
        .prefetch_related("people", Prefetch("entries", said))
        .order_by("team__number", "number")
    )
    consenting = _consenting(collaborative)
    rows = (_process_row(cycle, collaborative, consenting) for cycle in cycles)
    return write([PROCESS_COLUMNS, *rows])


def _consenting(collaborative: Collaborative) -> frozenset[int]:
    """Participants whose last answer is yes."""
    answers = Consent.objects.filter(participant__collaborative=collaborative, kind=Consent.Kind.RESEARCH)
    held = dict(answers.order_by("at", "pk").values_list("participant", "given"))
    return frozenset(pk for pk, given in held.items() if given)


def _process_row(cycle: Any, collaborative: Collaborative, consenting: frozenset[int]) -> Cells:
    entries = list(cycle.entries.all())
    return (
        *(cycle.team.number, cycle.team.label(collaborative), str(cycle.uuid), _previous(cycle)),
        *(*_facts(cycle), *_aims(cycle), _roles(cycle.proposers), _roles(cycle.testers)),
        *_by_role(entries),
        *_choices(entries),
        *_words(entries, consenting if cycle.is_shared else frozenset()),
    )


def _previous(cycle: Cycle) -> str:
    """The test before, unless it stays out itself."""
    previous = cycle.previous
    return "" if previous is None or previous.is_draft or previous.held_back else str(previous.uuid)


def _by_role(entries: Iterable[Entry]) -> Iterator[int]:
    written = Counter(entry.writing.author_role for entry in entries)
    yield from (written[role] for role in WRITERS)
    yield sum(number for role, number in written.items() if role not in WRITERS)


def _choices(entries: Iterable[Entry]) -> Iterator[str]:
    chosen = defaultdict(list)
    for entry in entries:
        if entry.writing.choice:
            chosen[entry.question].append(entry.writing.choice)
    return ("; ".join(chosen[question]) for question in Question if question in ASKS_WHETHER)


def _words(entries: Iterable[Entry], consenting: frozenset[int]) -> Iterator[str]:
    said = defaultdict(list)
    for entry in entries:
        if entry.writing.author_id in consenting and entry.writing.text:
            said[entry.question].append(entry.writing.text)
    return ("\n\n".join(said[question]) for question in Question.values)
