"""Importing observations: a file and the choices become a plan; it is shown, and then all of it is done.

The same file read in the same way gives the same event ids, so importing it twice changes nothing, not even
what was corrected by hand in between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metrics import csvcells, csvfile
from metrics.models.counting import CountEvent, Observation, Place
from metrics.models.importroll import MOST_NEWCOMERS, Roll
from metrics.models.importrows import Choice, ChoiceError, Plan, Problem, Reader, Row
from metrics.models.imports import ImportRun
from metrics.models.marks import mark_team_charts
from metrics.models.metric import Grain
from metrics.models.recording import CHUNK, Cell, Count, events_of, record
from metrics.months import Month
from metrics.projection import Total, project, seen
from teams.models import Participant
from teams.models.enrolment import lock

NAMESPACE = UUID("8b0e4d5c-53a5-4f0e-9d0e-6a3d1f6a7c11")
ROWS_AT_ONCE, UNDO_AT_ONCE = 2500, 5000


class RefusedError(Exception):
    """Some lines are bad, so nothing was written."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


@dataclass(frozen=True, slots=True)
class Applied:
    plan: Plan
    run: ImportRun | None  # None: there was nothing to write
    stale: frozenset[str]


def plan(content: bytes, choice: Choice) -> Plan:
    """Read the file and compare it with what is there. Writes nothing.

    Raises csvfile.FileError or ChoiceError where the whole makes no sense; bad lines are its problems.
    """
    table = csvfile.read(content)
    _check_choice(table, choice)
    order = choice.order or csvcells.order_of(
        line.cells[table.header.index(choice.date)] for line in table.lines
    )
    fingerprint = _fingerprint(content, choice, order)
    rounds = ImportRun.objects.filter(fingerprint=fingerprint).exclude(undone_at=None).count()
    run = uuid5(NAMESPACE, f"{fingerprint}/{rounds}")
    found = Plan(choice, Roll(choice.metric.collaborative, timezone.now()), order, fingerprint, run)
    Reader(table, found).read()
    if len(found.roll.newcomers) > MOST_NEWCOMERS:
        raise ChoiceError(
            "team",
            _("This would make %(count)s teams. Is it the right column?")
            % {"count": len(found.roll.newcomers)},
        )
    _compare(found)
    return found


def _check_choice(table: csvfile.Table, choice: Choice) -> None:
    taken: dict[str, str] = {}
    for name, column in choice.columns().items():
        if column not in table.header:
            raise ChoiceError(
                name,
                _("There is no column “%(column)s”. The file has: %(header)s.")
                % {"column": column, "header": ", ".join(table.header)},
            )
        if column in taken:
            raise ChoiceError(name, _("The column “%(column)s” is chosen twice.") % {"column": column})
        taken[column] = name
    for name in ("team", "date", "numerator"):
        if name not in choice.columns():
            raise ChoiceError(name, _("Choose the column."))


def _fingerprint(content: bytes, choice: Choice, order: str) -> str:
    said = [
        hashlib.sha256(content).hexdigest(),
        *(choice.metric.pk, choice.grain, order),
        *sorted(choice.columns().items()),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _compare(found: Plan) -> None:
    """What stands in each row's cell, and whether the row was imported before or says the same."""
    cells: dict[Cell, Row] = {}
    for row in found.rows:
        place = found.roll.place(row.spot)
        if place is not None:
            cells[Cell(row.definition.pk, place, found.choice.grain, row.day)] = row
    ordered = sorted(cells)
    for start in range(0, len(ordered), CHUNK):
        chunk = ordered[start : start + CHUNK]
        events = events_of(chunk)
        for cell in chunk:
            if cell in events:
                _compare_row(cells[cell], project(events[cell]), seen(events[cell]))
    if ImportRun.objects.filter(uuid=found.run).exists():
        _find_imported(found)
    _warn_of_days_and_months(found)


def _warn_of_days_and_months(found: Plan) -> None:
    """Counted days win over a typed month: say so before one of them loses its force."""
    rows = Observation.objects.filter(definition__metric=found.choice.metric, state="counted")
    others = rows.exclude(grain=found.choice.grain).values_list("place__team", "day").distinct()
    months = {(team, Month.of(day)) for team, day in others}
    said = (
        _("Days of this month are counted: they win, and the month's own number has no force.")
        if found.choice.grain == Grain.MONTH
        else _("This month has a number of its own: it loses its force to the days.")
    )
    for row in found.rows:
        if row.spot.team and row.fate != "there" and (row.spot.team.pk, Month.of(row.day)) in months:
            found.warnings.append(Problem(row.line, said, f"{row.team} | {row.day.isoformat()}"))
    found.warnings.sort(key=lambda warning: warning.line)


def _compare_row(row: Row, before: Total | None, covers: frozenset[UUID]) -> None:
    row.before, row.covers = before, covers
    if before == row.total:
        row.fate = "there"
    elif before is not None:
        row.fate = "changed"


def _find_imported(found: Plan) -> None:
    """The file was imported before: its lines are there, whatever became of them since."""
    lines = {_event_id(found, row, name): row for row in found.rows for name in row.components()}
    for uuids in _chunks(list(lines)):
        for known in CountEvent.objects.filter(uuid__in=uuids).values_list("uuid", flat=True):
            lines[known].fate = "there"


def _event_id(found: Plan, row: Row, component: str) -> UUID:
    return uuid5(found.run, f"{row.line}/{component}")


def _chunks(uuids: Sequence[UUID], size: int = CHUNK) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(uuids), size):
        yield uuids[start : start + size]


def apply(content: bytes, name: str, choice: Choice, by: Participant | None) -> Applied:
    """Do what the plan says: all of it or nothing. Raises RefusedError where a line is bad."""
    with transaction.atomic():
        lock(choice.metric.collaborative)
        found = plan(content, choice)
        if found.problems:
            raise RefusedError(found)
        write = [row for row in found.rows if row.fate != "there"]
        if not write:
            return Applied(found, None, frozenset())
        places, teams = found.roll.settle(by)
        run = _run(found, name, by, len(teams))
        stale: set[str] = set()
        for start in range(0, len(write), ROWS_AT_ONCE):  # a large file need not stand in memory as events
            rows = write[start : start + ROWS_AT_ONCE]
            counts = [count for row in rows for count in _counts(found, row, places[row.spot.key], run)]
            stale |= record(counts, by).stale
        stale |= {key for team in teams for key in mark_team_charts(team)}
        return Applied(found, run, frozenset(stale))


def _run(found: Plan, name: str, by: Participant | None, teams: int) -> ImportRun:
    """A second run of one file writes what the first did not; both are one import."""
    run: ImportRun
    run, made = ImportRun.objects.get_or_create(
        uuid=found.run,
        defaults={
            "fingerprint": found.fingerprint,
            "collaborative": found.choice.metric.collaborative,
            "metric": found.choice.metric,
            "grain": found.choice.grain,
            "name": name[:120],
            "new": len(found.new),
            "changed": len(found.changed),
            "there": len(found.there),
            "skipped": found.missing + found.others,
            "teams": teams,
            "by": by,
        },
    )
    if not made:
        run.new += len(found.new)
        run.changed += len(found.changed)
        run.teams += teams
        run.save()
    return run


def _counts(found: Plan, row: Row, place: Place, run: ImportRun) -> Iterator[Count]:
    """A line is the whole of its cell: its sets cover everything that stood there."""
    for component in row.components():
        yield Count(
            uuid=_event_id(found, row, component),
            place=place,
            definition=row.definition,
            grain=found.choice.grain,
            day=row.day,
            component=component,
            kind="set",
            counted_at=run.at,
            amount={"num": row.total.num, "den": row.total.den, "state": None}[component],
            state=row.total.state if component == "state" else "",
            covers=row.covers,
            device=run.device,
        )


def undo(run: ImportRun, by: Participant | None) -> frozenset[str]:
    """Take back what an import wrote, all of it or nothing. What was typed by hand since stays.

    Returns the keys of the charts to rebuild. Undoing twice is undoing once; the file can be imported again.
    """
    with transaction.atomic():
        lock(run.collaborative)
        current = ImportRun.objects.select_for_update().get(pk=run.pk)
        if current.undone_at is not None:
            return frozenset()
        current.undone_at, current.undone_by = timezone.now(), by
        current.save()
        stale: set[str] = set()
        for counts in _voids(current, current.undone_at):
            stale |= record(counts, by).stale
        return frozenset(stale)


def _voids(run: ImportRun, now: datetime) -> Iterable[list[Count]]:
    rows = (
        CountEvent.objects.filter(definition__metric=run.metric, device=run.device, kind="set")
        .select_related("place__team", "definition__metric")
        .order_by("definition", "place", "day", "uuid")
    )
    counts = [
        Count(
            uuid=uuid5(event.uuid, "undone"),
            place=event.place,
            definition=event.definition,
            grain=event.grain,
            day=event.day,
            component=event.component,
            kind="void",
            counted_at=now,
            target=event.uuid,
            device=f"undo {run.uuid}",
        )
        for event in rows
    ]
    return [counts[start : start + UNDO_AT_ONCE] for start in range(0, len(counts), UNDO_AT_ONCE)]
