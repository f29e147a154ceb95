"""A missing or nonsensical setting stops the start with a sentence that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

KEY_TOO_SHORT = "SECRET_KEY must be set to 50 random characters or more (see .env.example)."
ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "BSC_IGNORE_DOTENV": "True",
    "SECRET_KEY": "a key that is long enough to be accepted by these settings",
    "BASE_URL": "https://bsc.example.org",
    "PATH": os.environ["PATH"],
}


def start(tmp_path: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py check` in an environment of its own; None takes a setting away."""
    environment = GOOD | {"BSC_DATA_DIR": str(tmp_path)} | changes
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_complete_environment_starts(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0


def test_secrets_are_read_from_files_without_their_line_end(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 49 + "\n")
    told = start(tmp_path, SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert (
        told.stderr
        == "bsc cannot start: SECRET_KEY must be set to 50 random characters or more (see .env.example).\n"
    )
    (tmp_path / "key").write_text("k" * 50 + "\n")
    assert start(tmp_path, SECRET_KEY=None, SECRET_KEY_FILE=str(tmp_path / "key")).returncode == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, KEY_TOO_SHORT),
        ({"SECRET_KEY_FILE": "/nowhere"}, "SECRET_KEY_FILE must name a file that can be read."),
        ({"BASE_URL": None}, "BASE_URL must look like https://bsc.example.org, not ''."),
        (
            {"BASE_URL": "http://bsc.org"},
            "BASE_URL must begin with https:// unless BSC_HTTPS is False.",
        ),
        (
            {"ALLOWED_HOSTS": "b.org"},
            "ALLOWED_HOSTS must name bsc.example.org, the host of BASE_URL.",
        ),
        ({"BSC_HTTPS": "perhaps"}, 'Environment variable "BSC_HTTPS" invalid: Not a valid boolean.'),
        (
            {"DATABASE_URL": "mysql://root@localhost/bsc"},
            "DATABASE_URL must name SQLite or PostgreSQL, not mysql.",
        ),
        (
            {"DATABASE_URL": "somewhere"},
            "DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:///folder/file.",
        ),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL must look like redis://host:6379/0, or be empty."),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES must be 0 or more, not -1."),
        ({"WEB_PROCESSES": "0"}, "WEB_PROCESSES must be 1 or more, not 0."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not 'loud'."),
        (
            {"BSC_DEMO": "True"},
            "The demo runs on this machine only: ALLOWED_HOSTS and BASE_URL must not name bsc.example.org.",
        ),
    ],
)
def test_nonsense_stops_the_start_and_is_named(
    tmp_path: Path, changes: dict[str, str | None], sentence: str
) -> None:
    stopped = start(tmp_path, **changes)
    assert (stopped.returncode, stopped.stderr) == (1, f"bsc cannot start: {sentence}\n")


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    stopped = start(tmp_path, BSC_DATA_DIR=str(tmp_path / "file" / "data"))
    assert stopped.returncode == 1
    assert stopped.stderr.startswith(
        "bsc cannot start: BSC_DATA_DIR must name a folder that can be written: "
    )


def test_every_setting_that_is_read_stands_in_the_example() -> None:
    read = re.findall(r"""env\.\w+\(["'](\w+)""", (ROOT / "bsc" / "settings.py").read_text())
    example = re.findall(r"^(?:# )?(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert set(read) - {"BSC_IGNORE_DOTENV"} == set(example)
