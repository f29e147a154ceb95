"""Jobs that combine all apps."""

from celery import shared_task
from django.utils import timezone

from bsc import retention


@shared_task
def keep_retention() -> None:
    """Announce what is to be deleted, and delete what was announced and is due."""
    now = timezone.now()
    retention.announce_all(now)
    retention.delete_due(now)
