"""Who reads a team's own counts: its members, and former ones for 60 days. Hosts read sums."""

from django.shortcuts import get_object_or_404

from teams.access import Request
from teams.models import Team


def find_counting_team(request: Request, collaborative: str, slug: str) -> Team:
    """The team with its collaborative and center; hidden from who is not, or was not lately, on it."""
    found: Team = get_object_or_404(
        Team.objects.select_related("collaborative", "center"),
        collaborative__slug=collaborative,
        slug=slug,
        pk__in=request.access.reads_teams,
    )
    return found
