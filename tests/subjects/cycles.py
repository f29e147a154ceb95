"""PDSA cycles: the page of one, entries and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pdsa.models import Comment, Cycle, CyclePerson, Entry, Question, Stage
from pdsa.models.steps import move
from pdsa.models.writing_cycles import Plan, Who, add_comment, add_entry, start_cycle
from teams.models import Participant, Role
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.fuzz.forms import MEMBERS, TEAM, Target
from tests.kinds import BACK, NO, Row, only, team, written_by_members

if TYPE_CHECKING:
    from tests.grown import Grown

# The scene's cycle is in Act and shared: other teams read it, and write nothing.
SHARED = {"member_of_another_team": 403}
ANSWERED = {kind: status for kind, status in only(**SHARED).items() if status == 403}
ON_THE_PAGE = (
    *("cycle_entries", "cycle_stage", "cycle_decision"),
    *("cycle_sharing", "cycle_showing"),
)
ROWS: dict[str, Row] = {
    "cycle_new": Row(written_by_members(200), written_by_members(422)),
    "cycle": Row(team(200) | dict.fromkeys(ANSWERED, 200), NO),
    "cycle_next": Row(written_by_members(200) | ANSWERED, written_by_members(422) | ANSWERED),
    "cycle_facts": Row(written_by_members(200) | ANSWERED, written_by_members(422) | ANSWERED),
    "cycle_people": Row(written_by_members(200) | ANSWERED, written_by_members(422) | ANSWERED),
    "cycle_comments": Row(
        BACK, written_by_members(422) | ANSWERED | dict.fromkeys(("faculty", "coach", "coordinator"), 422)
    ),
    # Mia's own words: nobody else shows or deletes them.
    "cycle_entry": Row(BACK, written_by_members(403) | ANSWERED | {"teacher": 422}),
    **{name: Row(BACK, written_by_members(422) | ANSWERED) for name in ON_THE_PAGE},
}
PAGES = ("cycle_new", "cycle_next", "cycle_facts", "cycle_people")
TARGETS: dict[str, Target] = {
    **{name: Target("parent", MEMBERS, extra=("as", "sure")) for name in PAGES},
    **{
        name: Target("teacher", MEMBERS, "cycle", extra=("as", "do", "sure", "seen", "question"))
        for name in (*ON_THE_PAGE, "cycle_entry")
    },
    "cycle_entries": Target("teacher", MEMBERS, "cycle", extra=("as", "sure", "question"), one_of="question"),
    "cycle_comments": Target("faculty", TEAM, "cycle", extra=("comment-sure",)),
}
OPENED_BY = dict.fromkeys(("cycle", *PAGES), "teacher")
SENT = "only takes what is sent"
NOT_PAGES = dict.fromkeys((*ON_THE_PAGE, "cycle_comments", "cycle_entry"), SENT)


def a_cycle(cast: Cast, change: str = "We phone one parent before pick-up", **plan: Any) -> Cycle:
    """A cycle of Maple that Mia wrote down, shown to the team."""
    mia = Who(cast.participant(cast.mia), Role.TEACHER)
    answers = {Question.CHANGE: change, Question.PREDICTION: "Most will like it"} | plan.pop("answers", {})
    fields: dict[str, Any] = {"uuid": uuid4(), "proposer": mia} | plan
    return start_cycle(cast.maple, Plan(answers=answers, **fields), mia)[0]


def moved_to(cycle: Cycle, stage: str, by: Participant) -> Cycle:
    """The cycle, step by step at this one."""
    for one in list(Stage)[1 : list(Stage).index(Stage(stage)) + 1]:
        cycle.refresh_from_db()
        move(cycle, one, cycle.version, by)
    cycle.refresh_from_db()
    return cycle


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """What an address of this subject names, made for Maple of Riverside."""
    mia = cast.participant(cast.mia)
    cycle = moved_to(a_cycle(cast), Stage.ACT, mia)
    voice = Voice(mia, Role.TEACHER)
    entry = add_entry(cycle, Question.SEEN, voice, Words(uuid4(), "They talked longer."))
    add_comment(cycle, voice, Words(uuid4(), "Ask them again."))
    return {"cycle": cycle.uuid, "entry": entry.writing.uuid}


def grow(grown: Grown) -> dict[str, Any]:
    """The same in a collaborative of any size: a ramp, its people, what they wrote."""
    number = 4 * grown.size.people
    shared: dict[str, Any] = {
        "team": grown.team,
        "metric": grown.metrics[0],
        "stage": Stage.ACT,
        "starts": grown.whole.starts,
        "recorded_by": grown.author,
        "shown_at": grown.now,
        "begun_at": grown.now,
    }
    cycles = []
    for at in range(1, number + 1):
        cycles.append(Cycle.objects.create(number=at, previous=cycles[at // 2] if at > 2 else None, **shared))
    people = Participant.objects.filter(memberships__team=grown.team).order_by("pk")
    CyclePerson.objects.bulk_create(
        CyclePerson(cycle=cycle, part=CyclePerson.Part.TESTS, participant=person, role=Role.TEACHER)
        for cycle in cycles[:3]
        for person in people[: grown.size.people]
    )
    for cycle in (cycles[0], *cycles[-2:]):
        for question in Question:
            Entry.objects.bulk_create(
                Entry(cycle=cycle, question=question, writing=writing)
                for writing in grown.writings(Entry, grown.size.people)
            )
    Comment.objects.bulk_create(
        Comment(cycle=cycles[0], writing=writing) for writing in grown.writings(Comment, grown.size.people)
    )
    return {"cycle": cycles[0].uuid, "entry": Entry.objects.filter(cycle=cycles[0])[0].writing.uuid}
