"""The account, and its face in one collaborative."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from teams.models.base import Versioned, keep_history
from teams.models.names import ForgottenName, NameField

if TYPE_CHECKING:
    from datetime import datetime

    from teams.models.access import Access


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=(email or "").strip().lower() or None, **fields)
        person.set_password(password)
        with transaction.atomic():
            person.save()
            if person.email:
                # Proven: by the link of an invitation, or given by who runs the installation; then only its
                # mailbox opens the account. So no unproven address can ever become the first one.
                person.emailaddress_set.create(email=person.email, verified=True, primary=True)
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

    emailaddress_set: Any  # allauth's, both
    usersession_set: Any

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

    def owns_address(self, email: str) -> bool:
        """Whether the person has proven to read mail sent to this address."""
        proven = self.emailaddress_set.filter(verified=True)
        if proven.filter(email__iexact=email).exists():
            return True
        return not self.emailaddress_set.exists() and (self.email or "").lower() == email.lower()

    def end_sessions(self) -> None:
        """Sign out everywhere, this device included. Passkeys stay."""
        for session in self.usersession_set.all():
            session.end()

    def deactivate(self) -> None:
        """Close the account at once. What the person wrote stays."""
        self.is_active = False
        self.save(update_fields=["is_active"])
        self.end_sessions()

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
    name = NameField(_("name"), max_length=120)
    welcomed_at = models.DateTimeField(null=True, editable=False)  # has read who sees what
    forgotten_at = models.DateTimeField(null=True, editable=False)
    objects = ParticipantQuerySet.as_manager()
    history = keep_history(excluded_fields=["person", "welcomed_at", "forgotten_at"])

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Who is forgotten stays so, whatever a copy that was read before says."""
        with transaction.atomic():
            kept = (
                Participant.objects.select_for_update().exclude(forgotten_at=None).filter(pk=self.pk).first()
            )
            if kept is not None:
                self.name, self.person, self.forgotten_at = kept.name, None, kept.forgotten_at
            super().save(*args, **kwargs)

    @property
    def is_forgotten(self) -> bool:
        return isinstance(self.name, ForgottenName)

    def forget(self, by: Participant, now: datetime) -> None:
        """Be replaced by "a former teacher", for good. LastCoordinatorError where nobody is left."""
        from teams.models.forgetting import forget  # noqa: PLC0415 - what it ends belongs to participants

        forget(self, by, now)

    def join(self, person: Person) -> Participant:
        """Belong to this person; or hand what this participant holds to who the person is here already."""
        here: Participant | None = Participant.objects.filter(
            collaborative=self.collaborative, person=person
        ).first()
        if here is None:
            self.person = person
            self.save_by(self)
            return self
        for held in self.memberships.all():
            held.move_to(here)
        for coached in self.coached.all():
            coached.participant = here
            coached.save_by(here)
        self.invitations.update(participant=here)
        with suppress(ProtectedError):  # what somebody wrote down about this participant stays with it
            self.delete()
        return here
