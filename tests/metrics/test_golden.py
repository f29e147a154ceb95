"""All reference cases, through the command that answers case files: every one agrees."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from metrics.cases import answer, by_limits
from tests.metrics.golden import FILES, cases, differences, read, run_charts


def answered(*files: Path) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("chart_cases", *map(str, files), stdout=out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def test_all_792_cases_are_there() -> None:
    assert len(cases()) == 792


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_case_agrees(file: Path) -> None:
    asked, answers = read(file), answered(file)
    assert [one["id"] for one in answers] == [case["id"] for case in asked]
    wrong = {
        case["id"]: found
        for case, ours in zip(asked, answers, strict=True)
        if (found := list(differences(ours["expected"], case["expected"])))
    }
    assert wrong == {}


def test_run_charts_are_the_same_by_both_modules() -> None:
    """`chart_cases` answers them by `runchart.analyse`, as the pages do; `limits` draws them too."""
    assert len(run_charts()) == 185
    assert {
        case["id"]: found
        for case in run_charts()
        if (found := list(differences(by_limits(case), answer(case))))
    } == {}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(1.0, 1.00001), (0, None), (None, 0), (1, "1"), ([1], [1, 2]), ({"a": 1}, {"a": 1, "b": 2}), (1, True)],
)
def test_a_difference_would_be_found(ours: Any, theirs: Any) -> None:
    assert list(differences(ours, theirs))


def test_several_files_are_one_array_in_order() -> None:
    both = answered(FILES[0], FILES[-1])
    assert both == [*answered(FILES[0]), *answered(FILES[-1])]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "cases.json: Expecting property name"),
        ("{}", "cases.json holds no array of cases"),
        ('[{"id": "a"}]', "Not a case as the schema has it"),
        ('[{"id": "a", "tool": "abacus"}]', "'abacus'"),
        ("[1]", "Not a case as the schema has it"),
    ],
)
def test_what_is_no_case_file_is_said(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(content)
    with pytest.raises(CommandError, match=said):
        answered(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nosuch"):
        answered(tmp_path / "nosuch.json")
