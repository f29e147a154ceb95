"""What the apps above do when the set-up changes. They join at start-up; this app never names them."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Listener = Callable[[Any], None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


def on_change(kind: str, listener: Listener) -> None:
    """Call `listener(row)` after each change of this kind; joining twice is joining once."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def changed(kind: str, row: Any) -> None:
    """Tell the listeners, inside the transaction of the save: what they insert is undone with it."""
    for listener in _listeners.get(kind, ()):
        listener(row)
