"""A printed card: the way in for who has no e-mail. For one person, team and role; used once."""

from __future__ import annotations

import hmac
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from teams.models.access import Access

GOOD_FOR = timedelta(days=30)
# Digits and letters that nobody mistakes for each other (Crockford's): 5 bits each, 45 in nine of them.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 9, 3


class CardQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def by_code(self, code: str) -> Self:
        return self.filter(code_hash=Card.hashed(code))

    def visible_to(self, access: Access) -> Self:
        """The own team's for its directors, all for the coordinator: that they are there, not their codes."""
        return self.filter(
            Q(membership__team__in=access.directs)
            | Q(membership__participant__collaborative__in=access.sets_up)
        )


class Card(models.Model):
    """A printed card. Its code is made from the row and the installation's key, and stored as a hash."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey("teams.Membership", models.CASCADE, related_name="cards")
    sheet = models.UUIDField(db_index=True)  # cards made at once are printed together
    code_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey("teams.Participant", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return str(self.membership)

    @property
    def code(self) -> str:
        """The secret as printed, such as 7KQ-M2P-X9T; 45 bits of the row's id under the key."""
        digest = salted_hmac("teams.card", self.uuid.hex, algorithm="sha256").digest()
        number = int.from_bytes(digest[:6], "big")
        letters = "".join(ALPHABET[number >> 5 * at & 31] for at in range(LENGTH))
        return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))

    @staticmethod
    def normal(code: str) -> str:
        """As it was meant: capitals, without dashes and blanks, O for zero and I or L for one forgiven."""
        letters = "".join(one for one in code.upper() if one.isalnum())
        return letters.translate(str.maketrans("OIL", "011"))

    @classmethod
    def hashed(cls, code: str) -> str:
        """Under the installation's key, so that a stolen database does not open the cards in it."""
        return salted_hmac("teams.card.hash", cls.normal(code), algorithm="sha256").hexdigest()

    def holds(self, code: str) -> bool:
        return hmac.compare_digest(self.code_hash, self.hashed(code))

    @property
    def address(self) -> str:
        return settings.BASE_URL + reverse("card", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()
