"""Deleting a whole collaborative on its date: every row of it in every table, history too, and no other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from metrics.models import ChartMark, ChartSnapshot, Metric
from metrics.models.keys import metric_prefix
from teams.models import Collaborative, Participant, Person
from teams.models.forgetting import delete_accounts
from teams.models.retention import announce, deletion_after

logger = logging.getLogger(__name__)

Model = type[models.Model]
OURS = ("teams", "metrics", "pdsa", "meetings")
BY_KEY: tuple[Model, ...] = (ChartMark, ChartSnapshot)  # name their metric in a text
AT_ONCE = 500


def announce_all(now: datetime) -> None:
    for whole in Collaborative.objects.exclude(retention=None):
        announce(whole, now)


def delete_due(now: datetime) -> list[str]:
    """Delete each collaborative whose day, as announced, is over; say which."""
    wholes = Collaborative.objects.exclude(retention=None).order_by("pk")
    return [whole.slug for whole in wholes if _delete_if_due(whole.pk, now)]


def _delete_if_due(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        whole = Collaborative.objects.select_for_update().filter(pk=pk).first()
        after = deletion_after(whole) if whole else None
        if whole is None or after is None or whole.day(now) <= after:
            return False
        delete_collaborative(whole)
    logger.warning("the data of collaborative %s is deleted, as its date says", pk)
    return True


def delete_collaborative(whole: Collaborative) -> None:
    """Every row of it, in one transaction; and the accounts that take part nowhere else."""
    with transaction.atomic():
        people = _accounts_of(whole)
        metrics = list(Metric.objects.filter(collaborative=whole).values_list("pk", flat=True))
        known: dict[Model, frozenset[int]] = {}
        past = [(model.history.model, ids_of(model, whole, known)) for model in _kept()]  # type: ignore[attr-defined]
        for history, ids in past:
            for some in _portions(sorted(ids)):
                _delete(history, id__in=some)
        for key in map(metric_prefix, metrics):
            for model in BY_KEY:
                _delete(model, key__startswith=key)
        for model in sorted(_models(), key=lambda one: -_steps(one)):
            _delete(model, **{way_of(model) or "": whole.pk})
        kind = ContentType.objects.get_for_model(Collaborative)
        LogEntry.objects.filter(content_type=kind, object_id=str(whole.pk)).delete()
        delete_accounts(people)


def _accounts_of(whole: Collaborative) -> list[Person]:
    elsewhere = Participant.objects.filter(person=OuterRef("pk")).exclude(collaborative=whole)
    here = Person.objects.filter(participants__collaborative=whole, is_staff=False)
    return list(here.filter(~Exists(elsewhere)))


def _delete(model: Model, **lookup: Any) -> None:
    """Without signals and without looking for what refers to it: that goes too, in the same transaction."""
    rows: Any = model._base_manager.filter(**lookup)  # noqa: SLF001
    rows._raw_delete(rows.db)  # noqa: SLF001


# --- Which rows are of a collaborative ---------------------------------------------------------------------
@cache
def _models() -> tuple[Model, ...]:
    """All that lead to a collaborative; history apart."""
    ours = (model for model in apps.get_models() if model._meta.app_label in OURS)  # noqa: SLF001
    return tuple(one for one in ours if not hasattr(one, "instance_type") and way_of(one) is not None)


def _kept() -> Iterator[Model]:
    """Those with a history."""
    return (model for model in _models() if hasattr(model, "history"))


@cache
def way_of(model: Model, seen: frozenset[Model] = frozenset()) -> str | None:
    """The shortest way from a row to its collaborative over what is never null; None where there is none."""
    if model is Collaborative:
        return "pk"
    ways = []
    for field in _references(model):
        target: Any = field.related_model
        rest = None if target in seen or target is Person else way_of(target, seen | {model})
        if rest is not None:
            ways.append(f"{field.name}__{rest}")
    return min(ways, key=lambda way: (way.count("__"), way), default=None)


def _references(model: Model) -> list[models.ForeignKey[Any, Any]]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [field for field in fields if isinstance(field, models.ForeignKey) and not field.null]


def _steps(model: Model) -> int:
    return (way_of(model) or "").count("__")


def ids_of(model: Model, whole: Collaborative, known: dict[Model, frozenset[int]]) -> frozenset[int]:
    """Numbers of its rows of this model, those that were deleted long ago and stand in history alone too."""
    if model not in known:
        way = way_of(model) or ""
        live: Any = model._base_manager.filter(**{way: whole.pk})  # noqa: SLF001
        found = set(live.values_list("pk", flat=True))
        if hasattr(model, "history") and model is not Collaborative:
            field: Any = model._meta.get_field(way.split("__")[0])  # noqa: SLF001
            parents = ids_of(field.related_model, whole, known)
            rows = model.history.model._base_manager.all()  # noqa: SLF001
            for some in _portions(sorted(parents)):
                past = rows.filter(**{f"{field.attname}__in": some})
                found |= set(past.values_list("id", flat=True))
        known[model] = frozenset(found)
    return known[model]


def _portions(ids: list[int]) -> Iterable[list[int]]:
    """As many as a statement takes, in each database."""
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
