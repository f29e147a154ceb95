"""Import a CSV file of observations: all of it or nothing, and the same file twice changes nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.csvfile import MOST_BYTES, FileError
from metrics.models import Metric
from metrics.models.importing import Applied, RefusedError, apply, plan
from metrics.models.importrows import Choice, ChoiceError, Plan, Problem
from metrics.models.metric import Grain
from metrics.tasks import enqueue_rebuilds

MOST_SAID = 200


class Command(BaseCommand):
    help = "Import counts from a CSV file. All or nothing; --dry-run only says what would happen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--collaborative", required=True, metavar="SLUG")
        parser.add_argument("--metric", required=True, metavar="SLUG")
        parser.add_argument("--grain", required=True, choices=Grain.values)
        for name in ("team", "date", "numerator"):
            parser.add_argument(f"--{name}-column", required=True, metavar="HEADING")
        for name in ("classroom", "denominator", "state"):
            parser.add_argument(f"--{name}-column", default="", metavar="HEADING")
        parser.add_argument(
            "--date-order",
            choices=["dmy", "mdy"],
            default="",
            help="needed where 3/4/2026 can be two days and the file does not show which",
        )
        parser.add_argument("--create-teams", action="store_true", help="make the teams that are unknown")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        content, choice = _read(options["file"]), _choice(options)
        try:
            if options["dry_run"]:
                self._say(_checked(plan(content, choice)))
                self.stdout.write(_("Nothing was written: this was a dry run."))
                return
            applied = apply(content, options["file"].name, choice, None)
        except (FileError, ChoiceError) as wrong:
            raise CommandError(str(wrong)) from wrong
        except RefusedError as refused:
            self._refuse(refused.plan)
        else:
            self._finish(applied)

    def _finish(self, applied: Applied) -> None:
        enqueue_rebuilds(applied.stale)
        self._say(applied.plan)
        if applied.run is None:
            self.stdout.write(_("Nothing changed: everything in the file is there already."))

    def _refuse(self, refused: Plan) -> None:
        self._list(refused.problems, self.stderr)
        raise CommandError(
            ngettext(
                "%(count)s line is bad, so nothing was written.",
                "%(count)s lines are bad, so nothing was written.",
                len(refused.problems),
            )
            % {"count": len(refused.problems)}
        )

    def _say(self, done: Plan) -> None:
        self._list(done.warnings, self.stdout)
        for newcomer in done.roll.newcomers.values():
            self.stdout.write(
                _("New team: %(name)s, joined on %(day)s")
                % {"name": newcomer.name, "day": newcomer.first_day.isoformat()}
            )
        told = {
            _("new"): len(done.new),
            _("changed"): len(done.changed),
            _("already there"): len(done.there),
            _("without a number"): done.missing,
            _("of another metric or grain"): done.others,
        }
        self.stdout.write(", ".join(f"{count} {what}" for what, count in told.items()))

    def _list(self, problems: list[Problem], out: Any) -> None:
        for problem in problems[:MOST_SAID]:
            out.write(
                _("Line %(line)s: %(reason)s [%(text)s]")
                % {"line": problem.line, "reason": problem.reason, "text": problem.text}
            )
        if len(problems) > MOST_SAID:
            out.write(_("… and %(count)s more") % {"count": len(problems) - MOST_SAID})


def _checked(found: Plan) -> Plan:
    if found.problems:
        raise RefusedError(found)
    return found


def _read(path: Path) -> bytes:
    """At most what the reader takes, so that a wrong file does not fill the memory."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as wrong:
        raise CommandError(
            _("The file %(path)s cannot be read: %(why)s.") % {"path": path, "why": wrong.strerror}
        ) from wrong


def _choice(options: dict[str, Any]) -> Choice:
    lookup = {"collaborative__slug": options["collaborative"], "slug": options["metric"]}
    metric = Metric.objects.select_related("collaborative").filter(**lookup).first()
    if metric is None:
        raise CommandError(
            _("There is no metric “%(metric)s” in a collaborative “%(collaborative)s”.")
            % {"metric": options["metric"], "collaborative": options["collaborative"]}
        )
    names = ("team", "classroom", "date", "numerator", "denominator", "state")
    return Choice(
        metric,
        options["grain"],
        **{name: options[f"{name}_column"] for name in names},
        order=options["date_order"],
        create_teams=options["create_teams"],
    )
