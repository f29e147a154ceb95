"""The fixed panel of teams, and their median: from what the reader may see, so nothing more comes to light.

Pure. A panel answers "did the numbers change, or only who reported?": its teams are the same at every point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from metrics.aggregate import Cell, Pooled, median_of_teams, pool

LEAST_TEAMS = 3  # of one the panel is that team's line, and of two the median is no more than their mean
Lines = Mapping[str, Sequence[Cell]]  # each team's cells, all as long as the chart


def panel_of(lines: Lines) -> tuple[str, ...]:
    """The teams that are shown in every period; a period in which nobody is shown asks nothing of them."""
    size = max((len(line) for line in lines.values()), default=0)
    asked = [at for at in range(size) if any(_is_shown(line[at]) for line in lines.values())]
    if not asked:
        return ()
    return tuple(team for team, line in lines.items() if all(_is_shown(line[at]) for at in asked))


def _is_shown(cell: Cell) -> bool:
    return cell.num is not None


def panel_points(units: Sequence[str], lines: Lines, taking_part: Sequence[int]) -> list[Pooled]:
    """The panel's sums for each period, as `pool` makes them: so many of all that take part.

    Wants the lines of the panel alone.
    """
    return [
        pool(unit, {team: line[at] for team, line in lines.items()}, whole)
        for at, (unit, whole) in enumerate(zip(units, taking_part, strict=True))
    ]


def medians_of(units: Sequence[str], lines: Lines) -> list[Decimal | None]:
    """For each period the middle of the teams' own values."""
    return [median_of_teams(unit, [line[at] for line in lines.values()]) for at, unit in enumerate(units)]
