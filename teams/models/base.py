"""What every model shares: versions, history with its author, and access as part of the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from teams.models.access import Access
    from teams.models.people import Participant


def text_in(texts: dict[str, str], language: str | None = None) -> str:
    """The text in the reader's language, else in English, else in whatever there is."""
    wanted = (language or get_language() or "en")[:2]
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), "")


def _nobody(instance: models.Model, request: Any = None) -> None:
    """Without an author named by `save_by`, a change is the installation's own (a command, a migration)."""


def keep_history(**options: Any) -> Any:
    """History rows whose author is a Participant, never an account. Bulk writes bypass it: avoid them."""
    return HistoricalRecords(
        user_model="teams.Participant", get_user=_nobody, user_db_constraint=False, **options
    )


class Versioned(models.Model):
    """An editable row. Its form carries the version it was opened with (`teams.forms.VersionedForm`)."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_by(self, author: Participant | None) -> None:
        """Save as this participant, in history too."""
        if not self._state.adding:
            self.version += 1
        self._history_user = author
        self.save()

    def remove_by(self, author: Participant | None) -> None:
        """Delete what was planned and has not begun; history keeps it, with who removed it."""
        self._history_user = author
        self.delete()


class InCollaborativeQuerySet(models.QuerySet[Any]):
    """Rows of the set-up that every current member reads and coordinators change."""

    path = "collaborative"

    def visible_to(self, access: Access) -> Self:
        return self.filter(**{f"{self.path}__in": access.belongs})

    def editable_by(self, access: Access) -> Self:
        return self.filter(**{f"{self.path}__in": access.sets_up})


class TeamOwnedQuerySet(models.QuerySet[Any]):
    """Rows that belong to one team: its members write, faculty, coach and coordinator read."""

    path = "team"

    def visible_to(self, access: Access) -> Self:
        own = Q(**{f"{self.path}__in": access.reads_teams})
        hosted = Q(**{f"{self.path}__collaborative__in": access.hosts})
        return self.filter(own | hosted)

    def editable_by(self, access: Access) -> Self:
        return self.filter(**{f"{self.path}__in": access.writes_teams})


class TeamOwned(models.Model):
    """Base for everything a team logs."""

    team = models.ForeignKey("teams.Team", models.PROTECT, related_name="+")
    objects = TeamOwnedQuerySet.as_manager()

    class Meta:
        abstract = True
