"""Appending count events and keeping the projection true. Nothing else writes either."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from metrics.models.charts import ChartMark
from metrics.models.counting import CountEvent, Observation, Place
from metrics.models.keys import team_key
from metrics.models.metric import MetricDefinition
from metrics.months import Month
from metrics.projection import Event, Total, project
from teams.models import Participant

CHUNK = 500  # SQLite takes at most 999 values a statement in old builds


class ConflictError(Exception):
    """The same uuid came with another content. Nothing was written."""

    def __init__(self, uuids: Sequence[UUID]) -> None:
        super().__init__(", ".join(str(uuid) for uuid in uuids))
        self.uuids = tuple(uuids)


class MisplacedError(Exception):
    """An event that fits no cell: another collaborative's definition, or an undo without its target."""


class Cell(NamedTuple):
    definition_id: int
    place_id: int
    grain: str
    day: date


@dataclass(frozen=True, slots=True)
class Count:
    """One event as it comes from a page, a file or a device. `day` is the first of the month for a month."""

    uuid: UUID
    place: Place
    definition: MetricDefinition
    grain: str
    day: date
    component: str
    kind: str
    counted_at: datetime
    amount: Decimal | None = None
    state: str = ""
    target: UUID | None = None
    covers: frozenset[UUID] = frozenset()
    device: str = ""

    @property
    def cell(self) -> Cell:
        return Cell(self.definition.pk, self.place.pk, self.grain, self.day)

    def payload_hash(self) -> str:
        """SHA-256 of what was sent: the same again is the same receipt, anything else a conflict."""
        amount = None if self.amount is None else format(self.amount.normalize(), "f")
        said = [
            *(str(part) for part in self.cell),
            *(self.component, self.kind, amount, self.state),
            *(str(self.target or ""), sorted(str(uuid) for uuid in self.covers)),
            *(self.counted_at.isoformat(), self.device),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    uuid: UUID
    received_at: datetime
    again: bool  # it had been received before; nothing was written


@dataclass(frozen=True, slots=True)
class Recorded:
    receipts: tuple[Receipt, ...]
    stale: frozenset[str] = field(default=frozenset())  # keys of the charts to rebuild


def record(counts: Iterable[Count], by: Participant | None) -> Recorded:
    """Append what is new, project its cells, mark the teams' charts: all or nothing.

    Raises ConflictError where a uuid came before with another content, MisplacedError where one fits no cell.
    """
    counts = list(counts)
    try:
        with transaction.atomic():
            return _record(counts, by)
    except IntegrityError:  # the same uuid arrived twice at once: now the first one is there to be compared
        with transaction.atomic():
            return _record(counts, by)


def _record(counts: Sequence[Count], by: Participant | None) -> Recorded:
    known = _known([count.uuid for count in counts])
    different = [c.uuid for c in counts if c.uuid in known and known[c.uuid][0] != c.payload_hash()]
    if different:
        raise ConflictError(different)
    new = list({count.uuid: count for count in counts if count.uuid not in known}.values())
    hashes = {(count.uuid, count.payload_hash()) for count in counts}
    if len(hashes) != len({uuid for uuid, _hash in hashes}):
        raise ConflictError([count.uuid for count in new])
    _check(new)
    now = timezone.now()
    CountEvent.objects.bulk_create([_event(count, by, now) for count in new], batch_size=CHUNK)
    project_cells({count.cell for count in new})
    stale = frozenset(team_key(count.definition.metric_id, count.place.team_id) for count in new)
    ChartMark.objects.bulk_create(ChartMark(key=key) for key in sorted(stale))
    receipts = tuple(
        Receipt(count.uuid, known[count.uuid][1] if count.uuid in known else now, count.uuid in known)
        for count in counts
    )
    return Recorded(receipts, stale)


def _known(uuids: Sequence[UUID]) -> dict[UUID, tuple[str, datetime]]:
    found: dict[UUID, tuple[str, datetime]] = {}
    for start in range(0, len(uuids), CHUNK):
        rows = CountEvent.objects.filter(uuid__in=uuids[start : start + CHUNK])
        found.update(
            {
                uuid: (hashed, at)
                for uuid, hashed, at in rows.values_list("uuid", "payload_hash", "received_at")
            }
        )
    return found


def _check(new: Sequence[Count]) -> None:
    """Every event lies in one collaborative, and an undo names an event of its own cell."""
    for count in new:
        if count.place.team.collaborative_id != count.definition.metric.collaborative_id:
            raise MisplacedError("place and definition belong to different collaboratives")
        if count.grain == "month" and count.day.day != 1:
            raise MisplacedError("a month is written as its first day")
    voids = {count.target: count for count in new if count.kind == "void"}
    cells = {count.uuid: count.cell for count in new if count.kind != "void"}
    rows = CountEvent.objects.filter(uuid__in=[target for target in voids if target]).exclude(kind="void")
    for uuid, *cell in rows.values_list("uuid", "definition_id", "place_id", "grain", "day"):
        cells[uuid] = Cell(*cell)
    for target, count in voids.items():
        if target is None or cells.get(target) != count.cell:
            raise MisplacedError("what is to be undone was not counted here")


def _event(count: Count, by: Participant | None, now: datetime) -> CountEvent:
    return CountEvent(
        uuid=count.uuid,
        place=count.place,
        definition=count.definition,
        grain=count.grain,
        day=count.day,
        component=count.component,
        kind=count.kind,
        amount=count.amount,
        state=count.state,
        target=count.target,
        covers=sorted(str(uuid) for uuid in count.covers),
        device=count.device,
        counted_at=count.counted_at,
        received_at=now,
        by=by,
        payload_hash=count.payload_hash(),
    )


def project_cells(cells: Iterable[Cell]) -> None:
    """Lock the observations of these cells, then add up their events. Savers wait here and nowhere else."""
    ordered = sorted(cells)
    for start in range(0, len(ordered), CHUNK):
        _project_chunk(ordered[start : start + CHUNK])


def _project_chunk(cells: Sequence[Cell]) -> None:
    rows = _locked(cells)
    events = events_of(cells)
    changed, gone = [], []
    for cell in cells:
        total = project(events[cell])
        if total is None:
            gone.append(rows[cell].pk)
        elif _differs(rows[cell], total):
            changed.append(Observation(**cell._asdict(), num=total.num, den=total.den, state=total.state))
    # The rows are there and locked. An upsert changes thousands in a fraction of the time of a bulk update.
    Observation.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["definition", "place", "grain", "day"],
        update_fields=["num", "den", "state"],
        batch_size=CHUNK,
    )
    Observation.objects.filter(pk__in=gone).delete()


def _differs(row: Observation, total: Total) -> bool:
    return (row.num, row.den, row.state) != (total.num, total.den, total.state)


def _locked(cells: Sequence[Cell]) -> dict[Cell, Observation]:
    """The cells' rows, made where absent, locked in one order: no two savers wait for each other."""
    wanted = set(cells)
    while True:
        missing = [Observation(**cell._asdict(), state="not_counted") for cell in sorted(wanted)]
        Observation.objects.bulk_create(missing, ignore_conflicts=True, batch_size=CHUNK)
        found = {
            Cell(row.definition_id, row.place_id, row.grain, row.day): row
            for row in _superset(Observation.objects.select_for_update().order_by("pk"), cells)
        }
        if wanted <= found.keys():
            return {cell: found[cell] for cell in cells}
        # Another saver's undo deleted a row between our insert and our lock: make it again.


def events_of(cells: Sequence[Cell]) -> dict[Cell, list[Event]]:
    found: dict[Cell, list[Event]] = defaultdict(list)
    for row in _superset(CountEvent.objects.all(), cells):
        cell = Cell(row.definition_id, row.place_id, row.grain, row.day)
        found[cell].append(as_event(row))
    return found


def _superset(rows: Any, cells: Sequence[Cell]) -> Any:
    """One query for all cells; it may find neighbours, which nobody asks for."""
    return rows.filter(
        definition_id__in={cell.definition_id for cell in cells},
        place_id__in={cell.place_id for cell in cells},
        grain__in={cell.grain for cell in cells},
        day__in={cell.day for cell in cells},
    )


def as_event(row: CountEvent) -> Event:
    return Event(
        row.uuid,
        row.component,
        row.kind,
        row.received_at,
        row.amount,
        row.state,
        row.target,
        frozenset(UUID(uuid) for uuid in row.covers),
    )


def rebuild_observations(collaborative_id: int) -> None:
    """Every observation again from the events: gives what is there already."""
    rows = CountEvent.objects.filter(place__team__collaborative_id=collaborative_id)
    with transaction.atomic():
        project_cells(
            {Cell(*row) for row in rows.values_list("definition_id", "place_id", "grain", "day").distinct()}
        )


def definition_on(definitions: Sequence[MetricDefinition], day: date) -> MetricDefinition | None:
    """The wording that holds on a day; None before the first one. `definitions` are one metric's."""
    month = str(Month.of(day))
    holding = [definition for definition in definitions if definition.from_month <= month]
    return max(holding, key=lambda definition: definition.from_month, default=None)
