"""A load of made-up data: as the pages would have recorded it, the same for the same seed."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from bsc.load.size import Size, kinds
from metrics.models import ChartMark, CountEvent, Metric, Observation, PeriodSum
from metrics.models.rebuild import rebuild_marked
from metrics.models.recording import Count, rebuild_observations, record
from metrics.months import Month
from metrics.reading import read
from teams.models import Collaborative, Membership, Team

pytestmark = pytest.mark.django_db

SMALL = {"teams": 3, "metrics": 6, "months": 5, "days": 2, "through": Month(2026, 3)}
CELL = ("definition__uuid", "place__uuid", "grain", "day", "num", "den", "state")
EVENT = (
    *("uuid", "place__uuid", "definition__uuid", "day", "component", "kind", "amount", "covers", "by__uuid"),
)


def make(**more: Any) -> str:
    said = StringIO()
    call_command("make_load", stdout=said, **SMALL | more)
    return said.getvalue()


def rows(slug: str = "load") -> tuple[list[Any], list[Any]]:
    own = {"place__team__collaborative__slug": slug}
    return (
        sorted(Observation.objects.filter(**own).values_list(*CELL), key=str),
        sorted(CountEvent.objects.filter(**own).values_list(*EVENT), key=str),
    )


def test_adding_up_the_events_again_gives_the_same_observations() -> None:
    make()
    before = rows()[0]
    Observation.objects.all().delete()
    rebuild_observations(Collaborative.objects.get(slug="load").pk)
    assert rows()[0] == before
    assert {row[-1] for row in before} == {"counted", "not_counted"}


def test_an_event_that_is_sent_again_is_one_that_was_received() -> None:
    make()
    event = CountEvent.objects.select_related("place__team", "definition__metric", "by").exclude(covers=[])[0]
    fields = ("uuid", "place", "definition", "grain", "day", "component", "kind", "counted_at", "amount")
    covers = CountEvent.objects.filter(uuid__in=event.covers)
    again = Count(
        **{name: getattr(event, name) for name in fields},
        covers=frozenset(one.uuid for one in covers),
    )
    assert covers.count() == 1
    assert [receipt.again for receipt in record([again], event.by).receipts] == [True]


def test_there_is_every_unit_by_day_and_by_month_in_words_that_change() -> None:
    make()
    found = [
        [(one.unit, one.exposure, one.grain) for one in metric.definitions.all()]
        for metric in Metric.objects.order_by("position")
    ]
    typed = [("proportion", "typed"), ("rate", "typed"), ("count", "typed"), ("score", "typed")]
    by_month = [(*kind, "month") for kind in typed]
    by_day = [("proportion", "typed", "day"), ("rate", "classroom-days", "day")]
    expected = [[kind] for kind in (*by_day, *by_month)]
    assert found == [*expected[:4], expected[4] * 2, expected[5]]
    assert Observation.objects.filter(grain="day").count() > 3 * 2 * 2 * 5 * 5 * 0.8  # less what was missed
    assert Membership.objects.filter(participant__person=None).count() == 3  # nobody can sign in


def test_charts_are_left_to_the_rebuild_which_finds_them_marked() -> None:
    make()
    assert (ChartMark.objects.count(), PeriodSum.objects.count()) == (6 * (3 + 1), 0)
    for metric in Metric.objects.all():
        rebuild_marked(metric.pk)
    assert not ChartMark.objects.exists()
    metric, team = Metric.objects.get(slug="metric-3"), Team.objects.get(number=1)
    key = f"metric:{metric.pk}/team:{team.pk}/month"
    points = [point for point in read([key], [])[key].data["points"] if point["value"]]
    typed = Observation.objects.filter(definition__metric=metric, place__team=team, state="counted")
    assert [point["month"] for point in points] == [f"{one.day:%Y-%m}" for one in typed.order_by("day")]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    found = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            make(seed=seed)
            found.append(rows())
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert [row[4:] for row in found[0][0]] != [row[4:] for row in found[2][0]]


def test_several_collaboratives_are_alike_in_size_and_differ_in_numbers() -> None:
    said = make(collaboratives=2)
    assert list(Collaborative.objects.order_by("pk").values_list("slug", flat=True)) == ["load", "load-2"]
    assert {one.teams.count() for one in Collaborative.objects.all()} == {3}
    assert [row[4:] for row in rows("load")[0]] != [row[4:] for row in rows("load-2")[0]]
    assert f"{Observation.objects.count():,} observations, 48 charts to be built" in said


def test_what_is_there_is_never_mixed_with() -> None:
    make(slug="load-2")
    before = rows("load-2")
    with pytest.raises(CommandError, match="“load-2” already, and nothing was changed"):
        make(collaboratives=2)
    assert rows("load-2") == before
    assert list(Collaborative.objects.values_list("slug", flat=True)) == ["load-2"]


@pytest.mark.parametrize(
    ("option", "text", "problem"),
    [
        ("--teams", "0", "“0” is not a number from 1 on"),
        ("--months", "-3", "“-3” is not a number from 1 on"),
        ("--through", "March", "“March” is not a month. Write it as 2026-03"),
        ("--days", "99", "give a number from 0 to 10"),
    ],
)
def test_a_size_that_makes_no_sense_is_refused(option: str, text: str, problem: str) -> None:
    with pytest.raises(CommandError, match=problem):
        call_command("make_load", f"{option}={text}")
    assert not Collaborative.objects.exists()


def test_metrics_take_their_kinds_in_turn() -> None:
    size = Size(1, 7, 1, Month(2026, 3), days=1)
    assert [(kind.unit, kind.grain) for kind in kinds(size)] == [
        ("proportion", "day"),
        *[(unit, "month") for unit in ("proportion", "rate", "count", "score", "proportion", "rate")],
    ]
