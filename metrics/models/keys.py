"""Chart keys: metric, team or all, grain, and whose eyes. Text, so that later settings need no migration."""

from __future__ import annotations

from typing import NamedTuple


class ChartKey(NamedTuple):
    metric_id: int
    team_id: int | None  # None: the whole collaborative

    def __str__(self) -> str:
        return all_key(self.metric_id) if self.team_id is None else team_key(self.metric_id, self.team_id)

    @classmethod
    def parse(cls, key: str) -> ChartKey:
        metric, whose, _grain = key.split("/")
        team = whose.removeprefix("team:")
        return cls(int(metric.removeprefix("metric:")), None if whose == "all" else int(team))


def team_key(metric_id: int, team_id: int) -> str:
    return f"metric:{metric_id}/team:{team_id}/month"


def all_key(metric_id: int) -> str:
    return f"metric:{metric_id}/all/month"


def hosts_key(metric_id: int) -> str:
    """The aggregate as faculty and coordinator read it: nothing held back, closed months at once."""
    return f"{all_key(metric_id)}/hosts"


def teams_key(metric_id: int) -> str:
    """The aggregate as the teams read it: small cells held back, months once handed in or open."""
    return f"{all_key(metric_id)}/teams"
