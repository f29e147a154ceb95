"""What the apps above do when somebody is forgotten. They join at start-up; this app never names them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teams.models.people import Participant

# The participant, of whom nothing is locked or gone yet; who does it; and when.
Listener = Callable[["Participant", "Participant", datetime], None]
_listeners: list[Listener] = []


def on_forget(listener: Listener) -> None:
    """Call `listener` inside the transaction of each forgetting; joining twice is joining once."""
    if listener not in _listeners:
        _listeners.append(listener)


def forgotten(participant: Participant, by: Participant, now: datetime) -> None:
    for listener in _listeners:
        listener(participant, by, now)
