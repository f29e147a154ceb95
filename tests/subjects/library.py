"""The tracker, the library of shared cycles, the change package and exports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pdsa.models import Cycle, CyclePerson, Driver, Entry, Framework
from teams.models import Consent, Role
from tests.conftest import Cast
from tests.fuzz.forms import SETUP, Target
from tests.kinds import NO, Row, collaborative, only, set_up, team

if TYPE_CHECKING:
    from tests.grown import Grown

ROWS: dict[str, Row] = {
    "cycles": Row(team(200), NO),
    "export_cycles": Row(team(200), NO),
    "library": Row(
        only(members=200, directors=200, member_of_another_team=200, hosts=200, coordinator=200), NO
    ),
    "package": Row(collaborative(200), NO),
    "export_process": Row(only(evaluator=200, coordinator=200), NO),
    "setup_package": Row(set_up(200), NO),
    "setup_package_adoption": Row(set_up(200), set_up(422)),
    "setup_driver_new": Row(set_up(200), set_up(422)),
    "setup_driver": Row(set_up(200), set_up(422)),
}
TARGETS: dict[str, Target] = {
    name: Target("coordinator", SETUP)
    for name in ("setup_package_adoption", "setup_driver_new", "setup_driver")
}
OPENED_BY: dict[str, str] = dict.fromkeys(("cycles", "export_cycles", "library", "package"), "teacher")
NOT_PAGES: dict[str, str] = {}
FIRST = 1000  # numbers of these cycles: others make some too


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """What an address of this subject names, made for Maple of Riverside."""
    framework = Framework.objects.create(collaborative=cast.riverside, from_day=cast.riverside.starts)
    primary = Driver.objects.create(framework=framework, names={"en": "Calm adults"})
    driver = Driver.objects.create(framework=framework, parent=primary, names={"en": "Help from one another"})
    return {"driver": driver.uuid}


def grow(grown: Grown) -> dict[str, Any]:
    """Drivers, and shared cycles of every team with people, entries, a driver and the metric they watch."""
    framework = Framework.objects.create(collaborative=grown.whole, from_day=grown.whole.starts)
    primary = Driver.objects.bulk_create(
        Driver(framework=framework, names={"en": f"Primary {at}"}) for at in range(grown.size.people)
    )
    secondary = Driver.objects.bulk_create(
        Driver(framework=framework, parent=parent, names={"en": f"Below {parent}"}) for parent in primary
    )
    for row in secondary[:1] * grown.size.people:
        row.save_by(grown.author)
    cycles = Cycle.objects.bulk_create(
        _cycle(grown, at, secondary[at % len(secondary)]) for at in range(grown.size.people * 8)
    )
    _people_and_words(grown, cycles)
    return {"driver": secondary[0].uuid}


def _cycle(grown: Grown, at: int, driver: Driver) -> Cycle:
    day = grown.today - timedelta(days=3 * at + 9)
    return Cycle(
        team=grown.team if at % 2 else grown.teams[at % len(grown.teams)],
        number=FIRST + at,
        driver=driver,
        metric=grown.metrics[at % len(grown.metrics)],
        stage=("plan", "do", "study", "act")[at % 4],
        starts=day,
        ends=day + timedelta(days=4),
        recorded_by=grown.author,
        shown_at=grown.now,
        begun_at=grown.now - timedelta(hours=at),
        studied_at=grown.now if at % 3 else None,
    )


def _people_and_words(grown: Grown, cycles: list[Cycle]) -> None:
    for part in CyclePerson.Part.values:
        CyclePerson.objects.bulk_create(
            CyclePerson(cycle=cycle, part=part, participant=grown.author, role=Role.TEACHER)
            for cycle in cycles
        )
    for question in ("change", "learned"):
        Entry.objects.bulk_create(
            Entry(cycle=cycle, question=question, writing=writing)
            for cycle, writing in zip(cycles, grown.writings(Entry, len(cycles)), strict=True)
        )
    Consent.objects.bulk_create(
        Consent(participant=grown.author, kind="research", given=True) for _one in range(grown.size.people)
    )
