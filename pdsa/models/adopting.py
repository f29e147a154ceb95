"""A change package from a built-in set, and the drivers of a collaborative as the tree they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from pdsa.catalogue import BuiltInDriver, Texts
from pdsa.models.package import Driver, Framework
from teams.models import Collaborative, Participant
from teams.models.enrolment import lock


@dataclass(frozen=True, slots=True)
class Branch:
    """A primary driver with its secondary ones, in their order."""

    driver: Driver
    children: list[Driver] = field(default_factory=list)


def framework_of(collaborative: Collaborative) -> Framework:
    """The change package that holds: the newest; made where there is none. Call it locked."""
    found: Framework | None = collaborative.frameworks.order_by("-number").first()
    if found is not None:
        return found
    from_day = min(collaborative.starts, collaborative.day(timezone.now()))
    return Framework.objects.create(collaborative=collaborative, from_day=from_day)


def current_drivers(collaborative: Collaborative) -> Sequence[Driver]:
    """All of them, retired ones too, each with its framework: one query."""
    newest = Framework.objects.filter(collaborative=collaborative).order_by("-number").values("pk")[:1]
    return list(
        Driver.objects.filter(framework__in=newest)
        .select_related("framework__collaborative", "parent")
        .order_by("position", "pk")
    )


def as_tree(drivers: Iterable[Driver]) -> list[Branch]:
    """Primary drivers in their order, each with its own; without its parent one is left out."""
    rows = list(drivers)
    branches = {row.pk: Branch(row) for row in rows if row.parent_id is None}
    for row in rows:
        if row.parent_id in branches:
            branches[row.parent_id].children.append(row)
    return list(branches.values())


def adopt_package(
    collaborative: Collaborative, chosen: Iterable[BuiltInDriver], by: Participant | None
) -> int:
    """Take primary drivers over with all of theirs; how many drivers are new. What is there stays."""
    with transaction.atomic():
        lock(collaborative)
        framework = framework_of(collaborative)
        there = list(framework.drivers.all())
        last = max((row.position for row in there if row.parent_id is None), default=0)
        new = [one for one in chosen if not is_there(one, there)]
        return sum(_adopted(framework, one, last + number, by) for number, one in enumerate(new, start=1))


def is_there(one: BuiltInDriver, drivers: Iterable[Driver]) -> bool:
    """Known by its name in any language, whatever became of the rest of it."""
    names = set(one.names.values())
    return any(row.parent_id is None and names & set(row.names.values()) for row in drivers)


def _adopted(framework: Framework, one: BuiltInDriver, position: int, by: Participant | None) -> int:
    primary = _row(framework, one, position, None)
    primary.save_by(by)
    for number, child in enumerate(one.children, start=1):
        _row(framework, child, number, primary).save_by(by)
    return 1 + len(one.children)


def _row(framework: Framework, one: BuiltInDriver, position: int, parent: Driver | None) -> Driver:
    languages = framework.collaborative.languages
    return Driver(
        framework=framework,
        parent=parent,
        position=position,
        names=_in(languages, one.names),
        texts=_in(languages, one.texts),
    )


def _in(languages: Collection[str], texts: Texts) -> Texts:
    """The texts of these languages; English where none of them is known."""
    return {one: texts[one] for one in languages if one in texts} or {"en": texts["en"]}
