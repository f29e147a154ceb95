"""Who reads a team's own counts: its members, and former ones for 60 days. Hosts read sums.

Who does something to a chart: whoever is on its team; to that of all teams, who hosts.
"""

from django.shortcuts import get_object_or_404

from teams.access import Request
from teams.models import Access, Team


def find_counting_team(request: Request, collaborative: str, slug: str) -> Team:
    """The team with its collaborative and center; hidden from who is not, or was not lately, on it."""
    found: Team = get_object_or_404(
        Team.objects.select_related("collaborative", "center"),
        collaborative__slug=collaborative,
        slug=slug,
        pk__in=request.access.reads_teams,
    )
    return found


def may_act(access: Access, collaborative_id: int, team_id: int | None) -> bool:
    """Whether the person freezes, splits, leaves out, notes; `team_id` None: on the chart of all teams."""
    if team_id is not None:
        return team_id in access.writes_teams
    return collaborative_id in access.hosts & access.running
