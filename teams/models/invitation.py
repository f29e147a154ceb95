"""An invitation by e-mail. The row comes first; the mail is sent from it, with a Message-ID made from it."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from teams.models.access import Access

GOOD_FOR = timedelta(days=14)


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

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
