"""What may be done to a chart, and the sentence with which the rest is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from metrics.actrules import Grounds, Judgement, RefusedError, judge, judge_undo, stored_value
from metrics.months import Month

MONTHS = tuple(str(Month.parse("2025-01").plus(at)) for at in range(14))
RUNNING = "2026-03"


def grounds(**more: Any) -> Grounds:
    """Fourteen months from January 2025, each counted; March 2026 is running."""
    found = Grounds("month", "proportion", MONTHS, frozenset(MONTHS), running=frozenset({RUNNING}))
    return replace(found, **{name: _set(value) for name, value in more.items()})


def _set(value: Any) -> Any:
    return frozenset(value) if isinstance(value, list | set) else value


def refusal(one: Grounds, what: str, label: str) -> str:
    with pytest.raises(RefusedError) as refused:
        judge(one, what, label)
    return str(refused.value)


@pytest.mark.parametrize("what", ["note", "phase", "left_out", "baseline", "centre"])
def test_a_point_that_is_not_on_the_chart_is_refused(what: str) -> None:
    assert refusal(grounds(), what, "2024-12") == "This point is not on the chart. Choose one that is."


def test_the_running_month_takes_notes_alone() -> None:
    assert judge(grounds(), "note", RUNNING) == Judgement()
    for what in ("phase", "left_out", "baseline", "centre"):
        assert refusal(grounds(), what, RUNNING) == (
            "This point is still running, so it takes notes only. Choose another one, or write a note."
        )


def test_days_take_notes_alone() -> None:
    days = Grounds("day", "count", ("2026-03-02", "2026-03-03"), frozenset({"2026-03-02"}))
    assert judge(days, "note", "2026-03-02") == Judgement()
    for what in ("phase", "left_out", "baseline", "centre"):
        assert refusal(days, what, "2026-03-02") == (
            "Days are drawn without a verdict, so they take notes only. Choose weeks or months first."
        )


def test_a_note_stands_on_any_point() -> None:
    empty = grounds(counted=set())
    assert [judge(empty, "note", label) for label in MONTHS] == [Judgement()] * 14


# --- baselines ---------------------------------------------------------------------------------------------
def test_ten_counted_points_freeze_without_a_question() -> None:
    assert judge(grounds(), "baseline", "2025-10") == Judgement()


@pytest.mark.parametrize(("end", "number"), [("2025-03", 3), ("2025-09", 9)])
def test_three_to_nine_points_are_offered_as_an_early_median(end: str, number: int) -> None:
    assert judge(grounds(), "baseline", end).offer == (
        f"A baseline of {number} points is short: 10 or more make it firm. You can freeze it as an early "
        "median: the line stands, and the chart gives no verdict on this phase."
    )


def test_fewer_than_three_are_refused() -> None:
    said = "A baseline needs 3 or more, better 10. Choose a later one."
    assert refusal(grounds(), "baseline", "2025-02") == f"There are 2 counted points up to here. {said}"
    assert refusal(grounds(), "baseline", "2025-01") == f"There is 1 counted point up to here. {said}"


def test_missing_months_and_points_left_out_are_no_points_of_a_baseline() -> None:
    gaps = grounds(counted=set(MONTHS) - {"2025-02"}, left_out=["2025-03"])
    assert "10 points" not in judge(grounds(), "baseline", "2025-10").offer
    assert judge(gaps, "baseline", "2025-10").offer.startswith("A baseline of 8 points")
    assert refusal(gaps, "baseline", "2025-04").startswith("There are 2 counted points")


def test_a_baseline_counts_from_the_start_of_its_own_phase() -> None:
    assert judge(grounds(phases=["2025-06"]), "baseline", "2025-10").offer.startswith("A baseline of 5")
    assert judge(grounds(defined=["2025-06"]), "baseline", "2025-10").offer.startswith("A baseline of 5")


@pytest.mark.parametrize(("starts", "last"), [([], "2026-02"), (["2025-11"], "2025-10")])
def test_a_baseline_ends_before_the_last_point_of_its_phase(starts: list[str], last: str) -> None:
    assert refusal(grounds(phases=starts), "baseline", last) == (
        "This is the last point of its phase. A baseline must end before it, so that there are points to "
        "compare. Choose an earlier one."
    )


def test_a_phase_has_one_line_that_people_set() -> None:
    frozen, fixed = grounds(frozen=["2025-10"]), grounds(lines=["2025-05"])
    for what in ("baseline", "centre"):
        assert refusal(frozen, what, "2025-11") == (
            "This phase has a frozen baseline already, which ends at Oct 2025. Undo that one first."
        )
        assert refusal(fixed, what, "2025-11") == (
            "This phase has a fixed line already, set at May 2025. Undo that one first."
        )
    later = grounds(frozen=["2025-03"], phases=["2025-06"])
    assert judge(later, "centre", "2025-07") == Judgement()  # another phase


# --- phases ------------------------------------------------------------------------------------------------
def test_the_first_point_starts_a_phase_anyway() -> None:
    assert refusal(grounds(), "phase", MONTHS[0]) == (
        "The first phase starts here anyway. Choose a later point."
    )


def test_no_phase_starts_twice() -> None:
    assert refusal(grounds(phases=["2025-06"]), "phase", "2025-06") == "A phase starts here already."
    assert refusal(grounds(defined=["2025-06"]), "phase", "2025-06") == (
        "A phase starts here already, because the definition of the metric changed."
    )


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2025-11", "4 counted points in the new phase: too early for a signal until there are 10."),
        ("2026-02", "1 counted point in the new phase: too early for a signal until there are 10."),
        ("2025-05", ""),
    ],
)
def test_a_phase_says_how_few_points_it_leaves(at: str, said: str) -> None:
    assert judge(grounds(), "phase", at) == Judgement(told=said)


def test_a_phase_ends_where_the_next_one_starts() -> None:
    assert judge(grounds(phases=["2025-09"]), "phase", "2025-05").told.startswith("4 counted points")


def test_no_phase_starts_inside_a_frozen_baseline() -> None:
    frozen = grounds(frozen=["2025-10"])
    assert refusal(frozen, "phase", "2025-10") == (
        "This point lies in a frozen baseline, which ends at Oct 2025. Undo the baseline first."
    )
    assert judge(frozen, "phase", "2025-11").told.startswith("4 counted points")


# --- a phase taken back ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "first", "second"),
    [
        (
            {"frozen": ["2025-04", "2025-10"]},
            "the frozen baseline that ends at Apr 2025",
            "the frozen baseline that ends at Oct 2025",
        ),
        (
            {"frozen": ["2025-04"], "lines": ["2025-11"]},
            "the frozen baseline that ends at Apr 2025",
            "the fixed line set at Nov 2025",
        ),
        (
            {"lines": ["2025-04", "2025-11"]},
            "the fixed line set at Apr 2025",
            "the fixed line set at Nov 2025",
        ),
    ],
)
def test_phases_with_a_line_each_are_not_joined(lines: dict[str, Any], first: str, second: str) -> None:
    with pytest.raises(RefusedError) as refused:
        judge_undo(grounds(phases=["2025-06"], **lines), "phase", "2025-06")
    assert str(refused.value) == (
        f"Before this phase starts and after it, there is a line that people set: {first} and {second}. "
        "Without it they would be one phase, and one phase has one line. Undo one of the two first."
    )


def test_a_phase_is_taken_back_where_at_most_one_line_remains() -> None:
    for lines in ({}, {"frozen": ["2025-04"]}, {"lines": ["2025-04"]}, {"lines": ["2025-11"]}):
        assert judge_undo(grounds(phases=["2025-06"], **lines), "phase", "2025-06") == Judgement()
    far = grounds(phases=["2025-06", "2025-09"], frozen=["2025-04"], lines=["2025-11"])
    for label in ("2025-06", "2025-09"):  # between the two lines another phase remains
        assert judge_undo(far, "phase", label) == Judgement()


def test_a_baseline_that_grows_backwards_is_told() -> None:
    found = grounds(phases=["2025-03", "2025-06"], frozen=["2025-10"])
    assert judge_undo(found, "phase", "2025-06").told == (
        "The frozen baseline that ends at Oct 2025 starts at Mar 2025 now."
    )
    assert judge_undo(found, "phase", "2025-03") == Judgement()


def test_a_changed_definition_keeps_phases_apart_and_a_point_that_is_gone_joins_nothing() -> None:
    both = {"frozen": ["2025-04", "2025-10"]}
    assert judge_undo(grounds(phases=["2025-06"], defined=["2025-06"], **both), "phase", "2025-06").told == ""
    assert judge_undo(grounds(phases=["2024-06"], **both), "phase", "2024-06") == Judgement()
    assert judge_undo(grounds(phases=["2025-06"], **both), "baseline", "2025-04") == Judgement()


# --- points left out ---------------------------------------------------------------------------------------
def test_what_is_missing_or_left_out_cannot_be_left_out() -> None:
    gap = grounds(counted=set(MONTHS) - {"2025-04"}, left_out=["2025-05"])
    assert (
        refusal(gap, "left_out", "2025-04") == "Nothing was counted here, so there is nothing to leave out."
    )
    assert refusal(gap, "left_out", "2025-05") == "This point is left out already."


def test_at_most_a_quarter_is_left_out() -> None:
    two, three = MONTHS[:2], MONTHS[:3]
    assert judge(grounds(left_out=list(two)), "left_out", "2025-12") == Judgement()
    assert refusal(grounds(left_out=list(three)), "left_out", "2025-12") == (
        "At most one point in four may be left out, so that the chart still tells what happened: "
        "here 3 of 14. Write a note instead."
    )


def test_a_baseline_that_loses_a_point_says_what_becomes_of_it() -> None:
    assert judge(grounds(frozen=["2025-11"]), "left_out", "2025-02") == Judgement()  # ten remain
    assert judge(grounds(frozen=["2025-10"]), "left_out", "2025-02").told == (
        "The frozen baseline has 9 points now: an early median, and no verdict on its phase."
    )
    assert refusal(grounds(frozen=["2025-03"]), "left_out", "2025-02") == (
        "This point belongs to a frozen baseline, which needs it. Undo the baseline first."
    )
    assert judge(grounds(frozen=["2025-03"]), "left_out", "2025-04") == Judgement()  # behind it


# --- values ------------------------------------------------------------------------------------------------
def test_a_proportion_is_typed_in_per_cent() -> None:
    assert stored_value(Decimal("12.25"), "proportion") == Decimal("0.1225")
    assert [stored_value(Decimal(one), "proportion") for one in (0, 100)] == [0, 1]
    assert stored_value(Decimal("140.5"), "rate") == Decimal("140.5")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("100.01", "A part of all lies between 0 and 100 per cent."),
        ("12.345", "Write at most two digits after the mark, such as 12.25."),
    ],
)
def test_what_is_no_proportion_is_refused(typed: str, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        stored_value(Decimal(typed), "proportion")
    assert (str(refused.value), refused.value.field) == (said, "value")
