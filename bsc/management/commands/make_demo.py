"""The made-up collaborative of `make demo`."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bsc.demo.people import DOMAIN, PASSWORD, SIGN_INS
from bsc.demo.story import NotEmptyError, made_for, tell, today_there


class Command(BaseCommand):
    help = "Fills an empty database with a made-up collaborative; in demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=_day, help="the day in month 16 of 18, as 2026-03-14")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is made in demo mode only: make demo, or BSC_DEMO=True.")
        self._make(options["today"])
        self._print_sign_ins()

    def _make(self, wanted: date | None) -> None:
        there = made_for()
        if there is None:
            self._tell(wanted or today_there())
        elif wanted in (None, there):
            self.stdout.write(f"The demo made for {there} is there; nothing was changed.")
        else:
            raise CommandError(
                f"This database holds the demo made for {there}. For another day start with an empty one: "
                f"delete {settings.DATABASES['default']['NAME']}."
            )

    def _tell(self, today: date) -> None:
        self.stdout.write(f"Making up eighteen months, as of {today} (about half a minute) …")
        self.stdout.flush()
        try:
            tell(today)
        except NotEmptyError:
            raise CommandError(
                "This database holds something else than the demo, which would be mixed with it. "
                "Nothing was changed. Use an empty database (BSC_DATA_DIR or DATABASE_URL)."
            ) from None
        self.stdout.write("Done.")

    def _print_sign_ins(self) -> None:
        self.stdout.write(f"\nSign in with the password “{PASSWORD}” as")
        for name in SIGN_INS:
            self.stdout.write(f"  {name}@{DOMAIN}")


def _day(text: str) -> date:
    return date.fromisoformat(text)
