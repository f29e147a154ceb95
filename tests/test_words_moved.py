"""An installation of the first version keeps its aims and notes: their words move into the one storage."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.conf import settings

AT = "2026-03-12 15:30:00"


def manage(folder: Path, *words: str) -> None:
    ours = {
        "BSC_IGNORE_DOTENV": "True",
        "BSC_DEMO": "True",
        "BSC_DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "BASE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": "localhost",
    }
    subprocess.run(
        [sys.executable, "manage.py", *words, "-v", "0"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | ours
        | {"BASE_URL": "http://localhost:8000", "REDIS_URL": "", "ALLOWED_HOSTS": "localhost"},
        check=True,
    )


def add(database: sqlite3.Connection, table: str, **values: object) -> int:
    """A row as the first version wrote it; what is not named and must not be null is empty or 1."""
    columns = database.execute(f"PRAGMA table_info({table})").fetchall()
    for _at, name, kind, needed, _default, key in columns:
        if needed and not key and name not in values:
            values[name] = "[]" if name == "languages" else "" if "char" in kind or "text" in kind else 1
    names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _one in values)
    done = database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))  # noqa: S608
    assert done.lastrowid
    return done.lastrowid


def test_the_words_of_aims_and_notes_move_with_their_writer_and_time(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "metrics", "0004")
    with sqlite3.connect(tmp_path / "bsc.sqlite3") as database:
        days = {"starts": "2026-01-01", "ends": "2026-12-31"}
        home = add(
            database,
            "teams_collaborative",
            slug="riverside",
            time_zone="America/New_York",
            topic="{}",
            **days,
        )
        center = add(database, "teams_center", uuid="a" * 32, collaborative_id=home)
        team = add(
            database, "teams_team", slug="maple", collaborative_id=home, center_id=center, joined=AT[:10]
        )
        mia = add(database, "teams_participant", uuid="b" * 32, collaborative_id=home, name="Mia")
        place = add(database, "metrics_place", uuid="c" * 32, team_id=team)
        add(database, "teams_teamaim", team_id=team, from_day="2026-02-03", text="Calm mornings", by_id=mia)
        add(
            database, "metrics_countnote",
            uuid="d" * 32, place_id=place, day="2026-03-12", text="Fire drill", by_id=mia, at=AT,
        )  # fmt: skip
    database.close()
    manage(tmp_path, "migrate")
    with sqlite3.connect(tmp_path / "bsc.sqlite3") as database:
        wanted = "w.kind, w.text, w.author_id, w.team_id, w.collaborative_id, w.version, w.at, w.shown_at"
        found = [
            database.execute(f"SELECT {wanted} FROM {table} t JOIN teams_writing w ON w.id = t.writing_id")  # noqa: S608
            for table in ("teams_teamaim", "metrics_countnote")
        ]
        (aim,), (note,) = (one.fetchall() for one in found)
    database.close()
    noon = "2026-02-03 17:00:00"  # of that day in New York
    assert aim == ("aim", "Calm mornings", mia, team, home, 1, noon, noon)
    assert note == ("count_note", "Fire drill", mia, team, home, 1, AT, AT)
