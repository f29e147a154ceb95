"""The sheet of who was there: what was shown and what is ticked, as differences."""

from __future__ import annotations

import json

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.models.attending import MOST, Change, Group, Line


class SheetForm:
    """Only what the page showed is read. A number that is none is said, and everything typed stays."""

    def __init__(self, data: QueryDict, groups: list[Group]) -> None:
        self.data, self.groups = data, groups
        self.errors: list[str] = []
        self.changes: list[Change] = []

    def is_valid(self) -> bool:
        shown = self._shown()
        if not shown:
            self.errors.append(_("What was sent could not be read. Look at the page again."))
        ticked = set(self.data.getlist("here"))
        for line in (line for group in self.groups for line in group.lines):
            if line.key in shown or not shown:
                mine = self._seat(line, ticked) if line.participant else self._number(line)
                if mine is not None and shown:
                    self.changes.append(Change(line, shown[line.key], mine))
        return not self.errors

    def _shown(self) -> dict[str, str]:
        try:
            read = json.loads(self.data.get("shown", ""))
        except (ValueError, RecursionError):  # nested deeper than Python reads
            return {}
        pairs = read.items() if isinstance(read, dict) else ()
        return {key: value for key, value in pairs if isinstance(value, str)}

    def _seat(self, line: Line, ticked: set[str]) -> str:
        """The role of who is ticked: as chosen, else as noted, else the first that they held."""
        if line.key not in ticked:
            line.typed = ""
            return ""
        wanted = self.data.get(f"role-{line.key}") or line.now
        seat = line.seat(wanted) or line.seats[0]
        line.typed = seat.value
        return seat.value

    def _number(self, line: Line) -> str | None:
        line.typed = text = self.data.get(line.key, "").strip()
        if not text:
            return ""
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else MOST + 1
        if number > MOST:
            self.errors.append(
                _("%(role)s: “%(typed)s” is not a number of people from 0 to %(most)d.")
                % {"role": line.seats[0].label, "typed": text[:20], "most": MOST}
            )
            return None
        return str(number) if number else ""


def shown_by(groups: list[Group]) -> str:
    """What a page of these groups shows, to be sent back with it."""
    return json.dumps({line.key: line.now for group in groups for line in group.lines})
