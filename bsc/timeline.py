"""Where a collaborative is on its way, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from teams.models import Collaborative
from teams.models.phases import Phase, phases


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of the timeline, named for people."""

    name: str
    first: date
    last: date | None
    now: bool
    past: bool


def timeline(collaborative: Collaborative, today: date) -> Sequence[Stretch]:
    found = phases(collaborative.starts, collaborative.ends, collaborative.sessions.all())
    return [
        Stretch(
            _name(phase),
            phase.first,
            phase.last,
            now=phase.holds(today),
            past=phase.last is not None and phase.last < today,
        )
        for phase in found
    ]


def _name(phase: Phase) -> str:
    number = {"number": phase.number}
    return {
        "pre_work": _("Getting ready"),
        "session": _("Learning session %(number)s") % number,
        "action": _("Action period %(number)s") % number,
        "holding": _("Holding the gains"),
        "follow_up": _("Afterwards"),
    }[phase.kind]
