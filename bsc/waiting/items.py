"""What a home page is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, or that is worth a look, and the page on which it is done."""

    title: str
    text: str
    address: str
    icon: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a page that never waits."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A team or a collaborative of the person, with what waits there: the first is what to do now."""

    name: str
    roles: tuple[str, ...]
    address: str
    items: tuple[Waiting, ...]
    ways: tuple[Way, ...] = ()
    former: bool = False
