"""Compute every chart again: after an upgrade that changes how charts are computed, or when in doubt."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from metrics.models import Metric
from metrics.models.marks import mark_collaborative
from metrics.models.rebuild import rebuild_marked
from metrics.models.recording import rebuild_observations
from teams.models import Collaborative


class Command(BaseCommand):
    help = "Compute every chart again. People may go on working; where nothing was wrong, nothing changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--collaborative", metavar="SLUG", help="this one only")
        parser.add_argument(
            "--from-events", action="store_true", help="first add up every count again from what was recorded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = Collaborative.objects.all()
        if options["collaborative"]:
            found = found.filter(slug=options["collaborative"])
        for collaborative in found:
            if options["from_events"]:
                rebuild_observations(collaborative.pk)
            charts = len(mark_collaborative(collaborative))
            for metric in Metric.objects.filter(collaborative=collaborative):
                rebuild_marked(metric.pk)
            self.stdout.write(f"{collaborative.slug}: {charts} charts")
