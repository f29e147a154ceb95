"""What a reader chose to see of a chart. It stands in the address, so that a view can be mailed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from metrics.limits import Kind
from metrics.periods import POINTS, Points

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Options:
    """The defaults are what everybody sees first: the last 24 months, a run chart by month."""

    points: Points = "month"
    chart: Kind = "run"
    everything: bool = False
    panel: bool = False  # across teams: only teams that reported in every period shown
    teams_median: bool = False  # across teams: the median of the teams as a second line

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Options:
        """From an address. What is unknown there is left at its default: an old link still opens."""
        return cls(
            next((one for one in POINTS if one == query.get("points")), "month"),
            next((one for one in KINDS if one == query.get("chart")), "run"),
            query.get("months") == "all",
            query.get("panel") == "fixed",
            query.get("line") == "median",
        )

    @property
    def query(self) -> str:
        """The shortest address of this view: what differs from the defaults, always in the same order."""
        said = {
            "points": self.points if self.points != "month" else "",
            "chart": self.chart if self.chart != "run" else "",
            "months": "all" if self.everything else "",
            "panel": "fixed" if self.panel else "",
            "line": "median" if self.teams_median else "",
        }
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def suffix(self) -> str:
        """To put behind an address."""
        return f"?{self.query}" if self.query else ""


USUAL = Options()  # what everybody sees first
