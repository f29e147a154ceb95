"""Days in which something was tried, beneath the charts of the metric that it watches.

What it was, a room above knows, and registers its source at start-up; this app never names it. Windows are
added when a chart is read, as far as the reader may see them, and kept nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from metrics.series import Span
from teams.models import Access

Key = tuple[int, int]  # a team and a metric: one chart


class Days(Protocol):
    """A month, or a period."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day to the last, both included; None where it is not over. `label` is a number."""

    label: str
    text: str
    first: date
    last: date | None
    address: str
    today: date  # how far one that is not over is drawn

    @property
    def end(self) -> date:
        return self.last if self.last is not None else max(self.first, self.today)

    def span(self) -> Span:
        return Span(self.first.isoformat(), self.end.isoformat(), self.label, running=self.last is None)

    def touches(self, first: Days, last: Days) -> bool:
        return self.first <= last.last and self.end >= first.first


Source = Callable[[Access, Collection[Key], date | None], Iterable[tuple[Key, Window]]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Say where windows come from: a source gives those of many charts in one query; with a day, at least
    those that reach it.
    """
    if source not in _sources:
        _sources.append(source)


def windows_of(access: Access, charts: Collection[Key], since: date | None = None) -> dict[Key, list[Window]]:
    """Of each chart, the earliest first; as many queries as there are sources, however many charts.

    `since`: what was over before this day may be left out.
    """
    found: dict[Key, list[Window]] = defaultdict(list)
    for source in _sources if charts else ():
        for key, window in source(access, charts, since):
            found[key].append(window)
    return {key: sorted(rows, key=lambda one: (one.first, one.end, one.label)) for key, rows in found.items()}
