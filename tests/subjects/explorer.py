"""A chart to explore: who may read it may explore it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.conftest import Cast
from tests.fuzz.forms import Target
from tests.kinds import NO, Row, collaborative, team

if TYPE_CHECKING:
    from tests.grown import Grown

ROWS: dict[str, Row] = {
    "explore": Row(team(200), NO),
    "dashboard_explore": Row(collaborative(200), NO),
}
TARGETS: dict[str, Target] = {}
OPENED_BY: dict[str, str] = {"explore": "director", "dashboard_explore": "faculty"}
NOT_PAGES: dict[str, str] = {}


def add_to_scene(cast: Cast, names: dict[str, Any]) -> dict[str, Any]:
    """Explored are the charts that the scene has."""
    return {}


def grow(grown: Grown) -> dict[str, Any]:
    return {}
