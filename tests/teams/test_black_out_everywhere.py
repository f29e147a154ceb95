"""A passage in texts of every kind, blacked out: no table, no export, no page and no log holds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    ActionItem,
    AgendaItem,
    Barrier,
    BarrierAnswer,
    Decision,
    Discussion,
    Meeting,
    Note,
    Remark,
)
from metrics.models import ChartAct, CountNote, Metric, MetricDefinition
from metrics.models.places import place_of
from pdsa.models import Comment, Entry
from teams import writings
from teams.models import Role, TeamAim, Writing
from teams.models.writing import Voice, Words, write
from tests.conftest import Cast
from tests.crawl import crawl
from tests.dumped import dump, holding
from tests.fuzz.forms import routes
from tests.teams.test_black_out import token_on
from tests.teams.test_words import add_cycle, signed_in

PASSAGE = "Quillan Zephyr"


def add_of_every_kind(cast: Cast, text: str) -> dict[str, Any]:
    """One row of each kind that holds a text, by Mia of Maple, reworded once."""
    now = timezone.now()
    mia = cast.participant(cast.mia)
    metric = Metric.objects.create(collaborative=cast.riverside, slug="naps", names={"en": "Naps"})
    MetricDefinition.objects.create(metric=metric, from_month="2020-01", unit="count", numerator={"en": "N"})
    cycle = add_cycle(cast, stage="do", begun_at=now)
    meeting = Meeting.objects.create(
        collaborative=cast.riverside, kind=Meeting.Kind.CROSS_ROLE, team=cast.maple, starts=now, zone="UTC"
    )
    talk = Discussion.objects.create(team=cast.maple, metric=metric, month=f"{cast.today:%Y-%m}")
    makers: dict[type[Any], Callable[..., dict[str, Any]]] = {
        TeamAim: lambda: {"team": cast.maple, "from_day": cast.today},
        CountNote: lambda: {"place": place_of(cast.maple, cast.sunroom), "day": cast.today},
        ChartAct: lambda: {
            "metric": metric,
            "team": cast.maple,
            "what": "note",
            "period": f"{cast.today:%Y-%m}",
        },
        Entry: lambda: {"cycle": cycle, "question": "change"},
        Comment: lambda: {"cycle": cycle},
        AgendaItem: lambda: {"meeting": meeting},
        Note: lambda: {"meeting": meeting},
        Decision: lambda: {"meeting": meeting},
        ActionItem: lambda: {"meeting": meeting},
        Barrier: lambda: {"team": cast.maple, "since": cast.today},
        BarrierAnswer: lambda: {"barrier": Barrier.objects.get()},
        Remark: lambda: {"discussion": talk, "question": "saw"},
    }
    rows = {}
    for model, fields in makers.items():
        with transaction.atomic():
            words = Words(uuid4(), f"{text} at first")
            writing = write(model.kind, cast.riverside, cast.maple, Voice(mia, Role.TEACHER), words)[0]
            rows[model.kind] = model.objects.create(writing=writing, **fields())
        writing.rewrite(f"{text} slept", 1, mia)
    return rows


def read_everything(cast: Cast) -> dict[str, str]:
    """Every page and download that links lead to, for each who could read it."""
    read = {}
    for name in ("mia", "dee", "fay", "cora", "eva"):
        client = signed_in(getattr(cast, name))
        for found in crawl(client):
            read[f"{name} {found.path}"] = _body(found.response)
        for path in exports():
            read[f"{name} {path}"] = _body(client.get(path))
    return read


def exports() -> Iterator[str]:
    """Every address of a download of this team and collaborative."""
    names = {"collaborative": "riverside", "team": "maple", "metric": "naps"}
    for name, route in routes():
        wanted = re.findall(r"<(?:\w+:)?(\w+)>", route)
        is_export = name.startswith("export") or name.endswith("_data")
        if is_export and set(wanted) <= set(names):
            yield reverse(name, kwargs={one: names[one] for one in wanted})


def _body(response: Any) -> str:
    content = response.getvalue() if response.streaming else response.content
    return content.decode("utf-8", "replace")


def pages_with(read: dict[str, str]) -> list[str]:
    return [where for where, body in read.items() if any(part in body for part in PASSAGE.split())]


def black_out_each(client: Client, rows: dict[str, Any]) -> None:
    for row in rows.values():
        path = f"/c/riverside/words/{row.writing.uuid}/black-out/"
        said = {"passage": PASSAGE, "reason": "child"}
        look = client.post(path, said)
        assert look.status_code == 200
        assert client.post(path, said | {"sure": token_on(look.content.decode())}).status_code == 302


@pytest.mark.django_db
def test_nothing_holds_what_was_blacked_out(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    rows = add_of_every_kind(cast, PASSAGE)
    assert set(rows) == set(writings.holders())
    draft = Writing.objects.create(
        collaborative=cast.riverside, team=cast.maple, kind="entry", text=f"{PASSAGE}?",
        author=cast.participant(cast.mia),
    )  # fmt: skip
    assert set(holding(dump(), PASSAGE)) == {"teams_writing", "teams_writingversion"}
    assert pages_with(read_everything(cast)) != []

    with caplog.at_level("DEBUG"):
        black_out_each(signed_in(cast.mia), rows)
    assert holding(dump(), *PASSAGE.split()) == {}
    assert pages_with(read_everything(cast)) == []
    assert [one for one in caplog.messages if "Quillan" in one] == []
    draft.refresh_from_db()
    assert draft.text == "█████?"


@pytest.mark.django_db
def test_the_reason_may_not_repeat_it(cast: Cast) -> None:
    row = add_of_every_kind(cast, PASSAGE)["aim"]
    with pytest.raises(ValueError, match="repeats"):
        row.writing.black_out(PASSAGE, cast.participant(cast.mia), f"other: {PASSAGE}")
