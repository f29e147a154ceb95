"""Cycles as tests need them: at once as far as they are wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from pdsa.models import Cycle, CyclePerson, Driver, Entry, Framework
from teams.models import Collaborative, Participant, Team
from teams.models.writing import Voice, Words, write

REACHED = {"plan": 0, "do": 1, "study": 2, "act": 3}


def noon(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=UTC)


def a_cycle(team: Team, by: Participant, title: str = "", stage: str = "do", **fields: Any) -> Cycle:
    """Shown, and come to this stage; with `decision` it is finished, with `draft` a draft."""
    now = fields.pop("at", None) or timezone.now()
    draft = fields.pop("draft", False)
    reached = 3 if fields.get("decision") else REACHED[stage]
    moments = ("begun_at", "studied_at", "acted_at")
    cycle: Cycle = Cycle.objects.create(
        team=team,
        number=Cycle.objects.filter(team=team).count() + 1,
        stage="act" if fields.get("decision") else stage,
        recorded_by=by,
        shown_at=None if draft else now,
        decided_at=now if fields.get("decision") else None,
        **{name: now + timedelta(minutes=at) for at, name in enumerate(moments) if at < reached} | fields,
    )
    if title:
        say(cycle, by, "change", title, draft=draft)
    return cycle


def say(cycle: Cycle, by: Participant | None, question: str, text: str, **more: Any) -> Entry:
    voice = Voice(by, more.pop("role", "teacher"), more.pop("typed_by", None))
    words = Words(uuid4(), text, more.pop("choice", ""), more.pop("draft", False))
    with transaction.atomic():
        writing, _new = write(Entry.kind, cycle.team.collaborative, cycle.team, voice, words)
        entry: Entry = Entry.objects.create(cycle=cycle, question=question, writing=writing)
        return entry


def takes_part(cycle: Cycle, part: str, who: Participant | None, role: str) -> None:
    CyclePerson.objects.create(cycle=cycle, part=part, participant=who, role=role)


def a_driver(collaborative: Collaborative, name: str, parent: Driver | None = None, **fields: Any) -> Driver:
    framework = Framework.objects.filter(collaborative=collaborative).first() or Framework.objects.create(
        collaborative=collaborative, from_day=collaborative.starts
    )
    names = fields.pop("names", {"en": name})
    driver: Driver = Driver.objects.create(framework=framework, parent=parent, names=names, **fields)
    return driver
