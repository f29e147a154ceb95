"""A backup brings back every row and every upload, on both databases, and nothing else is taken for one."""

import hashlib
import io
import json
import stat
import tarfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from bsc import archive, tables
from teams.models import Participant, Person
from tests.conftest import Cast

Change = Callable[[dict[str, bytes]], object]
PHOTO = "uploads/2026/photo.bin"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A data folder of the test's own, with one upload deep inside."""
    settings.DATA_DIR = tmp_path / "data"
    photo = settings.DATA_DIR / "uploads" / "2026" / "photo.bin"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"\x00\xff" * 1000)
    return settings.DATA_DIR / "uploads"


def digests() -> dict[str, str]:
    """One digest for the rows of each table."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - {"bsc_cache"}
        return {name: _digest_of_rows(name) for name in sorted(names)}


def _digest_of_rows(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        rows = sorted(repr(row) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def backup(tmp_path: Path) -> Path:
    file = tmp_path / "backup.tar.gz"
    call_command("backup", str(file), stdout=StringIO())
    return file


def restore(file: Path, *, replace: bool = False) -> str:
    told = StringIO()
    call_command("restore", str(file), replace=replace, stdout=told)
    return told.getvalue()


def refused(file: Path, *, replace: bool = True) -> str:
    """The sentence, once it is sure that nothing was changed."""
    before = digests()
    with pytest.raises(CommandError) as refusal:
        restore(file, replace=replace)
    assert digests() == before
    return str(refusal.value)


def repack(file: Path, change: Change) -> Path:
    """The same archive after somebody's hand went through it."""
    with tarfile.open(file) as old:
        members = {member.name: old.extractfile(member).read() for member in old}  # type: ignore[union-attr]
    change(members)
    with tarfile.open(file, "w:gz") as new:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return file


def test_a_restore_brings_back_every_row_and_every_upload(cast: Cast, uploads: Path, tmp_path: Path) -> None:
    before = digests()
    file = backup(tmp_path)
    cast.riverside.name = "Something else"
    cast.riverside.save()
    Participant.objects.filter(person=cast.sam).update(name="Nobody")
    Person.objects.create(email="new@example.org")
    (uploads / "2026" / "photo.bin").write_bytes(b"changed")
    (uploads / "later.bin").write_bytes(b"later")
    assert digests() != before

    told = restore(file, replace=True)

    assert digests() == before
    assert [path.name for path in uploads.rglob("*.bin")] == ["photo.bin"]
    assert (uploads / "2026" / "photo.bin").read_bytes() == b"\x00\xff" * 1000
    assert told.startswith("Restored the backup of ")
    assert [path.name for path in uploads.parent.iterdir()] == ["uploads"]


def test_an_empty_installation_needs_no_replace_and_goes_on_numbering(
    cast: Cast, uploads: Path, tmp_path: Path
) -> None:
    before = digests()
    people = Person.objects.count()
    file = backup(tmp_path)
    call_command("flush", interactive=False, verbosity=0)
    (uploads / "2026" / "photo.bin").unlink()
    (uploads / "2026").rmdir()
    restore(file)
    assert digests() == before
    Person.objects.create(email="next@example.org")
    assert Person.objects.count() == people + 1


def test_an_installation_that_holds_data_is_not_overwritten_unasked(cast: Cast, tmp_path: Path) -> None:
    assert refused(backup(tmp_path), replace=False) == (
        "This installation holds data already. Make a backup of it, then use --replace to give it up."
    )


def test_a_backup_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    file = backup(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError) as refusal:
        backup(tmp_path)
    assert str(refusal.value) == (
        f"{file} is there already. Name another file; backups are never written over."
    )


def test_the_manifest_says_what_is_inside(tmp_path: Path) -> None:
    with tarfile.open(backup(tmp_path)) as opened:
        told = json.load(opened.extractfile("manifest.json"))  # type: ignore[arg-type]
        inside = {member.name for member in opened} - {"manifest.json"}
    assert (told["bsc"], told["engine"]) == (archive.version(), connection.vendor)
    assert told["migrations"] == tables.applied_migrations()
    assert set(told["members"]) == inside
    assert told["members"][PHOTO] == hashlib.sha256(b"\x00\xff" * 1000).hexdigest()


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_one_changed_byte_is_found(cast: Cast, tmp_path: Path, where: float) -> None:
    file = backup(tmp_path)
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 0xFF
    file.write_bytes(content)
    assert "damaged" in refused(file)


def test_a_cut_off_archive_is_found(cast: Cast, tmp_path: Path) -> None:
    file = backup(tmp_path)
    file.write_bytes(file.read_bytes()[:-2000])
    assert "damaged" in refused(file)


@pytest.mark.parametrize(
    ("change", "member"),
    [
        (lambda members: members.update({PHOTO: b"other"}), PHOTO),
        (lambda members: members.pop(PHOTO), PHOTO),
        (lambda members: members.update({"uploads/more.bin": b"more"}), "uploads/more.bin"),
    ],
    ids=["changed", "missing", "added"],
)
def test_a_member_that_does_not_fit_the_manifest_is_named(
    cast: Cast, tmp_path: Path, change: Change, member: str
) -> None:
    file = repack(backup(tmp_path), change)
    assert refused(file) == f"{file} is damaged: {member} is not what was backed up."


@pytest.mark.parametrize("name", ["../outside.txt", "/tmp/outside.txt", "uploads/../../outside.txt"])  # noqa: S108
def test_an_archive_that_reaches_outside_its_folder_is_refused(cast: Cast, tmp_path: Path, name: str) -> None:
    file = repack(backup(tmp_path), lambda members: members.update({name: b"out"}))
    assert refused(file) == f"The archive holds {name!r}, which no backup of bsc holds."
    assert list(tmp_path.rglob("outside.txt")) == []


def test_a_link_in_an_archive_is_refused(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "link.tar.gz"
    with tarfile.open(file, "w:gz") as made:
        link = tarfile.TarInfo("uploads/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    assert refused(file) == "The archive holds 'uploads/link', which no backup of bsc holds."


def test_what_is_no_backup_is_refused(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "letter.tar.gz"
    file.write_text("Dear Sir or Madam")
    assert refused(file).startswith(f"{file} is not a backup of bsc, or it is damaged (")
    assert refused(tmp_path / "nowhere") == f"There is no file {tmp_path / 'nowhere'}."


def changed_manifest(**changes: object) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changes).encode()

    return change


def test_a_backup_of_a_newer_version_is_refused(cast: Cast, tmp_path: Path) -> None:
    newer = changed_manifest(bsc="9.0", migrations=["teams.0001_initial", "teams.9001_later"])
    assert refused(repack(backup(tmp_path), newer)) == (
        f"This backup comes from bsc 9.0, which is newer than this one ({archive.version()}): "
        "it knows teams.9001_later. Upgrade bsc first."
    )


def test_a_backup_of_another_kind_of_database_is_refused(cast: Cast, tmp_path: Path) -> None:
    assert refused(repack(backup(tmp_path), changed_manifest(engine="other"))) == (
        f"This backup was made from other, but DATABASE_URL names {connection.vendor}."
    )
