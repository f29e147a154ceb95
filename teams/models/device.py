"""Devices a person has signed in on before. A new one is announced in their rooms."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class KnownDevice(models.Model):
    """A device by the hash of a cookie that it keeps."""

    person = models.ForeignKey("teams.Person", models.CASCADE, related_name="known_devices")
    token_hash = models.CharField(max_length=64)
    first_seen = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first_seen", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "token_hash"], name="one_known_device_per_token")
        ]

    def __str__(self) -> str:
        return f"{self.first_seen:%Y-%m-%d}"
