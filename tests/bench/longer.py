"""Ten times the tests and meetings of a collaborative, with what was written in them, in bulk."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db.models import Max

from meetings.models import Attendance, Decision, Meeting, Note
from pdsa.models import Cycle, CyclePerson, Entry
from teams.models import Collaborative, Writing

A_YEAR = timedelta(days=365)


def lengthen(collaborative: Collaborative, times: int) -> None:
    """So many copies of every test and meeting, each a year before the last."""
    for team in collaborative.teams.all():
        cycles = list(Cycle.objects.filter(team=team).order_by("number"))
        highest = Cycle.objects.filter(team=team).aggregate(last=Max("number"))["last"] or 0
        for copy in range(1, times):
            _cycles(cycles, copy, highest)
    meetings = list(Meeting.objects.filter(collaborative=collaborative, room=None))
    for copy in range(1, times):
        _meetings(meetings, copy)


def _cycles(cycles: list[Cycle], copy: int, highest: int) -> None:
    back = copy * A_YEAR
    made = [
        _copy(
            one,
            number=one.number + copy * highest,
            previous=None,
            **{name: _earlier(getattr(one, name), back) for name in TIMES_OF_A_CYCLE},
        )
        for one in cycles
    ]
    new = dict(zip([one.pk for one in cycles], Cycle.objects.bulk_create(made), strict=True))
    entries = list(Entry.objects.filter(cycle__in=cycles).select_related("writing"))
    words = _words([one.writing for one in entries], back)
    Entry.objects.bulk_create(
        Entry(cycle=new[one.cycle_id], question=one.question, writing=said)
        for one, said in zip(entries, words, strict=True)
    )
    people = CyclePerson.objects.filter(cycle__in=cycles)
    CyclePerson.objects.bulk_create(_copy(one, cycle=new[one.cycle_id]) for one in people)


def _meetings(meetings: list[Meeting], copy: int) -> None:
    back = copy * A_YEAR
    made = [_copy(one, starts=one.starts - back) for one in meetings]
    new = dict(zip([one.pk for one in meetings], Meeting.objects.bulk_create(made), strict=True))
    there = Attendance.objects.filter(meeting__in=meetings)
    Attendance.objects.bulk_create(_copy(one, meeting=new[one.meeting_id]) for one in there)
    for model in (Note, Decision):
        rows: list[Any] = list(model.objects.filter(meeting__in=meetings).select_related("writing"))
        words = _words([one.writing for one in rows], back)
        model.objects.bulk_create(
            model(meeting=new[one.meeting_id], writing=said) for one, said in zip(rows, words, strict=True)
        )


def _words(rows: list[Writing], back: timedelta) -> list[Writing]:
    moments = ("at", "changed_at", "shown_at")
    return Writing.objects.bulk_create(
        _copy(one, **{name: _earlier(getattr(one, name), back) for name in moments}) for one in rows
    )


TIMES_OF_A_CYCLE = (
    *("starts", "ends", "recorded_at", "shown_at", "begun_at", "studied_at", "acted_at", "decided_at"),
)


def _earlier(moment: Any, back: timedelta) -> Any:
    return None if moment is None else moment - back


def _copy(row: Any, **changed: Any) -> Any:
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "uuid") and field.name not in changed
    }
    return type(row)(**fields, **changed, **({"uuid": uuid.uuid4()} if hasattr(row, "uuid") else {}))
