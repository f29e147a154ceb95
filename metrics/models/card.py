"""One metric on a counts page: what stands there, who said so, and what each button would send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID, uuid4

from metrics.models.counting import CountEvent
from metrics.models.metric import Exposure, Metric, MetricDefinition, Unit
from metrics.models.recording import as_event
from metrics.numbers import number_typed
from metrics.projection import Component, Event, project, rivals, standing

Status = Literal["nothing", "counted", "incomplete", "not_counted", "closed"]
Problem = Literal["no_den", "no_num", "above"]
Fault = Literal["", "again", "conflict", "below_zero", "sure"]


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several numbers that were typed without seeing each other."""

    name: str
    typed: Decimal
    total: Decimal  # with what was tapped besides
    component: str

    @property
    def typed_text(self) -> str:
        return number_typed(self.typed)

    @property
    def total_text(self) -> str:
        return number_typed(self.total)

    @property
    def tap(self) -> str:
        return tap("set", self.component, amount=number_typed(self.total))


@dataclass(frozen=True, slots=True)
class Card:
    """Numbers are None where nothing was counted; a zero is counted."""

    definition: MetricDefinition
    num: Decimal | None
    den: Decimal | None
    status: Status
    problem: Problem | None
    revived: str  # "closed" or "not_counted": what was said before it was counted after all
    rivals: tuple[Rival, ...]
    last: CountEvent | None  # what Undo takes back
    seen: dict[str, tuple[UUID, ...]]  # by component: what a typed number replaces
    elsewhere: Decimal | None = None
    typed_month: Decimal | None = None
    suggested_den: Decimal | None = None
    # What came in with a request that was not saved.
    typed_num: str | None = None
    typed_den: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    fault: Fault = ""
    retry: str = ""  # the tap that needs a second, explicit press

    @property
    def metric(self) -> Metric:
        return self.definition.metric

    @property
    def is_score(self) -> bool:
        return self.definition.unit == Unit.SCORE

    @property
    def is_zero(self) -> bool:
        return self.num == 0

    @property
    def can_go_down(self) -> bool:
        return self.num is not None and self.num >= 1

    @property
    def num_text(self) -> str:
        return number_typed(self.num)

    @property
    def den_text(self) -> str:
        return number_typed(self.den)

    @property
    def num_field(self) -> str:
        return self.num_text if self.typed_num is None else self.typed_num

    @property
    def den_field(self) -> str:
        if self.typed_den is not None:
            return self.typed_den
        return number_typed(self.suggested_den if self.den is None else self.den)

    @property
    def is_den_suggested(self) -> bool:
        return self.typed_den is None and self.den is None and self.suggested_den is not None

    @property
    def elsewhere_text(self) -> str:
        return number_typed(self.elsewhere)

    @property
    def typed_month_text(self) -> str:
        return number_typed(self.typed_month)

    # Each button carries a tap of its own: a repeat of the same tap is recognised by its id.
    @property
    def tap_up(self) -> str:
        return tap("add", "num", amount="1")

    @property
    def tap_down(self) -> str:
        return tap("add", "num", amount="-1")

    @property
    def tap_zero(self) -> str:
        return tap("set", "num", amount="0")

    @property
    def tap_not_counted(self) -> str:
        return tap("set", "state", state="not_counted")

    @property
    def tap_undo(self) -> str:
        return tap("void", self.last.component, target=str(self.last.uuid)) if self.last else ""

    @property
    def fresh_uuid(self) -> UUID:
        return uuid4()

    def seen_text(self, component: str) -> str:
        return " ".join(str(uuid) for uuid in self.seen[component])

    @property
    def seen_num(self) -> str:
        return self.seen_text("num")

    @property
    def seen_den(self) -> str:
        return self.seen_text("den")

    @property
    def seen_state(self) -> str:
        return self.seen_text("state")

    @property
    def last_amount(self) -> str:
        if self.last is None or self.last.amount is None:
            return ""
        return number_typed(abs(self.last.amount))


def tap(kind: str, component: str, **rest: str) -> str:
    """A button's value: one tap, with an id of its own."""
    return urlencode({"kind": kind, "component": component, **rest, "uuid": str(uuid4())})


def card_of(definition: MetricDefinition, rows: Sequence[CountEvent]) -> Card:
    events = [as_event(row) for row in rows]
    by_uuid = {row.uuid: row for row in rows}
    stand = standing(events)
    total = project(events)
    num, den = (total.num, total.den) if total else (None, None)
    problem = problem_of(definition, num, den)
    said = [event.state for event in stand if event.component == "state"]
    is_counted = num is not None or den is not None
    return Card(
        definition=definition,
        num=num,
        den=den,
        status=_status(total.state if total else "nothing", problem),
        problem=problem,
        revived=said[-1] if said and is_counted else "",
        rivals=_rivals(stand, by_uuid, "num") or _rivals(stand, by_uuid, "den"),
        last=_last(stand, by_uuid),
        seen=_seen(events),
    )


def problem_of(definition: MetricDefinition, num: Decimal | None, den: Decimal | None) -> Problem | None:
    """Why a count is kept, but left out of the chart. The sums leave out the same ones."""
    if num is None:
        return None if den is None else "no_num"
    if not definition.types_denominator:
        return None
    return _problem_of_ratio(definition, num, den)


def _problem_of_ratio(definition: MetricDefinition, num: Decimal, den: Decimal | None) -> Problem | None:
    if den is None:
        return "no_den"
    too_many = num > den if definition.unit == Unit.PROPORTION else num > 0 and den == 0
    return "above" if too_many else None


def problem_of_month(
    definition: MetricDefinition, num: Decimal | None, den: Decimal | None
) -> Problem | None:
    """As above; a typed month brings its classroom-days along."""
    if num is not None and needs_month_den(definition):
        return _problem_of_ratio(definition, num, den)
    return problem_of(definition, num, den)


def needs_month_den(definition: MetricDefinition) -> bool:
    return definition.types_denominator or (
        definition.unit == Unit.RATE and definition.exposure == Exposure.CLASSROOM_DAYS
    )


def _status(state: str, problem: Problem | None) -> Status:
    if problem:
        return "incomplete"
    known: dict[str, Status] = {
        "counted": "counted",
        "not_counted": "not_counted",
        "closed": "closed",
    }
    return known.get(state, "nothing")


def _rivals(
    stand: Sequence[Event], by_uuid: dict[UUID, CountEvent], component: Component
) -> tuple[Rival, ...]:
    sets = rivals(stand, component)
    if len({event.amount for event in sets}) < 2:
        return ()
    tapped = sum(
        (e.amount or Decimal(0) for e in stand if e.component == component and e.kind == "add"), Decimal(0)
    )
    return tuple(
        Rival(
            str(by_uuid[event.uuid].by or ""),
            event.amount,
            max(Decimal(0), event.amount + tapped),
            component,
        )
        for event in sets
        if event.amount is not None
    )


def _last(stand: Sequence[Event], by_uuid: dict[UUID, CountEvent]) -> CountEvent | None:
    """What was said last and still stands. A closure is taken back as a whole, not metric by metric."""
    open_to_undo = [event for event in stand if event.state != "closed"]
    return by_uuid[open_to_undo[-1].uuid] if open_to_undo else None


def _seen(events: Sequence[Event]) -> dict[str, tuple[UUID, ...]]:
    """Also what is covered already: undoing the cover must not bring it back beside the new number."""
    undone = {event.target for event in events if event.kind == "void"}
    return {
        component: tuple(
            event.uuid
            for event in events
            if event.kind != "void" and event.component == component and event.uuid not in undone
        )
        for component in ("num", "den", "state")
    }
