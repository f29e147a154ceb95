"""“Try the next thing”: what the next test takes over from the last one. Never its predictions."""

from __future__ import annotations

from typing import Any

from pdsa.models.cycle import Cycle
from pdsa.models.cycle_page import CyclePage
from pdsa.models.entry import Question
from teams.models.writing import LONGEST

SCALE = ("children", "adults", "classrooms")
LARGER = 2  # times as many, where the team decided to expand


def prefill(page: CyclePage) -> dict[str, Any]:
    """What we try and with whom, as it was; what we want to learn, from what we learned."""
    cycle = page.cycle
    times = LARGER if cycle.decision == Cycle.Decision.EXPAND else 1
    sizes = {name: number * times for name in SCALE if (number := getattr(cycle, name)) is not None}
    return {
        "change": _said(page, Question.CHANGE),
        "with_whom": _said(page, Question.WITH_WHOM),
        "objective": _said(page, Question.LEARNED),
        "days": cycle.days,
        "metric": cycle.metric_id,
        "driver": cycle.driver_id,
        **sizes,
    }


def _said(page: CyclePage, question: Question) -> str:
    texts = [one.writing.text for one in page.entries_to(question) if one.writing.shown_at]
    return "\n\n".join(text for text in texts if text)[:LONGEST]
