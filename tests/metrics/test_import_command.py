"""The command, with made-up files and with the real one of twenty organisations."""

from __future__ import annotations

import csv as plain_csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from metrics.models import CountEvent, ImportRun, Observation, PeriodSum
from metrics.models.exporting import export_metric
from teams.models import Team
from tests.conftest import Cast
from tests.metrics.importing_cast import add_metric, csv, long_there, observed, seen

REAL = Path(__file__).parents[3] / "shared" / "data" / "ae_attendances.csv"
Commanded = tuple[str, str]


def command(capsys: pytest.CaptureFixture[str], file: Path, **options: Any) -> Commanded:
    options = {
        "collaborative": "riverside",
        "metric": "both-ways",
        "grain": "day",
        "team_column": "team",
        "date_column": "date",
        "numerator_column": "num",
        "denominator_column": "den",
    } | options
    call_command("import_observations", str(file), **options)
    told = capsys.readouterr()
    return told.out, told.err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "counts.csv"
    path.write_bytes(csv("team,date,num,den", "maple,2026-03-02,3,14", "oak,2026-03-02,15,14"))
    return path


def test_a_file_is_imported_and_said_in_numbers(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    long_there()
    out, _ = command(capsys, file)
    assert out.splitlines() == [
        "Line 3: Incomplete: it is kept, and left out of the chart. [oak | 2026-03-02 | 15 | 14]",
        "2 new, 0 changed, 0 already there, 0 without a number, 0 of another metric or grain",
    ]
    assert observed(metric) == [seen("maple", date(2026, 3, 2), 3, 14), seen("oak", date(2026, 3, 2), 15, 14)]
    out, _ = command(capsys, file)
    assert out.splitlines()[-1] == "Nothing changed: everything in the file is there already."


def test_a_dry_run_writes_nothing(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_metric(cast.riverside, "both-ways")
    long_there()
    out, _ = command(capsys, file, dry_run=True)
    assert out.splitlines()[1:] == [
        "2 new, 0 changed, 0 already there, 0 without a number, 0 of another metric or grain",
        "Nothing was written: this was a dry run.",
    ]
    assert (CountEvent.objects.count(), ImportRun.objects.count()) == (0, 0)


@pytest.mark.parametrize("dry_run", [True, False])
def test_bad_lines_are_listed_and_the_command_fails(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], dry_run: bool
) -> None:
    add_metric(cast.riverside, "both-ways")
    file = tmp_path / "counts.csv"
    file.write_bytes(csv("team,date,num,den", "maple,2026-03-02,3,14", "Birch,2026-03-02,-1,2"))
    with pytest.raises(CommandError, match=r"^1 line is bad, so nothing was written\.$"):
        command(capsys, file, dry_run=dry_run)
    told = capsys.readouterr().err
    assert told == "Line 3: “-1” is below zero. [Birch | 2026-03-02 | -1 | 2]\n"
    assert CountEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"metric": "none"}, "There is no metric “none” in a collaborative “riverside”."),
        ({"collaborative": "harbor"}, "There is no metric “both-ways” in a collaborative “harbor”."),
        ({"team_column": "who"}, "There is no column “who”. The file has: team, date, num, den."),
    ],
)
def test_what_makes_no_sense_as_a_whole_is_said_in_a_sentence(
    cast: Cast, file: Path, capsys: pytest.CaptureFixture[str], options: dict[str, str], sentence: str
) -> None:
    add_metric(cast.riverside, "both-ways")
    with pytest.raises(CommandError) as wrong:
        command(capsys, file, **options)
    assert str(wrong.value) == sentence


def test_a_file_that_is_not_there_is_said(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_metric(cast.riverside, "both-ways")
    with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\.$"):
        command(capsys, tmp_path / "none.csv")


def test_an_export_is_written_to_a_file(
    cast: Cast, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    command(capsys, file)
    out = tmp_path / "out.csv"
    call_command("export_observations", collaborative="riverside", metric="both-ways", output=out)
    assert out.read_bytes() == export_metric(metric)
    assert out.read_bytes().count(b"\r\n") == 3


def real_sums() -> dict[date, tuple[Decimal, Decimal]]:
    """Breaches and attendances of each month, added up here and by nothing of the product."""
    sums: dict[date, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    with REAL.open(newline="") as file:
        for row in plain_csv.DictReader(file):
            month = date.fromisoformat(row["period"])
            num, den = sums[month]
            sums[month] = (num + int(row["breaches"]), den + int(row["attendances"]))
    return dict(sums)


def stored_sums() -> dict[date, tuple[Decimal, Decimal]]:
    sums: dict[date, tuple[Decimal, Decimal]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for day, num, den in Observation.objects.values_list("day", "num", "den"):
        sums[day] = (sums[day][0] + num, sums[day][1] + den)
    return dict(sums)


def test_the_real_data_of_twenty_organisations_comes_in_whole(
    cast: Cast, capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: Any
) -> None:
    metric = add_metric(cast.harbor, "four-hours")
    options = {
        "collaborative": "harbor",
        "metric": "four-hours",
        "grain": "month",
        "team_column": "org_code",
        "date_column": "period",
        "numerator_column": "breaches",
        "denominator_column": "attendances",
        "create_teams": True,
    }
    with django_capture_on_commit_callbacks(execute=True):
        out, _ = command(capsys, REAL, **options)
    told = "720 new, 0 changed, 0 already there, 0 without a number, 0 of another metric or grain"
    assert out.splitlines()[-1] == told
    made = Team.objects.filter(collaborative=cast.harbor).exclude(pk=cast.pine.pk)
    assert {team.joined for team in made} == {date(2016, 4, 1)}
    assert (made.count(), Observation.objects.count(), len(stored_sums())) == (20, 720, 36)
    assert stored_sums() == real_sums()
    rebuilt = PeriodSum.objects.filter(metric=metric, reported=True)
    assert sum(rebuilt.values_list("num", flat=True)) == sum(num for num, _den in real_sums().values())
    events = CountEvent.objects.count()
    out, _ = command(capsys, REAL, **options)
    assert out.splitlines()[-1] == "Nothing changed: everything in the file is there already."
    assert (CountEvent.objects.count(), stored_sums()) == (events, real_sums())
