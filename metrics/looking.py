"""Where a reader of an explorer looks: a stretch of time, the teams shown, a second chart beside. Pure.

Like `metrics.options` it stands in the address alone. Junk there is left out: an old link still opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from metrics.periods import Period

NO_TEAM = "~"  # every team is switched off; no slug holds it


@dataclass(frozen=True, slots=True)
class Looking:
    """`first` and `last` are labels of periods, of any length; `teams` None: the reader's own."""

    first: str = ""
    last: str = ""
    teams: frozenset[str] | None = None
    beside: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Looking:
        first, last = query.get("from", ""), query.get("to", "")
        if not _is_stretch(first, last):
            first = last = ""
        named = query.get("teams", "")
        teams = frozenset(named.split(",")) - {NO_TEAM, ""} if named else None
        return cls(first, last, teams, query.get("beside", ""))

    def stretch(self, labels: Sequence[str]) -> tuple[int, int] | None:
        """The first and the last of these points that lie in it; None: all, also where it holds under two."""
        if not self.first:
            return None
        since, until = Period.parse(self.first).first, Period.parse(self.last).last
        inside = [at for at, label in enumerate(labels) if _lies_in(Period.parse(label), since, until)]
        return (inside[0], inside[-1]) if 1 < len(inside) < len(labels) else None

    def shows(self, team: str, *, own: bool) -> bool:
        return own if self.teams is None else team in self.teams

    @property
    def query(self) -> str:
        """Always in the same order, without what is left at its default."""
        said = {
            "beside": self.beside,
            "from": self.first,
            "to": self.last,
            "teams": "" if self.teams is None else ",".join(sorted(self.teams)) or NO_TEAM,
        }
        return urlencode({name: value for name, value in said.items() if value}, safe=",:")


def _is_stretch(first: str, last: str) -> bool:
    try:
        return Period.parse(first).first <= Period.parse(last).first
    except (ValueError, OverflowError):
        return False


def _lies_in(period: Period, since: date, until: date) -> bool:
    """By its middle, so that a week on the edge of a month belongs to one side."""
    middle = period.first + (period.last - period.first) // 2
    return since <= middle <= until
