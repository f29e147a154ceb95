"""A backup as one file: a manifest, the database, the uploads. Read back only if every byte is as written."""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import tomllib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from django.conf import settings

MANIFEST = "manifest.json"


class ArchiveError(Exception):
    """Says in a sentence why an archive cannot be written or used."""


@dataclass(frozen=True)
class Manifest:
    bsc: str
    made_at: str
    engine: str
    migrations: list[str]  # "teams.0001_initial", as applied when the backup was made
    columns: dict[str, list[str]] = field(default_factory=dict)  # of each table, as written
    members: dict[str, str] = field(default_factory=dict)  # name: sha256


def version() -> str:
    found: str = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
    return found


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder beside the data: private, and as roomy as the data itself."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.DATA_DIR) as folder:
        yield Path(folder)


def write(target: Path, folder: Path, manifest: Manifest) -> None:
    """Everything in `folder`, under its final name only once it is complete."""
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    told = asdict(manifest) | {"members": {name: _digest(folder / name) for name in names}}
    (folder / MANIFEST).write_text(json.dumps(told, indent=1))
    partial = target.with_name(f"{target.name}.partial")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w:gz") as archive:
            for name in (MANIFEST, *names):
                archive.add(folder / name, arcname=name, recursive=False)
        stream.flush()
        os.fsync(stream.fileno())
    partial.rename(target)


def read(source: Path, folder: Path) -> Manifest:
    """Unpack into `folder` and check each member against the manifest."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            for member in archive:
                _unpack(archive, member, folder)
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, TypeError) as problem:
        raise ArchiveError(f"{source} is not a backup of bsc, or it is damaged ({problem}).") from problem
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    for name in sorted(found | set(manifest.members)):
        if name not in found or manifest.members.get(name) != _digest(folder / name):
            raise ArchiveError(f"{source} is damaged: {name} is not what was backed up.")
    return manifest


def _unpack(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = PurePosixPath(member.name)
    stream = archive.extractfile(member) if member.isreg() else None
    if path.is_absolute() or ".." in path.parts or stream is None:
        raise ArchiveError(f"The archive holds {member.name!r}, which no backup of bsc holds.")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with stream, target.open("xb") as copy:
        shutil.copyfileobj(stream, copy)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
