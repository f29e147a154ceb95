"""The shape of the people: who is on which team, as data. No real person, and no real center."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Role:
    """A role by the positions of the months from which and until which it is held."""

    name: str
    core: bool = True
    lead: bool = False
    data: bool = False
    leader: bool = False
    since: int = 0
    until: int | None = None
    rooms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Somebody:
    name: str
    roles: tuple[Role, ...]
    language: str = "en"
    account: bool = True  # some take part without one
    invited: bool = False  # three days ago, and has not answered
    sign_in: str = ""  # one of the six accounts a visitor may use


@dataclass(frozen=True)
class Room:
    name: str
    age_band: str
    children: int
    taps: bool = False  # they count on a phone as it happens, the others type the day's sum


@dataclass(frozen=True)
class Site:
    """A center and its team."""

    name: str
    slug: str
    rooms: tuple[Room, ...]
    people: tuple[Somebody, ...]
    aims: tuple[tuple[int, str], ...]  # from the month with this position on
    joined: int = 0
    left: int | None = None


@dataclass(frozen=True)
class Coach:
    name: str
    team: str
    since: int = 0
    until: int | None = None


@dataclass(frozen=True)
class Program:
    """A collaborative as it is set up."""

    slug: str
    name: str
    topic: dict[str, str]
    time_zone: str
    languages: tuple[str, ...]
    sites: tuple[Site, ...]
    hosts: tuple[Somebody, ...]
    coaches: tuple[Coach, ...] = field(default=())

    @property
    def people(self) -> tuple[Somebody, ...]:
        return (*self.hosts, *(somebody for site in self.sites for somebody in site.people))


def director(**more: bool | int) -> Role:
    return Role("director", leader=True, **more)  # type: ignore[arg-type]


def teacher(*rooms: str, **more: bool | int | None) -> Role:
    return Role("teacher", rooms=rooms, **more)  # type: ignore[arg-type]


def parent(**more: bool | int | None) -> Role:
    return Role("parent", **more)  # type: ignore[arg-type]


def staff(*rooms: str, **more: bool | int | None) -> Role:
    return Role("staff", rooms=rooms, **more)  # type: ignore[arg-type]
