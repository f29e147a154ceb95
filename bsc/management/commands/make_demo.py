"""The made-up collaborative of `make demo`."""

from argparse import ArgumentTypeError
from collections.abc import Iterator
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
        said = self._make(options["today"])
        if options["verbosity"]:
            self.stdout.write("\n".join([said, *_sign_ins()]))

    def _make(self, wanted: date | None) -> str:
        there = made_for()
        if there is None:
            return self._tell(wanted or today_there())
        another = f"Another day needs an empty database: delete the folder {settings.DATA_DIR}"
        if wanted not in (None, there):
            raise CommandError(
                f"This database holds the demo made for {there}. {another}, or leave out --today to keep it."
            )
        said = f"The demo made for {there} is there; nothing was changed."
        return said if there in (wanted, today_there()) else f"{said} {another}."

    def _tell(self, today: date) -> str:
        try:
            tell(today)
        except NotEmptyError:
            raise CommandError(
                "This database holds something else than the demo, which would be mixed with it. "
                "Nothing was changed. Use an empty database (BSC_DATA_DIR or DATABASE_URL)."
            ) from None
        return f"Made up sixteen months of a collaborative, as of {today}."


def _sign_ins() -> Iterator[str]:
    yield f"Sign in with the password “{PASSWORD}” as"
    for name in SIGN_INS:
        yield f"  {name}@{DOMAIN}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day. Write it as 2026-03-14.") from None
