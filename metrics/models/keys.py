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
        """From a key that `str` wrote; ValueError for any other."""
        metric, whose, grain = key.split("/")
        team = None if whose == "all" else int(whose.removeprefix("team:"))
        if grain != "month":
            raise ValueError(f"no chart by {grain}: {key}")
        return cls(int(metric.removeprefix("metric:")), team)


def metric_prefix(metric_id: int) -> str:
    """What all keys of a metric begin with."""
    return f"metric:{metric_id}/"


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
