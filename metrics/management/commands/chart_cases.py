"""Answer files of reference cases, so that anybody can compare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from metrics.cases import answer


class Command(BaseCommand):
    help = "Read case files and print, as one JSON array, what this product computes for each case."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        answers = [self._answer(case) for file in options["files"] for case in self._read(file)]
        self.stdout.write(json.dumps(answers, allow_nan=False))

    def _read(self, file: Path) -> list[dict[str, Any]]:
        try:
            cases = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise CommandError(f"{file}: {problem}") from problem
        if not isinstance(cases, list):
            raise CommandError(f"{file} holds no array of cases.")
        return cases

    def _answer(self, case: dict[str, Any]) -> dict[str, Any]:
        try:
            return {"id": case["id"], "expected": answer(case)}
        except (KeyError, TypeError) as problem:
            raise CommandError(f"Not a case as the schema has it: {case!r:.120} ({problem})") from problem
