"""The tool itself: what it makes, and that its reasons are about lines that are there."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.mutants.making import MODULES, ROOT, Change, mutants
from tests.mutants.reasons import judged, reasons
from tests.mutants.report import written

SOURCE = """
def is_more(one: int | None, other: int) -> bool:
    return one is not None and one > other


@cached
def last(*, names: list[str]) -> str:
    return names[-1]
"""


IS_MORE = "return one is not None and one > other"


def test_each_small_change_is_a_mutant_but_not_of_an_annotation_nor_of_a_star() -> None:
    made = {(one.change.operator, one.change.line, one.change.becomes) for one in mutants("x.py", SOURCE)}
    assert ("ReplaceComparisonOperator_Gt_GtE", IS_MORE, "return one is not None and one >= other") in made
    assert ("RemoveDecorator", "@cached", "") in made
    assert ("NumberReplacer", "return names[-1]", "return names[- 2]") in made
    assert (
        "ReplaceComparisonOperator_IsNot_NotEq",
        IS_MORE,
        "return one != None and one > other",
    ) not in made
    assert {line for _, line, _ in made} == {IS_MORE, "@cached", "return names[-1]"}


def test_a_mutant_differs_from_its_source_in_one_place_and_knows_the_line() -> None:
    for one in mutants("x.py", SOURCE):
        assert SOURCE.splitlines()[one.number - 1].strip() == one.change.line
        assert one.source != SOURCE
        assert (
            abs(len(one.source.splitlines()) - len(SOURCE.splitlines())) <= 3
        )  # a decorator and what is before it


def test_every_reason_is_about_a_line_that_is_there() -> None:
    """Whether its mutant survives is told by `make mutants`."""
    changes = {change for reason in reasons() for change in reason.changes}
    assert {change.file for change in changes} <= set(MODULES)
    for change in changes:
        lines = (ROOT / change.file).read_text(encoding="utf-8").splitlines()
        assert change.line in {line.strip() for line in lines}, change


def test_a_survivor_without_a_reason_and_a_reason_without_a_survivor_are_found() -> None:
    known = {change for reason in reasons() for change in reason.changes}
    strange = Change(MODULES[0], "AddNot", "if a:", "if not a:")
    assert judged(known) == (set(), set())
    assert judged({strange}) == ({strange}, known)


def test_the_report_has_the_numbers_and_every_reason() -> None:
    known = {change for reason in reasons() for change in reason.changes}
    text = written(Counter(dict.fromkeys(MODULES, 1000)), known, date(2026, 3, 14))
    assert "## The last run, 2026-03-14" in text
    assert f"| together | 3000 | {3000 - len(known)} | {len(known)} |" in text
    assert all(reason.why in text for reason in reasons())


def test_the_report_that_is_kept_lists_the_reasons_as_they_are() -> None:
    kept = (ROOT / "docs" / "mutants.md").read_text(encoding="utf-8")
    assert (
        kept.partition("## Survivors")[2] == written(Counter(), set(), date.min).partition("## Survivors")[2]
    )
