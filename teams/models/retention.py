"""When a collaborative's data is deleted, and that it was announced before."""

from __future__ import annotations

import logging
import uuid
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from teams.models.collaborative import Collaborative
from teams.models.membership import Membership, Role

ANNOUNCED = (7, 30, 60)  # days before
NOTICE = timedelta(days=30)  # between the first announcement of a day and the deleting
TRY_LASTS = timedelta(minutes=5)  # another process may think after it that the first one died

logger = logging.getLogger(__name__)


class RetentionNotice(models.Model):
    """An announcement to the coordinators: a row first, the mail from it with a Message-ID made from it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collaborative = models.ForeignKey("teams.Collaborative", models.CASCADE, related_name="retention_notices")
    day = models.DateField()  # after which the data is to be deleted, as announced
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["collaborative", "day", "days_before"], name="one_retention_notice_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.days_before}"

    def send(self, now: datetime) -> bool:
        """Mail it unless it has left, or another process is at it. True where it left now."""
        open_try = Q(tried_at=None) | Q(tried_at__lt=now - TRY_LASTS)
        mine = RetentionNotice.objects.filter(open_try, pk=self.pk, sent_at=None).update(tried_at=now)
        if not mine:
            return False
        addresses = self._addresses(now)
        try:
            if addresses:
                self._mail(addresses, now).send()
        except OSError:  # SMTPException is one
            logger.exception("retention notice %s waits for the next try", self.uuid)
            return False
        # Without anybody to write to, the banner on every page announces it.
        RetentionNotice.objects.filter(pk=self.pk).update(sent_at=now)
        return True

    def _addresses(self, now: datetime) -> list[str]:
        held = Membership.objects.on(self.collaborative.day(now)).filter(
            participant__collaborative=self.collaborative,
            participant__person__is_active=True,
            participant__person__email__isnull=False,
            role=Role.COORDINATOR,
        )
        return sorted(set(held.values_list("participant__person__email", flat=True)))

    def _mail(self, addresses: list[str], now: datetime) -> EmailMessage:
        """To each without the others' addresses, in the collaborative's languages."""
        whole = self.collaborative
        context = {
            "collaborative": whole,
            "day": deletion_after(whole) or max(self.day, whole.day(now) + NOTICE),
            "address": settings.BASE_URL + reverse("setup_retention", args=[whole.slug]),
        }
        languages = whole.languages or ["en"]
        texts: dict[str, None] = {}  # each once, where a language is not translated yet
        for language in languages:
            with translation.override(language):
                texts[render_to_string("email/retention.txt", context).strip()] = None
        with translation.override(languages[0]):
            subject = gettext("The data of %(name)s will be deleted") % {"name": " ".join(whole.name.split())}
        domain = urlsplit(settings.BASE_URL).hostname
        headers = {"Message-ID": f"<retention-{self.uuid}@{domain}>", "Auto-Submitted": "auto-generated"}
        body = "\n\n—\n\n".join(texts) + "\n"
        return EmailMessage(subject, body, bcc=addresses, headers=headers)


def announce(whole: Collaborative, now: datetime) -> None:
    """The announcement that is due today, and those that wait for a mail server."""
    if whole.retention is None:
        return
    left = (whole.retention - whole.day(now)).days
    due = next((days for days in ANNOUNCED if left <= days), None)
    if due is not None:
        RetentionNotice.objects.get_or_create(collaborative=whole, day=whole.retention, days_before=due)
    for row in RetentionNotice.objects.filter(collaborative=whole, day=whole.retention, sent_at=None):
        row.collaborative = whole
        row.send(now)


def deletion_after(whole: Collaborative) -> date | None:
    """The day after which the data is deleted: its date, and 30 days after the first announcement of it.

    None where that day was not announced yet: a date brought forward, or set in the past, waits.
    """
    if whole.retention is None:
        return None
    sent = RetentionNotice.objects.filter(collaborative=whole, day=whole.retention, sent_at__isnull=False)
    first = sent.order_by("sent_at").first()
    if first is None or first.sent_at is None:
        return None
    return max(whole.retention, whole.day(first.sent_at) + NOTICE)
