"""Writing in a cycle: it is begun, entries and comments are added, drafts are shown or removed.

Everything that changes a cycle or adds to it locks the cycle first, so that two at once take turns. Ids come
from the form: what is sent twice is written once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from pdsa.models.cycle import Cycle, CyclePerson, Stage
from pdsa.models.entry import QUESTIONS, Comment, Entry, Question
from teams.models import Participant, Team
from teams.models.writing import TakenError, Voice, Words, Writing, write

# What a form of a cycle sets besides people's words. Who moves it on changes the rest.
FACTS = ("starts", "ends", "children", "adults", "classrooms", "days", "metric", "driver")


class LockedError(Exception):
    """Do has begun: predictions stay as they were then."""


class SaidOtherwiseError(Exception):
    """This id was sent before with other words. `row` holds what was saved; nothing was changed."""

    def __init__(self, row: Any) -> None:
        super().__init__("sent before with other words")
        self.row = row


@dataclass(frozen=True, slots=True)
class Who:
    """One person's part in a cycle: a participant, or nobody who is named but in a role."""

    participant: Participant | None
    role: str

    @property
    def key(self) -> tuple[int, str]:
        """Named people are told apart by who they are, others by their role."""
        return (self.participant.pk, "") if self.participant else (0, self.role)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the page for a new cycle says. The id was made when the page was shown."""

    uuid: UUID
    answers: Mapping[str, str]  # question of the plan → words
    proposer: Who
    testers: tuple[Who, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    previous: Cycle | None = None
    draft: bool = False

    def words(self, question: str) -> Words:
        """One answer, with an id made from the cycle's: the plan sent twice has the same ones."""
        return Words(uuid5(self.uuid, question), self.answers[question], draft=self.draft)


def lock_cycle(cycle: Cycle) -> Cycle:
    """The cycle as it stands now, locked until the transaction ends.

    Rows that refer to it are still made meanwhile: else who writes in it and who goes on from it could wait
    for each other in a circle.
    """
    found: Cycle = Cycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)
    return found


def lock_team(team: Team) -> None:
    """Its cycles are numbered one after another."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def start_cycle(team: Team, plan: Plan, by: Who) -> tuple[Cycle, bool]:
    """The cycle of this plan, and whether it is new. TakenError where the id is somebody else's."""
    with transaction.atomic():
        lock_team(team)
        known = Cycle.objects.filter(uuid=plan.uuid).first()
        if known is not None:
            return _again(known, team, plan, by), False
        last = Cycle.objects.filter(team=team).aggregate(last=Max("number"))["last"] or 0
        now = timezone.now()
        cycle = Cycle(
            uuid=plan.uuid,
            team=team,
            number=last + 1,
            previous=plan.previous,
            recorded_by=by.participant,
            recorded_at=now,
            shown_at=None if plan.draft else now,
            **plan.facts,
        )
        cycle.save_by(by.participant)
        for question in _answered(plan):
            writing, _new = write(
                Entry.kind, team.collaborative, team, voice_of(plan.proposer, by), plan.words(question)
            )
            Entry.objects.create(cycle=cycle, question=question, writing=writing)
        put_people(cycle, [plan.proposer], plan.testers)
        return cycle, True


def _answered(plan: Plan) -> list[str]:
    return [question for question in QUESTIONS[Stage.PLAN] if plan.answers.get(question)]


def _again(known: Cycle, team: Team, plan: Plan, by: Who) -> Cycle:
    """The plan was sent before. With other words it is no copy: who sent it is asked."""
    if known.team_id != team.pk or known.recorded_by != by.participant:
        raise TakenError
    wanted = {uuid5(plan.uuid, question): plan.answers[question] for question in _answered(plan)}
    saved = dict(Writing.objects.filter(uuid__in=wanted).values_list("uuid", "text"))
    changed = Writing.objects.filter(uuid__in=wanted, version__gt=1).exists()
    if saved != wanted and not changed:
        raise SaidOtherwiseError(known)
    return known


def voice_of(speaker: Who, typist: Who) -> Voice:
    """Whose words they are, and who typed them where that is somebody else."""
    same = speaker.participant is not None and speaker.participant == typist.participant
    return Voice(speaker.participant, speaker.role, None if same else typist.participant)


def put_people(cycle: Cycle, proposers: Iterable[Who], testers: Iterable[Who]) -> None:
    """Who has which part. Who keeps a part keeps the role that was written down with it."""
    for part, wanted in ((CyclePerson.Part.PROPOSED, proposers), (CyclePerson.Part.TESTS, testers)):
        people = {who.key: who for who in wanted}
        for row in cycle.people.filter(part=part).select_related("participant"):
            if people.pop(Who(row.participant, row.role).key, None) is None:
                row.delete()
        for who in people.values():
            CyclePerson.objects.create(cycle=cycle, part=part, participant=who.participant, role=who.role)


def add_entry(cycle: Cycle, question: str, voice: Voice, words: Words) -> Entry:
    """One person's answer. LockedError for a prediction once Do has begun."""
    with transaction.atomic():
        now = lock_cycle(cycle)
        team = cycle.team
        words = replace(words, draft=words.draft or now.is_draft)
        writing, new = write(Entry.kind, team.collaborative, team, voice, words)
        if not new:
            same: Entry = _said_before(cycle.entries.filter(question=question), writing, words)
            return same
        if question == Question.PREDICTION and now.is_locked:
            raise LockedError
        return Entry.objects.create(cycle=now, question=question, writing=writing)


def add_comment(cycle: Cycle, voice: Voice, words: Words) -> Comment:
    with transaction.atomic():
        now = lock_cycle(cycle)
        writing, new = write(Comment.kind, cycle.team.collaborative, cycle.team, voice, words)
        if not new:
            same: Comment = _said_before(cycle.comments.all(), writing, words)
            return same
        return Comment.objects.create(cycle=now, writing=writing)


def _said_before(rows: Any, writing: Writing, words: Words) -> Any:
    """The row that this id made. With other words than now it is no copy; reworded since, it may be one."""
    row = rows.filter(writing=writing).select_related("writing").first()
    if row is None:
        raise TakenError
    if writing.version == 1 and (writing.text, writing.choice) != (words.text, words.choice):
        raise SaidOtherwiseError(row)
    return row


def show_entry(entry: Entry, at: datetime) -> None:
    """A draft becomes the team's to read. LockedError for a prediction once Do has begun."""
    with transaction.atomic():
        cycle = lock_cycle(entry.cycle)
        writing = Writing.objects.select_for_update().get(pk=entry.writing_id)
        if entry.question == Question.PREDICTION and cycle.is_locked and writing.is_draft:
            raise LockedError
        writing.show(at)


def remove_entry(entry: Entry) -> bool:
    """Delete a draft for good. False where it was shown meanwhile: then it stays."""
    with transaction.atomic():
        lock_cycle(entry.cycle)
        writing = Writing.objects.select_for_update().get(pk=entry.writing_id)
        if not writing.is_draft:
            return False
        entry.delete()
        writing.delete()
        return True


def show_cycle(cycle: Cycle, by: Participant, at: datetime) -> None:
    """A draft becomes the team's, with all that its recorder wrote in it. Showing twice changes nothing."""
    with transaction.atomic():
        now = lock_cycle(cycle)
        if not now.is_draft:
            return
        now.shown_at = at
        now.save_by(by)
        for writing in Writing.objects.select_for_update().filter(pk__in=now.entries.values("writing")):
            writing.show(at)


def remove_cycle(cycle: Cycle, by: Participant) -> bool:
    """Delete a draft with its words. False where it was shown meanwhile, or something refers to it."""
    with suppress(ProtectedError), transaction.atomic():
        now = lock_cycle(cycle)
        if not now.is_draft:
            return False
        words = Writing.objects.filter(pk__in=list(now.entries.values_list("writing", flat=True)))
        now.entries.all().delete()
        words.delete()
        now.remove_by(by)
        return True
    return False
