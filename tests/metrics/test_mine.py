"""Download what is mine: what I counted, wrote and handed in; nothing of anybody else."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from metrics.models import Closure, CountEvent, CountNote, HandIn
from metrics.models.counting import add_note
from metrics.models.recording import record
from teams.mine import collect
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.metrics.counted import a_count, add_metric, room


def test_my_counts_notes_closures_and_hand_ins_are_mine_alone(cast: Cast) -> None:
    tears = add_metric(cast.riverside, "tears")
    place, day, at = room(cast.maple, cast.sunroom), date(2026, 3, 12), timezone.now()
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    mine = a_count(place, tears, day, kind="set", amount=Decimal("5.00"))
    record([mine], mia)
    record([a_count(place, tears, day)], pat)
    for who in (mia, pat):
        note = CountNote(place=place, day=day, metric=tears.metric, at=at)
        add_note(note, Voice(who), Words(uuid4(), f"by {who}"))
        HandIn.objects.create(team=cast.maple, month="2026-03", by=who, at=at)
    Closure.objects.create(place=place, day=day, by=mia, at=at)
    found = collect(cast.mia)
    (counted,) = found["counts"]
    assert counted.pop("received") == CountEvent.objects.get(uuid=mine.uuid).received_at
    assert counted == {
        "id": str(mine.uuid),
        "collaborative": "Riverside",
        "team": "Maple",
        "place": "Sunroom",
        "metric": "tears",
        "grain": "day",
        "day": day,
        "what": "num",
        "kind": "set",
        "amount": "5",
        "state": "",
        "undoes": None,
        "counted": mine.counted_at,
    }
    (note,) = found["notes"]
    assert {name: note[name] for name in ("team", "place", "day", "metric", "text", "written")} == {
        "team": "Maple",
        "place": "Sunroom",
        "day": day,
        "metric": "tears",
        "text": "by Mia",
        "written": at,
    }
    assert found["closures"] == [
        {"team": "Maple", "place": "Sunroom", "day": day, "said": at, "withdrawn": None}
    ]
    assert found["hand_ins"] == [{"team": "Maple", "month": "2026-03", "handed_in": at}]
    assert json.dumps(found, default=str)
