"""The cast: the same few named people in every test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.utils import timezone
from hypothesis import settings as property_settings

from teams.models import (
    Center,
    Classroom,
    ClassroomStaff,
    CoachAssignment,
    Collaborative,
    Membership,
    Participant,
    Person,
    Role,
    Team,
)
from tests.kept import ZONE, kept
from tests.prepared import migrated

settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# The product's way of hashing passwords, without the work that makes guessing slow.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1
settings.WHITENOISE_AUTOREFRESH = True  # else every client reads the whole folder of static files first

property_settings.register_profile("suite", deadline=None)  # a busy machine breaks no property
property_settings.load_profile("suite")
DATABASE = {"db", "transactional_db", "django_db_setup"}


# Single tests that take long begin early, so that no process waits for the other one's last.
LONG = (
    "test_every_route_answers_each_kind_of_person_as_the_matrix_says",
    "test_nothing_holds_what_was_blacked_out",
    "test_twenty_thousand_rows_take_seconds",
    "test_two_in_one_meeting_lose_nothing_in_any_order",
    "test_no_address_breaks_a_page",
)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share a demonstration or a stack of servers run in one process: it is made once.

    What touches no database need not be run on the second one.
    """
    items.sort(key=lambda item: not item.name.startswith(LONG))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "demo" in fixtures:
            item.add_marker(pytest.mark.xdist_group("demo"))
        if "stack" in fixtures:
            item.add_marker(pytest.mark.xdist_group("stack"))
        marks = {mark.name for mark in item.iter_markers()}
        if not marks & {"django_db", "stack"} and not fixtures & DATABASE:
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each process copies the migrated database; Django then sees that no migration is missing."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@dataclass(frozen=True)
class Cast:
    """Maple and Oak take part in Riverside; Pine in Harbor, which is another collaborative."""

    riverside: Collaborative
    harbor: Collaborative
    maple: Team
    oak: Team
    pine: Team
    sunroom: Classroom  # of Maple
    attic: Classroom  # of Oak
    mia: Person  # teacher, Maple, works in the sunroom
    pat: Person  # parent, Maple
    dee: Person  # director, Maple
    sam: Person  # staff, Maple
    dana: Person  # director and teacher, Oak
    fin: Person  # former teacher of Maple, left 30 days ago
    gus: Person  # former teacher of Maple, left 90 days ago
    oda: Person  # teacher, Oak
    stu: Person  # teacher, Pine: a stranger to Riverside
    fay: Person  # faculty
    kai: Person  # faculty, coach of Maple
    cora: Person  # coordinator
    eva: Person  # evaluator
    ada: Person  # administrator of the installation, no role anywhere
    today: date  # Riverside's day

    def participant(self, person: Person) -> Participant:
        return Participant.objects.filter(person=person).order_by("pk")[0]


def add_collaborative(slug: str, today: date, **fields: Any) -> Collaborative:
    fields = {
        "name": slug.title(),
        "topic": {"en": "Trauma-informed practice", "es": "Práctica sensible al trauma"},
        "time_zone": ZONE,
        "languages": ["en", "es"],
        "starts": today - timedelta(days=400),
        "ends": today + timedelta(days=200),
    } | fields
    return Collaborative.objects.create(slug=slug, **fields)


def add_team(collaborative: Collaborative, slug: str, joined: date | None = None, **fields: Any) -> Team:
    center = Center.objects.create(
        collaborative=collaborative, name=slug.title(), time_zone=collaborative.time_zone
    )
    number = Team.objects.filter(collaborative=collaborative).count() + 1
    return Team.objects.create(
        collaborative=collaborative,
        center=center,
        slug=slug,
        number=number,
        joined=joined or collaborative.starts,
        **fields,
    )


def add_person(
    name: str, collaborative: Collaborative | None, role: str = "", team: Team | None = None, **dates: Any
) -> Person:
    """A person with an account, and where a role is given its participant and membership."""
    person = Person.objects.create(email=f"{name.lower()}@example.org", password="!")
    if collaborative is not None:
        participant = Participant.objects.create(
            collaborative=collaborative, person=person, name=name, welcomed_at=timezone.now()
        )
        add_role(participant, role, team, **dates)
    return person


def add_role(participant: Participant, role: str, team: Team | None = None, **dates: Any) -> Membership:
    dates = {"from_day": participant.collaborative.starts} | dates
    return Membership.objects.create(participant=participant, team=team, role=role, **dates)


@pytest.fixture
def cast(db: None) -> Cast:
    """Made once; then its rows are written again."""
    return kept("cast", make_cast)


def make_cast() -> Cast:
    now = timezone.now()
    first = add_collaborative("riverside", now.date())
    today = first.day(now)
    riverside, harbor = first, add_collaborative("harbor", today)
    maple, oak, pine = add_team(riverside, "maple"), add_team(riverside, "oak"), add_team(harbor, "pine")
    sunroom = Classroom.objects.create(center=maple.center, name="Sunroom", from_day=riverside.starts)
    attic = Classroom.objects.create(center=oak.center, name="Attic", from_day=riverside.starts)
    people = {
        "mia": add_person("Mia", riverside, Role.TEACHER, maple),
        "pat": add_person("Pat", riverside, Role.PARENT, maple),
        "dee": add_person("Dee", riverside, Role.DIRECTOR, maple),
        "sam": add_person("Sam", riverside, Role.STAFF, maple),
        "dana": add_person("Dana", riverside, Role.DIRECTOR, oak),
        "fin": add_person("Fin", riverside, Role.TEACHER, maple, until_day=today - timedelta(days=30)),
        "gus": add_person("Gus", riverside, Role.TEACHER, maple, until_day=today - timedelta(days=90)),
        "oda": add_person("Oda", riverside, Role.TEACHER, oak),
        "stu": add_person("Stu", harbor, Role.TEACHER, pine),
        "fay": add_person("Fay", riverside, Role.FACULTY),
        "kai": add_person("Kai", riverside, Role.FACULTY),
        "cora": add_person("Cora", riverside, Role.COORDINATOR),
        "eva": add_person("Eva", riverside, Role.EVALUATOR),
        "ada": Person.objects.create(email="ada@example.org", password="!", is_staff=True, is_superuser=True),
    }
    mia = Membership.objects.get(participant__person=people["mia"])
    ClassroomStaff.objects.create(membership=mia, classroom=sunroom, from_day=riverside.starts)
    add_role(Participant.objects.get(person=people["dana"]), Role.TEACHER, oak)
    CoachAssignment.objects.create(
        participant=Participant.objects.get(person=people["kai"]), team=maple, from_day=riverside.starts
    )
    for name in ("fay", "kai", "cora", "ada"):  # their roles need a second factor outside the demo
        Authenticator.objects.create(user=people[name], type=Authenticator.Type.TOTP, data={"secret": "-"})
    return Cast(riverside, harbor, maple, oak, pine, sunroom, attic, **people, today=today)
