"""Plan, apply, undo: all or nothing, and the same file twice changes nothing."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from metrics.models import ChartMark, CountEvent, ImportRun, Observation
from metrics.models.importing import RefusedError, undo
from metrics.models.keys import team_key
from teams.models import Collaborative, Team
from tests.conftest import Cast
from tests.metrics.importing_cast import add_metric, bring, choice, csv, look, observed, seen, type_by_hand

MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


def test_rows_become_observations(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv("team,room,date,num,den", "Maple,Sunroom,2026-03-02,3,14", "oak,,2026-03-03,0,9")
    applied = bring(content, metric, classroom="room")
    assert observed(metric) == [
        seen("maple", MARCH_2, 3, 14, room="Sunroom"),
        seen("oak", MARCH_3, 0, 9),
    ]
    assert (len(applied.plan.new), applied.run.new, applied.run.changed) == (2, 2, 0)
    keys = {team_key(metric.pk, cast.maple.pk), team_key(metric.pk, cast.oak.pk)}
    assert applied.stale == keys
    assert set(ChartMark.objects.values_list("key", flat=True)) == keys


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv("team,date,num,den", "maple,2026-03-02,3,14", "maple,2026-03-03,4,14")
    bring(content, metric)
    before = (observed(metric), CountEvent.objects.count(), ImportRun.objects.count())
    again = bring(content, metric)
    assert (observed(metric), CountEvent.objects.count(), ImportRun.objects.count()) == before
    assert (again.run, len(again.plan.there), again.stale) == (None, 2, frozenset())


def test_the_same_file_twice_keeps_a_correction_by_hand(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv("team,date,num,den", "maple,2026-03-02,3,14")
    bring(content, metric)
    type_by_hand(cast.maple, metric, MARCH_2, num=5)
    again = bring(content, metric)
    assert [row.fate for row in again.plan.rows] == ["there"]
    assert observed(metric) == [seen("maple", MARCH_2, 5, 14)]


def test_an_import_replaces_what_was_typed_before(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    type_by_hand(cast.maple, metric, MARCH_2, num=1, den=10)
    content = csv("team,date,num,den", "maple,2026-03-02,3,14")
    found = look(content, metric)
    assert [(row.before.num, row.before.den, row.total.num) for row in found.changed] == [(1, 10, 3)]
    bring(content, metric)
    assert observed(metric) == [seen("maple", MARCH_2, 3, 14)]


def test_a_row_that_says_what_is_there_writes_nothing(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    type_by_hand(cast.maple, metric, MARCH_2, num=3, den=14)
    applied = bring(csv("team,date,num,den", "maple,2026-03-02,3,14"), metric)
    assert (applied.run, CountEvent.objects.count()) == (None, 2)


def test_closed_replaces_numbers_and_undo_brings_them_back(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    type_by_hand(cast.maple, metric, MARCH_2, num=1, den=10)
    content = csv("team,date,num,den,state", "maple,2026-03-02,,,Cerrado")
    run = bring(content, metric, state="state").run
    assert observed(metric) == [seen("maple", MARCH_2, None, state="closed")]
    undo(run, None)
    assert observed(metric) == [seen("maple", MARCH_2, 1, 10)]


def test_undo_takes_everything_back_but_corrections(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    lines = [f"maple,2026-03-{day:02},3,14" for day in range(1, 6)]
    run = bring(csv("team,date,num,den", *lines), metric).run
    type_by_hand(cast.maple, metric, MARCH_3, num=7, den=20)
    ChartMark.objects.all().delete()
    assert undo(run, cast.participant(cast.cora)) == {team_key(metric.pk, cast.maple.pk)}
    assert observed(metric) == [seen("maple", MARCH_3, 7, 20)]
    run.refresh_from_db()
    assert run.undone_by == cast.participant(cast.cora)


def test_undoing_twice_is_undoing_once(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    run = bring(csv("team,date,num,den", "maple,2026-03-02,3,14"), metric).run
    undo(run, None)
    events = CountEvent.objects.count()
    assert (undo(run, None), CountEvent.objects.count()) == (frozenset(), events)


def test_after_undo_the_same_file_can_be_imported_again(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv("team,date,num,den", "maple,2026-03-02,3,14")
    undo(bring(content, metric).run, None)
    again = bring(content, metric)
    assert (len(again.plan.new), observed(metric)) == (1, [seen("maple", MARCH_2, 3, 14)])
    assert ImportRun.objects.count() == 2


def test_one_bad_line_and_nothing_is_written(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv("team,date,num,den", "maple,2026-03-02,3,14", "Birch,2026-03-02,1,2", "oak,2026-03-02,-1,2")
    with pytest.raises(RefusedError) as refused:
        bring(content, metric, create_teams=True)
    assert [problem.line for problem in refused.value.plan.problems] == [4]
    assert (CountEvent.objects.count(), Observation.objects.count(), ImportRun.objects.count()) == (0, 0, 0)
    assert Team.objects.filter(collaborative=cast.riverside).count() == 2


def test_twenty_thousand_rows_take_seconds(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    first = date(2010, 1, 1)
    lines = [
        f"Team {team},{(first + timedelta(days=day)).isoformat()},{day % 7},20"
        for team in range(20)
        for day in range(1000)
    ]
    content = csv("team,date,num,den", *lines)
    began = time.process_time()
    run = bring(content, metric, create_teams=True).run
    took = time.process_time() - began
    assert (run.new, Observation.objects.count()) == (20_000, 20_000)
    assert took < 30
    undo(run, None)
    assert Observation.objects.count() == 0


def test_a_plan_writes_nothing(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    look(
        csv("team,room,date,num,den", "Birch,Sol,2026-03-02,1,2"), metric, classroom="room", create_teams=True
    )
    assert (Team.objects.filter(collaborative=cast.riverside).count(), CountEvent.objects.count()) == (2, 0)


def test_another_choice_of_columns_is_another_import(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "incidents", "count")
    content = csv("team,date,num,other", "maple,2026-03-02,1,2")
    bring(content, metric, denominator="")
    bring(content, metric, denominator="", numerator="other")
    assert observed(metric) == [seen("maple", MARCH_2, 2)]
    assert Collaborative.objects.count() == 2
    assert choice(metric).columns()["numerator"] == "num"
