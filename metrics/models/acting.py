"""Doing something to a chart, and undoing it. Nothing else writes a `ChartAct`."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from metrics.models.acts import ChartAct
from metrics.models.keys import all_key, team_key
from metrics.models.marks import mark
from metrics.models.metric import Metric
from teams.models import Participant
from teams.models.writing import TakenError, Voice, Words, write


class DoneAlreadyError(Exception):
    """The same was done to this point; `first` is that act, in force. Nothing was written."""

    def __init__(self, first: ChartAct) -> None:
        super().__init__(f"{first.what} at {first.period}")
        self.first = first


def lock_acts(metric: Metric) -> None:
    """Until the transaction ends nobody else does anything to the metric's charts: what is judged now holds.

    Rows that refer to the metric are still made meanwhile.
    """
    Metric.objects.select_for_update(no_key=True).get(pk=metric.pk)


def act(row: ChartAct, voice: Voice, words: Words) -> tuple[ChartAct, list[str]]:
    """Write what is done with its reason, and which charts that makes stale. Sent twice, it is done once.

    `row` is unsaved. DoneAlreadyError where somebody else did the same to this point first.
    """
    try:
        with transaction.atomic():
            return _act(row, voice, words)
    except IntegrityError:  # one act of a kind stands on a point
        first = _in_force_at(row)
        if first is None:
            raise
        raise DoneAlreadyError(first) from None


def _act(row: ChartAct, voice: Voice, words: Words) -> tuple[ChartAct, list[str]]:
    row.writing, new = write(ChartAct.kind, row.metric.collaborative, row.team, voice, words)
    if new:
        row.save()
        return row, _mark(row)
    kept = ChartAct.objects.of(row.metric_id, row.team_id).filter(writing=row.writing).first()
    if kept is None:  # the id stands on another chart
        raise TakenError
    return kept, []


def _in_force_at(row: ChartAct) -> ChartAct | None:
    rows = ChartAct.objects.of(row.metric_id, row.team_id).in_force().select_related("writing__author")
    found: ChartAct | None = rows.filter(what=row.what, points=row.points, period=row.period).first()
    return found


def undo(row: ChartAct, by: Participant, now: datetime) -> tuple[bool, list[str]]:
    """Take it back: the row stays, with who undid it and when. Whether this did it, and the stale charts."""
    with transaction.atomic():
        kept = ChartAct.objects.select_for_update().get(pk=row.pk)
        if kept.undone_at is not None:
            return False, []
        kept.undone_at, kept.undone_by = now, by
        kept.save(update_fields=["undone_at", "undone_by"])
        return True, _mark(kept)


def _mark(row: ChartAct) -> list[str]:
    """Only charts by month are kept, and no note is in them. A team's line stands in the whole's, too."""
    if row.what == ChartAct.What.NOTE or row.points != ChartAct.Points.MONTH:
        return []
    keys = [all_key(row.metric_id)]
    if row.team_id is not None:
        keys.append(team_key(row.metric_id, row.team_id))
    return mark(keys)
