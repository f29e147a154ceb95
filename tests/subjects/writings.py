"""Versions of what people wrote, blacking out, forgetting, and the retention date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pdsa.models import Cycle, Entry
from teams.models import BlackOut, Role, Writing, WritingVersion
from tests.conftest import Cast
from tests.fuzz.forms import MEMBERS, SETUP, Target
from tests.kinds import DIRECTORS, KINDS, NO, SIGN_IN, Row, Statuses, set_up, team

if TYPE_CHECKING:
    from tests.grown import Grown


def written_by_the_teacher(status: int) -> Statuses:
    return team(403) | {"teacher": status}


def blacked_out_by(status: int) -> Statuses:
    return team(403) | dict.fromkeys(("teacher", "coordinator", *DIRECTORS), status)


def who_was_ever_here(status: int) -> Statuses:
    """Whoever has a name in the collaborative, long gone ones too."""
    strangers = ("of another collaborative", "coordinator elsewhere", "administrator")
    return dict.fromkeys(KINDS, status) | dict.fromkeys(strangers, 404) | {"anonymous": SIGN_IN}


ROWS: dict[str, Row] = {
    "words": Row(team(200), written_by_the_teacher(422)),
    "black_out": Row(blacked_out_by(200), blacked_out_by(422)),
    "forgetting": Row(who_was_ever_here(200), who_was_ever_here(422)),
    "setup_forgetting": Row(set_up(200), set_up(422)),
    "setup_retention": Row(set_up(200), NO),
}
NOT_THEIRS = (*MEMBERS, "parent", "director")
STRANGERS = ("anonymous", "of another collaborative", "coordinator elsewhere", "administrator")
TARGETS: dict[str, Target] = {
    "words": Target("teacher", NOT_THEIRS, extra=("act", "choice")),
    "black_out": Target("director", (*MEMBERS[:-1], "parent"), extra=("found", "also", "sure")),
    "forgetting": Target("parent", STRANGERS),
    "setup_forgetting": Target("coordinator", SETUP),
}
OPENED_BY: dict[str, str] = {"forgetting": "teacher"}
NOT_PAGES: dict[str, str] = {}


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """A text of Mia's in a cycle that her team plans, with an earlier version and a passage blacked out."""
    now, mia = timezone.now(), cast.participant(cast.mia)
    cycle = Cycle.objects.create(team=cast.maple, number=900, recorded_by=mia, shown_at=now)
    writing = Writing.objects.create(
        collaborative=cast.riverside,
        team=cast.maple,
        kind=Entry.kind,
        author=mia,
        author_role=Role.TEACHER,
        text="A quiet corner by the window",
        shown_at=now,
    )
    Entry.objects.create(cycle=cycle, question="change", writing=writing)
    writing.rewrite("A quiet corner by the door", 1, mia)
    writing.black_out("quiet", mia, "other")
    return {"writing": writing.uuid}


def grow(grown: Grown) -> dict[str, Any]:
    """A text with many versions and black-outs, and many texts that name the teacher and the member."""
    size = grown.size.people
    cycle = Cycle.objects.create(
        team=grown.team, number=900, recorded_by=grown.author, shown_at=grown.now - timedelta(days=1)
    )
    rows = grown.writings(Entry, size)
    for row in rows:
        row.text = f"{grown.teacher.participants.get().name} and Person sang"
    Writing.objects.bulk_update(rows, ["text"])
    Entry.objects.bulk_create(Entry(cycle=cycle, question="seen", writing=row) for row in rows)
    WritingVersion.objects.bulk_create(
        WritingVersion(writing=rows[0], number=at + 2, text=f"Before {at}", by=grown.author, at=grown.now)
        for at in range(size)
    )
    BlackOut.objects.bulk_create(
        BlackOut(writing=rows[0], by=grown.author, why="child") for _one in range(size)
    )
    return {"writing": rows[0].uuid}
