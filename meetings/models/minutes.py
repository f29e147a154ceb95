"""What a meeting leaves: agenda, notes, decisions, action items. They belong to the meeting: whoever
writes its minutes edits them, and each keeps who wrote it and its versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from teams.models import Access, Versioned, Written
from teams.models.writing import Voice, Words, shown_to, write

if TYPE_CHECKING:
    from teams.models import Participant


class ClosedError(Exception):
    """The meeting is cancelled: it takes no minutes."""


def lock_open(meeting: Meeting) -> None:
    """Hold the meeting until the transaction ends; ClosedError where it was cancelled meanwhile."""
    now: Meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if now.is_cancelled:
        raise ClosedError


class MinutesQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """With their meeting. Of a team's meeting hosts read agenda and notes where the team shares them."""
        return self._with_meeting(access).filter(
            ~Q(meeting__kind=Meeting.Kind.CROSS_ROLE)
            | Q(meeting__team__in=access.reads_teams)
            | Q(meeting__notes_shared=True)
        )

    def _with_meeting(self, access: Access) -> Self:
        meetings = Meeting.objects.visible_outside_rooms_to(access)
        return self.filter(shown_to(access), meeting__in=meetings.values("pk"))


class OutcomeQuerySet(MinutesQuerySet):
    def visible_to(self, access: Access) -> Self:
        """Decisions and action items are read by whoever opens the meeting's page, hosts too."""
        return self._with_meeting(access)


class ActionItemQuerySet(OutcomeQuerySet):
    def open_for(self, participants: Iterable[Any]) -> Self:
        """What these participants (or their ids) have promised and not done, the most urgent first."""
        return self.filter(owner__in=participants, done_at=None).order_by(
            F("due").asc(nulls_last=True), "writing__at", "pk"
        )

    def tickable_by(self, access: Access) -> Self:
        """Ticked by whoever writes the minutes, and by who promised it."""
        mine = Q(owner__person=access.person, meeting__collaborative__in=access.running)
        minuted = Q(meeting__in=Meeting.objects.minuted_by(access).values("pk"))
        return self.visible_to(access).filter(mine | minuted)


class MinutesItem(Written):
    """Something in a meeting's minutes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
        ordering = ["writing__at", "pk"]

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    def may_be_reworded_by(self, access: Access) -> bool:
        return Meeting.objects.minuted_by(access).filter(pk=self.meeting_id).exists()

    def lock_for_rewording(self) -> None:
        """A meeting that is cancelled meanwhile takes no words any more."""
        Meeting.objects.select_for_update(of=("self",)).get(pk=self.meeting_id)


class AgendaItem(MinutesItem):
    """Something to speak about, in its order."""

    kind = "agenda_item"
    position = models.PositiveSmallIntegerField(default=0)
    covered = models.BooleanField(default=False)  # was spoken about
    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["position", "writing__at", "pk"]

    def cover(self, *, covered: bool) -> None:
        """Mark as spoken about, or take that back. Its place on the agenda is left to who moves it."""
        AgendaItem.objects.filter(pk=self.pk).update(covered=covered)

    def move(self, step: int, seen: int) -> bool:
        """One place up (-1) or down (1), if it still stands where the page showed it."""
        with transaction.atomic():
            Meeting.objects.select_for_update(of=("self",)).get(pk=self.meeting_id)
            rows = list(AgendaItem.objects.filter(meeting=self.meeting_id))
            at, to = rows.index(self), seen + step
            if at != seen or not 0 <= to < len(rows):
                return False
            rows[at], rows[to] = rows[to], rows[at]
            for position, row in enumerate(rows, 1):
                if row.position != position:
                    AgendaItem.objects.filter(pk=row.pk).update(position=position)
            return True


class Note(MinutesItem):
    """What was said, on an item of the agenda or apart from it."""

    kind = "note"
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("about")
    )
    objects = MinutesQuerySet.as_manager()


class Decision(MinutesItem):
    """What was decided."""

    kind = "decision"
    objects = OutcomeQuerySet.as_manager()


class ActionItem(MinutesItem, Versioned):
    """Who does what by when."""

    kind = "action_item"
    owner = models.ForeignKey(
        "teams.Participant", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    objects = ActionItemQuerySet.as_manager()

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    def tick(self, by: Participant, now: datetime) -> None:
        """Done. Ticking twice keeps who did it first."""
        self._set_done(now, by)

    def untick(self) -> None:
        self._set_done(None, None)

    def _set_done(self, at: datetime | None, by: Participant | None) -> None:
        with transaction.atomic():
            now: ActionItem = ActionItem.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if now.is_done != (at is not None):
                now.done_at, now.done_by = at, by
                now.save(update_fields=["done_at", "done_by"])


def add(item: MinutesItem, voice: Voice, words: Words) -> bool:
    """Write this into the meeting's minutes; sent twice it is written once. True where it is new."""
    meeting: Meeting = item.meeting
    with transaction.atomic():
        lock_open(meeting)
        writing, new = write(item.kind, meeting.collaborative, meeting.team, voice, words)
        if new:
            item.writing = writing
            if isinstance(item, AgendaItem):
                last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
                item.position = (last or 0) + 1
            item.save()
        return new
