"""What a file may say in a line: numbers, dates and states, and why a bad one is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from teams.models import Center, Team
from tests.conftest import Cast
from tests.metrics.importing_cast import add_metric, bring, csv, long_there, look, observed, reasons, seen

MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)


MARCH_2, MARCH_3 = date(2026, 3, 2), date(2026, 3, 3)
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
    long_there()
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
    long_there()
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
