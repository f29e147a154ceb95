"""The history of counts, newest first, by keyset: the tenth page costs what the first does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.timezone import make_naive

from metrics.models.counting import CountEvent
from metrics.models.recording import Cell, as_event
from metrics.numbers import number_typed
from metrics.projection import standing
from teams.models import Team

PAGE = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last event of a page, so that the next page begins after it."""

    at: datetime
    uuid: UUID

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """None for anything that no page made: the log then begins at its beginning."""
        at, _sep, uuid = text.partition("_")
        try:
            moment = datetime.fromisoformat(at)
            return cls(moment, UUID(uuid)) if moment.tzinfo else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.uuid}"


@dataclass(frozen=True, slots=True)
class Entry:
    event: CountEvent
    zone: ZoneInfo
    undone_by: CountEvent | None
    replaced_by: CountEvent | None
    target: CountEvent | None  # what an undo took back

    @property
    def at(self) -> datetime:
        """The center's clock; without a zone, so that templates leave it as it is."""
        return make_naive(self.event.counted_at, self.zone)

    @property
    def amount(self) -> str:
        return "" if self.event.amount is None else number_typed(abs(self.event.amount))

    @property
    def is_minus(self) -> bool:
        return self.event.amount is not None and self.event.amount < 0

    @property
    def counts(self) -> bool:
        return self.undone_by is None and self.replaced_by is None

    @property
    def target_amount(self) -> str:
        amount = self.target.amount if self.target else None
        return "" if amount is None else number_typed(amount)


@dataclass(frozen=True, slots=True)
class LogPage:
    entries: tuple[Entry, ...]
    older: Cursor | None


def read_log(team: Team, wanted: Mapping[str, Any], before: Cursor | None) -> LogPage:
    rows = CountEvent.objects.filter(place__team=team)
    for name, path in (("metric", "definition__metric__slug"), ("place", "place__uuid"), ("day", "day")):
        if wanted.get(name):
            rows = rows.filter(**{path: wanted[name]})
    if before is not None:
        rows = rows.filter(Q(received_at__lt=before.at) | Q(received_at=before.at, uuid__lt=before.uuid))
    found = list(
        rows.select_related("definition__metric", "place__classroom", "by").order_by("-received_at", "-uuid")[
            : PAGE + 1
        ]
    )
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    older = Cursor(last.received_at, last.uuid) if last else None
    return LogPage(tuple(_entries(shown, ZoneInfo(team.center.time_zone))), older)


def _entries(shown: Sequence[CountEvent], zone: ZoneInfo) -> list[Entry]:
    fates = _Fates(shown)
    return [
        Entry(
            row,
            zone,
            fates.undone.get(row.uuid),
            fates.replaced.get(row.uuid),
            fates.known.get(row.target) if row.target else None,
        )
        for row in shown
    ]


def _cell(row: CountEvent) -> Cell:
    return Cell(row.definition_id, row.place_id, row.grain, row.day)


class _Fates:
    """What became of the events shown: the later events of their cells tell, in one query."""

    def __init__(self, shown: Sequence[CountEvent]) -> None:
        self.known: dict[UUID, CountEvent] = {row.uuid: row for row in shown}
        self.undone: dict[UUID, CountEvent] = {}
        self.replaced: dict[UUID, CountEvent] = {}
        targets = {row.target for row in shown if row.target}
        cells = {_cell(row) for row in shown}
        if not cells:
            return
        deciding = Q(kind__in=[CountEvent.Kind.SET, CountEvent.Kind.VOID])
        same = reduce(or_, (Q(**cell._asdict()) for cell in cells))
        rows = CountEvent.objects.filter((same & deciding) | Q(uuid__in=targets)).select_related("by")
        by_cell: dict[Cell, list[CountEvent]] = defaultdict(list)
        for row in rows:
            self.known.setdefault(row.uuid, row)
            by_cell[_cell(row)].append(row)
        for several in by_cell.values():
            self._settle(several)

    def _settle(self, rows: Sequence[CountEvent]) -> None:
        self.undone.update(
            {row.target: row for row in rows if row.kind == CountEvent.Kind.VOID and row.target}
        )
        by_uuid = {row.uuid: row for row in rows}
        for event in standing(as_event(row) for row in rows):
            if event.kind == CountEvent.Kind.SET:
                self.replaced.update(
                    {uuid: by_uuid[event.uuid] for uuid in event.covers if uuid != event.uuid}
                )
