"""What the form of an act offers, and which point it proposes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from metrics.actoffers import likely, offers, possible, refusal
from metrics.actrules import Grounds
from metrics.months import Month

MONTHS = tuple(str(Month.parse("2025-01").plus(at)) for at in range(14))
RUNNING = "2026-03"


def grounds(labels: tuple[str, ...] = MONTHS, **more: Any) -> Grounds:
    found = Grounds("month", "proportion", labels, frozenset(labels), running=frozenset({RUNNING}))
    sets: dict[str, Any] = {name: frozenset(value) for name, value in more.items()}
    return replace(found, **sets)


def test_a_note_is_offered_everywhere_and_the_newest_point_is_likely() -> None:
    assert possible(grounds(), "note") == (RUNNING, *reversed(MONTHS))
    assert likely(grounds(), "note") == RUNNING
    assert offers(grounds(), "note")[:2] == [(RUNNING, "Mar 2026 (still running)"), ("2026-02", "Feb 2026")]


def test_a_phase_is_offered_from_the_second_point_on_and_none_is_likelier() -> None:
    assert possible(grounds(phases=["2025-06"]), "phase") == tuple(
        month for month in reversed(MONTHS[1:]) if month != "2025-06"
    )
    assert likely(grounds(), "phase") == ""


def test_a_point_is_left_out_where_something_was_counted_and_none_is_likelier() -> None:
    found = grounds(counted=set(MONTHS) - {"2025-04"}, left_out=["2025-05"])
    assert set(MONTHS) - set(possible(found, "left_out")) == {"2025-04", "2025-05"}
    assert likely(found, "left_out") == ""


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ({}, "2025-12"),  # the twelfth
        ({"left_out": ["2025-03"]}, "2026-01"),  # the twelfth that counts
        ({"phases": ["2025-09"]}, "2026-01"),  # six points in the newest phase: the last but one
        ({"phases": ["2026-02"]}, "2025-12"),  # a newest phase of one point holds none
    ],
)
def test_a_baseline_is_proposed_up_to_the_twelfth_point_or_the_last_that_can_be(
    more: dict[str, Any], end: str
) -> None:
    assert likely(grounds(**more), "baseline") == end


def test_a_baseline_is_offered_where_three_points_lie_before_and_one_behind() -> None:
    assert possible(grounds(), "baseline") == tuple(reversed(MONTHS[2:-1]))


def test_a_fixed_line_is_offered_by_the_phase() -> None:
    found = grounds(phases=["2025-06", "2025-09"], frozen=["2025-08"])
    assert offers(found, "centre") == [
        ("2026-02", "Sep 2025 – Feb 2026"),
        ("2025-05", "Jan 2025 – May 2025"),
    ]
    assert offers(found, "centre", "2025-10")[0] == ("2025-10", "Sep 2025 – Feb 2026")
    assert likely(found, "centre") == "2026-02"


def test_what_was_chosen_is_offered_even_where_it_is_refused() -> None:
    assert "2025-01" not in dict(offers(grounds(), "phase"))
    assert offers(grounds(), "phase", "2025-01")[-1] == ("2025-01", "Jan 2025")
    assert offers(grounds(), "note", "2024-01") == offers(grounds(), "note")


@pytest.mark.parametrize(
    ("found", "what", "said"),
    [
        (grounds(), "baseline", ""),
        (grounds(MONTHS[:1]), "phase", "The first phase starts here anyway. Choose a later point."),
        (
            grounds(MONTHS[:3]),
            "baseline",
            (
                "There are 2 counted points up to here. A baseline needs 3 or more, better 10. "
                "Choose a later one."
            ),
        ),
        (
            grounds(frozen=["2025-10"]),
            "centre",
            "This phase has a frozen baseline already, which ends at Oct 2025. Undo that one first.",
        ),
        (
            grounds(()),
            "left_out",
            "This point is still running, so it takes notes only. Choose another one, or write a note.",
        ),
    ],
)
def test_where_nothing_can_be_done_it_says_why(found: Grounds, what: str, said: str) -> None:
    assert refusal(found, what) == said


def test_at_one_point_it_says_why_there() -> None:
    assert (
        refusal(grounds(), "phase", MONTHS[0]) == "The first phase starts here anyway. Choose a later point."
    )
    assert refusal(grounds(), "phase", MONTHS[1]) == ""
