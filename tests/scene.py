"""One of everything that an address can name, for Maple of Riverside; and every kind of person who asks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from metrics.models import ImportDraft, ImportRun, Metric, MetricDefinition, SamplePlan
from metrics.models.places import place_of
from metrics.models.recording import Count, record
from metrics.months import Month
from metrics.tasks import sweep_marks
from teams.models import (
    ClassroomStaff,
    CoachAssignment,
    Invitation,
    LearningSession,
    Membership,
    Participant,
    Person,
    Role,
)
from tests.conftest import Cast, add_person, add_role, make_cast
from tests.kept import kept
from tests.subjects import SUBJECTS


@dataclass(frozen=True)
class Scene:
    cast: Cast
    people: dict[str, Person | None]  # kind of person → account
    names: dict[str, Any]  # what addresses name


def scene_again() -> Scene:
    """With a cast of its own; made once, then its rows are written again."""
    return kept("scene", lambda: set_scene(make_cast()))


def set_scene(cast: Cast) -> Scene:
    day = cast.today - timedelta(days=1)
    month = Month.of(cast.today.replace(day=1) - timedelta(days=1))
    metric = Metric.objects.create(collaborative=cast.riverside, slug="talks", names={"en": "Talks"})
    definition = MetricDefinition.objects.create(
        metric=metric,
        from_month="2020-01",
        unit="proportion",
        numerator={"en": "Talked"},
        denominator={"en": "Here"},
    )
    place = place_of(cast.maple, cast.sunroom)
    mia = cast.participant(cast.mia)
    now = timezone.now()
    record(
        [
            Count(uuid.uuid4(), place, definition, "day", month.first, component, "set", now, Decimal(amount))
            for component, amount in (("num", 7), ("den", 12))
        ],
        mia,
    )
    sweep_marks()
    LearningSession.objects.create(
        collaborative=cast.riverside, number=1, from_day=day, until_day=day + timedelta(days=2)
    )
    SamplePlan.objects.create(
        collaborative=cast.riverside, month=str(month), first_day=month.first, last_day=month.last
    )
    invitee = Participant.objects.create(collaborative=cast.riverside, name="Iris")
    add_role(invitee, Role.PARENT, cast.maple)
    invitation = Invitation.invite(invitee, "iris@example.org", cast.participant(cast.cora))
    role = Membership.objects.get(participant=mia)
    names = {
        "collaborative": "riverside",
        "team": "maple",
        "metric": "talks",
        "definition": definition.uuid,
        "place": place.uuid,
        "day": day,
        "month": month,
        "session": LearningSession.objects.get().uuid,
        "classroom": cast.sunroom.uuid,
        "coach": CoachAssignment.objects.get().uuid,
        "person": mia.uuid,
        "invitee": invitee.uuid,
        "role": role.uuid,
        "membership": role.uuid,
        "work": ClassroomStaff.objects.get().uuid,
        "invitation": invitation.uuid,
        "token": invitation.token,
    }
    names |= _an_import(cast, metric)
    people = _people(cast)
    for subject in SUBJECTS:
        names |= subject.add_to_scene(cast, names)
    return Scene(cast, people, names)


def _people(cast: Cast) -> dict[str, Person | None]:
    ines = add_person("Ines", cast.riverside, Role.DIRECTOR, cast.maple)
    add_role(cast.participant(ines), Role.TEACHER, cast.maple)
    cori = add_person("Cori", cast.harbor, Role.COORDINATOR)
    Authenticator.objects.create(user=cori, type=Authenticator.Type.TOTP, data={"secret": "-"})
    return {
        "anonymous": None,
        "teacher": cast.mia,
        "parent": cast.pat,
        "staff": cast.sam,
        "director": cast.dee,
        "director who teaches": ines,
        # A parent with a second card; a teacher not let into the teachers' room yet; and who facilitates it.
        "re-carded parent": add_person("Rico", cast.riverside, Role.PARENT, cast.maple),
        "not yet admitted": add_person("Nora", cast.riverside, Role.TEACHER, cast.maple),
        "facilitator": add_person("Fred", cast.riverside, Role.TEACHER, cast.oak),
        "former member": cast.fin,
        "long gone": cast.gus,
        "member of another team": cast.oda,
        "of another collaborative": cast.stu,
        "faculty": cast.fay,
        "coach": cast.kai,
        "coordinator": cast.cora,
        "coordinator elsewhere": cori,
        "evaluator": cast.eva,
        "administrator": cast.ada,
    }


def _an_import(cast: Cast, metric: Metric) -> dict[str, Any]:
    """A file that waits for its columns, and one that was imported."""
    shared = {
        "collaborative": cast.riverside,
        "metric": metric,
        "grain": "month",
        "by": cast.participant(cast.cora),
        "name": "counts.csv",
    }
    rows = b"team,month,num,den\noak,2026-01,3,9\n"
    numbers = dict.fromkeys(("new", "changed", "there", "skipped", "teams"), 0)
    return {
        "draft": ImportDraft.objects.create(content=rows, **shared).uuid,
        "run": ImportRun.objects.create(uuid=uuid.uuid4(), fingerprint="-", **numbers, **shared).uuid,
    }
