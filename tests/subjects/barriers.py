"""Barriers, discussions, and the hand-over page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from meetings.models import Barrier, BarrierAnswer, Discussion, Remark
from teams.models import Writing
from tests.conftest import Cast
from tests.fuzz.forms import MEMBERS as NOT_MEMBERS
from tests.fuzz.forms import TEAM as STRANGERS
from tests.fuzz.forms import Target
from tests.kinds import NO, Row, only, team, written_by_members

if TYPE_CHECKING:
    from tests.grown import Grown

# Members and hosts write; who left lately only reads.
BACK_TO_TEAM = team(302)  # hidden stays hidden, also by GET
ANSWERED = team(422) | {"former member": 403}

ROWS: dict[str, Row] = {
    "barriers": Row(team(200), NO),
    "barrier_new": Row(written_by_members(200), written_by_members(422)),
    "barrier": Row(team(200), written_by_members(422)),
    "barrier_answers": Row(BACK_TO_TEAM, ANSWERED),
    "barrier_closing": Row(BACK_TO_TEAM, written_by_members(422)),
    "discussions": Row(team(200), NO),
    "discussion": Row(team(200), NO),
    "discussion_remarks": Row(BACK_TO_TEAM, ANSWERED),
    "handover": Row(team(200), NO),
    "help_needed": Row(only(hosts=200, coordinator=200), NO),
}
HOSTS_WRITE = (*STRANGERS, "former member")
TARGETS: dict[str, Target] = {
    "barrier_new": Target("parent", NOT_MEMBERS),
    "barrier": Target("teacher", NOT_MEMBERS),
    "barrier_answers": Target("director", HOSTS_WRITE, "barrier", extra=("answer-sure",)),
    "barrier_closing": Target("director", NOT_MEMBERS, "barrier", extra=("open",)),
    "discussion_remarks": Target("parent", HOSTS_WRITE, "discussion", extra=("sure",)),
}
OPENED_BY: dict[str, str] = {
    "home": "director",
    "handover": "teacher",
    **dict.fromkeys(("barriers", "barrier", "barrier_new", "discussions", "discussion"), "director"),
}
NOT_PAGES: dict[str, str] = dict.fromkeys(
    ("barrier_answers", "barrier_closing", "discussion_remarks"), "only takes what is sent"
)


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """What an address of this subject names, made for Maple of Riverside."""
    barrier = Barrier.objects.create(
        team=cast.maple,
        since=cast.today,
        writing=Writing.objects.create(
            collaborative=cast.riverside,
            team=cast.maple,
            kind=Barrier.kind,
            author=cast.participant(cast.mia),
            text="No phone in the room",
            shown_at=timezone.now(),
        ),
    )
    return {"barrier": barrier.writing.uuid}


def grow(grown: Grown) -> dict[str, Any]:
    """Barriers and discussions of the opened team; one barrier for each team, for who hosts."""
    number = 2 * grown.size.people
    barriers = Barrier.objects.bulk_create(
        Barrier(team=grown.team, writing=writing, since=grown.today, needs=needs)
        for writing, needs in zip(grown.writings(Barrier, number), number * list(Barrier.Needs), strict=False)
    )
    BarrierAnswer.objects.bulk_create(
        BarrierAnswer(barrier=barriers[0], writing=writing)
        for writing in grown.writings(BarrierAnswer, number)
    )
    Barrier.objects.bulk_create(
        Barrier(team=team, writing=writing, since=grown.today, needs=Barrier.Needs.FACULTY)
        for team, writing in zip(grown.teams, grown.writings(Barrier, len(grown.teams)), strict=True)
    )
    rows = Discussion.objects.bulk_create(
        Discussion(team=grown.team, metric=metric, month=str(grown.month.plus(-back)))
        for metric in grown.metrics
        for back in range(grown.size.months)
    )
    Remark.objects.bulk_create(
        Remark(discussion=rows[0], question=question, writing=writing)
        for writing, question in zip(
            grown.writings(Remark, number), number * list(Remark.Question), strict=False
        )
    )
    return {"barrier": barriers[0].writing.uuid}
