"""The chapter of the change package: the built-in set for child care, as the coordinator took it over."""

from __future__ import annotations

from bsc.demo.people import World
from bsc.demo.rows import fixed_uuid, keep
from pdsa.catalogue import CHILD_CARE, BuiltInDriver
from pdsa.models import Driver, Framework

# How the story calls the secondary drivers, by primary one, in their order.
KEYS = (
    ("arrive", "changes", "rooms", "same"),
    ("talks", "lang", "home"),
    ("stress", "help", "behavior", "think"),
    ("feel", "settle", "choice"),
    ("table", "small", "obst", "kept"),
)


def take_over(world: World) -> dict[str, Driver]:
    """Secondary drivers by their key."""
    framework = Framework(collaborative=world.collaborative, from_day=world.collaborative.starts)
    framework.uuid = fixed_uuid("framework", world.program.slug)
    framework.save()
    found = {}
    for position, (keys, primary) in enumerate(zip(KEYS, CHILD_CARE, strict=True), 1):
        above = _row(world, framework, primary, position)
        keep(above, world.coordinator, world.prepared)
        for number, (key, one) in enumerate(zip(keys, primary.children, strict=True), 1):
            row = _row(world, framework, one, number)
            row.parent = above
            found[key] = keep(row, world.coordinator, world.prepared)
    return found


def _row(world: World, framework: Framework, one: BuiltInDriver, position: int) -> Driver:
    languages = world.program.languages
    names = {language: one.names[language] for language in languages}
    texts = {language: one.texts[language] for language in languages}
    return Driver(framework=framework, position=position, names=names, texts=texts)
