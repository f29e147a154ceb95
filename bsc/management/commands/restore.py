"""`manage.py restore FILE`: what `backup` wrote, into an empty installation or in place of what is there."""

import sqlite3
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from bsc import archive, tables
from teams.models import Collaborative, Person


class Command(BaseCommand):
    help = "Read an archive of `backup` back. Stop the web processes and workers first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="give up everything that is there now")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        uploads = settings.DATA_DIR / "uploads"
        if not replace and (_holds_anyone() or (uploads.is_dir() and any(uploads.iterdir()))):
            raise CommandError(
                "This installation holds data already. Make a backup of it, then use --replace to give it up."
            )
        with archive.workplace() as folder:
            try:
                manifest = archive.read(file, folder)
                _check(manifest)
                tables.load(folder / "database", manifest.columns, manifest.migrations)
            except archive.ArchiveError as problem:
                raise CommandError(str(problem)) from problem
            except (DatabaseError, sqlite3.Error) as problem:
                raise CommandError(
                    f"Nothing was changed: the database did not take the backup ({problem}). "
                    "Are all web processes and workers stopped?"
                ) from problem
            _swap(folder, uploads)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.stdout.write(f"Restored the backup of {manifest.made_at} (bsc {manifest.bsc}).")


def _holds_anyone() -> bool:
    if "teams_person" not in connection.introspection.table_names():
        return False
    return Person.objects.exists() or Collaborative.objects.exists()


def _check(manifest: archive.Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise archive.ArchiveError(
            f"This backup was made from {manifest.engine}, but DATABASE_URL names {connection.vendor}."
        )
    newer = sorted(set(manifest.migrations) - tables.known_migrations())
    if newer:
        raise archive.ArchiveError(
            f"This backup comes from bsc {manifest.bsc}, which is newer than this one "
            f"({archive.version()}): it knows {newer[0]}. Upgrade bsc first."
        )


def _swap(folder: Path, uploads: Path) -> None:
    if uploads.is_dir():
        uploads.rename(folder / "uploads-before")
    if (folder / "uploads").is_dir():
        (folder / "uploads").rename(uploads)
