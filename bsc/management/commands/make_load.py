"""A lot of made-up data, to see how fast pages and charts stay: `make bench` fills its database with it."""

import time
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bsc.load.fill import TakenError, fill
from bsc.load.size import Size
from metrics.months import Month


class Command(BaseCommand):
    help = "Adds made-up collaboratives in bulk: teams, metrics and counts. Charts come with the rebuild."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--teams", type=_number, default=40, help="in each collaborative (40)")
        parser.add_argument("--metrics", type=_number, default=10, help="in each collaborative (10)")
        parser.add_argument("--months", type=_number, default=36, help="closed months with counts (36)")
        parser.add_argument("--days", type=int, default=0, help="so many of the metrics by the day (0)")
        parser.add_argument("--collaboratives", type=_number, default=1, help="so many of this size (1)")
        parser.add_argument("--slug", default="load", help="address of the first; others get a number (load)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same numbers (1)")
        parser.add_argument("--through", type=_month, help="the last month, as 2026-03 (the last closed one)")

    def handle(self, *args: Any, **options: Any) -> None:
        names = ("teams", "metrics", "months", "collaboratives", "days", "slug", "seed")
        through = options["through"] or Month.of(timezone.now().date()).plus(-1)
        size = Size(through=through, **{name: options[name] for name in names})
        if not 0 <= size.days <= size.metrics:
            raise CommandError(f"--days counts metrics: give a number from 0 to {size.metrics}.")
        begun = time.monotonic()

        def say(text: str) -> None:
            if options["verbosity"]:
                self.stdout.write(f"{time.monotonic() - begun:6.1f} s  {text}")

        try:
            made = fill(size, say)
        except TakenError as taken:
            raise CommandError(
                f"There is a collaborative “{taken}” already, and nothing was changed. "
                "Choose another --slug, or an empty database (BSC_DATA_DIR or DATABASE_URL)."
            ) from None
        say(", ".join(f"{number:,} {what}" for what, number in made.items()) + " to be built")
        say("Next: manage.py rebuild_charts builds the charts.")


def _number(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"“{text}” is not a number from 1 on.")
    return int(text)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a month. Write it as 2026-03.") from None
