"""An invitation by e-mail. The row comes first; the mail is sent from it, with a Message-ID made from it."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teams.jobs import enqueue
from teams.models.people import Participant, Person

if TYPE_CHECKING:
    from teams.models.access import Access

GOOD_FOR = timedelta(days=14)
# How long a try may take before another process may think that the first one died.
TRY_LASTS = timedelta(minutes=5)

logger = logging.getLogger(__name__)


class InvitationClosedError(Exception):
    """It cannot be accepted, by this person or by anybody; the text says why."""


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def waiting(self) -> Self:
        """Those whose mail has not left yet."""
        return self.open().filter(sent_at=None)

    def by_token(self, token: str) -> Self:
        return self.filter(token_hash=Invitation.hashed(token))

    def visible_to(self, access: Access) -> Self:
        return self.filter(
            Q(participant__collaborative__in=access.sets_up)
            | Q(participant__memberships__team__in=access.directs)
        ).distinct()

    def editable_by(self, access: Access) -> Self:
        return self.visible_to(access)


class Invitation(models.Model):
    """Asks the owner of an address to become a participant's person. The secret is stored hashed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey("teams.Participant", models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    by = models.ForeignKey("teams.Participant", models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)  # the last try to send the mail, whether or not it went
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.participant} ({self.email})"

    @staticmethod
    def hashed(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @staticmethod
    def new_token() -> str:
        return secrets.token_urlsafe(24)

    @classmethod
    def invite(cls, participant: Participant, email: str, by: Participant | None) -> Invitation:
        """Ask the owner of this address; an earlier invitation of the participant is withdrawn.

        Whether the address is known makes no difference, so that inviting tells nobody who has an account.
        """
        if participant.person_id is not None:
            raise ValueError("this participant has an account already")
        with transaction.atomic():
            for earlier in cls.objects.open().filter(participant=participant):
                earlier.withdraw()
            row = cls(participant=participant, email=email.strip().lower(), by=by)
            row.token_hash = cls.hashed(row.token)
            row.expires_at = timezone.now() + GOOD_FOR
            row.save()
            row._send_soon()
        return row

    @property
    def token(self) -> str:
        """The secret in the mail's link: made from the row and the installation's key, so stored nowhere."""
        digest = salted_hmac("teams.invitation", self.uuid.hex, algorithm="sha256").digest()
        return base64.urlsafe_b64encode(digest[:24]).decode()

    @property
    def address(self) -> str:
        return settings.BASE_URL + reverse("invitation", args=[self.token])

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    def withdraw(self) -> None:
        """Its link opens nothing from now on. Withdrawn twice, or accepted meanwhile, it stays as it is."""
        now = timezone.now()
        if Invitation.objects.open().filter(pk=self.pk).update(withdrawn_at=now):
            self.withdrawn_at = now

    def _send_soon(self) -> None:
        # By name: jobs stand above models, and import them.
        enqueue(import_string("teams.tasks.send_invitation"), self.pk)

    def send(self) -> bool:
        """Send the mail unless it has left, or another process is at it. True where it left now.

        A process that dies inside the mail server's dialogue leaves a try without `sent_at`, so the sweep
        sends again: twice at worst, with one Message-ID, and never not at all.
        """
        now = timezone.now()
        if not self._may_try(now):
            return False
        mine = Invitation.objects.waiting().filter(pk=self.pk, tried_at=self.tried_at).update(tried_at=now)
        if not mine:
            return False
        self.tried_at = now
        try:
            self._mail().send()
        except OSError:  # SMTPException is one
            logger.exception("invitation %s waits for the next try", self.uuid)
            return False
        Invitation.objects.filter(pk=self.pk).update(sent_at=timezone.now())
        return True

    def _may_try(self, now: datetime) -> bool:
        """The longer it fails, the longer the pause: a quarter of its age, five minutes at least."""
        if self.sent_at is not None or not self.is_open:
            return False
        return self.tried_at is None or now - self.tried_at >= max(TRY_LASTS, (now - self.created_at) / 4)

    def _mail(self) -> EmailMessage:
        if self.token_hash != self.hashed(self.token):  # the installation's key was changed since
            self.token_hash = self.hashed(self.token)
            self.save(update_fields=["token_hash"])
        collaborative = self.participant.collaborative
        context = {"invitation": self, "collaborative": collaborative, "site": settings.BASE_URL}
        texts: dict[str, None] = {}  # each once, where a language is not translated yet
        for language in collaborative.languages or ["en"]:
            with translation.override(language):
                texts[render_to_string("email/invitation.txt", context).strip()] = None
        with translation.override((collaborative.languages or ["en"])[0]):
            subject = gettext("Invitation to %(name)s") % {"name": " ".join(collaborative.name.split())}
        domain = urlsplit(settings.BASE_URL).hostname
        headers = {"Message-ID": f"<invitation-{self.uuid}@{domain}>", "Auto-Submitted": "auto-generated"}
        return EmailMessage(subject, "\n\n—\n\n".join(texts) + "\n", to=[self.email], headers=headers)

    def known_person(self) -> Person | None:
        """Whose account has this address."""
        return Person.objects.filter(email__iexact=self.email).first()

    def check_open_to(self, person: Person) -> None:
        """Raise with the reason why this person cannot accept."""
        if not self.is_open:
            raise InvitationClosedError(gettext("This invitation can no longer be used."))
        if not person.owns_address(self.email):
            raise InvitationClosedError(gettext("This invitation was sent to another address."))
        if self.by is not None and self.by.person_id == person.pk:
            raise InvitationClosedError(
                gettext("You sent this invitation yourself, and nobody gives themselves a role.")
            )

    def accept(self, person: Person) -> Participant:
        """The person becomes this participant, or stays who they are in the collaborative already."""
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)  # two invitations of one person wait here
            row = Invitation.objects.select_for_update().get(pk=self.pk)
            row.check_open_to(person)
            invited: Participant = Participant.objects.select_for_update().get(pk=row.participant_id)
            if invited.person_id is not None:
                raise InvitationClosedError(gettext("This invitation can no longer be used."))
            row.accepted_at = self.accepted_at = timezone.now()
            row.save(update_fields=["accepted_at"])
            for other in Invitation.objects.open().filter(participant=invited):
                other.withdraw()
            return invited.join(person)

    def accept_as_new(self, password: str | None, language: str) -> Person:
        """Make the account of this address, which the link proves, and accept with it."""
        with transaction.atomic():
            person = Person.objects.create_user(self.email, password or None, language=language)
            self.accept(person)
        return person
