"""For cron, where neither a schedule thread nor Celery beat runs: `* * * * * manage.py run_due`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bsc.schedule import run_due


class Command(BaseCommand):
    help = "Run the scheduled jobs that are due now. Meant to be called once a minute."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in run_due(timezone.now()):
            self.stdout.write(name)
