"""What is done to a chart is written once, stands in the chart kept for reading, and can be undone."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from metrics.actlist import acts_for
from metrics.models import ChartAct, ChartMark, ChartSnapshot, Metric
from metrics.models.acting import DoneAlreadyError, act, undo
from metrics.models.keys import all_key, hosts_key, team_key
from metrics.months import Month
from teams.mine import collect
from teams.models import Access, Participant, Role, Team, Writing
from teams.models.writing import TakenError, Voice, Words
from tests.conftest import Cast, add_person
from tests.counts import NOW, Spring, add_metric, count, kept, rebuild_all, rebuilt_from_nothing, spring

VALUES = (8, 6, 7, 9, 5, 7, 8, 6, 7, 8, 3, 2, 3, 2, 3)  # of 10, from January 2025 to March 2026


class World:
    """Ash and Birch have counted fifteen months alike; Ana is on Ash, Hal hosts."""

    def __init__(self) -> None:
        self.spring: Spring = spring()
        self.metric: Metric = add_metric(self.spring.collaborative)
        self.ana = add_person("Ana", self.spring.collaborative, Role.TEACHER, self.spring.ash)
        self.hal = add_person("Hal", self.spring.collaborative, Role.FACULTY)
        for team in (self.spring.ash, self.spring.birch):
            for at, amount in enumerate(VALUES):
                day = Month.parse("2025-01").plus(at).first
                count(team, self.metric, day, amount, 10, grain="month")
        rebuild_all([self.metric])

    def do(
        self, what: str, period: str, uuid: UUID | None = None, team: Team | None = None, **more: Any
    ) -> Any:
        row = ChartAct(metric=self.metric, team=team or self.spring.ash, what=what, period=period, **more)
        me = Participant.objects.get(person=self.ana)
        return act(row, Voice(me, Role.TEACHER), Words(uuid or uuid4(), f"why {what}"))

    def do_to_all(self, what: str, period: str, **more: Any) -> Any:
        row = ChartAct(metric=self.metric, what=what, period=period, **more)
        me = Participant.objects.get(person=self.hal)
        return act(row, Voice(me, Role.FACULTY), Words(uuid4(), "Hal knows"))

    @property
    def keys(self) -> list[str]:
        return sorted([all_key(self.metric.pk), team_key(self.metric.pk, self.spring.ash.pk)])

    def team(self, team: Team | None = None) -> Any:
        return read(team_key(self.metric.pk, (team or self.spring.ash).pk))

    def whole(self) -> Any:
        return read(hosts_key(self.metric.pk))


def read(key: str) -> Any:
    return json.loads(ChartSnapshot.objects.get(key=key).data)


def marks() -> list[str]:
    return sorted(ChartMark.objects.values_list("key", flat=True))


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_an_act_has_its_reason_its_writer_and_its_day(world: World) -> None:
    row, stale = world.do("phase", "2025-11")
    assert (row.text, row.writing.speaker, row.writing.author_role) == ("why phase", "Ana", "teacher")
    assert (row.writing.kind, row.writing.team) == ("chart_act", world.spring.ash)
    assert (stale, marks()) == (world.keys, world.keys)


def test_sent_twice_it_is_done_once(world: World) -> None:
    uuid = uuid4()
    first, _stale = world.do("phase", "2025-11", uuid)
    ChartMark.objects.all().delete()
    assert world.do("phase", "2025-11", uuid) == (first, [])
    assert (ChartAct.objects.count(), marks()) == (1, [])


def test_an_id_of_another_chart_is_taken(world: World) -> None:
    row, _stale = world.do("phase", "2025-11")
    with pytest.raises(TakenError):
        world.do("note", "2025-11", row.writing.uuid, world.spring.birch)
    assert ChartAct.objects.count() == 1


def test_who_comes_second_reads_what_the_first_did_and_nothing_is_written(world: World) -> None:
    first, _stale = world.do("left_out", "2025-05")
    with pytest.raises(DoneAlreadyError) as already:
        world.do("left_out", "2025-05")
    assert already.value.first == first
    assert (ChartAct.objects.count(), Writing.objects.filter(kind="chart_act").count()) == (1, 1)
    second, _stale = world.do("left_out", "2025-05", team=world.spring.birch)  # a chart of its own
    assert second.team == world.spring.birch


def test_two_notes_stand_on_one_point(world: World) -> None:
    assert [world.do("note", "2025-05")[1] for _one in range(2)] == [[], []]  # no chart is stale by a note
    assert (ChartAct.objects.count(), marks()) == (2, [])


@pytest.mark.parametrize("points", ["sample", "week", "day"])
def test_what_is_computed_when_it_is_read_goes_not_stale(world: World, points: str) -> None:
    assert world.do("left_out", "2025-05", points=points)[1] == []


def test_an_act_on_the_chart_of_all_marks_that_alone(world: World) -> None:
    assert world.do_to_all("phase", "2025-11")[1] == [all_key(world.metric.pk)]


def test_undoing_keeps_the_row_with_who_and_when_and_once(world: World) -> None:
    row, _stale = world.do("phase", "2025-11")
    ChartMark.objects.all().delete()
    hal, now = Participant.objects.get(person=world.hal), timezone.now()
    assert undo(row, hal, now) == (True, world.keys)
    assert undo(row, Participant.objects.get(person=world.ana), timezone.now()) == (False, [])
    row.refresh_from_db()
    assert (row.undone_by, row.undone_at, marks()) == (hal, now, world.keys)
    again, _stale = world.do("phase", "2025-11")  # the point is free again
    assert list(ChartAct.objects.in_force()) == [again]


# --- the chart that is kept --------------------------------------------------------------------------------
def test_a_frozen_baseline_shows_in_the_teams_chart_and_in_its_line_of_the_whole(world: World) -> None:
    before = world.team()["analysis"][0]
    world.do("baseline", "2025-10")
    rebuild_all([world.metric])
    (phase,) = world.team()["analysis"]
    assert (before["frozen"], before["median"]) == (None, "0.6")
    assert (phase["frozen"], phase["early"], phase["median"]) == (9, False, "0.7")
    assert world.whole()["teams"]["ash"]["analysis"] == [phase]
    assert world.whole()["teams"]["birch"]["analysis"] == world.whole()["analysis"] == [before]


def test_a_point_left_out_and_a_phase_show_there_too(world: World) -> None:
    world.do("left_out", "2025-05")
    world.do("phase", "2025-11")
    rebuild_all([world.metric])
    found = world.team()
    assert (found["left_out"], found["phases"]) == ([4], [10])
    assert [(phase["first"], phase["last"], phase["median"]) for phase in found["analysis"]] == [
        (0, 9, "0.7"),
        (10, 14, "0.3"),
    ]
    line = world.whole()["teams"]["ash"]
    assert (line["left_out"], line["phases"]) == ([4], [10])


def test_the_chart_of_all_has_acts_of_its_own(world: World) -> None:
    world.do_to_all("centre", "2025-03", value=Decimal("0.5"))
    rebuild_all([world.metric])
    (phase,) = world.whole()["analysis"]
    assert (phase["fixed"], phase["median"]) == (True, "0.5")
    assert world.team()["analysis"][0]["fixed"] is False


def test_a_full_rebuild_gives_the_same_bytes_and_undoing_the_ones_before(world: World) -> None:
    before = kept()
    rows = [world.do(*one)[0] for one in (("baseline", "2025-10"), ("left_out", "2025-05"))]
    rows.append(world.do_to_all("phase", "2025-11")[0])
    rebuild_all([world.metric])
    done = kept()
    assert done != before
    assert rebuilt_from_nothing(NOW) == done
    for row in rows:
        undo(row, Participant.objects.get(person=world.ana), NOW)
    rebuild_all([world.metric])
    assert kept() == before


# --- who reads them ----------------------------------------------------------------------------------------
def test_a_chart_lists_what_is_in_force_on_its_points_and_notes_on_any(world: World) -> None:
    world.do("phase", "2025-11")
    world.do("note", "2025-W45", points="week")
    world.do("left_out", "2025-W10", points="week")
    undone, _stale = world.do("left_out", "2025-02")
    undo(undone, Participant.objects.get(person=world.ana), NOW)
    access = Access.of(world.ana, NOW)
    team = world.spring.ash.pk

    def shown(points: Any) -> list[tuple[int, str, str]]:
        return [(one.number, one.what, one.period) for one in acts_for(access, world.metric.pk, team, points)]

    assert shown("month") == [(1, "phase", "2025-11"), (2, "note", "2025-W45")]
    assert shown("week") == [(1, "left_out", "2025-W10"), (2, "note", "2025-W45")]
    assert shown("day") == [(1, "note", "2025-W45")]


def test_an_act_carries_its_words_its_writer_and_its_day(world: World) -> None:
    row, _stale = world.do("centre", "2025-03", value=Decimal("0.5"))
    (one,) = acts_for(Access.of(world.hal, NOW), world.metric.pk, world.spring.ash.pk, "month")
    assert (one.uuid, one.text, one.by, one.value) == (row.uuid, "why centre", "Ana", Decimal("0.5"))
    assert one.day == world.spring.collaborative.day(row.writing.at)


def test_the_team_and_its_hosts_read_a_teams_acts_and_nobody_else(cast: Cast) -> None:
    metric = add_metric(cast.riverside)
    writing = Writing.objects.create(
        collaborative=cast.riverside, team=cast.maple, kind="chart_act", text="Snow", shown_at=timezone.now()
    )
    ChartAct.objects.create(metric=metric, team=cast.maple, what="note", period="2026-03", writing=writing)
    readers = {
        name
        for name in ("mia", "pat", "fin", "gus", "fay", "kai", "cora", "dana", "oda", "stu", "eva", "ada")
        if acts_for(Access.of(getattr(cast, name), timezone.now()), metric.pk, cast.maple.pk, "month")
    }
    assert readers == {"mia", "pat", "fin", "fay", "kai", "cora"}


def test_everybody_who_reads_the_whole_but_the_evaluator_reads_its_acts(cast: Cast) -> None:
    metric = add_metric(cast.riverside)
    writing = Writing.objects.create(
        collaborative=cast.riverside, kind="chart_act", text="All snowed in", shown_at=timezone.now()
    )
    ChartAct.objects.create(metric=metric, what="note", period="2026-03", writing=writing)
    people = ("mia", "oda", "fay", "cora", "eva", "fin", "stu")

    def readers() -> set[str]:
        return {
            name
            for name in people
            if acts_for(Access.of(getattr(cast, name), timezone.now()), metric.pk, None, "month")
        }

    assert readers() == {"mia", "oda", "fay", "cora"}
    metric.sharing = "hosts"
    metric.save()
    assert readers() == {"fay", "cora"}


def test_what_i_did_to_charts_is_mine(world: World) -> None:
    row, _stale = world.do("centre", "2025-03", value=Decimal("0.5000"))
    assert collect(world.hal)["chart_acts"] == []
    assert collect(world.ana)["chart_acts"] == [
        {
            "id": str(row.uuid),
            "collaborative": "Spring",
            "team": "Ash",
            "metric": "by-proportion",
            "what": "centre",
            "points": "month",
            "point": "2025-03",
            "value": "0.5",
            "reason": "why centre",
            "done": row.writing.at,
            "undone": None,
        }
    ]
