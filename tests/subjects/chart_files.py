"""A chart as a file: a team's, and that of all teams together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.files.answer import FORMS
from tests.conftest import Cast
from tests.fuzz.forms import Target
from tests.kinds import NO, Row, collaborative, team

if TYPE_CHECKING:
    from tests.grown import Grown

# Who reads the page; the evaluator too, who gets what may leave a team.
ROWS: dict[str, Row] = {
    **{f"chart_{ending}": Row(team(200) | {"evaluator": 200}, NO) for ending in FORMS},
    **{f"dashboard_{ending}": Row(collaborative(200), NO) for ending in FORMS},
}
TARGETS: dict[str, Target] = {}
OPENED_BY: dict[str, str] = {
    **{f"chart_{ending}": "director" for ending in FORMS},
    **{f"dashboard_{ending}": "faculty" for ending in FORMS},
}
NOT_PAGES: dict[str, str] = {}


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """The files are of charts that the scene has."""
    return {}


def grow(grown: Grown) -> dict[str, Any]:
    return {}
