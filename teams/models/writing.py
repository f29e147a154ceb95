"""What people write: one storage for it and its versions, so that blacking out has one place.

Whatever a person types as a text of their own is a `Writing`; a cycle's entry, a comment, a note, a decision
are rows that hold one (`Written`). Words stay their writer's: who said them, who typed them for another, and
in which role are kept apart. A writing that was never shown is a draft: its author's alone.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teams.models.membership import Role, unnamed

if TYPE_CHECKING:
    from teams.models.access import Access
    from teams.models.collaborative import Collaborative, Team
    from teams.models.people import Participant

LONGEST = 4000
BLACK = "█████"  # what stands where a passage was


class ChangedMeanwhileError(Exception):
    """Somebody saved since the form was opened; `theirs` is the writing as it stands now."""

    def __init__(self, theirs: Writing) -> None:
        super().__init__(f"writing {theirs.uuid} is at version {theirs.version}")
        self.theirs = theirs


class TakenError(Exception):
    """The id belongs to another writing: nothing was changed."""


def pattern_of(passage: str) -> re.Pattern[str]:
    """The passage wherever it stands, over the ends of lines too; "Will" is not "will"."""
    words = passage.split()
    if not words:
        raise ValueError("a passage is needed")
    return re.compile(r"\s+".join(re.escape(word) for word in words))


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: a participant, or nobody who is named but in a role ("a parent"); and who typed it."""

    author: Participant | None
    role: str = ""
    typed_by: Participant | None = None


def shown_to(access: Access, path: str = "writing") -> Q:
    """Rows whose writing the person may read for all that drafts are concerned: shown, or one's own."""
    return (
        Q(**{f"{path}__shown_at__isnull": False})
        | Q(**{f"{path}__author__person": access.person})
        | Q(**{f"{path}__typed_by__person": access.person})
    )


class WritingQuerySet(models.QuerySet[Any]):
    def removable_by(self, access: Access) -> Self:
        """Of which the person may black out a passage: the author, the team's director, the coordinator."""
        return self.filter(
            Q(author__person=access.person)
            | Q(typed_by__person=access.person)
            | Q(team__in=access.directs, shown_at__isnull=False)
            | Q(collaborative__in=access.coordinates, shown_at__isnull=False)
        )


class Writing(models.Model):
    """One text of one person, with its version; where its question has options, also the chosen one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="+")
    team = models.ForeignKey("teams.Team", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, editable=False)  # which model's row holds it
    author = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    author_role = models.CharField(max_length=12, choices=Role, blank=True)  # held when it was written
    typed_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("text"), max_length=LONGEST, blank=True)
    choice = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    shown_at = models.DateTimeField(null=True)  # null: a draft
    objects = WritingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_draft(self) -> bool:
        return self.shown_at is None

    @property
    def speaker(self) -> str:
        """Whose words these are: a name, or "a parent" where nobody is named."""
        return self.author.name if self.author else unnamed(self.author_role)

    @property
    def reworded_by(self) -> str:
        """Who changed it last, where that is nobody whose words these are."""
        if self.changed_by is None or self.changed_by_id in (self.author_id, self.typed_by_id):
            return ""
        return self.changed_by.name

    def is_of(self, access: Access) -> bool:
        """Whether the person wrote it, or typed it for somebody: only they change its words."""
        mine = {hold.participant_id for hold in access.holds if hold.current}
        return bool({self.author_id, self.typed_by_id} & mine)

    def is_open_to(self, access: Access) -> bool:
        """Whether the person writes where this stands: their team, or what they host, while it runs."""
        running = self.collaborative_id in access.running
        if self.team_id is None:
            return running
        return self.team_id in access.writes_teams or (running and self.collaborative_id in access.hosts)

    def may_be_blacked_out_by(self, access: Access) -> bool:
        """As `removable_by`, of a loaded row and without a query."""
        mine = {hold.participant_id for hold in access.holds}
        if {self.author_id, self.typed_by_id} & mine:
            return True
        directed = self.team_id in access.directs or self.collaborative_id in access.coordinates
        return directed and not self.is_draft

    def rewrite(self, text: str, seen: int, by: Participant, choice: str | None = None) -> bool:
        """Replace the words, and keep what was there as a version. True where anything changed.

        ChangedMeanwhileError where `seen` is not the version that stands.
        """
        with transaction.atomic():
            now: Writing = Writing.objects.select_for_update().get(pk=self.pk)
            wanted = now.choice if choice is None else choice
            if (now.text, now.choice) == (text, wanted):
                return False  # sent twice, or typed alike by two: nothing to keep apart
            if now.version != seen:
                raise ChangedMeanwhileError(now)
            now._keep(by)
            self.changed_by = by
            self._put(text, wanted, now.version + 1)
            return True

    def _keep(self, by: Participant | None) -> None:
        last = self.versions.order_by("-number").first()
        WritingVersion.objects.create(
            writing=self,
            number=self.version,
            text=self.text,
            choice=self.choice,
            by=last.replaced_by if last else (self.typed_by or self.author),
            at=self.changed_at,
            replaced_by=by,
        )

    def _put(self, text: str, choice: str, version: int, at: datetime | None = None) -> None:
        self.text, self.choice, self.version, self.changed_at = text, choice, version, at or timezone.now()
        self.save(update_fields=["text", "choice", "version", "changed_at", "changed_by"])

    def earlier_for(self, access: Access) -> list[WritingVersion]:
        """Its earlier versions, the newest first. What only its drafts said is read by who wrote it alone."""
        rows = list(self.versions.select_related("by"))
        if self.is_of(access) or self.shown_at is None:
            return rows
        ends = [self.changed_at, *(row.at for row in rows)]  # until when each of them stood
        return [row for row, end in zip(rows, ends, strict=False) if end > self.shown_at]

    def show(self, at: datetime) -> None:
        """A draft becomes everybody's who may read its row. Showing twice changes nothing."""
        if self.shown_at is None:
            self.shown_at = at
            self.save(update_fields=["shown_at"])

    def black_out(self, passage: str, by: Participant, why: str) -> int:
        """Remove a passage from the text and every version, for good. Returns how many texts held it.

        Who, when and why remain; the version moves on, so that a form opened before cannot bring it back.
        """
        wanted = pattern_of(passage)
        if wanted.search(why):
            raise ValueError("the reason repeats the passage")
        with transaction.atomic():
            now: Writing = Writing.objects.select_for_update().get(pk=self.pk)
            held = [row for row in now.versions.all() if wanted.search(row.text)]
            for row in held:
                row.text = wanted.sub(BLACK, row.text)
                row.save(update_fields=["text"])
            found = len(held) + bool(wanted.search(now.text))
            if found:
                self._put(wanted.sub(BLACK, now.text), now.choice, now.version + 1, now.changed_at)
                BlackOut.objects.create(writing=self, by=by, why=why)
            return found


class WritingVersion(models.Model):
    """What a writing said before: its number, who had written that and when, and who replaced it."""

    writing = models.ForeignKey(Writing, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    choice = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    replaced_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["writing", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return self.text


class BlackOut(models.Model):
    """That a passage was removed: who, when and why. Never what."""

    writing = models.ForeignKey(Writing, models.CASCADE, related_name="black_outs")
    by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(_("why"), max_length=200)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.why


class Written(models.Model):
    """A row that holds a writing. `kind` names the model in `teams.writings`."""

    kind: ClassVar[str]
    writing = models.OneToOneField(Writing, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.writing.text

    def get_absolute_url(self) -> str:
        """The page on which it is read."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        return self.writing.text

    def may_be_reworded_by(self, access: Access) -> bool:
        """Its author, or who typed it; a subject where those present share the minutes says otherwise."""
        return self.writing.is_of(access) and self.writing.is_open_to(access)

    def without_url(self) -> str:
        """Where one goes when this row, a draft, is deleted."""
        return self.get_absolute_url()

    @property
    def choices(self) -> tuple[tuple[str, Any], ...]:
        """The options of its question, value and label, where it has any."""
        return ()

    def lock_for_rewording(self) -> None:
        """Lock, and read anew, what `may_be_reworded_by` depends on. Called inside the transaction."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be written: the id that the form was given, so that sending twice writes once."""

    uuid: uuid.UUID
    text: str
    choice: str = ""
    draft: bool = False


def write(
    kind: str, collaborative: Collaborative, team: Team | None, voice: Voice, words: Words
) -> tuple[Writing, bool]:
    """The writing with this id, and whether it is new. The caller makes the row that holds a new one.

    Call inside a transaction. Sent again, the first one stands; TakenError where the id is somebody else's.
    """
    now = timezone.now()
    row = Writing(
        uuid=words.uuid,
        collaborative=collaborative,
        team=team,
        kind=kind,
        author=voice.author,
        author_role=voice.role,
        typed_by=voice.typed_by,
        text=words.text,
        choice=words.choice,
        at=now,
        changed_at=now,
        shown_at=None if words.draft else now,
    )
    Writing.objects.bulk_create([row], ignore_conflicts=True)
    kept: Writing = Writing.objects.select_for_update().get(uuid=words.uuid)
    mine = (kept.collaborative_id, kept.kind, kept.author_id, kept.typed_by_id)
    if mine != (row.collaborative_id, kind, row.author_id, row.typed_by_id):
        raise TakenError
    return kept, kept.at == now


def with_writing(rows: Iterable[Any]) -> Any:
    """Select a queryset's writings with their people, for a page."""
    return rows.select_related("writing__author", "writing__typed_by", "writing__changed_by")  # type: ignore[attr-defined]
