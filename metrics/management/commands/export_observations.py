"""Write a metric's observations as CSV, in the shape that `import_observations` takes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from metrics.models import Metric
from metrics.models.exporting import export_metric


class Command(BaseCommand):
    help = "Write every observation of one metric to a CSV file, or to the screen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--collaborative", required=True, metavar="SLUG")
        parser.add_argument("--metric", required=True, metavar="SLUG")
        parser.add_argument("--output", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        lookup = {"collaborative__slug": options["collaborative"], "slug": options["metric"]}
        metric = Metric.objects.filter(**lookup).first()
        if metric is None:
            raise CommandError(
                _("There is no metric “%(metric)s” in a collaborative “%(collaborative)s”.")
                % {"metric": options["metric"], "collaborative": options["collaborative"]}
            )
        content = export_metric(metric)
        if options["output"]:
            options["output"].write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
