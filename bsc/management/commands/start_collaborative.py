"""The first collaborative and its coordinator, from nothing or with a built-in set of metrics."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from metrics.catalogue import SETS
from metrics.models.adopting import adopt
from metrics.months import Month
from teams.models import Collaborative, Invitation
from teams.models.invitation import GOOD_FOR
from teams.models.starting import start_collaborative


class Command(BaseCommand):
    help = "Start a collaborative and invite its coordinator, who sets up the rest in the browser."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", required=True, help="its address: small letters, digits and dashes")
        parser.add_argument("--name", required=True)
        parser.add_argument("--time-zone", required=True, help="for example America/New_York")
        parser.add_argument("--starts", required=True, help="first day, as 2026-09-01")
        parser.add_argument("--ends", required=True, help="last day, as 2028-02-29")
        parser.add_argument("--coordinator-name", required=True)
        parser.add_argument("--coordinator-email", required=True)
        parser.add_argument("--languages", default="en", help="the main one first: en,es")
        parser.add_argument("--metrics", choices=[*SETS, "none"], default="none")

    def handle(self, **options: Any) -> None:
        try:
            with transaction.atomic():
                found = _start(options)
                if options["metrics"] != "none":
                    adopt(found, SETS[options["metrics"]], Month.of(found.starts), None)
        except ValidationError as error:
            raise CommandError("\n".join(_sentences(error))) from None
        invitation = Invitation.objects.get(participant__collaborative=found)
        self.stdout.write(
            _("%(name)s is ready. %(person)s opens this address to make an account and set up the rest:")
            % {"name": found.name, "person": invitation.participant.name}
        )
        self.stdout.write(f"  {invitation.address}")
        self.stdout.write(
            _("It is good for %(days)d days. %(email)s gets it by mail too.")
            % {"days": GOOD_FOR.days, "email": invitation.email}
        )


def _start(options: dict[str, Any]) -> Collaborative:
    return start_collaborative(
        slug=options["slug"],
        name=options["name"].strip(),
        time_zone=options["time_zone"],
        languages=_languages(options["languages"]),
        starts=_day("starts", options["starts"]),
        ends=_day("ends", options["ends"]),
        coordinator_name=options["coordinator_name"],
        coordinator_email=options["coordinator_email"],
    )


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError(
            {option: _("“%(text)s” is not a day. Write it as 2026-09-01.") % {"text": text}}
        ) from None


def _languages(text: str) -> list[str]:
    known = dict(settings.LANGUAGES)
    codes = list(dict.fromkeys(code.strip().lower() for code in text.split(",") if code.strip()))
    unknown = [code for code in codes if code not in known]
    if unknown or not codes:
        said = {"text": text, "known": ", ".join(known)}
        raise ValidationError({"languages": _("“%(text)s”: known languages are %(known)s.") % said})
    return codes


def _sentences(error: ValidationError) -> list[str]:
    """One line for each problem, with the option that it belongs to."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        f"--{field.replace('_', '-')}: {message}" if field != "__all__" else message
        for field, problems in error.message_dict.items()
        for message in problems
    ]
