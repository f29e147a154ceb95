"""Places are made on demand: one for each classroom, and one for the team as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from metrics.models.counting import Place
from teams.models import Classroom, Team

PlaceKey = tuple[int, int | None]  # team, classroom or None for the whole


def place_of(team: Team, classroom: Classroom | None = None) -> Place:
    """The place of a classroom, or of the team as a whole; made where it is not there yet."""
    found = Place.objects.filter(team=team, classroom=classroom).select_related("team", "classroom").first()
    if found is None:
        Place.objects.bulk_create([Place(team=team, classroom=classroom)], ignore_conflicts=True)
        found = Place.objects.select_related("team", "classroom").get(team=team, classroom=classroom)
    place: Place = found
    return place


def places_of(teams: Iterable[Team]) -> dict[PlaceKey, Place]:
    """Every place of these teams, made where it is not there yet, in a fixed number of queries."""
    by_center = {team.center_id: team for team in teams}
    rooms = Classroom.objects.filter(center__in=by_center)
    wanted: dict[PlaceKey, Place] = {
        (team.pk, None): Place(team=team, classroom=None) for team in by_center.values()
    }
    for room in rooms:
        team = by_center[room.center_id]
        wanted[team.pk, room.pk] = Place(team=team, classroom=room)
    found = _places(by_center.values())
    missing = [place for key, place in wanted.items() if key not in found]
    if missing:
        Place.objects.bulk_create(missing, ignore_conflicts=True)
        found = _places(by_center.values())
    return found


def _places(teams: Iterable[Team]) -> dict[PlaceKey, Place]:
    rows = Place.objects.filter(team__in=[team.pk for team in teams]).select_related("team", "classroom")
    return {(place.team_id, place.classroom_id): place for place in rows}
