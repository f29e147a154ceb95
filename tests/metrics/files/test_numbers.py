"""The numbers of a chart as CSV and JSON, and its words."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
from django.conf import settings
from django.utils import translation
from openpyxl import load_workbook

from metrics.files.book import book
from metrics.files.content import rows
from metrics.files.numbers import COLUMNS, comma_separated
from metrics.files.record import record
from metrics.files.told import told
from metrics.limits import Settings, Subgroup, control_chart
from metrics.runchart import analyse
from tests.metrics.files.conftest import ADDRESS, act, chart, content


def test_every_point_is_a_row_of_the_csv() -> None:
    assert comma_separated(content()).decode().split("\r\n") == [
        ",".join(COLUMNS),
        "2026-01,1,4,0.25,shown,0.25,,,1,2026-01-01,2026-01-31,month,no,0.25,,,",
        "2026-02,3,4,0.75,shown,0.25,,,1,2026-02-01,2026-02-28,month,yes,0.25,,,",
        "2026-03,,,,missing,0.25,,,1,2026-03-01,2026-03-31,month,no,0.25,,,",
        "2026-04,2,4,0.5,running,,,,1,2026-04-01,2026-04-30,month,no,,,,",
        "",
    ]


def test_limits_stand_in_the_rows_of_a_control_chart() -> None:
    values = [Decimal(number) for number in (4, 6, 5, 7)]
    limits = control_chart([Subgroup(float(value)) for value in values], Settings(kind="i"))
    view = chart(unit="count", kind="i", control=limits)
    found = [(row.centre, row.lower, row.upper) for row in rows(view)]
    assert found == [(one.centre, one.lower, one.upper) for one in limits.points]
    assert found[0][1] is not None


def test_weeks_say_their_first_and_last_day() -> None:
    weeks = ("2026-W01", "2026-W02", "2026-W03", "2026-W04")
    points = [replace(point, period=week) for point, week in zip(chart().points, weeks, strict=True)]
    found = [(row.label, row.first, row.last) for row in rows(chart(points=points))]
    assert found[0] == ("2026-W01", date(2025, 12, 29), date(2026, 1, 4))


def test_a_sample_week_says_its_own_days_and_a_month_without_one_none() -> None:
    """In every form: beside the columns of the CSV, the book and the record."""
    days = {"2026-01": (date(2026, 1, 12), date(2026, 1, 16))}
    view = chart(points_are="sample", days=days)
    lines = [line.split(",") for line in comma_separated(content(view)).decode().splitlines()[1:3]]
    assert [(line[0], *line[9:12]) for line in lines] == [
        ("2026-01", "2026-01-12", "2026-01-16", "sample"),
        ("2026-02", "", "", "sample"),
    ]
    told = read(record(content(view)))["points"][:2]
    assert [(one["period"], one["first_day"], one["last_day"]) for one in told] == [
        ("2026-01", "2026-01-12", "2026-01-16"),
        ("2026-02", None, None),
    ]
    sheet = load_workbook(io.BytesIO(book(content(view))))["Numbers"]
    assert [[cell.value for cell in line[:3]] for line in sheet.iter_rows(min_row=2, max_row=3)] == [
        ["2026-01", datetime(2026, 1, 12), datetime(2026, 1, 16)],  # noqa: DTZ001 - as a book has it
        ["2026-02", None, None],
    ]


def test_the_teams_second_line_stands_beside_each_point() -> None:
    medians = [Decimal("0.3"), None, None, Decimal("0.4")]
    assert [row.teams_median for row in rows(chart(teams_median=medians))] == medians


def test_a_chart_without_a_point_has_headings_alone() -> None:
    empty = chart(points=[], chart=analyse([]))
    assert comma_separated(content(empty)).count(b"\r\n") == 1


def read(told: bytes) -> dict[str, Any]:
    return json.loads(told)


def test_json_says_everything_once() -> None:
    view = chart(acts=[act("A flood")], goal=Decimal("0.8"))
    found = read(record(content(view)))
    points, phases = found.pop("points"), found.pop("phases")
    assert found == {
        "version": 1,
        "title": "Calm corner · Maple",
        "sentence": view.sentence,
        "language": "en",
        "address": ADDRESS,
        "made": "2026-04-20",
        "unit": "proportion",
        "direction": "up",
        "goal": 0.8,
        "points_are": "month",
        "chart": "run",
        "trial_limits": False,
        "hints": "ihi",
        "pooled": None,
        "acts": [
            {
                "number": 1,
                "what": "left_out",
                "period": "2026-02",
                "text": "A flood",
                "by": "Mia",
                "day": "2026-03-02",
                "value": None,
            }
        ],
        "definitions": [{"from": "2026-01", "numerator": "used it", "denominator": "here"}],
        "sessions": [],
    }
    assert points[1] == {
        "period": "2026-02",
        "first_day": "2026-02-01",
        "last_day": "2026-02-28",
        "numerator": 3,
        "denominator": 4,
        "value": 0.75,
        "state": "shown",
        "left_out": True,
        "phase": 1,
        "median": 0.25,
        "centre": 0.25,
        "lower_limit": None,
        "upper_limit": None,
        "teams_reporting": None,
        "teams": None,
        "teams_median": None,
    }
    assert [point["value"] for point in points] == [0.25, 0.75, None, 0.5]
    assert phases == [
        {
            "number": 1,
            "first": "2026-01",
            "last": "2026-04",
            "median": 0.25,
            "median_is": "computed",
            "baseline_through": None,
            "baseline_is_early": False,
            "useful_points": 0,
            "longest_run": 0,
            "longest_run_at_most": None,
            "crossings": 0,
            "crossings_at_least": None,
            "verdict": "too_early",
            "side": "none",
            "hints": [],
        }
    ]


def test_json_keeps_to_its_schema() -> None:
    schema = json.loads((Path(settings.BASE_DIR) / "docs" / "chart.schema.json").read_text())
    judge = jsonschema.Draft202012Validator(schema)
    judge.check_schema(schema)
    empty = chart(points=[], chart=analyse([]))
    sample = chart(points_are="sample", days={"2026-01": (date(2026, 1, 12), date(2026, 1, 16))})
    for view in (
        chart(),
        empty,
        sample,
        chart(acts=[act("A flood")], goal=Decimal(1), teams_median=[None] * 4),
    ):
        judge.validate(read(record(content(view, how="Added up"))))
    assert not judge.is_valid(read(record(content())) | {"chart": "pie"})


def test_the_sentence_as_text_is_title_sentence_and_address() -> None:
    view = chart()
    assert told(content()).decode() == f"Calm corner · Maple\n{view.sentence}\n{ADDRESS}\n"


def test_of_all_teams_the_text_says_once_how_many_reported_and_how_they_become_one() -> None:
    points = [replace(point, reporting=2, teams=3) for point in chart().points]
    view = chart(points=points)
    with translation.override("en"):
        lines = told(content(view, how="Added up first.")).decode().splitlines()
    assert lines[2:] == ["Added up first.", ADDRESS]
    assert "2 of 3 teams reported in Apr 2026." in lines[1]
