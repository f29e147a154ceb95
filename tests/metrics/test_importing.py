"""Plan, apply, undo: all or nothing, and the same file twice changes nothing."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from metrics.models import ChartMark, CountEvent, ImportRun, MetricDefinition, Observation
from metrics.models.exporting import export_metric, export_team
from metrics.models.importing import RefusedError, undo
from metrics.models.importrows import ChoiceError
from metrics.models.keys import all_key, team_key
from metrics.models.places import place_of
from metrics.models.recording import Count, events_of, record
from metrics.projection import seen as seen_events
from teams.models import Center, Classroom, Collaborative, Team
from tests.conftest import Cast, add_collaborative, add_team
from tests.metrics.importing_cast import add_metric, bring, choice, csv, look, observed, reasons, seen

MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


def type_by_hand(team: Team, metric, day: date, **amounts: int) -> None:
    """As a counts page does: a set covers what its author had before them."""
    place, definition = place_of(team), MetricDefinition.objects.select_related("metric").get(metric=metric)
    for component, amount in amounts.items():
        first = Count(
            uuid4(), place, definition, "day", day, component, "set", timezone.now(), Decimal(amount)
        )
        covers = seen_events(events_of([first.cell])[first.cell], component)
        record([Count(*_fields(first), covers=covers)], None)


def _fields(count: Count) -> list:
    names = ("uuid", "place", "definition", "grain", "day", "component", "kind", "counted_at", "amount")
    return [getattr(count, name) for name in names]


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


TOMORROW = "2999-01-01"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Birch,,2026-03-02,1,2,", "There is no team “Birch” here."),
        ("pine,,2026-03-02,1,2,", "There is no team “pine” here."),
        (",,2026-03-02,1,2,", "The team is missing."),
        (
            "maple,Attic,2026-03-02,1,2,",
            "Maple has no classroom “Attic”. Set it up first, or correct the name.",
        ),
        ("maple,,,1,2,", "The date is missing."),
        ("maple,,2026-02-30,1,2,", "“2026-02-30” is no day of the calendar."),
        ("maple,,soon,1,2,", "“soon” is no date. Write it as 2026-03-12, a month as 2026-03."),
        (
            "maple,,2026-03,1,2,",
            "“2026-03” is a month. Counts of a day need the whole date, as in 2026-03-12.",
        ),
        ("maple,,2999-01-01,1,2,", "This day is in the future."),
        (
            "maple,,1999-12-31,1,2,",
            "The metric had no definition then. Let its first definition start earlier.",
        ),
        ("maple,,2026-03-02,many,2,", "“many” is no number. Write digits alone, as in 12."),
        ("maple,,2026-03-02,1e3,2,", "“1e3” is no number. Write digits alone, as in 12."),
        ("maple,,2026-03-02,-1,2,", "“-1” is below zero."),
        ("maple,,2026-03-02,1.5,2,", "“1.5” is no whole number, and this metric counts whole ones."),
        (
            'maple,,2026-03-02,"1,234",2,',
            "“1,234” can be read in two ways. Write thousands without a separator.",
        ),
        ("maple,,2026-03-02,99999999999,2,", "“99999999999” is too large."),
        ("maple,,2026-03-02,1,,", "The denominator is missing: choose its column, or fill it in."),
        ("maple,,2026-03-02,1,2,closed", "The state says that nothing was counted, and there is a number."),
        ("maple,,2026-03-02,,,counted", "The state says that it was counted, and there is no number."),
        (
            "maple,,2026-03-02,1,2,perhaps",
            "“perhaps” is no state. Write counted, not counted or closed, or leave it empty.",
        ),
        ("maple,,2026-03-02,1,2,,surplus", "There are more cells than columns in the first line."),
        ("oak,,2026-03-01,2,2,", "Line 2 has the same place and date already."),
    ],
)
def test_a_bad_line_says_why(cast: Cast, row: str, reason: str) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv("team,room,date,num,den,state", "Oak,,2026-03-01,1,2,", row)
    found = look(content, metric, classroom="room", state="state")
    assert reasons(found) == [(3, reason)]


def test_a_count_takes_no_denominator(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "incidents", "count")
    found = look(csv("team,date,num,den", "maple,2026-03-02,1,2", "maple,2026-03-03,1,"), metric)
    assert reasons(found) == [(2, "This metric is not divided by anything. Leave the denominator out.")]


def test_a_rate_by_classroom_days_wants_its_denominator_with_a_month_alone(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "rate", "rate", exposure="classroom-days")
    content = csv("team,date,num", "maple,2026-03-01,1")
    assert reasons(look(content, metric, denominator="")) == []
    missing = "The denominator is missing: choose its column, or fill it in."
    assert reasons(look(content, metric, "month", denominator="")) == [(2, missing)]


def test_a_score_takes_decimals_with_a_comma_too(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "class", "score")
    content = csv("team;date;num", "maple;2026-03-02;3,25", "oak;2026-03-02;4.5")
    bring(content, metric, denominator="")
    assert observed(metric) == [seen("maple", MARCH_2, "3.25"), seen("oak", MARCH_2, "4.5")]


def test_empty_numbers_are_missing_and_never_zero(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    applied = bring(csv("team,date,num,den", "maple,2026-03-02,,14", "maple,2026-03-03,0,14"), metric)
    assert (applied.plan.missing, applied.run.skipped) == (1, 1)
    assert observed(metric) == [seen("maple", MARCH_3, 0, 14)]


def test_incomplete_and_outside_counts_are_kept_with_a_warning(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    Team.objects.filter(pk=cast.oak.pk).update(joined=MARCH_3)
    content = csv(
        "team,date,num,den,state",
        "maple,2026-03-02,15,14,",
        "maple,2026-03-03,2,,counted",
        "maple,2026-03-04,,9,counted",
        "oak,2026-03-02,1,2,",
    )
    applied = bring(content, metric, state="state")
    incomplete = "Incomplete: it is kept, and left out of the chart."
    assert [(one.line, one.reason) for one in applied.plan.warnings] == [
        (2, incomplete),
        (3, incomplete),
        (4, incomplete),
        (5, "The team did not take part then: it is kept, and left out of the chart."),
    ]
    assert observed(metric) == [
        seen("maple", MARCH_2, 15, 14),
        seen("maple", MARCH_3, 2, None),
        seen("maple", date(2026, 3, 4), None, 9),
        seen("oak", MARCH_2, 1, 2),
    ]


def test_days_and_a_months_own_number_warn_of_each_other(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    bring(csv("team,date,num,den", "maple,2026-03-02,3,14"), metric)
    content = csv("team,date,num,den", "maple,2026-03,30,140", "maple,2026-04,30,140", "oak,2026-03,3,4")
    typed = look(content, metric, "month")
    assert [(one.line, one.reason) for one in typed.warnings] == [
        (2, "Days of this month are counted: they win, and the month's own number has no force.")
    ]
    bring(content, metric, "month")
    days = look(csv("team,date,num,den", "oak,2026-03-02,1,2", "oak,2026-05-02,1,2"), metric)
    assert [(one.line, one.reason) for one in days.warnings] == [
        (2, "This month has a number of its own: it loses its force to the days.")
    ]


def test_unknown_teams_are_made_with_their_classrooms(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    content = csv(
        "team,room,date,num,den",
        "Niño Feliz,Sol,2026-03-03,1,2",
        "niño  feliz,sol,2026-03-02,1,2",
        "Oak!,,2026-03-02,1,2",
        "Setup,,2026-03-02,1,2",
    )
    applied = bring(content, metric, classroom="room", create_teams=True)
    made = Team.objects.filter(collaborative=cast.riverside, number__gt=2).order_by("number")
    assert [(team.slug, team.name, team.joined, team.center.time_zone) for team in made] == [
        ("nino-feliz", "Niño Feliz", MARCH_2, "America/New_York"),
        ("oak-2", "Oak!", MARCH_2, "America/New_York"),
        ("setup-2", "Setup", MARCH_2, "America/New_York"),
    ]
    assert list(Classroom.objects.filter(center=made[0].center).values_list("name", "from_day")) == [
        ("Sol", MARCH_2)
    ]
    assert (applied.run.teams, all_key(metric.pk) in applied.stale) == (3, True)
    assert [team.history.count() for team in made] == [1, 1, 1]
    again = bring(content, metric, classroom="room", create_teams=True)
    assert (again.run, Team.objects.filter(collaborative=cast.riverside).count()) == (None, 5)


def test_a_center_without_a_team_gets_one(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    birch = Center.objects.create(collaborative=cast.riverside, name="Birch", time_zone="America/Chicago")
    bring(csv("team,date,num,den", "Birch,2026-03-02,1,2"), metric, create_teams=True)
    assert Team.objects.get(slug="birch").center == birch


def test_a_name_of_another_collaborative_is_unknown_here(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    bring(csv("team,date,num,den", "Pine,2026-03-02,1,2"), metric, create_teams=True)
    assert Team.objects.filter(slug="pine").count() == 2
    assert Observation.objects.filter(place__team=cast.pine).count() == 0


def test_two_teams_that_a_name_may_mean_are_asked_about(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    add_team(cast.riverside, "elm")
    Center.objects.filter(team=cast.oak).update(name="ELM")
    content = csv("team,date,num,den", "ELM,2026-03-02,1,2", "elm,2026-03-02,1,2", "eLm,2026-03-02,1,2")
    found = look(content, metric)
    assert reasons(found) == [(4, "“eLm” can be more than one team. Write its name exactly.")]
    assert [row.spot.team.slug for row in found.rows] == ["oak", "elm"]


@pytest.mark.parametrize(
    ("columns", "field", "sentence"),
    [
        ({"team": "who"}, "team", "There is no column “who”. The file has: team, date, num, den."),
        ({"numerator": "den"}, "denominator", "The column “den” is chosen twice."),
        ({"date": ""}, "date", "Choose the column."),
    ],
)
def test_choices_that_do_not_fit_the_file_are_told(
    cast: Cast, columns: dict, field: str, sentence: str
) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    with pytest.raises(ChoiceError) as wrong:
        look(csv("team,date,num,den", "maple,2026-03-02,1,2"), metric, **columns)
    assert (wrong.value.field, str(wrong.value)) == (field, sentence)


def test_a_wrong_team_column_does_not_make_hundreds_of_teams(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    lines = [f"team {number},2026-03-02,1,2" for number in range(201)]
    with pytest.raises(ChoiceError) as wrong:
        look(csv("team,date,num,den", *lines), metric, create_teams=True)
    assert str(wrong.value) == "This would make 201 teams. Is it the right column?"


def test_dates_are_read_in_the_one_way_the_file_allows(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    found = look(csv("team,date,num,den", "maple,3/2/2026,1,2", "maple,3/13/2026,1,2"), metric)
    assert (found.order, [row.day for row in found.rows]) == ("mdy", [MARCH_2, date(2026, 3, 13)])
    unclear = csv("team,date,num,den", "maple,3/2/2026,1,2")
    told = "“3/2/2026” can be read in two ways. Choose whether the day or the month stands first."
    assert reasons(look(unclear, metric)) == [(2, told)]
    assert [row.day for row in look(unclear, metric, order="mdy").rows] == [MARCH_2]
    assert [row.day for row in look(unclear, metric, order="dmy").rows] == [date(2026, 2, 3)]


def test_a_month_is_today_for_the_center_and_not_for_utc(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 03:00 UTC on the first it is still the last month in New York, and the new one in Auckland."""
    metric = add_metric(cast.riverside, "both-ways")
    Center.objects.filter(team=cast.oak).update(time_zone="Pacific/Auckland")
    moment = timezone.datetime(2026, 4, 1, 3, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("metrics.models.importing.timezone.now", lambda: moment)
    found = look(csv("team,date,num,den", "maple,2026-04,1,2", "oak,2026-04,1,2"), metric, "month")
    assert reasons(found) == [(2, "This day is in the future.")]


def test_an_export_imported_elsewhere_gives_the_same_observations(cast: Cast) -> None:
    metric = add_metric(cast.riverside, "both-ways")
    Center.objects.filter(team=cast.oak).update(name="=Oak & “Niños”, Inc; 100%")
    Classroom.objects.filter(pk=cast.sunroom.pk).update(name="@Sol")
    content = csv(
        "team,room,date,num,den,state",
        "maple,@Sol,2026-03-02,3,14,",
        "maple,,2026-03-02,15,14,",
        "maple,@Sol,2026-03-03,,,closed",
        "oak,,2026-03-03,,,not counted",
        "oak,attic,2026-03-04,2,,counted",
        "oak,attic,2026-03-05,0,4,",
    )
    bring(content, metric, classroom="room", state="state")
    exported = export_metric(metric)
    assert exported.startswith(
        b"\xef\xbb\xbfmetric,grain,team,classroom,date,numerator,denominator,state\r\n"
    )
    empty = add_collaborative("elsewhere", cast.today)
    copy = add_metric(empty, "both-ways")
    columns = {"team": "team", "date": "date", "numerator": "numerator", "denominator": "denominator"}
    bring(exported, copy, **columns, classroom="classroom", state="state", create_teams=True)
    assert export_metric(copy) == exported
    assert [row[1:] for row in observed(copy)] == [row[1:] for row in observed(metric)]
    assert [team.center.name for team in Team.objects.filter(collaborative=empty)] == [
        "Maple",
        "=Oak & “Niños”, Inc; 100%",
    ]


def test_of_a_teams_export_the_rows_of_one_metric_and_grain_are_taken(cast: Cast) -> None:
    metric, other = add_metric(cast.riverside, "both-ways"), add_metric(cast.riverside, "class", "score")
    bring(csv("team,date,num,den", "maple,2026-03-02,3,14", "oak,2026-03-02,3,14"), metric)
    bring(csv("team,date,num,den", "maple,2026-03,30,140"), metric, "month")
    bring(csv("team,date,num", "maple,2026-03,2.5"), other, "month", denominator="")
    exported = export_team(cast.maple)
    assert exported.decode("utf-8-sig").splitlines() == [
        "metric,grain,team,classroom,date,numerator,denominator,state",
        "both-ways,day,Maple,,2026-03-02,3,14,counted",
        "both-ways,month,Maple,,2026-03,30,140,counted",
        "class,month,Maple,,2026-03,2.5,,counted",
    ]
    columns = {"numerator": "numerator", "denominator": "denominator", "state": "state"}
    found = look(exported, metric, "month", **columns)
    assert (found.others, len(found.there), len(found.new)) == (2, 1, 0)


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
