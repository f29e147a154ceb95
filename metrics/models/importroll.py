"""Who the rows of a file speak about: teams and classrooms that are here, and those that would be made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from metrics.csvcells import CellError, UnknownTeamError
from metrics.models.counting import Place
from metrics.models.places import PlaceKey, places_of
from teams.models import Center, Classroom, Collaborative, Participant, Team
from teams.models.collaborative import RESERVED_SLUGS

LONGEST_TEAM, LONGEST_CLASSROOM = 120, 80
MOST_NEWCOMERS = 200


def folded(name: str) -> str:
    """Names are the same whatever their capitals and blanks; accents stay."""
    return " ".join(name.casefold().split())


@dataclass(slots=True)
class Newcomer:
    """A team that the file names and the collaborative does not know."""

    name: str
    first_day: date
    rooms: dict[str, tuple[str, date]] = field(default_factory=dict)  # folded name: name, first day


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row was counted: known by ids, or by names that are still to become ids."""

    team: Team | None
    room: Classroom | None
    newcomer: str = ""
    new_room: str = ""

    @property
    def key(self) -> tuple[int | None, int | None, str, str]:
        return (_pk(self.team), _pk(self.room), self.newcomer, self.new_room)


class Roll:
    """The collaborative's teams, classrooms and places, indexed. Three queries."""

    def __init__(self, collaborative: Collaborative, now: datetime) -> None:
        self.collaborative = collaborative
        self.now = now
        self.newcomers: dict[str, Newcomer] = {}
        teams = list(
            Team.objects.filter(collaborative=collaborative).select_related("center", "collaborative")
        )
        self._by_name = {team.center.name: team for team in teams}
        self._by_slug = {team.slug: team for team in teams}
        self._by_folded: dict[str, dict[int, Team]] = defaultdict(dict)
        for team in teams:
            for name in (team.center.name, team.slug):
                self._by_folded[folded(name)][team.pk] = team
        self._rooms: dict[tuple[int, str], list[Classroom]] = defaultdict(list)
        for room in Classroom.objects.filter(center__in=[team.center_id for team in teams]):
            self._rooms[room.center_id, folded(room.name)].append(room)
        rows = Place.objects.filter(team__in=[team.pk for team in teams])
        self._places: dict[PlaceKey, int] = {
            (team, room): pk for team, room, pk in rows.values_list("team", "classroom", "pk")
        }
        self._today = {team.pk: team.center.day(now) for team in teams}

    def today(self, team: Team | None) -> date:
        """The center's day; the collaborative's where the center is still to come."""
        return self._today[team.pk] if team else self.collaborative.day(self.now)

    def place(self, spot: Spot) -> int | None:
        """The id of its place, where there is one already."""
        return self._places.get((spot.team.pk, _pk(spot.room))) if spot.team else None

    def team(self, cell: str) -> Team | None:
        """By name or address, then by either whatever the capitals; None where it is unknown here."""
        if not cell:
            raise CellError(_("The team is missing."))
        exact = self._by_name.get(cell) or self._by_slug.get(cell)
        likely = [exact] if exact else list(self._by_folded.get(folded(cell), {}).values())
        if len(likely) > 1:
            raise CellError(
                _("“%(team)s” can be more than one team. Write its name exactly.") % {"team": cell}
            )
        return likely[0] if likely else None

    def room(self, team: Team, cell: str) -> Classroom | None:
        """None for the team as a whole."""
        if not cell:
            return None
        rooms = self._rooms.get((team.center_id, folded(cell)), [])
        exact = [room for room in rooms if room.name == cell] or rooms
        if len(exact) != 1:
            raise CellError(
                _("%(team)s has no classroom “%(room)s”. Set it up first, or correct the name.")
                % {"team": team.name, "room": cell}
            )
        return exact[0]

    def spot(self, team: Team | None, team_cell: str, room_cell: str, day: date, create: bool) -> Spot:
        """Where the row was counted. A team that is made gets the classrooms that its rows name."""
        if team is not None:
            return Spot(team, self.room(team, room_cell))
        key = folded(team_cell)
        if not create:
            raise UnknownTeamError(team_cell)
        _check_name(team_cell, LONGEST_TEAM)
        _check_name(room_cell, LONGEST_CLASSROOM)
        newcomer = self.newcomers.setdefault(key, Newcomer(" ".join(team_cell.split()), day))
        newcomer.first_day = min(newcomer.first_day, day)
        room = folded(room_cell)
        if room:
            name, since = newcomer.rooms.get(room, (" ".join(room_cell.split()), day))
            newcomer.rooms[room] = (name, min(since, day))
        return Spot(None, None, key, room)

    def settle(self, by: Participant | None) -> tuple[dict[object, Place], list[Team]]:
        """Make the newcomers. Returns the place of every spot, and the teams that are new."""
        made: dict[str, Team] = {key: self._settle_one(new, by) for key, new in self.newcomers.items()}
        rooms = {
            (key, room): self._open_room(made[key], name, since, by)
            for key, new in self.newcomers.items()
            for room, (name, since) in new.rooms.items()
        }
        places = places_of([*self._by_slug.values(), *made.values()])
        spots: dict[object, Place] = {(team, room, "", ""): place for (team, room), place in places.items()}
        for key, team in made.items():
            spots[None, None, key, ""] = places[team.pk, None]
        for (key, room), classroom in rooms.items():
            spots[None, None, key, room] = places[made[key].pk, classroom.pk]
        return spots, list(made.values())

    def _settle_one(self, new: Newcomer, by: Participant | None) -> Team:
        center = Center.objects.filter(collaborative=self.collaborative, name=new.name, team=None).first()
        if center is None:
            center = Center(
                collaborative=self.collaborative, name=new.name, time_zone=self.collaborative.time_zone
            )
            center.save_by(by)
        here = Team.objects.filter(collaborative=self.collaborative)
        team = Team(
            collaborative=self.collaborative,
            center=center,
            slug=next(slug for slug in _slugs(new.name) if not here.filter(slug=slug).exists()),
            number=(here.aggregate(Max("number"))["number__max"] or 0) + 1,
            joined=new.first_day,
        )
        team.save_by(by)
        return team

    def _open_room(self, team: Team, name: str, since: date, by: Participant | None) -> Classroom:
        room = Classroom.objects.filter(center=team.center, name=name).first()
        if room is None:
            room = Classroom(center=team.center, name=name, from_day=since)
            room.save_by(by)
        return room


def _pk(row: Team | Classroom | None) -> int | None:
    return row.pk if row is not None else None


def _check_name(name: str, longest: int) -> None:
    if len(name) > longest:
        raise CellError(
            _("The name “%(name)s…” is longer than %(most)s letters.") % {"name": name[:30], "most": longest}
        )
    if not " ".join(name.split()).isprintable():
        raise CellError(
            _("The name “%(name)s” holds signs that cannot be shown.") % {"name": ascii(name)[1:-1]}
        )


def _slugs(name: str) -> Iterator[str]:
    """Addresses for a name, the plain one first."""
    base = slugify(name)[:50].strip("-_") or "team"
    if base not in RESERVED_SLUGS:
        yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
