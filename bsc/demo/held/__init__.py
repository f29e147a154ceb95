"""What was said in the meetings of the demonstration: agenda (G), notes (N), decisions (D), action items (I).

`# month who` begins a meeting; who takes the minutes. An action item's owner stands after `@`, with `!` where
it is still open. The notation is that of `bsc.demo.script`.
"""

from bsc.demo.held.all_teams import ALL_TEAMS
from bsc.demo.held.teams import HELD

__all__ = ["ALL_TEAMS", "HELD"]
