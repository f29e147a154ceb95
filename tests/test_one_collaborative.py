"""Every foreign key but Participant → Person stays inside one collaborative: over the demonstration's two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from metrics.models import ChartMark, ChartSnapshot, CountEvent, Metric
from metrics.models.keys import ChartKey
from teams.models import CoachAssignment, Collaborative, KnownDevice, Participant, Person, ScheduleRun, Team
from tests.demo import demo  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db

Model = type[models.Model]
OUTSIDE: dict[Model, str] = {
    Person: "the account: the one thing outside a collaborative",
    KnownDevice: "of an account: the devices on which it signed in",
    ScheduleRun: "when the installation's own jobs ran",
}
OURS = ("teams", "metrics", "pdsa", "meetings")
MAY_LEAVE = {(Participant, "person")}
BY_KEY: tuple[Model, ...] = (ChartMark, ChartSnapshot)  # refer to their metric and team in a text


def all_models() -> list[Model]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def references(model: Model) -> list[models.ForeignKey[Any, Any]]:
    fields = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return [field for field in fields if (model, field.name) not in MAY_LEAVE]


@cache
def path_of(model: Model, seen: frozenset[Model] = frozenset()) -> str | None:
    """The shortest way from a row to its collaborative over what is never null; None where there is none."""
    if model is Collaborative:
        return "pk"
    if getattr(model, "instance_type", None) is Collaborative:  # its history keeps its number
        return "id"
    ways = []
    for field in references(model):
        target = field.related_model
        if isinstance(target, str) or target in seen or target in OUTSIDE or _may_be_empty(model, field):
            continue
        rest = path_of(target, seen | {model})
        if rest is not None:
            ways.append(f"{field.name}__{rest}")
    return min(ways, key=len, default=None)


def _may_be_empty(model: Model, field: models.ForeignKey[Any, Any]) -> bool:
    """In history every reference may; what counts there is the row that the history is of."""
    origin = getattr(model, "instance_type", None)
    if origin is None:
        return field.null
    return field.name.startswith("history_") or origin._meta.get_field(field.name).null


def crossings() -> Iterator[str]:
    for model in all_models():
        if model in OUTSIDE or model in BY_KEY:
            continue
        found: dict[object, set[object]] = defaultdict(set)
        ways = [path_of(model), *(_through(field) for field in references(model))]
        for row, *collaboratives in model._default_manager.values_list("pk", *filter(None, ways)):
            found[row] |= {one for one in collaboratives if one is not None}
        yield from (f"{model.__name__} {row}: {inside}" for row, inside in found.items() if len(inside) != 1)


def _through(field: models.ForeignKey[Any, Any]) -> str | None:
    target = field.related_model
    assert not isinstance(target, str)
    path = path_of(target)
    return f"{field.name}__{path}" if path else None


def test_every_model_has_a_way_to_its_collaborative() -> None:
    lost = {
        model.__name__
        for model in all_models()
        if path_of(model) is None and model not in OUTSIDE and model not in BY_KEY
    }
    assert lost == set()


def test_what_stands_outside_has_no_way_in() -> None:
    assert [path_of(model) for model in (*OUTSIDE, *BY_KEY)] == [None] * 5


def test_no_reference_leaves_its_collaborative(demo: None) -> None:  # noqa: F811
    assert Collaborative.objects.count() == 2
    assert list(crossings()) == []


def test_a_reference_that_leaves_would_be_found(demo: None) -> None:  # noqa: F811
    here, there = Collaborative.objects.order_by("pk")
    coach = Participant.objects.filter(collaborative=here).order_by("pk")[0]
    team = Team.objects.filter(collaborative=there).order_by("pk")[0]
    row = CoachAssignment.objects.create(participant=coach, team=team, from_day=there.starts)
    assert f"CoachAssignment {row.pk}: { {here.pk, there.pk} }" in list(crossings())


def test_a_chart_s_key_names_a_team_and_a_metric_of_one_collaborative(demo: None) -> None:  # noqa: F811
    home = dict(Metric.objects.values_list("pk", "collaborative"))
    teams = dict(Team.objects.values_list("pk", "collaborative"))
    keys = [
        ChartKey.parse(key) for key in ChartSnapshot.objects.values_list("key", flat=True) if "/team:" in key
    ]
    assert keys
    assert [key for key in keys if teams[key.team_id or 0] != home[key.metric_id]] == []


def test_what_an_event_undoes_or_covers_lies_in_its_own_cell(demo: None) -> None:  # noqa: F811
    fields = ("uuid", "target", "covers", "definition", "place", "grain", "day")
    rows = list(CountEvent.objects.values_list(*fields))
    cells = {str(uuid): cell for uuid, _target, _covers, *cell in rows}
    named = [
        (uuid, other)
        for uuid, target, covers, *_cell in rows
        for other in (*covers, *([target] if target else []))
    ]
    assert named
    assert [uuid for uuid, other in named if cells[str(uuid)] != cells[str(other)]] == []
