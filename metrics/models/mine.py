"""What a person counted, wrote, did to charts and handed in, for “download what is mine”."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metrics.models.acts import ChartAct
from metrics.models.charts import HandIn
from metrics.models.counting import Closure, CountEvent, CountNote
from teams.models import Person

Row = dict[str, Any]


def counts(person: Person) -> Iterable[Row]:
    rows = CountEvent.objects.filter(by__person=person).order_by("received_at", "uuid")
    for row in rows.select_related(
        "definition__metric__collaborative", "place__classroom", "place__team__center"
    ).iterator():
        yield {
            "id": str(row.uuid),
            "collaborative": row.definition.metric.collaborative.name,
            "team": row.place.team.name,
            "place": str(row.place),
            "metric": row.definition.metric.slug,
            "grain": row.grain,
            "day": row.day,
            "what": row.component,
            "kind": row.kind,
            "amount": None if row.amount is None else format(row.amount.normalize(), "f"),
            "state": row.state,
            "undoes": str(row.target) if row.target else None,
            "counted": row.counted_at,
            "received": row.received_at,
        }


def notes(person: Person) -> Iterable[Row]:
    rows = CountNote.objects.filter(writing__author__person=person).order_by("at", "pk")
    for row in rows.select_related("writing", "metric", "place__classroom", "place__team__center"):
        yield {
            "id": str(row.uuid),
            "team": row.place.team.name,
            "place": str(row.place),
            "day": row.day,
            "metric": row.metric.slug if row.metric else None,
            "text": row.text,
            "written": row.at,
        }


def closures(person: Person) -> Iterable[Row]:
    """Days that the person marked as closed; who took it back is said of that person."""
    rows = Closure.objects.filter(by__person=person).order_by("at", "pk")
    for row in rows.select_related("place__classroom", "place__team__center"):
        yield {
            "team": row.place.team.name,
            "place": str(row.place),
            "day": row.day,
            "said": row.at,
            "withdrawn": row.voided_at,
        }


def hand_ins(person: Person) -> Iterable[Row]:
    rows = HandIn.objects.filter(by__person=person).order_by("at", "pk")
    for row in rows.select_related("team__center"):
        yield {"team": row.team.name, "month": row.month, "handed_in": row.at}


def chart_acts(person: Person) -> Iterable[Row]:
    """What the person did to charts, and why; who undid it is said of that person."""
    rows = ChartAct.objects.filter(writing__author__person=person).order_by("writing__at", "pk")
    for row in rows.select_related("writing", "metric__collaborative", "team__center"):
        yield {
            "id": str(row.uuid),
            "collaborative": row.metric.collaborative.name,
            "team": row.team.name if row.team else None,
            "metric": row.metric.slug,
            "what": row.what,
            "points": row.points,
            "point": row.period,
            "value": None if row.value is None else format(row.value.normalize(), "f"),
            "reason": row.text,
            "done": row.writing.at,
            "undone": row.undone_at,
        }
