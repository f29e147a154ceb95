"""Two people in one cycle at once: nothing lost, nothing doubled, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import connection, transaction

from pdsa.models import Comment, Cycle, Entry, Question, Stage
from pdsa.models.steps import Decided, MovedError, NotNowError, decide, move, take_back
from pdsa.models.writing_cycles import LockedError, Plan, add_comment, add_entry, start_cycle
from teams.models import Participant, Writing
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.pdsa.written import a_cycle, who

RUNS, STEPS, THREADED = 200, 9, 12
SEED = 20_260


@dataclass
class Hand:
    """One person with the page open: acts on what the page said when it was read, and may send twice."""

    cycle: Cycle
    me: Participant
    chance: random.Random
    seen: Cycle | None = None
    written: dict[UUID, str] = field(default_factory=dict)  # what must be there in the end
    moves: int = 0  # that were accepted
    role: str = ""

    def __post_init__(self) -> None:
        self.role = who(self.me).role

    def act(self) -> None:
        self.chance.choice((self.read, self.write, self.write, self.step, self.reword, self.end, self.say))()

    def read(self) -> None:
        self.seen = Cycle.objects.get(pk=self.cycle.pk)

    def _voice(self) -> Voice:
        return Voice(self.me, self.role)

    def _twice(self, send: Callable[[], Any]) -> None:
        for _time in range(self.chance.choice((1, 2))):
            send()

    def write(self) -> None:
        question = self.chance.choice(Question.values)
        words = Words(uuid4(), f"{self.me.name} {len(self.written)}")

        def send() -> None:
            add_entry(self.cycle, question, self._voice(), words)
            self.written[words.uuid] = words.text

        try:
            self._twice(send)
        except LockedError:
            assert question == Question.PREDICTION
            assert words.uuid not in self.written

    def say(self) -> None:
        words = Words(uuid4(), f"{self.me.name} says {len(self.written)}")
        self._twice(lambda: add_comment(self.cycle, self._voice(), words))
        self.written[words.uuid] = words.text

    def reword(self) -> None:
        if not self.written:
            return
        uuid = self.chance.choice(list(self.written))
        with transaction.atomic():
            row = Entry.objects.filter(writing__uuid=uuid).select_related("writing").first()
            if row is None:
                return
            row.lock_for_rewording()
            if row.is_locked:
                return
            row.writing.rewrite(f"{row.text}!", row.writing.version, self.me)
        self.written[uuid] = f"{self.written[uuid]}!"

    def step(self) -> None:
        self._change(self._move)

    def _move(self, seen: Cycle) -> None:
        to = self.chance.choice(Stage.values)
        move(self.cycle, to, seen.version, self.me)

    def end(self) -> None:
        def change(seen: Cycle) -> None:
            if seen.is_finished:
                take_back(self.cycle, seen.version, self.me)
            else:
                decide(self.cycle, Decided("adapt", seen.version), self.me)

        self._change(change)

    def _change(self, change: Callable[[Cycle], None]) -> None:
        if self.seen is None:
            self.read()
        assert self.seen is not None
        try:
            change(self.seen)
            self.moves += 1
        except (MovedError, NotNowError):
            self.read()


def check(cycle: Cycle, hands: list[Hand]) -> None:
    """Everything that was accepted is there once, as its writer left it; the stage moved as often."""
    plan = {uuid5(cycle.uuid, question) for question in Question.values}
    kept = {row.uuid: row.text for row in Writing.objects.filter(kind__in=("entry", "cycle_comment"))}
    wanted = {uuid: text for hand in hands for uuid, text in hand.written.items()}
    assert {uuid: text for uuid, text in kept.items() if uuid not in plan} == wanted
    assert Entry.objects.count() + Comment.objects.count() == len(kept)
    now = Cycle.objects.get(pk=cycle.pk)
    assert now.version == 1 + sum(hand.moves for hand in hands)
    assert now.history.count() == now.version
    assert (now.decision != "") == now.is_finished
    for row in Entry.objects.filter(question="prediction").select_related("writing"):
        assert now.begun_at is None or row.writing.at <= now.begun_at


@pytest.mark.django_db
def test_two_people_in_any_order_lose_and_double_nothing(cast: Cast) -> None:
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    for run in range(RUNS):
        chance = random.Random(SEED + run)  # noqa: S311 - an order, not a secret
        point = transaction.savepoint()
        cycle = a_cycle(cast)
        hands = [Hand(cycle, one, chance) for one in (mia, pat)]
        for _step in range(STEPS):
            chance.choice(hands).act()
        check(cycle, hands)
        transaction.savepoint_rollback(point)


def together(*jobs: Callable[[], None]) -> list[BaseException]:
    """Each in a thread of its own with its own connection, starting at once; what they raised."""
    start, raised = Barrier(len(jobs)), []

    def run(job: Callable[[], None]) -> None:
        try:
            start.wait(10)
            job()
        except BaseException as problem:
            raised.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_very_same_time_lose_and_double_nothing(cast: Cast) -> None:
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    cycle = a_cycle(cast)
    hands = [Hand(cycle, one, random.Random(SEED + at)) for at, one in enumerate((mia, pat))]  # noqa: S311

    def work(hand: Hand) -> Callable[[], None]:
        def job() -> None:
            for _step in range(4 * THREADED):
                hand.act()

        return job

    assert together(*(work(hand) for hand in hands)) == []
    check(cycle, hands)


@pytest.mark.django_db(transaction=True)
def test_the_same_plan_sent_twice_at_once_is_one_cycle(cast: Cast) -> None:
    mia = who(cast.participant(cast.mia))
    plans = [Plan(uuid4(), {Question.CHANGE: f"Try {at}"}, mia) for at in range(6)]
    made: list[bool] = []

    def send() -> None:
        made.extend(start_cycle(cast.maple, plan, mia)[1] for plan in plans)

    assert together(send, send) == []
    assert sorted(made) == [False] * 6 + [True] * 6
    assert sorted(Cycle.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Entry.objects.count() == Writing.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_prediction_and_the_start_of_do_at_once(cast: Cast) -> None:
    """Whoever is first: no prediction is written after Do has begun."""
    mia, pat = cast.participant(cast.mia), cast.participant(cast.pat)
    for _round in range(8):
        cycle = a_cycle(cast)

        def predict(cycle: Cycle = cycle) -> None:
            for at in range(3):
                try:
                    add_entry(cycle, "prediction", Voice(pat, "parent"), Words(uuid4(), f"Guess {at}"))
                except LockedError:
                    return

        def begin(cycle: Cycle = cycle) -> None:
            move(cycle, "do", 1, mia)

        assert together(predict, begin) == []
        now = Cycle.objects.get(pk=cycle.pk)
        late = [row for row in cycle.entries.filter(question="prediction") if row.writing.at > now.begun_at]
        assert (now.stage, late) == ("do", [])


@pytest.mark.django_db(transaction=True)
def test_going_on_from_a_cycle_while_somebody_writes_in_it(cast: Cast) -> None:
    """One holds the cycle and refers to the team, the other the reverse: they do not wait in a circle."""
    mia, pat = who(cast.participant(cast.mia)), cast.participant(cast.pat)
    cycle = a_cycle(cast)

    def write() -> None:
        for at in range(25):
            add_comment(cycle, Voice(pat, "parent"), Words(uuid4(), f"Comment {at}"))

    def go_on() -> None:
        for at in range(25):
            start_cycle(cast.maple, Plan(uuid4(), {Question.CHANGE: f"Next {at}"}, mia, previous=cycle), mia)

    assert together(write, go_on) == []
    assert (Comment.objects.count(), cycle.followers.count()) == (25, 25)
