"""What events add up to: by example, and for any order in which they may arrive."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.projection import Event, Total, project, rivals, seen, standing

SPACE = UUID(int=0)


def name(text: str) -> UUID:
    return uuid5(SPACE, text)


def add(text: str, at: int, amount: int = 1, component: str = "num") -> Event:
    return Event(name(text), component, "add", at, Decimal(amount))


def put(text: str, at: int, amount: int, *covers: str, component: str = "num") -> Event:
    return Event(
        name(text), component, "set", at, Decimal(amount), covers=frozenset(name(one) for one in covers)
    )


def say(text: str, at: int, state: str, *covers: str) -> Event:
    return Event(name(text), "state", "set", at, state=state, covers=frozenset(name(one) for one in covers))


def undo(text: str, at: int, target: str, component: str = "num") -> Event:
    return Event(name(text), component, "void", at, target=name(target))


def counted(num: int | None, den: int | None = None) -> Total:
    return Total(None if num is None else Decimal(num), None if den is None else Decimal(den), "counted")


@pytest.mark.parametrize(
    ("events", "total"),
    [
        pytest.param([], None, id="nothing is missing, and never a zero"),
        pytest.param([add("a", 1), add("b", 2)], counted(2), id="taps add up"),
        pytest.param([put("s", 1, 0)], counted(0), id="a zero is counted, on purpose"),
        pytest.param(
            [add("a", 1), put("s", 2, 5, "a")], counted(5), id="a typed number replaces what was seen"
        ),
        pytest.param(
            [add("a", 1), put("s", 3, 5, "a"), add("late", 4)],
            counted(6),
            id="a tap that arrives later is added, not swallowed",
        ),
        pytest.param(
            [put("s", 1, 5), add("late", 0)], counted(6), id="also one that was received earlier but not seen"
        ),
        pytest.param([put("s", 1, 5), put("t", 2, 7)], counted(7), id="of rivals the last received counts"),
        pytest.param(
            [put("s", 1, 5), put("t", 2, 7, "s"), undo("u", 3, "t")],
            counted(5),
            id="undoing a typed number brings back what it covered",
        ),
        pytest.param(
            [add("a", 1), put("s", 2, 5, "a"), put("t", 3, 7, "a", "s"), undo("u", 4, "s")],
            counted(7),
            id="undoing what was covered already brings nothing back beside it",
        ),
        pytest.param([add("a", 1), undo("u", 2, "a")], None, id="undoing the only tap leaves nothing said"),
        pytest.param([undo("u", 1, "a"), add("a", 2)], None, id="an undo may arrive before what it undoes"),
        pytest.param([add("a", 1), add("b", 2, -1), add("c", 3, -1)], counted(0), id="never below zero"),
        pytest.param(
            [say("n", 1, "not_counted")], Total(None, None, "not_counted"), id="not counted is said"
        ),
        pytest.param(
            [say("n", 1, "not_counted"), say("c", 2, "closed")],
            Total(None, None, "closed"),
            id="of two states the last received holds",
        ),
        pytest.param(
            [say("c", 1, "closed"), add("a", 2)], counted(1), id="a tap after closed makes the day counted"
        ),
        pytest.param(
            [add("a", 1), say("c", 2, "closed", "a")],
            Total(None, None, "closed"),
            id="closing covers what was counted",
        ),
        pytest.param(
            [add("a", 1), say("c", 2, "closed", "a"), undo("u", 3, "c", "state")],
            counted(1),
            id="opening again brings the counts back",
        ),
        pytest.param(
            [put("d", 1, 14, component="den")], counted(None, 14), id="only the children present were counted"
        ),
        pytest.param(
            [put("s", 1, 3), put("d", 2, 14, component="den")], counted(3, 14), id="components do not mix"
        ),
        pytest.param([put("s", 1, 5, "s")], counted(5), id="a set cannot cover itself"),
    ],
)
def test_events_add_up(events: list[Event], total: Total | None) -> None:
    assert project(events) == total


def test_rivals_are_the_sets_that_did_not_see_each_other() -> None:
    first, second, tap = put("s", 1, 5), put("t", 2, 7), add("a", 3)
    assert rivals([first, second, tap], "num") == [first, second]
    assert rivals([first, put("t", 2, 7, "s")], "num") == []
    assert rivals([first, second], "den") == []


def test_what_is_seen_is_everything_but_undos() -> None:
    events = [add("a", 1), put("d", 2, 14, component="den"), undo("u", 3, "a")]
    assert seen(events) == {name("a"), name("d")}
    assert seen(events, "den") == {name("d")}


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """What happened at one place on one day, as several people without a common view may have sent it."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 12))):
        text, component = f"e{number}", draw(st.sampled_from(["num", "den", "state"]))
        earlier = [event for event in events if event.kind != "void"]
        before = draw(st.sets(st.sampled_from([event.uuid for event in earlier]))) if earlier else set()
        if earlier and draw(st.integers(0, 4)) == 0:
            target = draw(st.sampled_from(earlier))
            events.append(Event(name(text), target.component, "void", number, target=target.uuid))
        elif component == "state":
            state = draw(st.sampled_from(["closed", "not_counted"]))
            events.append(Event(name(text), "state", "set", number, state=state, covers=frozenset(before)))
        else:
            kind = draw(st.sampled_from(["add", "set"]))
            amount = Decimal(draw(st.integers(-3, 9) if kind == "add" else st.integers(0, 20)))
            covers = frozenset(before) if kind == "set" else frozenset()
            events.append(Event(name(text), component, kind, number, amount, covers=covers))
    return events


@given(histories(), st.randoms())
def test_the_order_in_which_events_are_read_changes_nothing(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert project(shuffled) == project(events)


@given(histories())
def test_a_number_is_never_below_zero_and_a_state_has_none(events: list[Event]) -> None:
    total = project(events)
    if total is not None:
        numbers = [number for number in (total.num, total.den) if number is not None]
        assert min(numbers, default=Decimal(0)) >= 0
        assert (total.state == "counted") == bool(numbers)


@given(histories())
def test_undoing_what_was_said_last_gives_what_was_there_before(events: list[Event]) -> None:
    """Undo is exact: numbers, states, and what a typed number had covered."""
    said = [event for event in events if event.kind != "void"]
    if said and events[-1].kind != "void":
        last = events[-1]
        undone = [*events, Event(name("undo"), last.component, "void", len(events), target=last.uuid)]
        assert project(undone) == project(events[:-1])


@given(histories())
def test_what_stands_was_never_undone(events: list[Event]) -> None:
    undone = {event.target for event in events if event.kind == "void"}
    assert [event for event in standing(events) if event.uuid in undone] == []
