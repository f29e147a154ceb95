"""`manage.py backup FILE`: everything that is not code or configuration, in one file."""

from argparse import ArgumentParser
from pathlib import Path
from shutil import copytree
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from bsc import archive, tables


class Command(BaseCommand):
    help = "Write the database and the uploads into one archive. People may go on working meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to write, for example bsc-2026-03-14.tar.gz")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if file.exists():
            raise CommandError(f"{file} is there already. Name another file; backups are never written over.")
        if not file.absolute().parent.is_dir():
            raise CommandError(f"There is no folder {file.absolute().parent}. Make it first.")
        uploads = settings.DATA_DIR / "uploads"
        with archive.workplace() as folder:
            (folder / "database").mkdir()
            columns = tables.dump(folder / "database")
            if uploads.is_dir():  # after the database: a row whose file is missing is worse than a spare file
                copytree(uploads, folder / "uploads")
            manifest = archive.Manifest(
                bsc=archive.version(),
                made_at=timezone.now().isoformat(timespec="seconds"),
                engine=connection.vendor,
                migrations=tables.applied_migrations(),
                columns=columns,
            )
            archive.write(file.absolute(), folder, manifest)
        self.stdout.write(
            f"Wrote {file} ({file.stat().st_size} bytes). It holds personal data: keep it safe."
        )
