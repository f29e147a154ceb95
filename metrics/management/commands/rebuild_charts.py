"""Compute every chart again: after an upgrade that changes how charts are computed, or when in doubt."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from metrics.models import Metric
from metrics.models.marks import mark_collaborative
from metrics.models.rebuild import rebuild_marked
from metrics.models.recording import rebuild_observations
from metrics.tasks import enqueue_rebuilds
from teams.models import Collaborative


class Command(BaseCommand):
    help = "Compute every chart again. People may go on working; where nothing was wrong, nothing changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--collaborative", metavar="SLUG", help="this one only")
        parser.add_argument(
            "--from-events", action="store_true", help="first add up every count again from what was recorded"
        )
        parser.add_argument(
            "--by-workers", action="store_true", help="leave the work to the workers, who share it, and end"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by_workers = options["by_workers"]
        if by_workers and not settings.REDIS_URL:
            raise CommandError(
                "There are no workers without Redis: set REDIS_URL and start one, or leave out --by-workers."
            )
        found = Collaborative.objects.all()
        if options["collaborative"]:
            found = found.filter(slug=options["collaborative"])
        for collaborative in found:
            if options["from_events"]:
                rebuild_observations(collaborative.pk)
            charts = _hand_over(collaborative) if by_workers else _rebuild(collaborative)
            self.stdout.write(f"{collaborative.slug}: {charts} charts{' for the workers' * by_workers}")


@transaction.atomic
def _hand_over(collaborative: Collaborative) -> int:
    stale = mark_collaborative(collaborative)
    enqueue_rebuilds(stale)
    return len(stale)


def _rebuild(collaborative: Collaborative) -> int:
    stale = mark_collaborative(collaborative)
    for metric in Metric.objects.filter(collaborative=collaborative):
        rebuild_marked(metric.pk)
    return len(stale)
