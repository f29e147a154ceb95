"""Cycles for the tests, and who asks for their pages."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from pdsa.models import Cycle, Entry, Question
from pdsa.models.writing_cycles import Who, add_entry
from teams.models import Access, Participant, Person
from teams.models.writing import Voice, Words
from tests.conftest import Cast
from tests.subjects.cycles import a_cycle, moved_to

__all__ = ["Reader", "a_cycle", "access", "answer", "moved_to", "who"]


def access(person: Person) -> Access:
    return Access.of(person, timezone.now())


def who(participant: Participant) -> Who:
    return Who(participant, participant.memberships.order_by("pk")[0].role)


def answer(cycle: Cycle, question: Question, by: Participant, text: str, **words: Any) -> Entry:
    """One entry in the own voice."""
    return add_entry(cycle, question, Voice(by, who(by).role), Words(uuid4(), text, **words))


class Reader:
    """A person who opens and sends the pages of one cycle of Maple."""

    def __init__(self, cast: Cast, person: Person, cycle: Cycle | None = None) -> None:
        self.cast, self.person, self.cycle = cast, person, cycle
        self.client = Client()
        self.client.force_login(person)

    def path(self, below: str = "") -> str:
        return f"/c/riverside/teams/maple/cycles/{self.cycle.uuid if self.cycle else 'new'}/{below}"

    def get(self, below: str = "") -> Any:
        return self.client.get(self.path(below))

    def text(self, below: str = "") -> str:
        answer = self.get(below)
        assert answer.status_code == 200, answer.status_code
        return " ".join(answer.content.decode().split())

    def send(self, below: str = "", **fields: Any) -> Any:
        """Fields of a form with a prefix are named prefix__field."""
        sent = {name.replace("__", "-"): said for name, said in fields.items()}
        return self.client.post(self.path(below), sent)
