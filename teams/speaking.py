"""In which role somebody speaks, so that a page can say "Mia, teacher"; and which names are no child's."""

from __future__ import annotations

from teams.access import Request, author_in
from teams.models import Access, Collaborative, Membership, Role, Team
from teams.models.writing import Voice

# Of several roles held at a time, the one with the most say is named.
ORDER = (Role.DIRECTOR, Role.TEACHER, Role.PARENT, Role.STAFF, Role.COORDINATOR, Role.FACULTY, Role.EVALUATOR)


def role_in(access: Access, collaborative_id: int, team_id: int | None = None) -> str:
    """The role held today on this team, else in the collaborative."""
    here = [hold for hold in access.holds if hold.current and hold.collaborative_id == collaborative_id]
    on_team = {hold.role for hold in here if team_id and hold.team_id == team_id}
    whole = {hold.role for hold in here if hold.team_id is None}
    held = on_team or whole or {hold.role for hold in here}
    return next((role for role in ORDER if role in held), "")


def voice_in(
    request: Request, collaborative: Collaborative, team: Team | None = None, unnamed_role: str = ""
) -> Voice:
    """The person's own voice; or that of "a parent" who is not named, typed by the person."""
    me = author_in(request, collaborative)
    if unnamed_role:
        return Voice(None, unnamed_role, typed_by=me)
    return Voice(me, role_in(request.access, collaborative.pk, team.pk if team else None))


def known_words(collaborative: Collaborative, team: Team | None = None) -> frozenset[str]:
    """What looks like a name and is no child's: the center, its classrooms and the adults on the team; where
    all teams meet, the centers and the adults of all."""
    return known_places(collaborative, team) | known_people(collaborative, team)


def known_places(collaborative: Collaborative, team: Team | None = None) -> frozenset[str]:
    """The center and its classrooms; where all teams meet, the centers."""
    if team is None:
        return frozenset({collaborative.name, *collaborative.centers.values_list("name", flat=True)})
    rooms = team.center.classrooms.values_list("name", flat=True)
    return frozenset({collaborative.name, team.name, *rooms})


def known_people(collaborative: Collaborative, team: Team | None = None) -> frozenset[str]:
    """The adults on the team, former ones too; where all teams meet, those of all."""
    members = Membership.objects.filter(participant__collaborative=collaborative)
    held = members if team is None else members.filter(team=team)
    return frozenset(held.values_list("participant__name", flat=True))
