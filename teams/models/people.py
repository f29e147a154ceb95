"""The account, and its face in one collaborative."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from teams.models.base import Versioned, keep_history

if TYPE_CHECKING:
    from teams.models.access import Access


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=(email or "").strip().lower() or None, **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """An administrator: runs the installation, and reads no collaborative's content by right."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").strip().lower())


class Person(AbstractUser):
    """The account: e-mail, sign-in and language are its person's alone. Names live in collaboratives."""

    username = None  # type: ignore[assignment]  # people sign in by e-mail, or by card
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True)  # type: ignore[assignment]
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="en")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.email or str(_("account without e-mail"))

    def clean(self) -> None:
        self.email = (self.email or "").strip().lower() or None

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class ParticipantQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """Oneself, the people of one's teams, and for hosts everybody in the collaborative."""
        return self.filter(
            Q(person=access.person)
            | Q(collaborative__in=access.hosts)
            | Q(memberships__team__in=access.reads_teams)
            | Q(collaborative__in=access.belongs, memberships__team=None, memberships__isnull=False)
        ).distinct()

    def editable_by(self, access: Access) -> Self:
        return self.filter(collaborative__in=access.sets_up)


class Participant(Versioned):
    """A person in one collaborative: the author of everything. May have no account (attendance only)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey("teams.Collaborative", models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="participants", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=120)
    objects = ParticipantQuerySet.as_manager()
    history = keep_history(excluded_fields=["person"])

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaborative", "person"],
                condition=Q(person__isnull=False),
                name="one_participant_per_person_and_collaborative",
            )
        ]

    def __str__(self) -> str:
        return self.name
