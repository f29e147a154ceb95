"""Who speaks in the story, in which role on that day; and texts saved in few statements."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bsc.demo.people import World
from bsc.demo.rows import Said, fixed_uuid
from teams.models import Membership, Participant, Team, Writing, Written
from teams.models.membership import Role
from teams.models.writing import Voice, WritingVersion


class Voices:
    """Names as the story's texts use them: first names on a team, or of who hosts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.held: dict[int, list[Membership]] = {}
        own = Membership.objects.filter(participant__collaborative=world.collaborative)
        for row in own.select_related("participant", "team").order_by("pk"):
            self.held.setdefault(row.participant_id, []).append(row)
        self.hosts: list[Participant] = [world.participants[one.name] for one in world.program.hosts]
        self.sites: dict[str, list[Participant]] = {
            site.slug: [world.participants[one.name] for one in site.people] for site in world.program.sites
        }

    def find(self, slug: str, first: str) -> Participant:
        everybody: list[Participant] = [*self.sites.get(slug, ()), *self.hosts]
        for participant in everybody:
            if first in (participant.name, participant.name.split()[0]):
                return participant
        raise ValueError(f"nobody called {first} at {slug}")

    def roles(self, participant: Participant, team: Team | None, day: date) -> list[str]:
        """The roles held on that day: on this team, else in the collaborative."""
        rows = [
            row
            for row in self.held[participant.pk]
            if row.from_day <= day and (row.until_day is None or day < row.until_day)
        ]
        here = [row.role for row in rows if team is not None and row.team_id == team.pk]
        return here or [row.role for row in rows if row.team_id is None or team is None]

    def present(self, team: Team, day: date) -> list[Participant]:
        """The team's members on that day."""
        return [one for one in self.sites[team.slug] if self.roles(one, team, day)]

    def voice(self, team: Team | None, by: str, day: date) -> Voice:
        """`Maya`, `Marisol:staff` for one of two roles, `parent/Maya`, `José/Khadija`."""
        who, _slash, typist = by.partition("/")
        first, _colon, role = who.partition(":")
        slug = team.slug if team is not None else ""
        typed_by = self.find(slug, typist) if typist else None
        if first in Role.values:
            return Voice(None, first, typed_by)
        author = self.find(slug, first) if team is not None else self.anybody(first)
        roles = self.roles(author, team, day)
        if not roles or (role and role not in roles):
            raise ValueError(f"{author.name} has no role {role} on {day}")
        return Voice(author, role or roles[0], typed_by)

    def anybody(self, name: str) -> Participant:
        """Where no team is meant: a host by the first name, others by the whole one, written with _."""
        for participant in self.hosts:
            if participant.name.split()[0] == name:
                return participant
        return self.world.participants[name.replace("_", " ")]


class Scribe:
    """Collects texts and the rows that hold them; `save` writes them, those first that were met first."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.writings: list[Writing] = []
        self.versions: list[WritingVersion] = []
        self.rows: dict[type[Written], list[Any]] = {}

    def write(self, row: Any, team: Team | None, voice: Voice, said: Said) -> Any:
        """Give this row, which is not saved yet, its text."""
        by = voice.author.uuid if voice.author else f"{voice.role}/{voice.typed_by and voice.typed_by.uuid}"
        home = (self.world.program.slug, team.slug if team is not None else "", by)
        row.writing = Writing(
            uuid=fixed_uuid(row.kind, *home, said.at, said.text, said.key),
            collaborative=self.world.collaborative,
            team=team,
            kind=row.kind,
            author=voice.author,
            author_role=voice.role,
            typed_by=voice.typed_by,
            text=said.text,
            choice=said.choice,
            at=said.at,
            changed_at=said.at,
            shown_at=said.at,
        )
        self.writings.append(row.writing)
        self.rows.setdefault(type(row), []).append(row)
        return row

    def reworded(self, row: Written, before: str, at: datetime) -> None:
        """Its author found better words later; the first ones are kept."""
        writing = row.writing
        hand = writing.typed_by or writing.author
        version = WritingVersion(
            writing=writing, number=1, text=before, choice=writing.choice, by=hand, at=writing.at
        )
        version.replaced_by = hand
        writing.version, writing.changed_at = 2, at
        self.versions.append(version)

    def save(self) -> None:
        Writing.objects.bulk_create(self.writings, batch_size=400)
        WritingVersion.objects.bulk_create(self.versions)
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=400)  # noqa: SLF001
        self.writings, self.versions, self.rows = [], [], {}
